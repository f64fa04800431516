"""The byte sequences that tell languages apart, as a table instead of the automaton that finds them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from content_cleaner.compiled import languages as kernel

BYTES = 256
LENGTH_SHIFT = 56
# A key holds no more beside their number.
LONGEST = 7


class Automaton(NamedTuple):
    """A deterministic automaton over bytes (Aho & Corasick 1975): a state for each sequence and each beginning of one.

    moves: the next state by row and byte, rows x 256 in one piece; rows: the row of each state; features: the number of
    the feature that each state completes, below nought where it completes none. State 0 is the empty sequence.
    """

    moves: Sequence[int]
    rows: Sequence[int]
    features: Sequence[int]


class Sequences(NamedTuple):
    """Each state but the first as a number: its bytes, the last one lowest, and their count in the highest byte."""

    keys: NDArray[np.uint64]
    features: NDArray[np.int32]


def sequences(automaton: Automaton) -> Sequences:
    """What each state stands for: the shortest way to it. Raises `ValueError` where that is longer than LONGEST."""
    moves = np.asarray(automaton.moves, np.uint32).reshape(-1, BYTES)
    rows = np.asarray(automaton.rows, np.intp)
    features = np.asarray(automaton.features, np.int32)
    tails = np.zeros(len(rows), np.uint64)
    lengths = np.zeros(len(rows), np.uint64)
    known = np.zeros(len(rows), bool)
    known[0] = True
    read = np.zeros(len(moves), bool)
    level = np.zeros(1, np.intp)
    for length in range(1, LONGEST + 2):
        # Where nothing goes on from a sequence it shares the row of a shorter one.
        level = level[~read[rows[level]]]
        read[rows[level]] = True
        after = moves[rows[level]]
        source, byte = np.nonzero(~known[after])
        reached, first = np.unique(after[source, byte], return_index=True)
        if not len(reached):
            break
        if length > LONGEST:
            raise ValueError("sequences of too many bytes")
        tails[reached] = tails[level[source[first]]] << np.uint64(8) | byte[first].astype(np.uint64)
        lengths[reached], known[reached] = length, True
        level = reached.astype(np.intp)
    met = np.flatnonzero(lengths)
    return Sequences(tails[met] | lengths[met] << np.uint64(LENGTH_SHIFT), features[met])


class Table(Protocol):
    """What finds the sequences in a text."""

    def visits(self, text: bytes) -> dict[int, int]:
        """How often each feature is met, by its number."""
        ...


class Grams:
    """What the compiled table does, where it could not be built."""

    def __init__(self, keys: NDArray[np.uint64], features: NDArray[np.int32]) -> None:
        self._features: Mapping[int, int] = dict(zip(keys.tolist(), features.tolist(), strict=True))
        self._longest = int(keys.max() >> np.uint64(LENGTH_SHIFT)) if len(keys) else 0

    def visits(self, text: bytes) -> dict[int, int]:
        """How often each feature is met, by its number: at each byte that of the longest known sequence it ends."""
        features, tail, length, met = self._features, 0, 0, []
        for byte in text:
            tail = (tail << 8 | byte) & (1 << 8 * LONGEST) - 1
            length = min(length + 1, self._longest)
            while length:
                found = features.get(tail & (1 << 8 * length) - 1 | length << LENGTH_SHIFT)
                if found is not None:
                    met.append(found)
                    break
                length -= 1
        return Counter([feature for feature in met if feature >= 0])


def table(found: Sequences) -> Table:
    """The table of the sequences, compiled where it can be."""
    return Grams(found.keys, found.features) if kernel is None else kernel.Grams(found.keys, found.features)
