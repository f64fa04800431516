"""Figures of cross-validated scores: word F1 a page, averaged over pages, by set and by page type."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from content_cleaner.model import cutoff
from training.corpus import Sample
from training.labels import words


def page_f1(sample: Sample, kept: NDArray[np.bool_]) -> tuple[float, float, float]:
    """Word precision, recall and F1 of the kept blocks of one page."""
    assert sample.gold is not None
    gold = Counter(words(sample.gold))
    found: Counter[str] = Counter()
    for block, keep in zip(sample.description.page.blocks, kept, strict=True):
        if keep:
            found.update(words(block.text))
    both = (found & gold).total()
    if not both:
        return (0.0, 0.0, 0.0) if gold or found else (1.0, 1.0, 1.0)
    precision, recall = both / found.total(), both / gold.total()
    return precision, recall, 2 * precision * recall / (precision + recall)


def figures(
    samples: Sequence[Sample], starts: NDArray[np.intp], scores: NDArray[np.float32]
) -> dict[str, tuple[int, float, float, float]]:
    """Pages, mean precision, recall and F1 by set, and by page type where a set has several."""
    groups: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    for index, sample in enumerate(samples):
        if sample.gold is None:
            continue
        own = scores[starts[index] : starts[index + 1]]
        kept = own >= cutoff.choose(own, sample.words, "balanced").threshold
        result = page_f1(sample, kept)
        groups[sample.source].append(result)
        if sample.source.startswith("wcxb"):
            groups[f"{sample.source}:{sample.kind}"].append(result)
    return {
        name: (len(rows), *(float(np.mean([r[i] for r in rows])) for i in range(3))) for name, rows in groups.items()
    }
