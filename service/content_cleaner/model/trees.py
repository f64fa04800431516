"""Ensembles of oblivious decision trees, evaluated by array operations.

All nodes of one level of an oblivious tree ask the same question (as in CatBoost, Prokhorenkova et al. 2018), so a
tree is a short list of (feature, threshold) and a table of leaves: no library is needed to run it.
"""

from __future__ import annotations

import functools
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from content_cleaner.compiled import ensemble as compiled

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
        return self.score_named(self.names, values.T)

    def score_named(self, names: tuple[str, ...], values: NDArray[np.float32]) -> NDArray[np.float32]:
        """Probabilities of n rows whose features are among the names: len(names) x n."""
        splits = _places(self.names, names)[self.splits]
        count = values.shape[1]
        logits = np.full(count, self.bias, np.float32)
        for start in range(0, count, SLICE):
            logits[start : start + SLICE] += self._sum(splits, np.ascontiguousarray(values[:, start : start + SLICE]))
        return (1 / (1 + np.exp(-logits))).astype(np.float32)

    def own(self, names: tuple[str, ...], values: NDArray[np.float32]) -> NDArray[np.float32]:
        """The features of this ensemble, n x len(self.names), of n rows whose features are among the names."""
        return values.take(_places(self.names, names), axis=0).T

    def _sum(self, splits: NDArray[np.intp], by_feature: NDArray[np.float32]) -> NDArray[np.float32]:
        total: NDArray[np.float32] = self.chosen(splits, by_feature).sum(axis=0)
        return total

    def chosen(self, splits: NDArray[np.intp], by_feature: NDArray[np.float32]) -> NDArray[np.float32]:
        """The leaf of each tree for each of n rows (features x n): trees x n."""
        if compiled is None:
            return self.chosen_in_python(splits, by_feature)
        out = np.empty((len(self.leaves), by_feature.shape[1]), np.float32)
        compiled.chosen(splits, self.thresholds, self.leaves, by_feature, out)
        return out

    def chosen_in_python(self, splits: NDArray[np.intp], by_feature: NDArray[np.float32]) -> NDArray[np.float32]:
        """What `chosen` gives where nothing is compiled."""
        trees = self.splits.shape[1]
        leaf = np.zeros((trees, by_feature.shape[1]), np.uint8 if self.leaves.shape[1] <= 256 else np.uint16)
        for split, threshold in zip(splits[::-1], self.thresholds[::-1], strict=True):
            right = by_feature.take(split, axis=0) > threshold[:, None]
            leaf += leaf
            leaf |= right.view(np.uint8)
        flat = leaf + (np.arange(trees) * self.leaves.shape[1])[:, None]
        leaves: NDArray[np.float32] = self.leaves.ravel().take(flat)
        return leaves


@functools.lru_cache(maxsize=16)
def _places(wanted: tuple[str, ...], names: tuple[str, ...]) -> NDArray[np.intp]:
    """Where each of the wanted names stands among the names; there are as many pairs as ensembles."""
    place = {name: index for index, name in enumerate(names)}
    return np.array([place[name] for name in wanted], np.intp)
