"""From probabilities to a decision: the cut that gives a page the highest F1 to be expected."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from content_cleaner.document import Favor
from content_cleaner.model.arrays import Floats

# The weight of recall against precision (beta of the F-measure) that each choice stands for.
BETA: dict[Favor, float] = {"precision": 0.6, "balanced": 1.0, "recall": 1.7}
MAX_CUT: dict[Favor, float] = {"precision": 0.75, "balanced": 0.45, "recall": 0.3}
MIN_CUT = 0.06
# The blocks of a page are right or wrong together: their scores say too much for their number.
SOFTENING = 0.8


def soften(scores: Floats) -> Floats:
    """Scores with their log-odds scaled by SOFTENING; nought stays nought."""
    powered = scores**SOFTENING
    softened: Floats = (powered / (powered + (1 - scores) ** SOFTENING)).astype(np.float32)
    return softened


class Cut(NamedTuple):
    """Blocks scored at least `threshold` are kept; `expected` is the F1 to expect of that, 0..1."""

    threshold: float
    expected: float


def choose(scores: Floats, words: Floats, favor: Favor) -> Cut:
    """The threshold with the highest expected F-measure over the words of a page.

    With calibrated probabilities p and words w, keeping a set K is expected to give
    F = (1 + b^2) * sum_K(w p) / (sum_K(w) + b^2 * sum(w p)), best for some threshold (Lipton et al. 2014, "Optimal
    thresholding of classifiers to maximize F1 measure"): low where the whole page is in doubt, near 0.5 where it is
    clear.
    """
    if not len(scores):
        return Cut(0.5, 0.0)
    beta = BETA[favor] ** 2
    order = np.argsort(-scores, kind="stable")
    kept_words = np.cumsum(words[order], dtype=np.float64)
    kept_gold = np.cumsum((words * scores)[order], dtype=np.float64)
    gold = float(kept_gold[-1])
    measure = (1 + beta) * kept_gold / np.maximum(kept_words + beta * gold, 1e-9)
    threshold = float(np.clip(scores[order[int(measure.argmax())]], MIN_CUT, MAX_CUT[favor]))
    return Cut(threshold, expected_f1(scores, words, scores >= threshold))


def expected_f1(scores: Floats, words: Floats, kept: NDArray[np.bool_]) -> float:
    """F1 to expect of a set of kept blocks when the scores are true probabilities."""
    gold = float((words * scores).sum())
    found = float((words * scores)[kept].sum())
    size = float(words[kept].sum())
    return 2 * found / (size + gold) if size + gold > 0 else 0.0
