"""Signals: what one cheap survey of a page notices about a block, one bit each, so that few rules are tried on it."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

PHRASE_REASONS = (
    "caption",
    "credit",
    "byline",
    "timestamp",
    "signup",
    "share",
    "related",
    "advert",
    "consent",
    "paywall",
    "comments",
    "navigation",
    "footer",
)
"""The tables of a phrase file; their names are reasons of the design."""

PHRASE_LISTS = ("whole", "starts", "contains", "doubtful", "openings", "mentions", "invites")
"""The lists of a table: the block is the phrase, begins with it, or holds it; the next three say so less surely.

`invites`: the block begins with it, and it is sure where what one subscribes to follows.
"""

STRUCTURE_REASONS = (*PHRASE_REASONS, "figcaption")
"""What tags and class names can tell of an element; `figcaption` is a caption for certain, `caption` only maybe."""

PAGE_SIGNALS = (
    "head",  # one of the lines that a converter or an author of Markdown puts above a page
    "headline",  # begins as a headline does, or holds one
    "repeated",  # the same text is in a block before it
    "digit",  # begins with a digit
    "date-labelled",  # nothing but a date or a time, with what it dates
    "date-and-time",  # nothing but a date with a time of day
    "date",  # nothing but a date
    "time",  # nothing but words and figures of time
    "ends-bracket",  # ends with a closing bracket
    "handle",  # holds an @ sign
    "label",  # holds a picture label and a colon ("Foto:")
    "agency",  # holds a slash and an agency ("Jane Doe/AP Photo")
    "by",  # begins with "By", "Von" ...
    "capitals",  # has letters, and all are capitals
    "capitals-first",  # begins with a word of capitals and a dash or colon ("FILE - ...")
    "tail",  # may end in a credit
    "ends-open",  # ends with an opening round bracket
    "ends-close",  # ends with a closing round bracket
    "ends-colon",  # ends with a colon
    "listed",  # one of the targets of links that a text browser lists below a page
    "glued",  # may hold a label that a blank is missing before ("... at dawn.Photo: Jane Doe")
)


def _names() -> Iterator[str]:
    for reason in PHRASE_REASONS:
        yield from (f"{reason}.{kind}" for kind in PHRASE_LISTS)
    yield from (f"at.{reason}" for reason in STRUCTURE_REASONS)
    yield from (f"in.{reason}" for reason in STRUCTURE_REASONS)
    yield from PAGE_SIGNALS


BITS = MappingProxyType({name: 1 << position for position, name in enumerate(_names())})


def signal(*names: str) -> int:
    """The bits of the named signals together; raises KeyError for a name that does not exist."""
    bits = 0
    for name in names:
        bits |= BITS[name]
    return bits
