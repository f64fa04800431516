"""Features with their names: groups and single columns of them."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from content_cleaner.model.arrays import Floats
from content_cleaner.model.densities import RATIOS

Column = tuple[str, NDArray[Any]]
# Names, and the values of each for all rows: names x rows.
Group = tuple[tuple[str, ...], NDArray[Any]]


@functools.cache
def labels(pattern: str, *keys: object) -> tuple[str, ...]:
    """The pattern with each of the keys in it; the keys come from code, never from a document."""
    return tuple(pattern.format(key) for key in keys)


def one(name: str, values: NDArray[Any]) -> Group:
    """A group of a single feature."""
    return (name,), values[None]


def regions(prefixes: tuple[str, ...], values: Floats) -> Group:
    """The ratios of several regions: regions x RATIOS x rows."""
    return _ratio_names(prefixes), values.reshape(-1, values.shape[2])


@functools.cache
def _ratio_names(prefixes: tuple[str, ...]) -> tuple[str, ...]:
    """The names come from code, never from a document."""
    return tuple(f"{prefix}.{ratio}" for prefix in prefixes for ratio in RATIOS)


def stacked(groups: Iterable[Group]) -> tuple[tuple[str, ...], Floats]:
    """All names, and the values of each for all rows."""
    names: list[str] = []
    values: list[NDArray[Any]] = []
    for own, rows in groups:
        names += own
        values.append(rows)
    return tuple(names), np.concatenate(values, dtype=np.float32, casting="same_kind")


def columns_of(groups: Iterable[Group]) -> Iterator[Column]:
    """The name and the values of each feature."""
    names, values = stacked(groups)
    yield from zip(names, values, strict=True)
