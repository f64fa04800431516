"""What tools add to a page, and is none of it: front matter, labels of reader services, targets of links."""

from __future__ import annotations

from content_cleaner.rules.rule import TEXT, Candidate, Rule
from content_cleaner.rules.signals import signal

_ANY_LENGTH = 1000  # words
_FRONT = "---"


def _front_matter(candidate: Candidate) -> bool:
    return candidate.page.source.lstrip().startswith(_FRONT)


def _reader_head(candidate: Candidate) -> bool:
    return not _front_matter(candidate)


RULES = (
    Rule(
        "front-matter",
        "byline",
        True,
        signal("head"),
        _ANY_LENGTH,
        _front_matter,
        "A line of the front matter between two lines of dashes: “author: Jane Doe”; not the same words further down.",
        TEXT,
    ),
    Rule(
        "reader-head",
        "byline",
        True,
        signal("head"),
        _ANY_LENGTH,
        _reader_head,
        "A line that a reader service puts above a page: “URL Source: https://example.com/bridge”; "
        "not a line of the page that begins so.",
        TEXT,
    ),
    Rule(
        "browser-references",
        "navigation",
        True,
        signal("listed"),
        _ANY_LENGTH,
        None,
        "The targets of a page's links as a text browser lists them below it, “References”, “12. https://example.com”, "
        "and numbers without a text; not the sources of an article, which nothing in the text numbers so.",
        TEXT,
    ),
)
