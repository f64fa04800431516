"""Blocks of plain text that say little by themselves go with what they belong to.

A list without links belongs to the paragraph above it, a heading inside the article to the one below it, a section
break to the paragraphs around it, the address of a link to the paragraphs that refer to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from content_cleaner.blocks import marks
from content_cleaner.blocks.markdown import SHAPE
from content_cleaner.document import Block, Page

UNITS = frozenset(("list-item", "table-row", "code"))
MAX_LINKED_SHARE = 0.5
# Mean score, over words, from which a list right below a kept paragraph is kept.
MIN_LISTED = 0.04
COLONS = (":", "：")
SECTION_BREAK = re.compile(r"(?:\*\s*+){3,}+$|(?:-\s*+){3,}+$|(?:_\s*+){3,}+$|⁂$")


def with_lists(
    kept: NDArray[np.bool_], scores: NDArray[np.float32], words: NDArray[np.float32], marked: Sequence[bool], page: Page
) -> NDArray[np.bool_]:
    """`kept`, with the lists, tables and code of Markdown kept that follow a kept block, hold few links and no widget.

    Elsewhere nothing tells a list of the article from a menu but a kept line that announces it (`with_announced`).
    """
    mended = kept.copy()
    if page.hints.get("shape") != SHAPE:
        return mended
    blocks = page.blocks
    start = 1
    while start < len(blocks):
        if blocks[start].kind not in UNITS:
            start += 1
            continue
        stop = start + 1
        while stop < len(blocks) and blocks[stop].kind in UNITS and blocks[stop].joint == "\n":
            stop += 1
        announced = start > 1 and not mended[start - 1] and blocks[start - 1].text.endswith(COLONS)
        first = start - 1 if announced else start
        if mended[first - 1] and not any(marked[first:stop]) and _is_unlinked(blocks[first:stop]):
            weights = words[first:stop] + 1
            if (scores[first:stop] * weights).sum() >= MIN_LISTED * weights.sum():
                mended[first:stop] = True
        start = stop
    return mended


def with_announced(kept: NDArray[np.bool_], named: Sequence[bool], blocks: Sequence[Block]) -> NDArray[np.bool_]:
    """`kept`, with the lists kept that a kept line with a colon at its end announces.

    named: in which blocks a rule, sure or not, finds something; of a list that stays in none.
    """
    mended = kept.copy()
    start = 1
    while start < len(blocks):
        stop = start
        while stop < len(blocks) and blocks[stop].kind == "list-item" and not mended[stop]:
            stop += 1
        if mended[start - 1] and blocks[start - 1].text.endswith(COLONS) and not any(named[start:stop]):
            mended[start:stop] = True
        start = stop + 1
    return mended


def _is_unlinked(blocks: Sequence[Block]) -> bool:
    linked = sum(block.link_chars for block in blocks)
    return linked <= MAX_LINKED_SHARE * sum(len(block.text) for block in blocks)


def settled(kept: NDArray[np.bool_], sure: NDArray[np.bool_], page: Page) -> NDArray[np.bool_]:
    """`kept`, with section breaks, headings and definitions of links decided by what they belong to.

    sure: the blocks that rules remove for certain.
    """
    settled = kept.copy()
    blocks = page.blocks
    silent = np.array([_is_silent(block, page) for block in blocks])
    speaking = np.flatnonzero(~silent)
    for index in np.flatnonzero(silent).tolist():
        place = int(np.searchsorted(speaking, index))
        inside = 0 < place < len(speaking)
        settled[index] = inside and bool(kept[speaking[place - 1]] and kept[speaking[place]])
    if page.hints.get("shape") == SHAPE:
        _settle_headings(settled, sure, blocks)
        _settle_definitions(settled, page)
    return settled


def _settle_headings(settled: NDArray[np.bool_], sure: NDArray[np.bool_], blocks: Sequence[Block]) -> None:
    """Headings right above a kept block stay, once the headline or the article's first block stands above them."""
    began = next((index for index, block in enumerate(blocks) if settled[index] or block.level == 1), len(blocks))
    for index in range(len(blocks) - 2, began, -1):
        if settled[index + 1] and not sure[index] and blocks[index].level > 1:
            settled[index] = True


def _is_silent(block: Block, page: Page) -> bool:
    """Whether a block is a mere sign between others."""
    text = block.text
    if len(text) > 3 and text[0].isalnum():
        return False
    if page.hints.get("shape") == SHAPE and block.kind == "paragraph":
        return not any(map(str.isalnum, text))
    return SECTION_BREAK.match(text) is not None


def _settle_definitions(settled: NDArray[np.bool_], page: Page) -> None:
    """Definitions of links ("[1]: https://...") and footnotes stay where a kept block refers to them.

    Definitions that none refers to go; a footnote may as well be a paragraph that begins so.
    """
    raws = [page.source[block.start : block.end] for block in page.blocks]
    links = {index: found.group(1).lower() for index, raw in enumerate(raws) if (found := marks.DEFINITION.match(raw))}
    notes = {index: found.group(1).lower() for index, raw in enumerate(raws) if (found := marks.FOOTNOTE.match(raw))}
    if not links and not notes:
        return
    others = (index for index in np.flatnonzero(settled).tolist() if index not in links)
    used = {label.lower() for index in others for label in marks.REFERENCE.findall(raws[index])}
    for index, label in links.items():
        settled[index] = label in used
    for index, label in notes.items():
        settled[index] |= label in used
