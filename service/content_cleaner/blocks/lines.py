"""The lines of a plain text, with how many line breaks part each from the one before."""

from __future__ import annotations

import re
from typing import NamedTuple

# A line without its outer white space; the breaks are those of `str.splitlines`.
LINE = re.compile(r"\S(?:[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]*\S)?")
# Chinese and Japanese characters, as a range of a regular expression.
EAST = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
MAX_BLOCKS = 20_000


class Line(NamedTuple):
    """A line of the source, or several in a row, without outer white space; `gap`: line breaks since the one before."""

    start: int
    end: int
    gap: int


def read(source: str) -> list[Line]:
    """All lines of a text that are not blank."""
    lines: list[Line] = []
    last = -2  # no line ends right before the first
    for match in LINE.finditer(source):
        start, end = match.span()
        lines.append(Line(start, end, 1 if start - last == 1 else _breaks(source, last, start)))
        last = end
    return lines


def _breaks(source: str, last: int, start: int) -> int:
    """How many line breaks stand between two lines; before the first there need not be any."""
    if last < 0:
        return max(source.count("\n", 0, start), source.count("\r", 0, start))
    return max(source.count("\n", last, start), source.count("\r", last, start), 1)


def merged(groups: list[Line]) -> list[Line]:
    """Neighbouring lines of a text of very many taken together, so that the work on it stays bounded."""
    step = -(-len(groups) // MAX_BLOCKS)
    return [
        Line(groups[at].start, groups[min(at + step, len(groups)) - 1].end, groups[at].gap)
        for at in range(0, len(groups), step)
    ]
