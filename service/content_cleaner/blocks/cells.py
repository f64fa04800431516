"""Rows of tables that lay out a page: converters to Markdown put all that stands in one on a single line.

Old pages and mails are one such table. As one block each row would be kept or removed whole: cut into what stands in
it, it is a page like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from content_cleaner.blocks import marks

# Characters, and ends of paragraphs or lines inside cells: a row of data is shorter, or has none.
MIN_CHARS = 1_500
MIN_ENDS = 3
# Cells end at bars; inside a cell, converters leave several blanks where a paragraph or a line ends. Neither counts
# inside a link.
_CUT = re.compile(rf"{marks.IMAGE.pattern}|{marks.LINK.pattern}|\\.|(?P<cut>\s*+\|[\s|]*+|\s{{2,}}+)")
BAR = "|"
SIGNS = f"{BAR} \t"


class Part(NamedTuple):
    """A part of a row: its span, with the bars around it, and whether it begins a cell."""

    start: int
    end: int
    begins_cell: bool


def laid_out(source: str, start: int, end: int) -> list[Part]:
    """What stands in a line that is a row of a table that lays out a page; nothing for any other line."""
    if end - start < MIN_CHARS or not source.startswith(BAR, start):
        return []
    found = list(_parts(source, start, end))
    return found if sum(not part.begins_cell for part in found) >= MIN_ENDS else []


def _parts(source: str, start: int, end: int) -> Iterator[Part]:
    """What stands in a row, in order; the spans hold all of it that is not white space."""
    begin, begins_cell = start, True
    first = source[start:end]
    at = start + len(first) - len(first.lstrip(SIGNS))
    for found in _CUT.finditer(source, at, end):
        if found["cut"] is None or found.end() == end:
            continue
        is_bar = BAR in found["cut"]
        stop = found.end() - len(found["cut"]) + len(found["cut"].rstrip())
        yield Part(begin, stop, begins_cell)
        begin, begins_cell = found.end(), is_bar
    yield Part(begin, end, begins_cell)
