"""Labels of blocks: which of them the gold text of a page holds."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

TOKEN = re.compile(r"[぀-ヿ㐀-鿿豈-﫿가-힯]|[^\W_]+")
GRAM = 3
MAX_PLACES = 12


def words(text: str) -> list[str]:
    """Words in lower case; a CJK character is a word."""
    return TOKEN.findall(text.lower())


def align(texts: Sequence[str], gold: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Share (0..1) of each text's words that the gold text holds at its place, and the number of its words.

    The texts, in reading order, are chained to rising positions in the gold text, so that a teaser that repeats a
    sentence of the article is not taken for it. Long texts outside of the chain count where the gold words they hold
    are not held by the chain (gold that is in another order than the page).
    """
    target = words(gold)
    tokens = [words(text) for text in texts]
    sizes = np.array([len(t) for t in tokens], np.float32)
    grams: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for size in (1, 2, GRAM):
        for at in range(len(target) - size + 1):
            grams[tuple(target[at : at + size])].append(at)
    found = [_places(block, target, grams) for block in tokens]
    chained = _chain(found, len(target))
    shares = np.zeros(len(texts), np.float32)
    covered = np.zeros(len(target) + 1, bool)
    for index, place in chained.items():
        start, length, share = place
        shares[index] = share
        covered[start : start + length] = True
    for index, places in enumerate(found):
        if index in chained or len(tokens[index]) < 8:
            continue
        for start, length, share in places:
            if share >= 0.8 and covered[start : start + length].mean() < 0.3:
                shares[index] = share
                covered[start : start + length] = True
                break
    return shares, sizes


def _places(
    block: list[str], target: list[str], grams: dict[tuple[str, ...], list[int]]
) -> list[tuple[int, int, float]]:
    """Where in the gold text a block may stand: (start, length, share of the block's words found there)."""
    size = len(block)
    if not size:
        return []
    if size < GRAM + 2:
        starts = grams.get(tuple(block[:GRAM]), [])
        return [(s, size, 1.0) for s in starts if target[s : s + size] == block][-MAX_PLACES:]
    votes: dict[int, int] = defaultdict(int)
    hit = 0
    for at in range(size - GRAM + 1):
        places = grams.get(tuple(block[at : at + GRAM]))
        if places:
            hit += 1
            for place in places[:MAX_PLACES]:
                votes[(place - at) // 8] += 1
    share = hit / (size - GRAM + 1)
    if share < 0.5:
        return []
    best = sorted(votes, key=lambda key: -votes[key])[:3]
    return [(max(0, key * 8), size, share) for key in best if votes[key] >= 0.4 * hit]


def _chain(found: list[list[tuple[int, int, float]]], length: int) -> dict[int, tuple[int, int, float]]:
    """The heaviest chain of places that rises with the reading order, at most one place a block."""
    ends: list[int] = []
    weights: list[float] = []
    nodes: list[tuple[int, tuple[int, int, float], int]] = []
    best_nodes: list[int] = []
    for index, places in enumerate(found):
        fresh = []
        for place in places:
            start, size, share = place
            at = bisect_left(ends, start + 9) - 1  # a few words of overlap are the votes' rounding
            weight = (weights[at] if at >= 0 else 0.0) + size * share
            before = best_nodes[at] if at >= 0 else -1
            fresh.append((start + size, weight, len(nodes)))
            nodes.append((index, place, before))
        for end, weight, node in fresh:
            _insert(ends, weights, best_nodes, (end, weight, node))
    chain: dict[int, tuple[int, int, float]] = {}
    node = best_nodes[-1] if best_nodes else -1
    while node >= 0:
        index, place, node = nodes[node]
        chain[index] = place
    return chain


def _insert(ends: list[int], weights: list[float], best: list[int], entry: tuple[int, float, int]) -> None:
    """Keep the staircase: rising ends, rising weights."""
    end, weight, node = entry
    at = bisect_left(ends, end + 1)
    if at and weights[at - 1] >= weight:
        return
    stop = at
    while stop < len(ends) and weights[stop] <= weight:
        stop += 1
    if at and ends[at - 1] == end:
        at -= 1
    ends[at:stop], weights[at:stop], best[at:stop] = [end], [weight], [node]
