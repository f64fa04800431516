"""Ensembles of oblivious decision trees, evaluated by array operations.

All nodes of one level of an oblivious tree ask the same question (as in CatBoost, Prokhorenkova et al. 2018), so a
tree is a short list of (feature, threshold) and a table of leaves: no library is needed to run it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

SLICE = 2048


class Ensemble(NamedTuple):
    """t trees of depth d over named features: `splits` and `thresholds` are d x t, `leaves` t x 2**d."""

    names: tuple[str, ...]
    splits: NDArray[np.int32]
    thresholds: NDArray[np.float32]
    leaves: NDArray[np.float32]
    bias: float

    def score(self, values: NDArray[np.float32]) -> NDArray[np.float32]:
        """Probabilities of n rows of feature values (n x len(names))."""
        logits = np.full(len(values), self.bias, np.float32)
        for start in range(0, len(values), SLICE):
            logits[start : start + SLICE] += self._sum(np.ascontiguousarray(values[start : start + SLICE].T))
        return (1 / (1 + np.exp(-logits))).astype(np.float32)

    def _sum(self, by_feature: NDArray[np.float32]) -> NDArray[np.float32]:
        trees = self.splits.shape[1]
        leaf = np.zeros((trees, by_feature.shape[1]), np.uint8 if self.leaves.shape[1] <= 256 else np.uint16)
        for level, (split, threshold) in enumerate(zip(self.splits, self.thresholds, strict=True)):
            right = by_feature.take(split, axis=0) > threshold[:, None]
            leaf |= right.view(np.uint8) << leaf.dtype.type(level)
        flat = leaf + (np.arange(trees) * self.leaves.shape[1])[:, None]
        total: NDArray[np.float32] = self.leaves.ravel().take(flat).sum(axis=0)
        return total
