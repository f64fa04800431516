"""Plain text to blocks: paragraphs, lines, hard wraps, broken sentences, or one line without breaks.

Five shapes of raw text are told apart by what their line breaks do:

- wrapped: a break stands where the next word would not have fitted any more; such lines are joined again;
- broken: no blank lines, and breaks in the middle of sentences, as `get_text("\\n")` leaves them; joined again;
- running: (nearly) everything in one line; cut at sentences;
- lines and paragraphs: every line is a block.

A text of very many lines, or sentences in one line, is cut into blocks of several.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from content_cleaner.document import Block, Page

LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
# Characters that no reader sees: controls, zero width spaces, byte order marks, soft hyphens, direction marks.
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb]+"
)
SENTENCE_END = re.compile(
    r"""[.!?…؟]["'”’»)\]]*\s+(?=["'“‘«„(\[¿¡—–-]?\s?[^\W\d_a-z])|[.!?…؟]["'”’»)\]]*\s+(?=\d)|[。！？][」』”）)]*"""
)
NO_BREAK = "\u00a0"
BLANKS = re.compile(r"\s{2,}|[^\S\u00a0]")
LIST_MARK = re.compile(r"(?:[-*+•‣▪●◦·–]|\d{1,3}[.)]|[a-z][.)])\s+\S")
HEADING_MARK = re.compile(r"#{1,6}\s+\S")
ENDS_SENTENCE = re.compile(r"""[.!?…。！？؟:;：；।]["'”’»«“)\]）」』]*$""")
STARTS_INSIDE = re.compile(r"""[,.;:!?)\]’”»%，。、；：！？）」』]""")
CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")

MAX_WRAP_WIDTH = 132
MIN_WRAP_WIDTH = 30
MIN_WRAPPED_SHARE = 0.9
MIN_RUNNING_CHARS = 400
MIN_RUNNING_LINE_CHARS = 2_000
MAX_VERSE_CHARS = 64
MAX_BLOCKS = 20_000
# Where so many of the breaks are blank lines, a plain line break does not end a paragraph.
MIN_BLANK_SHARE = 0.3


class Line(NamedTuple):
    """A line of the source without its outer white space; `gap`: line breaks since the line before."""

    start: int
    end: int
    gap: int


def cut(source: str) -> Page:
    """Cut decoded plain text into blocks whose spans hold every character of it that is not white space."""
    lines = _lines(source)
    shape = _shape(source, lines)
    if shape == "wrapped":
        groups = _join_wrapped(source, lines)
    elif shape == "broken":
        groups = _join_broken(source, lines)
    elif shape == "running":
        groups = _cut_running(source, lines)
    else:
        groups = [(line.start, line.end, line.gap) for line in lines]
    if len(groups) > MAX_BLOCKS:
        groups, shape = _merged(groups), "many"
    return Page(kind="text", source=source, blocks=_blocks(source, groups, shape), hints={"shape": shape})


def _merged(groups: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Neighbouring lines of a text of very many taken together, so that the work on it stays bounded."""
    step = -(-len(groups) // MAX_BLOCKS)
    return [
        (groups[at][0], groups[min(at + step, len(groups)) - 1][1], groups[at][2]) for at in range(0, len(groups), step)
    ]


def _lines(source: str) -> list[Line]:
    lines: list[Line] = []
    last = 0
    for match in LINE.finditer(source):
        raw = match.group()
        text = raw.strip()
        if not text:
            continue
        start = match.start() + (len(raw) - len(raw.lstrip()))
        between = source[last:start]
        gap = max(between.count("\n"), between.count("\r"), 1 if lines else 0)
        lines.append(Line(start, start + len(text), gap))
        last = start + len(text)
    return lines


def _shape(source: str, lines: list[Line]) -> str:
    if not lines:
        return "lines"
    lengths = [line.end - line.start for line in lines]
    total = sum(lengths)
    long = [n for n in lengths if n >= MIN_RUNNING_LINE_CHARS]
    if (len(lines) == 1 and total >= MIN_RUNNING_CHARS) or (0 < len(long) <= 3 and sum(long) >= 0.8 * total):
        return "running"
    if _is_wrapped(source, lines, max(lengths)):
        return "wrapped"
    if _is_broken(source, lines):
        return "broken"
    return "lines"


def _is_wrapped(source: str, lines: list[Line], width: int) -> bool:
    """Whether nearly every break inside a paragraph stands where the next word would not have fitted."""
    if not MIN_WRAP_WIDTH <= width <= MAX_WRAP_WIDTH:
        return False
    breaks = full = 0
    for line, following in pairwise(lines):
        if following.gap == 1:
            breaks += 1
            full += _is_full(source, line, following, width)
    # A short text gives little evidence; only a text that is wrapped throughout is joined.
    return breaks >= 3 and full >= MIN_WRAPPED_SHARE * breaks - 1 and full >= 3 and full >= 0.75 * breaks


def _is_full(source: str, line: Line, following: Line, width: int) -> bool:
    word_end = following.start
    while word_end < following.end and word_end - following.start < width and not source[word_end].isspace():
        if CJK.match(source[word_end]):
            word_end += 1
            break
        word_end += 1
    return (line.end - line.start) + 1 + (word_end - following.start) > width


def _join_wrapped(source: str, lines: list[Line]) -> list[tuple[int, int, int]]:
    width = max(line.end - line.start for line in lines)
    groups: list[tuple[int, int, int]] = []
    full = False
    for index, line in enumerate(lines):
        marked = LIST_MARK.match(source, line.start, line.end)
        if groups and line.gap == 1 and full and not marked:
            groups[-1] = (groups[-1][0], line.end, groups[-1][2])
        else:
            groups.append((line.start, line.end, line.gap))
        if index + 1 < len(lines):
            full = _is_full(source, line, lines[index + 1], width)
    return groups


def _is_broken(source: str, lines: list[Line]) -> bool:
    """Whether breaks stand in the middle of sentences: lines that go on in lower case or with a comma."""
    if len(lines) < 6 or sum(line.gap > 1 for line in lines) > 0.05 * len(lines):
        return False
    inside = sum(_continues(source, before, line) for before, line in pairwise(lines))
    long = sum(line.end - line.start > 60 for line in lines)
    return inside >= 2 and inside >= 0.02 * len(lines) and long >= 2


def _continues(source: str, before: Line, line: Line) -> bool:
    first = source[line.start]
    if STARTS_INSIDE.match(first):
        return True
    return first.islower() and not ENDS_SENTENCE.search(source[max(before.start, before.end - 6) : before.end])


def _join_broken(source: str, lines: list[Line]) -> list[tuple[int, int, int]]:
    groups: list[tuple[int, int, int]] = []
    for index, line in enumerate(lines):
        if groups and line.gap == 1 and _belongs(source, lines, index, groups[-1][0]):
            groups[-1] = (groups[-1][0], line.end, groups[-1][2])
        else:
            groups.append((line.start, line.end, line.gap))
    return groups


def _belongs(source: str, lines: list[Line], index: int, group_start: int) -> bool:
    """Whether a line goes on with the sentence of the group before it."""
    before, line = lines[index - 1], lines[index]
    if _continues(source, before, line):
        # Menus in lower case look alike; a sentence has grown beyond a few words or ended in a comma.
        return line.end - group_start > 40 or STARTS_INSIDE.match(source[line.start]) is not None
    tail = source[max(before.start, before.end - 12) : before.end]
    grown = before.end - group_start
    if tail[-1] in ",(“„«‘[—–&/，、（「" and grown > 20:
        return True
    if ENDS_SENTENCE.search(tail):
        return False
    last_word = tail.rsplit(None, 1)[-1] if tail.split() else ""
    following = lines[index + 1] if index + 1 < len(lines) else None
    follows = following is not None and _continues(source, line, following)
    if grown < 30:
        # The start of a paragraph: only where the line after next clearly goes on with it.
        long = following is not None and following.end - following.start > 35
        opens = grown <= 3 and tail.isalpha()
        return follows and long and (opens or last_word[:1].islower()) and line.end - line.start < 60
    function_word = last_word.islower() and len(last_word) <= 3
    return function_word or (follows and last_word[:1].islower() and line.end - line.start < 60)


def _cut_running(source: str, lines: list[Line]) -> list[tuple[int, int, int]]:
    groups: list[tuple[int, int, int]] = []
    for line in lines:
        start, gap = line.start, line.gap
        for match in SENTENCE_END.finditer(source, line.start, line.end):
            end = match.end()
            if _is_abbreviation(source, start, match.start()):
                continue
            groups.append((start, start + len(source[start:end].rstrip()), gap))
            start, gap = end, 0
        if start < line.end:
            groups.append((start, line.end, gap))
    return groups


def _is_abbreviation(source: str, start: int, dot: int) -> bool:
    """ "Mr.", "Sen.", "U.S.", "J." before a full stop: a short capitalised word, or the start of the sentence."""
    if source[dot] != ".":
        return False
    word = source[max(start, dot - 12) : dot].rsplit(None, 1)
    last = word[-1].lstrip("(“\"'„«") if word else ""
    return (
        (len(last) <= 3 and last[:1].isupper() and not last.isupper())
        or (len(last) <= 4 and "." in last)
        or len(last) == 1
    )


def _blocks(source: str, groups: list[tuple[int, int, int]], shape: str) -> tuple[Block, ...]:
    has_invisible = INVISIBLE.search(source) is not None
    blocks: list[Block] = []
    verse = _verse(groups) if shape in ("lines", "wrapped") else frozenset()
    by_blank = shape == "lines" and sum(gap > 1 for _, _, gap in groups) >= MIN_BLANK_SHARE * len(groups)
    collapse = _collapsed_lines if shape == "many" else _collapsed
    for index, (start, end, gap) in enumerate(groups):
        raw = source[start:end]
        if has_invisible:
            raw = INVISIBLE.sub("", raw)
        text = collapse(raw) or source[start:end]
        kind = _kind(text)
        joint = "\n\n"
        if gap == 0 and index:
            joint = " "
        elif gap == 1 and blocks and (by_blank or (kind != "paragraph" and kind == blocks[-1].kind) or index in verse):
            joint = "\n"
        blocks.append(Block(text, start, end, kind, joint))
    return tuple(blocks)


def _collapsed(raw: str) -> str:
    """A block's text with runs of white space as one space; tabs and single no-break spaces mean something and stay."""
    if "\t" in raw:
        return "\t".join(" ".join(cell.split()) for cell in raw.split("\t"))
    return BLANKS.sub(" ", raw) if NO_BREAK in raw else " ".join(raw.split())


def _collapsed_lines(raw: str) -> str:
    return "\n".join(_collapsed(line) for line in LINE.findall(raw) if not line.isspace())


def _kind(text: str) -> str:
    if LIST_MARK.match(text):
        return "list-item"
    if "\t" in text:
        return "table-row"
    if text[0] == ">" and len(text) > 1:
        return "quote"
    if HEADING_MARK.match(text):
        return "heading"
    return "paragraph"


def _verse(groups: list[tuple[int, int, int]]) -> frozenset[int]:
    """Blocks that follow a short line as the next of at least three short lines without a blank line between."""
    inside: set[int] = set()
    run: list[int] = []
    for index, (start, end, gap) in enumerate([*groups, (0, 0, 9)]):
        short = end - start <= MAX_VERSE_CHARS and gap <= 1 if run else end - start <= MAX_VERSE_CHARS
        if short and (gap == 1 or not run):
            run.append(index)
            continue
        if len(run) >= 3:
            inside.update(run[1:])
        run = [index] if end - start <= MAX_VERSE_CHARS else []
    return frozenset(inside)
