"""Events of an HTML tree to blocks: runs of inline text, cut where browsers start a new line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from content_cleaner.blocks.tags import (
    ACTING,
    ANCHORING,
    HEADINGS,
    HIDING_ATTRIBUTES,
    INLINE,
    KIND_OF,
    LIST_ITEMS,
    MAX_NAME_CHARS,
    NAMING_ATTRIBUTES,
    PREFORMATTED,
    RAISED,
    RUNNING,
    SCREEN_READER,
    are_glued,
    is_loose,
)
from content_cleaner.document import Block, Elements, Label

Attributes = list[tuple[str, str]]
# An element opens (its tag and attributes), text, or the element that opened last and is still open ends (None).
Event = tuple[str, Attributes] | str | None

MAX_CELL_CHARS = 160
# Seen by nobody: soft hyphens, zero width spaces, byte order marks.
UNSEEN = re.compile("[\u00ad\u200b\ufeff]+")
# What themes put behind headings and definitions to link to them.
PERMALINK_SIGNS = "¶🔗 "
EDIT_LINK = "[edit]"
# Instead of the number of the one element that holds all text of a run.
NOBODY, SEVERAL = -2, -1

# What text inherits from the innermost block-level element: the element's number, and the kind, level and list of its
# text.
_Holder = tuple[int, str, int, int]
# An open element: tag, number, depth, hidden, holder. A plain tuple: there is one for every element.
_Frame = tuple[str, int, int, int, _Holder]
# How an element is hidden: not at all; with all that it is part of; by itself, in the middle of a sentence.
VISIBLE, HIDDEN, ASIDE = range(3)
NO_CLASS = ("class", "")
NO_HOLDER: _Holder = (-1, "paragraph", 0, -1)


class Reading(NamedTuple):
    """What a document holds: its blocks and elements in document order, and the distinct labels of the elements."""

    blocks: list[Block]
    elements: Elements
    labels: list[Label]

    @property
    def longest(self) -> int:
        """The length of the longest block."""
        return max((len(block.text) for block in self.blocks), default=0)


class Builder:
    """Collects runs of inline text into blocks, and the elements that hold them."""

    def __init__(self) -> None:
        self._elements = Elements()
        self._hidden = bytearray()  # of each element whether it is
        self._labels: list[Label] = []
        self._numbers: dict[Label, int] = {}
        self._unseen: set[int] = set()  # labels of elements that only screen readers read
        self._blocks: list[Block] = []
        self._preformatted = 0
        self._breaks = 0
        self._asides: list[tuple[int, str]] = []  # hidden texts inside the run, with the numbers of their elements
        self._offset = 0
        self._last_list = -1  # the list of the block before
        self._code_blocks = 0  # preformatted elements so far
        self._last_code = 0  # that of the block before, 0 where it had none
        self._rows: list[list[int]] = []  # of each open <tr> the number of blocks before it and before each cell

    def read(self, events: Iterable[Event]) -> Reading:  # noqa: C901, PLR0912, PLR0915 - calls take twice the time
        """Take in the events of a document."""
        tag, number, depth, hidden, holder = "", -1, -1, VISIBLE, NO_HOLDER
        stack: list[_Frame] = []
        by_class: dict[tuple[str, str], int] = {}  # the labels of elements that have a class and no more, or nothing
        run: list[str] = []
        speaker, links, link_chars = NOBODY, 0, 0
        ended = touching = False  # an inline element has just ended, and another one begun right behind it
        for event in events:
            if event is None:
                ended, touching = tag in INLINE, False
                if tag == "a":
                    links -= 1
                elif tag not in INLINE:
                    if run or self._asides:
                        self._close_run(run, speaker, link_chars, holder)
                        speaker, link_chars = NOBODY, 0
                    self._leave(tag)
                tag, number, depth, hidden, holder = stack.pop()
            elif isinstance(event, str):
                if hidden == ASIDE:
                    self._asides.append((number, event))
                elif not event.isspace():
                    run += (" ", event) if touching and self._is_glued(run, event) else (event,)
                    speaker = number if speaker in (NOBODY, number) else SEVERAL
                    link_chars += len(event) if links else 0
                elif run or self._preformatted:
                    run.append(event)
                ended = touching = False
            else:
                stack.append((tag, number, depth, hidden, holder))
                parent, depth, (tag, attributes) = number, depth + 1, event
                ended, touching = False, (touching or ended) and tag not in RAISED and (tag in INLINE or is_loose(tag))
                first, value = attributes[0] if attributes else NO_CLASS
                if first == "class" and len(attributes) <= 1:
                    label = by_class.get((tag, value), -1)
                    if label < 0:
                        label = by_class[tag, value] = self._label(tag, value[:MAX_NAME_CHARS].lower())
                else:
                    label, hidden = self._named(tag, attributes, hidden)
                if label in self._unseen and hidden == VISIBLE and tag in INLINE:
                    hidden = ASIDE
                number = self._element(label, parent, depth, hidden)
                if tag == "a" and attributes and ANCHORING.issuperset([name for name, _ in attributes]):
                    tag = "span"  # the target of links, and no link
                elif tag == "a":
                    links += 1
                elif tag not in INLINE:
                    if is_loose(tag) and self._runs_on(holder):
                        tag = "span"
                        continue
                    if run or self._asides:
                        self._close_run(run, speaker, link_chars, holder)
                        speaker, link_chars = NOBODY, 0
                    hidden = HIDDEN if hidden == ASIDE else hidden
                    holder = self._enter(tag, number, parent, holder)
        if run or self._asides:
            self._close_run(run, speaker, link_chars, holder)
        return Reading(self._blocks, self._elements, self._labels)

    def _is_glued(self, run: Sequence[str], text: str) -> bool:
        """Whether a text that begins an inline element is a further word behind the run of text."""
        return bool(run) and not self._preformatted and are_glued(run[-1][-2:], text[:1])

    def _element(self, label: int, parent: int, depth: int, hidden: int) -> int:
        """The number of a new element."""
        self._elements.labels.append(label)
        self._elements.parents.append(parent)
        self._elements.depths.append(depth)
        self._hidden.append(hidden != VISIBLE)
        return len(self._hidden) - 1

    def _runs_on(self, holder: _Holder) -> bool:
        """Whether the innermost block-level element holds one run of text."""
        return holder[0] >= 0 and self._labels[self._elements.labels[holder[0]]].tag in RUNNING

    def _named(self, tag: str, attributes: Attributes, hidden: int) -> tuple[int, int]:
        """The number of the label of an element with attributes, and how it is hidden, inside one hidden so."""
        names, hides = _names(attributes)
        if hides and not hidden:
            hidden = hides if tag in INLINE else HIDDEN
        return self._label(tag, names), hidden

    def _label(self, tag: str, names: str) -> int:
        """The number of a label."""
        label = Label(tag, names)
        number = self._numbers.setdefault(label, len(self._labels))
        if number == len(self._labels):
            self._labels.append(label)
            if not SCREEN_READER.isdisjoint(names.split()):
                self._unseen.add(number)
        return number

    def _enter(self, tag: str, number: int, parent: int, outside: _Holder) -> _Holder:
        """A block-level element opens."""
        _, kind, level, in_list = outside
        if tag in ACTING:
            if tag == "br":
                self._breaks += 1
            elif tag == "tr":
                self._rows.append([len(self._blocks)])
            elif tag in PREFORMATTED:
                self._preformatted += 1
                self._code_blocks += 1
            elif self._rows:
                self._rows[-1].append(len(self._blocks))
        if tag in KIND_OF:
            kind, level = KIND_OF[tag], HEADINGS.get(tag, 0)
            if tag in LIST_ITEMS:
                in_list = parent
        return number, kind, level, in_list

    def _leave(self, tag: str) -> None:
        """A block-level element ends."""
        if tag in ACTING:
            if tag == "br":
                return
            if tag in PREFORMATTED:
                self._preformatted -= 1
            elif tag == "tr" and self._rows:
                close_row(self._blocks, self._rows.pop(), self._elements.labels, self._elements.parents, self._labels)
        self._breaks = 0

    def _close_run(self, run: list[str], speaker: int, link_chars: int, holder: _Holder) -> None:
        """Make a block of a run of text, and one of each hidden text that stood inside it."""
        self._add_run(run, speaker, link_chars, holder)
        if self._asides:
            asides, self._asides = self._asides, []
            for number, texts in groupby(asides, key=itemgetter(0)):
                aside = [text for _, text in texts]
                self._add_run(aside, number if any(map(str.strip, aside)) else NOBODY, 0, holder)

    def _add_run(self, run: list[str], speaker: int, link_chars: int, holder: _Holder) -> None:
        """Make a block of a run of text, unless it is all white space; empties the run.

        speaker: the one element that holds all of its text, NOBODY or SEVERAL.
        """
        raw = "".join(run)
        run.clear()
        if speaker == NOBODY:
            return
        number, kind, level, in_list = holder
        if self._preformatted:
            text = raw.strip("\n").rstrip()
            kind = "code"
        else:
            text = " ".join(raw.split())
            text = text.rstrip(PERMALINK_SIGNS).removesuffix(EDIT_LINK).rstrip()
        if not text.isascii():
            text = UNSEEN.sub("", text)
        if not text:
            return
        if kind != "list-item":
            in_list = -1
        same_list = in_list >= 0 and in_list == self._last_list
        self._last_list = in_list
        code = self._code_blocks if self._preformatted else 0
        same_code = code > 0 and code == self._last_code
        self._last_code = code
        joint = "\n" if self._breaks == 1 or (self._breaks == 0 and (same_list or same_code)) else "\n\n"
        element = speaker if speaker >= 0 else number
        hidden = element >= 0 and bool(self._hidden[element])
        start, end = self._offset, self._offset + len(text)
        links = min(link_chars, len(text))
        self._blocks.append(Block(text, start, end, kind, joint, element, links, hidden, level))
        self._offset = end + 1
        self._breaks = 0


def close_row(
    blocks: list[Block], row_starts: list[int], labels: Sequence[int], parents: Sequence[int], names: list[Label]
) -> None:
    """Make one block of a row of short cells; a row that lays out the page stays as it is.

    row_starts: the numbers of blocks before the row and before each of its cells; labels, parents: of all elements.
    """
    first, *starts = row_starts
    row = blocks[first:]
    if not row or len(row) > len(starts) or any(len(b.text) > MAX_CELL_CHARS or b.kind != "paragraph" for b in row):
        return
    if len(starts) < 2 and len(row) < 2:
        return
    ends = [*starts[1:], len(blocks)]
    cells = [" ".join([b.text for b in blocks[at:end]]) for at, end in zip(starts, ends, strict=True)]
    text = "\t".join(cells).strip("\t") if starts[0] == first else "\t".join([b.text for b in row])
    start = row[0].start
    joint = "\n" if first and blocks[first - 1].kind == "table-row" else "\n\n"
    element = row[0].element
    while element >= 0 and names[labels[element]].tag != "tr":
        element = parents[element]
    element = element if element >= 0 else row[0].element
    links = sum(b.link_chars for b in row)
    hidden = all(b.hidden for b in row)
    del blocks[first:]
    blocks.append(Block(text, start, start + len(text), "table-row", joint, element, links, hidden))


def _names(attributes: Attributes) -> tuple[str, int]:
    """The tokens by which authors name an element, and how its attributes hide it.

    What only assistive technology skips (`aria-hidden`) can be seen, and is part of its sentence.
    """
    names: list[str] = []
    hidden = VISIBLE
    for name, value in attributes:
        if name in NAMING_ATTRIBUTES:
            names.append(value[:MAX_NAME_CHARS])
        elif name in HIDING_ATTRIBUTES:
            if name == "hidden":
                hidden = ASIDE if value != "until-found" else hidden
            elif name == "aria-hidden":
                hidden = hidden or (HIDDEN if value == "true" else VISIBLE)
            else:
                style = value[:400].replace(" ", "").lower()
                hidden = ASIDE if "display:none" in style or "visibility:hidden" in style else hidden
    return " ".join(names).lower(), hidden
