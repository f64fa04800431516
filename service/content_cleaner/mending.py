"""An article is a run of blocks: holes in it that nothing but a middling score explains are closed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from content_cleaner.document import Kind

# Mean score, over words, from which a hole is closed. Plain text has less to go by, and a lost list of names hurts.
MIN_SCORE: dict[Kind, float] = {"html": 0.3, "text": 0.27}
MAX_HOLE = {"html": 8, "text": 20}
# Score from which a whole sentence right beside a kept block of a plain text is kept, too.
MIN_BESIDE = 0.06
# The same behind a pointer to another article ("READ MORE: ...") or a newsletter box, inside articles or below them.
MIN_BEYOND = 0.3
# The same below a heading or a short question.
MIN_BRIDGED = 0.15
MAX_BRIDGES = 2
# Blocks of a widget between two paragraphs of an article.
MAX_WIDGET = 3


def close_holes(
    kept: NDArray[np.bool_], scores: NDArray[np.float32], words: NDArray[np.float32], marked: Sequence[bool], kind: Kind
) -> NDArray[np.bool_]:
    """`kept`, with the blocks between two kept ones kept as well that no rule marks, where the hole is short."""
    mended = kept.copy()
    marks = np.asarray(marked, bool)
    for before, after in pairwise(np.flatnonzero(kept).tolist()):
        if 1 < after - before <= MAX_HOLE[kind] + 1:
            hole = np.arange(before + 1, after)
            hole = hole[~marks[hole]]
            if len(hole):
                weights = words[hole] + 1
                mended[hole] = (scores[hole] * weights).sum() / weights.sum() >= MIN_SCORE[kind]
    return mended


class Shapes(NamedTuple):
    """What each block of a plain text looks like.

    sentences: ends as whole sentences do. marked: a rule marks it. times: a mere time; one that heads an entry of a
    live blog is kept with it. pointers: points to another article, or is of a newsletter box or the like; what is
    behind a few of them is beside what is above. bridges: a heading, or a question of two or three words; a sentence
    below one is beside what is above it.
    """

    sentences: Sequence[bool]
    marked: Sequence[bool]
    times: Sequence[bool]
    pointers: Sequence[bool]
    bridges: Sequence[bool]


def keep_sentences_beside(
    kept: NDArray[np.bool_],
    scores: NDArray[np.float32],
    shapes: Shapes,
    min_beyond: float = MIN_BEYOND,
    min_beside: float = MIN_BESIDE,
) -> NDArray[np.bool_]:
    """`kept`, with the sentences that no rule marks right before and after kept blocks kept as well.

    min_beyond: least score of a sentence with a widget between it and the kept block; min_beside: without one.
    """
    sentences, marked, times, pointers, bridges = shapes
    mended, score = kept.tolist(), scores.tolist()
    count = len(mended)
    for order, step in ((range(1, count), 1), (range(count - 2, -1, -1), -1)):
        for index in order:
            if mended[index] or not sentences[index] or marked[index] or score[index] < min_beside:
                continue
            beyond = index - 2 * step
            if mended[index - step]:
                mended[index] = True
            elif times[index - step] and 0 <= beyond < count and mended[beyond]:
                mended[index] = mended[index - step] = True
            elif step > 0 and score[index] >= MIN_BRIDGED and (above := _above(index, mended, bridges)):
                mended[above:index] = [True] * (index - above)
                mended[index] = True
            elif score[index] >= min_beyond:
                mended[index] = _is_beyond(index, step, mended, pointers)
    for index in range(count - 1):
        mended[index] |= times[index] and mended[index + 1] and not marked[index]
    return np.array(mended, bool)


def _above(index: int, kept: Sequence[bool], bridges: Sequence[bool]) -> int:
    """The first of the few bridges between a block and a kept one above, 0 without any."""
    first = index
    while first > 1 and index - first < MAX_BRIDGES and bridges[first - 1] and not kept[first - 1]:
        first -= 1
    return first if first < index and kept[first - 1] else 0


def _is_beyond(index: int, step: int, kept: Sequence[bool], pointers: Sequence[bool]) -> bool:
    """Whether nothing but a widget of few blocks stands between a block and a kept one."""
    for beyond in range(index - step, index - (MAX_WIDGET + 2) * step, -step):
        if not 0 <= beyond < len(kept):
            return False
        if not pointers[beyond]:
            return kept[beyond] and beyond != index - step
    return False
