"""What an HTML page says twice: passages for screens of two sizes, posts quoted in others, pull quotes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from content_cleaner.blocks.sentences import ends_sentence
from content_cleaner.document import Block, Page
from content_cleaner.metadata import fold

# A refrain is shorter, or its lines are: “And the river rolled on.”
MIN_BLOCKS = 3
MIN_WORDS = 60
MIN_LONGEST = 16
# Rows and lines of code may well be the same.
APART = frozenset(("code", "table-row"))

QUOTE_TAGS, QUOTES = frozenset(("blockquote", "q")), ("quote", "zitat", "cytat")
MAX_QUOTE_DEPTH = 6
# Shorter ones stand in other sentences by chance.
MIN_QUOTE_CHARS = 20
MAX_QUOTED_SHARE = 0.5
MAX_SPEAKER_WORDS = 8
# Each is looked for in all other text.
MAX_QUOTES = 100


def passages(kept: NDArray[np.bool_], blocks: Sequence[Block], words: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Which of n blocks are of a kept passage of some length whose every block stood above already, word for word."""
    copied = np.zeros(len(blocks), bool)
    seen: set[str] = set()
    run: list[int] = []
    for index in np.flatnonzero(kept).tolist():
        block = blocks[index]
        if block.kind not in APART and block.text in seen:
            run.append(index)
            continue
        if _is_passage(run, words):
            copied[run] = True
        run = []
        seen.add(block.text)
    if _is_passage(run, words):
        copied[run] = True
    return copied


def _is_passage(run: Sequence[int], words: NDArray[np.float32]) -> bool:
    counts = words[list(run)]
    return len(run) >= MIN_BLOCKS and float(counts.sum()) >= MIN_WORDS and float(counts.max()) >= MIN_LONGEST


def quotes(kept: NDArray[np.bool_], page: Page, words: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Which of n kept blocks are quotes, by their element, of what a kept block outside such elements says as well.

    A few words right below one in its element ("Jane Doe, warden") say whose it is, and are of it.
    """
    again = np.zeros(len(kept), bool)
    every = "\n".join([label.names for label in page.labels])
    present = [quote for quote in QUOTES if quote in every]
    quoting = [
        label.tag in QUOTE_TAGS or (bool(present) and any(map(label.names.__contains__, present)))
        for label in page.labels
    ]
    if not any(quoting):
        return again
    holders = {index: _holder(page, page.blocks[index].element, quoting) for index in np.flatnonzero(kept).tolist()}
    quoted = [index for index, holder in holders.items() if holder >= 0]
    if not quoted or words[quoted].sum() > MAX_QUOTED_SHARE * words[kept].sum():
        return again
    said = "\n".join([fold(page.blocks[index].text) for index, holder in holders.items() if holder < 0])
    for index in quoted[:MAX_QUOTES]:
        text = page.blocks[index].text
        folded = fold(text)
        again[index] = len(folded) >= MIN_QUOTE_CHARS and folded in said
        is_below = index > 0 and bool(again[index - 1]) and holders[index] == holders[index - 1]
        if is_below and words[index] <= MAX_SPEAKER_WORDS and not ends_sentence(text):
            again[index] = True
    return again


def _holder(page: Page, element: int, wanted: Sequence[bool]) -> int:
    """Of the nearest elements around, with a block's own, the outermost that has a wanted label; -1 without one."""
    holder = -1
    for _ in range(MAX_QUOTE_DEPTH):
        if element < 0:
            break
        if wanted[page.elements.labels[element]]:
            holder = element
        element = page.elements.parents[element]
    return holder
