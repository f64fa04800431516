"""What stands above a page in Markdown and is none of it: front matter, and the labels of reader services."""

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
)
