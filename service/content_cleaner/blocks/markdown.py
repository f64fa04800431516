"""Markdown, as reader services and converters make it of pages: blocks by its syntax, texts without link targets.

A block's span holds the Markdown as it was written; its text is what a reader of the rendered page sees, so that the
scorer and the rules meet the words of a menu and not the addresses behind them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from content_cleaner.blocks import cells, marks
from content_cleaner.blocks.broken import SENTENCE_SIGNS
from content_cleaner.blocks.lines import MAX_BLOCKS, Line, merged, read
from content_cleaner.document import Block, Page

SHAPE = "markdown"
IMAGE_ALONE = "image"
CODE = "code"
HEADING = "heading"
PARAGRAPH = "paragraph"
TABLE_ROW = "table-row"
TABLE_HEAD = "table-head"
CELL = "cell"

# So many links make a text Markdown; a text about Markdown shows one or two.
MIN_LINKS = 3
MAX_SAMPLED_CHARS = 100_000
MIN_LINKED_LINES = 0.03
# Headings after a blank line and fences of code do the same; one may be a comment of a script.
STRUCTURE = re.compile(r"(?:\A|\n[^\S\n]*+\n)(?:#{1,6} \w|(?:```|~~~)[\w+-]*+[^\S\n]*+\n)")
MIN_STRUCTURE = 2
# Lines without a link of a text that is wrapped are hardly longer than this, and some are nearly so long.
MAX_WRAP_WIDTH = 100
MIN_WRAP_WIDTH = 60
MIN_WRAPPED_LINES = 4
MAX_BEYOND = 0.05
MIN_LINKED_WIDTH = 0.7
# Converters leave the line breaks of the page's source, wherever they stand: many lines go on in lower case. Those of a
# poem or an address are shorter.
MIN_SOFT, MIN_SOFT_SHARE, MIN_SOFT_CHARS = 4, 0.25, 30
# Of one link, with its target.
MAX_LINK_CHARS = 1_000
# From here on an indented line is code, or belongs to the item of a list above it.
CODE_INDENT = 4
MIN_CODE_SIGNED = 0.5
# What reader services and converters put above the page: lines of labels, or front matter in YAML.
READER_HEAD = re.compile(
    r"(?:Title|URL Source|Published Time|Author|Description|Language|Warning|Number of Pages|Markdown Content):"
)
READER_TITLE = "Title:"
READER_SOURCE = "\nURL Source:"
DOCTYPE = re.compile(r"<!doctype\s+html\b[^<>]*>", re.IGNORECASE)
FRONT_MATTER = "---"
FRONT_START = re.compile(r"---[^\S\n]*+\n[A-Za-z][\w -]{0,40}:\s")
FRONT_KEY = re.compile(r"[A-Za-z][\w-]{0,40}:(?:\s|$)|- |#")
READER_END = "Markdown Content:"
MAX_HEAD_LINES = 200
BLANKS = " \t"


class _Piece(NamedTuple):
    """A line or several as one block, of a kind where more than its first characters tells it."""

    line: Line
    kind: str = ""


def is_markdown(source: str) -> bool:
    """Whether a text has as many links, headings and fences of Markdown as a page written in it has."""
    sample = source[:MAX_SAMPLED_CHARS].lstrip()
    if FRONT_START.match(sample) or (sample.startswith(READER_TITLE) and READER_SOURCE in sample):
        return True
    if sum(1 for _ in STRUCTURE.finditer(sample)) >= MIN_STRUCTURE:
        return True
    if sample.count("](") < MIN_LINKS:
        return False
    links = sum(marks.leads_somewhere(link[0]) for link in marks.LINK.finditer(sample))
    return links >= max(MIN_LINKS, MIN_LINKED_LINES * (sample.count("\n") + 1))


def cut(source: str) -> Page:
    """Cut Markdown into blocks whose spans hold every character of it that is not white space."""
    lines = read(source)
    head = _head(source, lines)
    joined = _Joiner(source, lines, _width(source, lines), _is_soft(source, lines)).pieces(head)
    pieces = [part for piece in joined for part in _laid_out(source, piece)]
    if len(pieces) > MAX_BLOCKS:
        pieces = [_Piece(line, PARAGRAPH) for line in merged([piece.line for piece in pieces])]
        head = 0
    blocks = tuple([_block(source, piece) for piece in pieces])
    converted = bool(lines) and DOCTYPE.fullmatch(source, lines[0].start, lines[0].end) is not None
    return Page(kind="text", source=source, blocks=blocks, hints={"shape": SHAPE, "head": head, "converted": converted})


def _laid_out(source: str, piece: _Piece) -> list[_Piece]:
    """What stands in a row of a table that lays out the page; any other piece as it is."""
    (start, end, gap), kind = piece
    stop = source.find("\n", start, end) if kind == TABLE_HEAD else end
    parts = [] if kind == CODE else cells.laid_out(source, start, stop)
    if not parts:
        return [piece]
    parts[-1] = parts[-1]._replace(end=end)  # with the delimiters below a head
    gaps = (gap, *[0 if part.begins_cell else 2 for part in parts[1:]])  # a row goes on, a paragraph does not
    return [_Piece(Line(part.start, part.end, own), CELL) for part, own in zip(parts, gaps, strict=True)]


def _head(source: str, lines: Sequence[Line]) -> int:
    """How many lines at the beginning say what the page is, and are none of it."""
    first = [source[line.start : line.end] for line in lines[:MAX_HEAD_LINES]]
    if not first:
        return 0
    if DOCTYPE.fullmatch(first[0]):
        return 1
    if first[0].startswith(READER_TITLE) and any(text.startswith(READER_SOURCE.strip()) for text in first):
        length = next((index for index, text in enumerate(first) if not READER_HEAD.match(text)), len(first))
        return first.index(READER_END) + 1 if READER_END in first[:length] else length
    if first[0] != FRONT_MATTER or FRONT_MATTER not in first[1:]:
        return 0
    end = first.index(FRONT_MATTER, 1)
    inside = zip(first[1:end], lines[1:end], strict=True)
    kept_out = all(FRONT_KEY.match(text) or source[line.start - 1] in BLANKS for text, line in inside)
    return end + 1 if end > 1 and kept_out else 0


def _width(source: str, lines: Sequence[Line]) -> int:
    """The width at which paragraphs are wrapped, 0 where they are not.

    Hardly a plain line goes beyond it, and several come near it.
    """
    plain_lengths = [line.end - line.start for line in lines if "](" not in source[line.start : line.end]]
    near = sorted(length for length in plain_lengths if MIN_WRAP_WIDTH <= length <= MAX_WRAP_WIDTH)
    beyond = sum(length > MAX_WRAP_WIDTH for length in plain_lengths)
    if len(near) < MIN_WRAPPED_LINES or beyond > MAX_BEYOND * len(plain_lengths):
        return 0
    return near[-1 - int(MAX_BEYOND * len(near))]


def _is_soft(source: str, lines: Sequence[Line]) -> bool:
    """Whether single line breaks mean nothing: many a line goes on with the sentence of the one before."""
    breaks = continuing = 0
    in_code = False
    for before, line in pairwise(lines):
        in_code ^= marks.FENCE.match(source, before.start, before.end) is not None
        if in_code:
            continue
        if line.gap == 1 and before.end - before.start >= MIN_SOFT_CHARS and _may_go_on(source, before, line):
            breaks += 1
            continuing += source[line.start].islower()
    return continuing >= MIN_SOFT and continuing >= MIN_SOFT_SHARE * breaks


def _may_go_on(source: str, before: Line, line: Line) -> bool:
    """Whether a line may go on with a sentence that the one before has not ended."""
    if source[before.end - 1] in SENTENCE_SIGNS:
        return False
    if source.startswith(marks.HARD_BREAK, before.end) or source.startswith("\\", before.end - 1):
        return False
    return not any(marks.OPENS.match(source, start, end) for start, end, _ in (before, line))


@dataclass
class _Joiner:
    """Takes the lines of each paragraph, of each piece of code and of each table's head together."""

    source: str
    lines: Sequence[Line]
    width: int  # at which paragraphs are wrapped, 0 where they are not
    soft: bool  # whether a single line break means nothing
    seen: int = -1  # the last line of indented ones that are no code
    unclosed: dict[str, int] = field(default_factory=dict)  # the longest fence of a sign that nothing closes

    def pieces(self, head: int) -> list[_Piece]:
        """All lines in order; those of the head each by itself."""
        pieces = [_Piece(line) for line in self.lines[:head]]
        index = head
        while index < len(self.lines):
            last = self._code_end(index, pieces)
            if last >= index:
                pieces.append(_Piece(Line(self._indented(index), self.lines[last].end, self.lines[index].gap), CODE))
                index = last + 1
                continue
            self._add(index, pieces, head)
            index += 1
        return pieces

    def _add(self, index: int, pieces: list[_Piece], head: int) -> None:
        line = self.lines[index]
        tabled = self._table(index, pieces) if len(pieces) > head else ""
        underlines = len(pieces) > head and self._underlines(index, pieces[-1])
        goes_on = tabled == TABLE_HEAD or underlines or (len(pieces) > head and self._goes_on(index, pieces[-1]))
        if goes_on:
            before = pieces[-1].line
            pieces[-1] = _Piece(Line(before.start, line.end, before.gap), HEADING if underlines else tabled)
        elif marks.LIST_MARK.match(self.source, line.start, line.end):
            pieces.append(_Piece(Line(self._indented(index), line.end, line.gap), tabled))
        else:
            pieces.append(_Piece(line, tabled))

    def _code_end(self, index: int, pieces: Sequence[_Piece]) -> int:
        """The last line of the code that begins at a line, -1 where none does."""
        start, end, gap = self.lines[index]
        fence = marks.FENCE.match(self.source, start, end)
        if fence is not None:
            return self._fence_end(index, fence.group())
        if gap < 2 or index <= self.seen or not self._is_indented_code(index):
            return -1
        if pieces and _is_item(self.source, pieces[-1]):
            return -1
        last = index
        while last + 1 < len(self.lines) and self._is_indented_code(last + 1):
            last += 1
        texts = [marks.plain(self.source[line.start : line.end]) for line in self.lines[index : last + 1]]
        if sum(marks.CODE_SIGN.search(text) is not None for text in texts) >= MIN_CODE_SIGNED * len(texts):
            return last
        self.seen = last
        return -1

    def _fence_end(self, index: int, fence: str) -> int:
        """The line that closes a fence: of the same sign, at least as long, and nothing else in it."""
        sign = fence[0]
        if len(fence) >= self.unclosed.get(sign, len(fence) + 1):
            return -1
        for number in range(index + 1, len(self.lines)):
            start, end, _ = self.lines[number]
            if self.source[start] == sign and end - start >= len(fence) and not self.source[start:end].strip(sign):
                return number
        self.unclosed[sign] = min(len(fence), self.unclosed.get(sign, len(fence)))
        return -1

    def _is_indented_code(self, index: int) -> bool:
        line = self.lines[index]
        if marks.LIST_MARK.match(self.source, line.start, line.end):
            return False
        blanks = self.source[self._indented(index) : line.start]
        return len(blanks) + 3 * blanks.count("\t") >= CODE_INDENT

    def _indented(self, index: int) -> int:
        """Where a line begins with its indentation."""
        start = self.lines[index].start
        least = self.lines[index - 1].end if index else 0
        while start > least and self.source[start - 1] in BLANKS:
            start -= 1
        return start

    def _table(self, index: int, pieces: Sequence[_Piece]) -> str:
        """Whether a line is of a table: the delimiters below its head, or a row behind another."""
        line = self.lines[index]
        if line.gap > 1 or "|" not in self.source[line.start : line.end]:
            return ""
        before, kind = pieces[-1]
        if marks.DELIMITERS.match(self.source, line.start, line.end):
            return TABLE_HEAD if "|" in self.source[before.start : before.end] and not kind else ""
        return TABLE_ROW if kind in (TABLE_HEAD, TABLE_ROW) else ""

    def _underlines(self, index: int, piece: _Piece) -> bool:
        """Whether a line underlines the paragraph before it as a heading."""
        line = self.lines[index]
        if piece.kind or line.gap > 1 or not marks.UNDERLINE.match(self.source, line.start, line.end):
            return False
        return marks.OPENS.match(self.source[piece.line.start : piece.line.end].lstrip()) is None

    def _goes_on(self, index: int, piece: _Piece) -> bool:
        """Whether a line goes on with the paragraph of the one before it."""
        line, before, source = self.lines[index], self.lines[index - 1], self.source
        if piece.kind or line.gap > 1:
            return False
        if self._is_in_link(piece.line, line):
            return True
        if not (self.width and self._is_full(before, line)) and not (self.soft and self._is_inside(before, line)):
            return False
        if source.startswith(marks.HARD_BREAK, before.end) or source.startswith("\\", before.end - 1):
            return False
        if marks.OPENS.match(source, line.start, line.end) or marks.HEADING.match(source, before.start):
            return False
        return not any(marks.is_link(source[start:end]) for start, end, _ in (before, line))

    def _is_in_link(self, above: Line, line: Line) -> bool:
        """Whether the break before a line stands inside of a link."""
        start = max(above.start, above.end - MAX_LINK_CHARS)
        if "[" not in self.source[start : above.end]:
            return False
        if marks.OPEN_TARGET.search(self.source, start, above.end):
            return True
        opens = marks.OPEN_TEXT.search(self.source, start, above.end) is not None
        return opens and marks.CLOSES_TEXT.match(self.source, line.start, line.end) is not None

    def _is_inside(self, before: Line, line: Line) -> bool:
        """Whether the break before a line stands inside a sentence, where single breaks mean nothing."""
        is_long = before.end - before.start >= MIN_SOFT_CHARS
        return (is_long or self.source[line.start].islower()) and _may_go_on(self.source, before, line)

    def _is_full(self, before: Line, line: Line) -> bool:
        """Whether the line's first word would not have fitted behind the one before any more.

        Some converters count the targets of links, others do not. A line that ends a sentence may be a paragraph.
        """
        if self.source[before.end - 1] in SENTENCE_SIGNS:
            return False
        if "](" in self.source[before.start : before.end]:
            return before.end - before.start >= MIN_LINKED_WIDTH * self.width
        word = self.source.find(" ", line.start, line.end)
        return before.end - before.start + 1 + (word if word >= 0 else line.end) - line.start > self.width


def _is_item(source: str, piece: _Piece) -> bool:
    return marks.LIST_MARK.match(source[piece.line.start : piece.line.end].lstrip()) is not None


def _block(source: str, piece: _Piece) -> Block:
    (start, end, gap), kind = piece
    raw = " ".join(marks.unbroken(source[start:end]).split())
    joint = "\n" if gap == 1 and start else "\n\n"
    if kind == CODE:
        return Block(raw, start, end, CODE, joint)
    if kind == CELL:
        return _cell(source, piece)
    if kind == PARAGRAPH:  # many lines, of a text of very many
        return Block(marks.plain(raw) or raw, start, end, kind, joint, link_chars=marks.linked_chars(raw))
    above, _, last = source[start:end].rpartition("\n")
    if kind == TABLE_HEAD:
        return Block(marks.plain(" ".join(above.split())), start, end, TABLE_ROW, joint)
    if kind == HEADING:
        text = marks.plain(" ".join(above.split())) or raw
        return Block(text, start, end, HEADING, joint, level=1 if "=" in last else 2)
    words, level = marks.heading(raw)
    text = words if level else marks.plain(raw)
    if not text or (len(text) == 1 and marks.IMAGE.search(raw)):  # in an item of a list
        return Block(IMAGE_ALONE, start, end, "caption" if marks.IMAGE.search(raw) else "paragraph", joint)
    linked = marks.linked_chars(raw)
    return Block(text, start, end, HEADING if level else kind or marks.kind(raw), joint, -1, linked, False, level)


def _cell(source: str, piece: _Piece) -> Block:
    """A block of what stands in a row, without the bars around it and the delimiters below it."""
    start, end, gap = piece.line
    line = source[start:end].partition("\n")[0]
    raw = " ".join(line.split()).strip(cells.SIGNS)
    joint = " " if gap == 0 and start else "\n\n"
    text = marks.plain(raw)
    if not text:
        return Block(IMAGE_ALONE if marks.IMAGE.search(raw) else line, start, end, TABLE_ROW, joint)
    return Block(text, start, end, marks.kind(raw), joint, link_chars=marks.linked_chars(raw))
