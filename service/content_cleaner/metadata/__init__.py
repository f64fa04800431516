"""Title, author, date, site and language: what a page says of itself, and what its text shows."""

from content_cleaner.metadata.authors import marked
from content_cleaner.metadata.days import day
from content_cleaner.metadata.embedded import article_body, script_text
from content_cleaner.metadata.find import find
from content_cleaner.metadata.headline import Headlines, headlines, title_of
from content_cleaner.metadata.hints import hints
from content_cleaner.metadata.language import language
from content_cleaner.metadata.plain import fold, that_fold_to

__all__ = [
    "Headlines",
    "article_body",
    "day",
    "find",
    "fold",
    "headlines",
    "hints",
    "language",
    "marked",
    "script_text",
    "that_fold_to",
    "title_of",
]
