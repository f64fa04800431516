"""Sums and densities of regions of a page, and distances to blocks and up the tree: what many features are made of."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from content_cleaner.compiled import densities as compiled
from content_cleaner.model.arrays import Floats, Indices, log1p
from content_cleaner.model.description import (
    MAX_DISTANCE,
    S_BLOCKS,
    S_CAPITALS,
    S_CHARS,
    S_COMMAS,
    S_DIGITS,
    S_HEADINGS,
    S_LINKS,
    S_MARKED,
    S_PROSE,
    S_SHORT,
    S_SMALL,
    S_WORDS,
    STATISTICS,
    Description,
)

RATIOS = (
    "link_density", "prose_share", "words_a_block", "prose_words", "commas", "digits", "capitalised", "short_blocks",
    "marked", "short_words", "headings",
)  # fmt: skip
# Of regions that ancestors hold.
BRANCHES = (
    "words_of_page", "prose_of_page", "blocks", "place", "elements", "chars_an_element", "images", "controls",
    "links_an_element", "images_an_element",
)  # fmt: skip
BRANCH_LOGS = [BRANCHES.index(name) for name in ("blocks", "elements", "images", "controls")]
# The first and one past the last of those that are logarithms.
LOGS = (2, 4)


def between(sums: NDArray[np.float64], low: Indices, high: Indices) -> NDArray[np.float64]:
    """The statistics of the blocks from `low` to `high` (regions x rows), from their prefix sums."""
    if compiled is None:
        totals: NDArray[np.float64] = sums[high] - sums[low]
        return totals
    out = np.empty((*low.shape, sums.shape[1]))
    compiled.between(sums, low, high, out)
    return out


def ratios(totals: NDArray[np.float64]) -> Floats:
    """Densities of regions x rows from their statistics (... x STATISTICS): regions x RATIOS x rows."""
    if compiled is None:
        return ratios_in_python(totals)
    regions, rows, _ = totals.shape
    out = np.empty((regions, len(RATIOS), rows), np.float32)
    compiled.ratios(totals, out)
    grown = out[:, slice(*LOGS)]
    log1p(grown, grown)
    return out


def ratios_in_python(totals: NDArray[np.float64]) -> Floats:
    """What `ratios` gives where nothing is compiled."""
    sums = np.ascontiguousarray(np.moveaxis(totals, -1, 0))
    blocks, words, chars = np.maximum(sums[[S_BLOCKS, S_WORDS, S_CHARS]], 1)
    out = np.empty((sums.shape[1], len(RATIOS), sums.shape[2]), np.float32)
    out[:, 0] = sums[S_LINKS] / chars
    out[:, 1] = sums[S_PROSE] / words
    out[:, 2] = log1p(sums[S_WORDS] / blocks)
    out[:, 3] = log1p(sums[S_PROSE])
    out[:, 4] = sums[S_COMMAS] / words
    out[:, 5] = sums[S_DIGITS] / chars
    out[:, 6] = sums[S_CAPITALS] / words
    out[:, 7] = sums[S_SHORT] / blocks
    out[:, 8] = sums[S_MARKED] / blocks
    out[:, 9] = sums[S_SMALL] / words
    out[:, 10] = sums[S_HEADINGS] / blocks
    return out


def branches(d: Description, rows: Indices, region: Indices, totals: NDArray[np.float64]) -> Floats:
    """What else the elements in `region` (regions x rows) tell, with their statistics: BRANCHES x regions x rows."""
    if compiled is None:
        return branches_in_python(d, rows, region, totals)
    ends = d.ends[region]
    words, prose = np.maximum(d.sums[-1, [S_WORDS, S_PROSE]], 1)
    out = np.empty((len(BRANCHES), *region.shape), np.float32)
    compiled.branches(
        totals, between(d.things, region, ends), d.first[region], d.last[region], ends - region, rows, words, prose,
        out,
    )  # fmt: skip
    out[BRANCH_LOGS] = log1p(out[BRANCH_LOGS])
    return out


def branches_in_python(d: Description, rows: Indices, region: Indices, totals: NDArray[np.float64]) -> Floats:
    """What `branches` gives where nothing is compiled."""
    first, last, ends = d.first[region], d.last[region], d.ends[region]
    inside = ends - region
    things = d.things[ends] - d.things[region]
    words, prose = np.maximum(d.sums[-1, [S_WORDS, S_PROSE]], 1)
    out = np.empty((len(BRANCHES), *region.shape), np.float32)
    out[0] = totals[:, :, S_WORDS] / words
    out[1] = totals[:, :, S_PROSE] / prose
    out[2] = log1p(totals[:, :, S_BLOCKS])
    out[3] = (rows - first) / np.maximum(last - first, 1)
    out[4] = log1p(inside)
    out[5] = totals[:, :, S_CHARS] / (inside + 1)
    out[6] = log1p(things[:, :, 0])
    out[7] = log1p(things[:, :, 1])
    out[8] = things[:, :, 2] / (inside + 1)
    out[9] = things[:, :, 0] / (inside + 1)
    return out


def group_sums(groups: Indices, sums: NDArray[np.float64]) -> NDArray[np.float64]:
    """The statistics of each group's blocks, from the prefix sums of all blocks'."""
    if compiled is None:
        return group_sums_in_python(groups, sums)
    out = np.zeros((int(groups.max()) + 1, STATISTICS))
    compiled.of_groups(sums, groups, out)
    return out


def group_sums_in_python(groups: Indices, sums: NDArray[np.float64]) -> NDArray[np.float64]:
    """What `group_sums` gives where nothing is compiled."""
    cells = groups[:, None] * STATISTICS + np.arange(STATISTICS)
    count = int(groups.max()) + 1
    out = np.bincount(cells.ravel(), weights=np.diff(sums, axis=0).ravel(), minlength=count * STATISTICS)
    return out.reshape(count, STATISTICS).astype(np.float64, copy=False)


def distances(traits: NDArray[np.bool_], chain: Indices) -> NDArray[np.uint8]:
    """Levels up to the nearest of the chain (rows x levels, each a row of traits) with each trait: rows x traits."""
    if compiled is None:
        return distances_in_python(traits, chain)
    nearest = np.empty((len(chain), traits.shape[1]), np.uint8)
    compiled.distances(traits, chain, nearest)
    return nearest


def distances_in_python(traits: NDArray[np.bool_], chain: Indices) -> NDArray[np.uint8]:
    """What `distances` gives where nothing is compiled."""
    missing = np.where(traits, np.uint8(0), np.uint8(MAX_DISTANCE + 1))
    nearest: NDArray[np.uint8] = missing[chain[:, 0]]
    for level in range(1, MAX_DISTANCE + 1):
        np.minimum(nearest, missing[chain[:, level]] + np.uint8(level), out=nearest)
    return nearest


def nearest(places: Indices, rows: Indices) -> Indices:
    """The last of the rising places before each row and the first one after it, -1 where there is none: 2 x rows."""
    if compiled is None:
        return nearest_in_python(places, rows)
    out = np.empty((2, len(rows)), np.intp)
    compiled.nearest(places, rows, out)
    return out


def nearest_in_python(places: Indices, rows: Indices) -> Indices:
    """What `nearest` gives where nothing is compiled."""
    bounded = np.concatenate(([-1], places, [-1]))
    return np.stack((bounded[np.searchsorted(places, rows)], bounded[np.searchsorted(places, rows, "right") + 1]))
