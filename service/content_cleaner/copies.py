"""Passages that an HTML page holds twice, as for screens of two sizes, or quoted below each post of a thread."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from content_cleaner.document import Block

# A refrain is shorter, or its lines are: “And the river rolled on.”
MIN_BLOCKS = 3
MIN_WORDS = 60
MIN_LONGEST = 12
# Rows and lines of code may well be the same.
APART = frozenset(("code", "table-row"))


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
