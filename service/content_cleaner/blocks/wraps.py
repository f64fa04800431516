"""Paragraphs that a text browser or a converter has wrapped, among menus and lists that it has not.

`lynx`, `w3m` and others print a page at a width: a paragraph's lines end where the next word would not have fitted, and
the items of menus stand on lines of their own. Lines in columns of a terminal, where a wide character takes two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from content_cleaner.blocks.broken import SENTENCE_SIGNS, STARTS_INSIDE
from content_cleaner.blocks.dumps import MASK
from content_cleaner.blocks.lines import EAST, Line

WIDE = re.compile(f"[{EAST}\uac00-\ud7a3\uff01-\uff60]")
WORD = re.compile(r"\S+")
MIN_WIDTH, MAX_WIDTH = 40, 132
# Lines of paragraphs end within so many columns of the width; hardly one is longer by so much.
NEAR = 10
MIN_NEAR = 4
BEYOND_WEIGHT = 4
# Which lines are long, as a part of the width, and how many of them, where they end no sentence, end where the next
# word would not have fitted. Browsers leave room for marks that they do not print: fewer do where the next lines go on
# in lower case.
LONG = 0.7
MIN_FULL = 4
MIN_FULL_SHARE = 0.85
MIN_LOOSE, MIN_INSIDE = 0.4, 0.5
MAX_EVIDENCE = 5_000
# Prose ends sentences inside of lines, here and there; verse, lists and code hardly do.
INNER_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+[^\sa-z]|[。！？۔।]")
MIN_INNER_ENDS, MIN_PROSE = 2, 0.05
CODE_SIGNS, MIN_CODE = "=(){}[];_<>", 0.04


def joined(source: str, lines: list[Line], marks: re.Pattern[str]) -> list[Line]:
    """The lines with those of each wrapped paragraph as one, where the text shows a width; else as they are.

    marks: what an item of a list begins with.
    """
    text = _Text(source, marks, WIDE.search(source) is not None)
    width = text.width(lines[:MAX_EVIDENCE])
    if not width:
        return lines
    groups = lines[:1]
    for before, line in pairwise(lines):
        if line.gap == 1 and text.goes_on(before, line, width):
            groups[-1] = Line(groups[-1].start, line.end, groups[-1].gap)
        else:
            groups.append(line)
    return groups


@dataclass(frozen=True, slots=True)
class _Text:
    source: str
    marks: re.Pattern[str]
    has_wide: bool

    def width(self, lines: list[Line]) -> int:
        """The width at which paragraphs are wrapped; 0 where none is seen."""
        broken = [(before, line) for before, line in pairwise(lines) if line.gap == 1]
        columns = [self._column(before) for before, _ in broken]
        counts = [0] * (MAX_WIDTH + NEAR + 1)
        for end in columns:
            counts[min(end, MAX_WIDTH + NEAR)] += end <= MAX_WIDTH + NEAR
        best = width = 0
        for at in range(MIN_WIDTH, MAX_WIDTH + 1):
            near, beyond = sum(counts[at - NEAR + 1 : at + 1]), sum(counts[at + 1 : at + NEAR + 1])
            if counts[at] and near >= MIN_NEAR and near - BEYOND_WEIGHT * beyond > best:
                best, width = near - BEYOND_WEIGHT * beyond, at
        long = [
            pair
            for pair, end in zip(broken, columns, strict=True)
            if LONG * width <= end <= width and self._may_go_on(*pair)
        ]
        ends = sum(INNER_END.search(self.source, before.start, before.end) is not None for before, _ in long)
        if ends < max(MIN_INNER_ENDS, MIN_PROSE * len(long)):
            return 0
        full = sum(self._is_full(*pair, width) for pair in long)
        inside = sum(self._starts_lower(line) for _, line in long)
        if full < MIN_FULL or not width:
            return 0
        is_clear = full >= MIN_FULL_SHARE * len(long)
        return width if is_clear or (full >= MIN_LOOSE * len(long) and inside >= MIN_INSIDE * len(long)) else 0

    def goes_on(self, before: Line, line: Line, width: int) -> bool:
        """Whether a line goes on with the paragraph of the one right above it."""
        if self.marks.match(self.source, line.start, line.end) or (self._is_code(before) and self._is_code(line)):
            return False
        if self._is_full(before, line, width):
            return True
        is_long = LONG * width <= self._column(before) <= width
        return is_long and self._starts_lower(line) and self._may_go_on(before, line)

    def _may_go_on(self, before: Line, line: Line) -> bool:
        is_ended = self.source[before.end - 1] in SENTENCE_SIGNS
        return not is_ended and not self.marks.match(self.source, line.start, line.end)

    def _is_code(self, line: Line) -> bool:
        raw = self.source[line.start : line.end]
        return sum(map(raw.count, CODE_SIGNS)) >= MIN_CODE * len(raw)

    def _starts_lower(self, line: Line) -> bool:
        return self.source[line.start : line.end].lstrip(MASK)[:1].islower()

    def _column(self, line: Line) -> int:
        """The column in which a line ends."""
        start = max(self.source.rfind("\n", max(0, line.start - MAX_WIDTH), line.start), line.start - MAX_WIDTH) + 1
        size = line.end - start
        if self.has_wide and size <= MAX_WIDTH:
            size += len(WIDE.findall(self.source, line.start, line.end))
        return size

    def _is_full(self, line: Line, following: Line, width: int) -> bool:
        """Whether the next line's first word, or wide character, would not have fitted behind this line."""
        room = width - self._column(line)
        if room < 0:  # by the target of a link?
            goes_on = self._starts_lower(following) or self.source[following.start] in STARTS_INSIDE
            return goes_on and MASK in self.source[line.start : line.end]
        word = WORD.match(self.source, following.start, min(following.end, following.start + room + 1))
        size = word.end() - following.start if word else 0
        if self.has_wide:
            first = WIDE.search(self.source, following.start, following.start + size)
            size = first.start() - following.start + 2 if first else size
        return size + 1 > room
