"""Plain text to blocks: paragraphs, lines, hard wraps, broken sentences, or one line without breaks.

Five shapes of raw text are told apart by what their line breaks do:

- wrapped: a break stands where the next word would not have fitted any more; such lines are joined again;
- broken: no blank lines, and breaks in the middle of sentences, as `get_text("\\n")` leaves them; joined again;
- running: much of it in one line; cut at sentences;
- lines and paragraphs: every line is a block.

A text of very many lines, or sentences in one line, is cut into blocks of several.
"""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median

from content_cleaner.blocks import broken, dumps, glued, markdown, scripts, wraps
from content_cleaner.blocks.abbreviations import is_abbreviation
from content_cleaner.blocks.lines import EAST, MAX_BLOCKS, Line, merged, read
from content_cleaner.document import Block, Page

# Characters that no reader sees: controls, zero width spaces, byte order marks, soft hyphens, direction marks.
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb]+"
)
CLOSERS = """["'”“’»)\\]]*"""
SENTENCE_END = re.compile(
    rf"""[.!?…؟]{CLOSERS}\s+(?=["'“‘«„(\[¿¡—–-]?\s?[^\W\d_a-z])|[.!?…؟]{CLOSERS}\s+(?=\d)"""
    rf"|[।॥۔።]{CLOSERS}\s+|[。！？][」』”）)]*"
)
RUNNING, WRAPPED, PARTLY_WRAPPED = "running", "wrapped", "partly-wrapped"
# Between Chinese and Japanese characters blanks are rare in prose: they part the words of menus, and a menu from what
# comes behind it. Those around numbers and Latin words are a matter of typography.
EAST_SIGNS = "、。，；：！？「」『』（）…】》"
EAST_BREAK = re.compile(rf"(?<=[{EAST}{EAST_SIGNS}])[ \u3000]+(?=[{EAST}「『（【《])")
EAST_RUN = re.compile(f"[{EAST}]+")
EAST_ENDS = "。！？"
EAST_COMMAS = ("、", "，")
# Fewer characters a blank has a text of which all words, phrases or verses are set apart, as in books for children.
MIN_EAST_RUN = 12
# A menu has at least as many words, half of them at most so long; verses and names of institutions are longer.
MIN_MENU_WORDS, MAX_MENU_WORD_CHARS = 4, 4
NO_BREAK = "\u00a0"
BLANKS = re.compile(r"\s{2,}|[^\S\u00a0]")
# What a text of even white space has not: runs of spaces and line feeds.
UNEVEN = ("  ", "\n\n", " \n", "\n ")
LIST_MARK = re.compile(r"(?:[-*+•‣▪●◦·–]|\d{1,3}[.)]|[a-z][.)])\s+\S")
ORDINAL_SIGNS = (".", ")")
HEADING_MARK = re.compile(r"#{1,6}\s+\S")
# Up to where a line may be broken first: a character of Chinese or Japanese stands for a word.
FIRST_WORD = re.compile(rf"[^\s{EAST}]*[{EAST}]?")
MAX_WRAP_WIDTH = 132
MIN_WRAP_WIDTH = 30
MIN_WRAPPED_SHARE = 0.9
MIN_RUNNING_CHARS = 400
MIN_RUNNING_LINE_CHARS = 2_000
MAX_RUNNING_LINES, MIN_RUNNING_SHARE = 3, 0.3
MAX_VERSE_CHARS = 64
# Where so many of the breaks are blank lines, a plain line break does not end a paragraph.
MIN_BLANK_SHARE = 0.3


def cut(source: str) -> Page:
    """Cut decoded plain text into blocks whose spans hold every character of it that is not white space."""
    has_scripts = scripts.are_in(source)
    if not has_scripts and markdown.is_markdown(source):
        return markdown.cut(source)
    end = dumps.references(source)
    shown = dumps.unmarked(source, end) if end < len(source) else dumps.without_targets(source)
    parted = dumps.without_bars(shown)
    lines = read(parted)
    code: list[Line] = []
    if has_scripts:
        lines, code = scripts.apart(parted, lines)
        if markdown.is_markdown("\n".join([source[line.start : line.end] for line in lines])):
            return markdown.cut(source)
    groups, shape = _grouped(parted, lines)
    by_blank = sum([line.gap > 1 for line in lines]) >= MIN_BLANK_SHARE * len(lines)
    blocks = _blocks(parted, groups, shape, by_blank)
    if parted is not shown:
        blocks = dumps.with_bars(source, blocks)
    listed = [place for place, block in enumerate(blocks) if block.start >= end]
    if shown is not source:
        bare = [place for place, block in enumerate(blocks) if not block.text.replace(dumps.MASK, "").strip()]
        unseen = set(bare)
        blocks = tuple([_bare(source, b) if place in unseen else b for place, b in enumerate(blocks)])
        listed = [*(bare if end < len(source) else ()), *listed]
    aside = tuple([Block(source[start:end], start, end, "code", "\n\n") for start, end, _ in code])
    hints = {
        "shape": shape, "listed": tuple(listed), "aside": aside, "targets": end == len(source) and shown is not source,
    }  # fmt: skip
    return Page(kind="text", source=source, blocks=blocks, hints=hints)


def _bare(source: str, block: Block) -> Block:
    """A block of nothing but numbers or targets of links: what targets have no text behind are images."""
    if dumps.TARGET.match(source, block.start):
        return block._replace(text=markdown.IMAGE_ALONE, kind="caption")
    return block._replace(text=source[block.start : block.end])


def _grouped(source: str, lines: list[Line]) -> tuple[list[Line], str]:
    """The spans of a text's blocks, and its shape."""
    shape = _shape(source, lines)
    if shape == WRAPPED:
        groups = _join_wrapped(source, lines)
    elif shape == "broken":
        groups = broken.join(source, lines)
    elif shape == RUNNING:
        groups = _cut_running(source, glued.cut(source, lines))
    else:
        groups = wraps.joined(source, lines, LIST_MARK)
        shape = "lines" if len(groups) == len(lines) else PARTLY_WRAPPED
        groups = glued.cut(source, groups)
    return (merged(groups), "many") if len(groups) > MAX_BLOCKS else (groups, shape)


def _shape(source: str, lines: list[Line]) -> str:
    if not lines:
        return "lines"
    lengths = [line.end - line.start for line in lines]
    total = sum(lengths)
    long = [n for n in lengths if n >= MIN_RUNNING_LINE_CHARS]
    if (len(lines) == 1 and total >= MIN_RUNNING_CHARS) or (
        0 < len(long) <= MAX_RUNNING_LINES and sum(long) >= MIN_RUNNING_SHARE * total
    ):
        return RUNNING
    if _is_wrapped(source, lines, max(lengths)):
        return WRAPPED
    if broken.is_broken(source, lines, lengths):
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
    """Whether the next line's first word would not have fitted any more."""
    room = width - (line.end - line.start) - 1
    if room < 1:
        return True
    if following.end - following.start <= room:
        return False
    word = FIRST_WORD.match(source, following.start, following.start + room + 1)
    return word is not None and word.end() > following.start + room


def _join_wrapped(source: str, lines: list[Line]) -> list[Line]:
    width = max(line.end - line.start for line in lines)
    groups: list[Line] = []
    full = False
    for index, line in enumerate(lines):
        marked = LIST_MARK.match(source, line.start, line.end)
        if groups and line.gap == 1 and full and not marked:
            groups[-1] = Line(groups[-1].start, line.end, groups[-1].gap)
        else:
            groups.append(line)
        if index + 1 < len(lines):
            full = _is_full(source, line, lines[index + 1], width)
    return groups


def _cut_running(source: str, lines: list[Line]) -> list[Line]:
    groups: list[Line] = []
    for line in _cut_at_blanks(source, lines):
        start, gap = line.start, line.gap
        for match in SENTENCE_END.finditer(source, line.start, line.end):
            end = match.end()
            if is_abbreviation(source, start, match.start()):
                continue
            groups.append(Line(start, start + len(source[start:end].rstrip()), gap))
            start, gap = end, 0
        if start < line.end:
            groups.append(Line(start, line.end, gap))
    return groups


def _cut_at_blanks(source: str, lines: list[Line]) -> list[Line]:
    """The lines of a Chinese or Japanese text with the menus above and below its sentences cut at their blanks; those
    of other texts as they are.
    """
    rest = EAST_RUN.sub("", source)
    last = max(map(source.rfind, EAST_ENDS))
    if last < 0 or len(source) - len(rest) < sum(map(len, rest.split())):
        return lines
    first = min(found for sign in EAST_ENDS if (found := source.find(sign)) >= 0)
    inside = sum(1 for _ in EAST_BREAK.finditer(source, first, last))
    if last - first < MIN_EAST_RUN * inside:
        return lines
    menus = [(start, end) for start, end in ((0, first), (last, len(source))) if _is_menu(source[start:end])]
    groups: list[Line] = []
    for line in lines:
        start, gap = line.start, line.gap
        for above, below in menus:
            for blank in EAST_BREAK.finditer(source, max(line.start, above), min(line.end, below)):
                groups.append(Line(start, blank.start(), gap))
                start, gap = blank.end(), 0
        groups.append(Line(start, line.end, gap))
    return groups


def _is_menu(text: str) -> bool:
    words = EAST_BREAK.split(text.strip())
    if len(words) < MIN_MENU_WORDS or any(word.endswith(EAST_COMMAS) for word in words):
        return False
    return median(map(len, words)) <= MAX_MENU_WORD_CHARS


def _blocks(source: str, groups: list[Line], shape: str, by_blank: bool) -> tuple[Block, ...]:
    """The blocks of the groups; by_blank: blank lines end the paragraphs of the text, other line breaks do not."""
    verse = frozenset() if shape in ("broken", "many") else _verse(groups)
    by_blank &= shape not in (WRAPPED, "broken", "many")
    blocks: list[Block] = []
    kind = ""
    for index, (text, (start, end, gap)) in enumerate(zip(_texts(source, groups, shape), groups, strict=True)):
        before, kind = kind, _kind(text)
        joint = "\n\n"
        if gap == 0 and index:
            joint = " " if start > groups[index - 1].end else ""
        elif gap == 1 and index and (by_blank or (kind != "paragraph" and kind == before) or index in verse):
            joint = "\n"
        blocks.append(Block(text, start, end, kind, joint))
    return tuple(blocks)


def _texts(source: str, groups: list[Line], shape: str) -> list[str]:
    """The groups' texts with white space collapsed and without what no reader sees, unless nothing else is in them."""
    raws = [source[start:end] for start, end, _ in groups]
    if shape in ("broken", WRAPPED, PARTLY_WRAPPED):
        raws = broken.rejoined(source, raws)
    if shape != "many":
        return list(map(readable if INVISIBLE.search(source) else _collapsed, raws))
    if INVISIBLE.search(source) is None:
        return list(map(_collapsed_lines, raws))
    return [_collapsed_lines(INVISIBLE.sub("", raw)) or raw for raw in raws]


def readable(raw: str) -> str:
    """The text of a part of the source: white space collapsed, without what no reader sees, unless that is all."""
    return _collapsed(INVISIBLE.sub("", raw)) or raw


def _collapsed(raw: str) -> str:
    """A block's text with runs of white space as one space; tabs and single no-break spaces mean something and stay."""
    line = raw.replace("\n", " ")
    if "  " not in line and line.isprintable():  # as most are: the space is the only white space that is printable
        return line.strip()
    if "\t" in line:
        return "\t".join([" ".join(cell.split()) for cell in line.split("\t")])
    return BLANKS.sub(" ", line) if NO_BREAK in line else " ".join(line.split())


def _collapsed_lines(raw: str) -> str:
    if not any(uneven in raw for uneven in UNEVEN) and raw.replace("\n", "").isprintable():
        return raw.strip()
    return "\n".join([_collapsed(line) for line in raw.splitlines() if line and not line.isspace()])


def _kind(text: str) -> str:
    if text[0].isalpha() and text[1:2] not in ORDINAL_SIGNS:  # a word, as most blocks begin
        return "table-row" if "\t" in text else "paragraph"
    if LIST_MARK.match(text):
        return "list-item"
    if "\t" in text:
        return "table-row"
    if text[0] == ">" and len(text) > 1:
        return "quote"
    if HEADING_MARK.match(text):
        return "heading"
    return "paragraph"


def _verse(groups: list[Line]) -> frozenset[int]:
    """Blocks that follow a short line as the next of at least three short lines without a blank line between."""
    inside: set[int] = set()
    run: list[int] = []
    for index, (start, end, gap) in enumerate([*groups, Line(0, 0, 9)]):
        short = end - start <= MAX_VERSE_CHARS
        if short and (gap == 1 or not run):
            run.append(index)
            continue
        if len(run) >= 3:
            inside.update(run[1:])
        run = [index] if short else []
    return frozenset(inside)
