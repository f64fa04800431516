"""Sentences that line breaks cut in the middle, as `get_text("\\n")` leaves them at every inline element."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from content_cleaner.blocks.lines import EAST, Line

SENTENCE_SIGNS = tuple(".!?…。！？؟:;：；।")
CLOSING = "\"'”’»«“)]）」』"
STARTS_INSIDE = frozenset(",.;:!?)]”’»%，。、；：！？）」』")
SETS_NO_BLANKS = re.compile(f"[{EAST}、。，；：！？「」『』（）]")
OPENING_MARKS = frozenset("([„（「『")
STRONG_MARKS = frozenset(";:!?»")
# Times and addresses have colons, too.
MIN_APART = 3
BLANKS = (" ", "\u00a0", "\u202f")
CLOSING_MARKS = frozenset(")]”’，。、；：！？）」』")
# Lines that go on with a sentence, in a text of short lines only.
MIN_SHORT_INSIDE = 3
MIN_SHORT_INSIDE_SHARE = 0.1
# The last words of a sentence, and a full stop.
MIN_ENDING_CHARS = 10
# A line that stands so often in a text is a label between its paragraphs, not the beginning of one.
MIN_LABEL_COPIES = 3
MIN_LABEL_CHARS = 4
MAX_LABEL_CHARS = 60


def is_broken(source: str, lines: list[Line], lengths: list[int]) -> bool:
    """Whether breaks stand in the middle of sentences: lines that go on in lower case or with a comma."""
    if len(lines) < 6 or sum([line.gap > 1 for line in lines]) > 0.05 * len(lines):
        return False
    if sum([length > 60 for length in lengths]) >= 2:
        return sum(_continuing(source, lines)) >= max(2, 0.02 * len(lines))
    # A poem's lines are as short, and may begin in lower case, but not with a comma.
    if not any(source[line.start] in STARTS_INSIDE for line in lines):
        return False
    return sum(_continuing(source, lines)) >= max(MIN_SHORT_INSIDE, MIN_SHORT_INSIDE_SHARE * len(lines))


def _continuing(source: str, lines: list[Line]) -> list[bool]:
    """Of each line whether it goes on with the line before: with a comma, or in lower case where no sentence ends."""
    continuing = [False]
    for before, line in pairwise(lines):
        first = source[line.start]
        continuing.append(
            first in STARTS_INSIDE
            or (first.islower() and not _ends_sentence(source[max(before.start, before.end - 6) : before.end]))
        )
    return continuing


def _ends_sentence(tail: str) -> bool:
    return tail.rstrip(CLOSING).endswith(SENTENCE_SIGNS)


def join(source: str, lines: list[Line]) -> list[Line]:
    """The lines with those taken together that go on with a sentence."""
    continuing = _continuing(source, lines)
    labels = _labels(source, lines)
    groups: list[Line] = []
    for index, line in enumerate(lines):
        alone = bool(groups) and groups[-1].start == lines[index - 1].start
        labelled = alone and groups[-1].start in labels and not continuing[index]
        if groups and line.gap == 1 and not labelled and _belongs(source, lines, index, groups[-1].start, continuing):
            groups[-1] = Line(groups[-1].start, line.end, groups[-1].gap)
        else:
            groups.append(line)
    return groups


def _labels(source: str, lines: list[Line]) -> frozenset[int]:
    """Where lines start that stand several times in the text, alone ("Article content", "Advertisement")."""
    short = [line for line in lines if MIN_LABEL_CHARS <= line.end - line.start <= MAX_LABEL_CHARS]
    copies = Counter([source[start:end] for start, end, _ in short])
    return frozenset(start for start, end, _ in short if copies[source[start:end]] >= MIN_LABEL_COPIES)


def _belongs(source: str, lines: list[Line], index: int, group_start: int, continuing: list[bool]) -> bool:
    """Whether a line goes on with the sentence of the group before it."""
    before, line = lines[index - 1], lines[index]
    if continuing[index]:
        # Menus in lower case look alike; a sentence has grown beyond a few words or ended in a comma.
        size = line.end - group_start
        return size > 40 or source[line.start] in STARTS_INSIDE or (size > 20 and _ends(source, line))
    tail = source[max(before.start, before.end - 12) : before.end]
    grown = before.end - group_start
    if tail[-1] in ",(“„«‘[—–&/，、（「" and grown > 20:
        return True
    if _ends_sentence(tail):
        return False
    last_word = tail.rsplit(None, 1)[-1]
    following = lines[index + 1] if index + 1 < len(lines) else None
    follows = following is not None and continuing[index + 1]
    if grown < 30:
        # The start of a paragraph: only where the line after next clearly goes on with it.
        clearly = following is not None and _goes_on_clearly(source, following)
        opens = grown <= 3 and tail.isalpha()
        return follows and clearly and (opens or last_word[:1].islower()) and line.end - line.start < 60
    function_word = last_word.islower() and len(last_word) <= 3
    return function_word or (follows and last_word[:1].islower() and line.end - line.start < 60)


def _goes_on_clearly(source: str, line: Line) -> bool:
    """Whether a line that goes on with a sentence is no mere word in lower case."""
    size = line.end - line.start
    return size > 35 or source[line.start] in STARTS_INSIDE or (size > MIN_ENDING_CHARS and _ends(source, line))


def _ends(source: str, line: Line) -> bool:
    return _ends_sentence(source[max(line.start, line.end - 6) : line.end])


def rejoined(source: str, raws: Sequence[str]) -> list[str]:
    """The texts of joined lines of the source, each as one line with the blanks that its language sets."""
    closing = CLOSING_MARKS if _sets_blanks(source) else CLOSING_MARKS | STRONG_MARKS
    return [_rejoined(raw, closing) for raw in raws]


def _sets_blanks(source: str) -> bool:
    """Whether the text sets blanks before colons and question marks, as French does."""
    apart = sum([source.count(f"{blank}{mark}") for blank in BLANKS for mark in STRONG_MARKS])
    return MIN_APART * apart > sum([source.count(mark) for mark in STRONG_MARKS])


def _rejoined(raw: str, closing: frozenset[str]) -> str:
    """Lines of one sentence as one line: no blank before a comma, inside brackets, or between scripts that set none.

    closing: the marks that follow without a blank.
    """
    lines = list(filter(None, map(str.strip, raw.splitlines())))
    if len(lines) < 2:
        return raw
    parts = lines[:1]
    for before, line in pairwise(lines):
        parts += ["" if _touches(before[-1], line, closing) else " ", line]
    return "".join(parts)


def _touches(last: str, line: str, closing: frozenset[str]) -> bool:
    """Whether a line goes on without a blank behind one that ends in this character."""
    if line[0] in closing or last in OPENING_MARKS:
        return True
    if line[0] in ".," and (len(line) == 1 or line[1].isspace()):  # not ".NET"
        return True
    return SETS_NO_BLANKS.match(last) is not None and SETS_NO_BLANKS.match(line) is not None
