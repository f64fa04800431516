"""Fitting of the lexicon: logistic regressions over single words, with out-of-fold features for the ensembles."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from content_cleaner.model.lexicon import BAND_COUNT, BANDS, Lexicon, Names, Reader, Wording, text_keys
from training import fit
from training.corpus import MIXED, Sample

# A word that fewer sites use tells of these sites.
MIN_DOMAINS = 5
# Inverse strength of the L2 penalty; ten times more or less gives the same.
STRENGTH = 0.05
ITERATIONS = 60
MIN_WEIGHT = 0.02

Keys = Callable[[Sample], Iterable[Iterable[str]]]


def text_rows(sample: Sample) -> Iterable[Iterable[str]]:
    """The keys of each block's text."""
    return (text_keys(block.text) for block in sample.description.page.blocks)


def name_rows(sample: Sample) -> Iterable[Iterable[str]]:
    """The words of the names of each block's ancestors, each with its band of distance in front."""
    names = Names.of(sample.description)
    keys = [[[f"{band}{word}" for word in words] for band in range(BAND_COUNT)] for words in names.words]
    for rows, counted in zip(names.rows.tolist(), names.counted.tolist(), strict=True):
        yield [key for row, band, counts in zip(rows, BANDS, counted, strict=True) if counts for key in keys[row][band]]


def _matrix(samples: Sequence[Sample], keys_of: Keys) -> tuple[Any, list[str]]:
    """Counts of keys, blocks x keys (sparse), of the keys that enough domains have."""
    from scipy.sparse import csr_matrix  # comes with the training extra

    numbers: dict[str, int] = {}
    flat, sizes = array("I"), array("I")
    domains = {name: index for index, name in enumerate(sorted({s.domain for s in samples}))}
    seen: list[NDArray[np.uint64]] = []
    for sample in samples:
        start = len(flat)
        for keys in keys_of(sample):
            before = len(flat)
            flat.extend([numbers.setdefault(key, len(numbers)) for key in keys])
            sizes.append(len(flat) - before)
        if sample.source.endswith(MIXED):  # its words are of several sites
            continue
        own = np.unique(np.frombuffer(flat, np.uint32)[start:].astype(np.uint64))
        seen.append((own << np.uint64(32)) | np.uint64(domains[sample.domain]))
    pairs = np.unique(np.concatenate(seen))
    spread = np.bincount((pairs >> np.uint64(32)).astype(np.intp), minlength=len(numbers))
    kept = np.flatnonzero(spread >= MIN_DOMAINS)
    column = np.full(len(numbers), -1, np.int32)
    column[kept] = np.arange(len(kept))
    columns = column[np.frombuffer(flat, np.uint32)]
    ends = np.concatenate(([0], np.cumsum(sizes, dtype=np.intp)))
    ends = np.concatenate(([0], np.cumsum(columns >= 0)))[ends]
    columns = columns[columns >= 0]
    words = list(numbers)
    counts = csr_matrix((np.ones(len(columns), np.float32), columns, ends), shape=(len(sizes), len(kept)))
    return counts, [words[index] for index in kept]


class Fitter:
    """The counts of all samples' words, from which lexicons of any part of them are fitted."""

    def __init__(self, samples: Sequence[Sample], table: fit.Table) -> None:
        self.table = table
        self.kinds = {"text": _matrix(samples, text_rows)}
        if samples[0].description.page.kind == "html":
            self.kinds["names"] = _matrix(samples, name_rows)

    def lexicon(self, rows: NDArray[np.intp], seed: int) -> Lexicon:
        """The lexicon of some rows."""
        from sklearn.linear_model import LogisticRegression

        rows = rows[~np.isnan(self.table.labels[rows])]
        rows, weights = fit.thinned(self.table, rows, seed)
        labels = self.table.labels[rows] >= 0.5
        fitted = {}
        for kind, (counts, keys) in self.kinds.items():
            model = LogisticRegression(C=STRENGTH, max_iter=ITERATIONS, tol=1e-3)
            model.fit(counts[rows], labels, sample_weight=weights / weights.mean())
            fitted[kind] = {
                key: float(np.float16(weight))
                for key, weight in zip(keys, model.coef_[0], strict=True)
                if abs(weight) >= MIN_WEIGHT
            }
        return Lexicon.of(fitted["text"], *_by_band(fitted.get("names", {})))


def _by_band(weights: Mapping[str, float]) -> tuple[dict[str, int], NDArray[np.float32]]:
    rows: dict[str, int] = {}
    places = [(rows.setdefault(key[1:], len(rows)), int(key[0])) for key in weights]
    bands = np.zeros((len(rows), BAND_COUNT), np.float32)
    for place, weight in zip(places, weights.values(), strict=True):
        bands[place] = weight
    return rows, bands


def cross_table(samples: Sequence[Sample], base: fit.Table, folds: int, seed: int) -> tuple[fit.Table, list[Lexicon]]:
    """The table with the lexicon's features, each by a lexicon that has not seen the domain; and these lexicons."""
    fitter = Fitter(samples, base)
    lexicons = []
    out: NDArray[np.float32] | None = None
    names: list[str] = []
    for train, test in fit.folds(samples, folds):
        lexicon = fitter.lexicon(base.rows(train), seed)
        lexicons.append(lexicon)
        reader = Reader(lexicon)
        for index in test:
            low, high = base.starts[index], base.starts[index + 1]
            pairs = list(Wording(reader, samples[index].description).columns(np.arange(high - low)))
            if out is None:
                names = [name for name, _ in pairs]
                out = np.empty((base.starts[-1], len(base.names) + len(names)), np.float32)
                out[:, : len(base.names)] = base.values
            out[low:high, len(base.names) :] = np.stack([values for _, values in pairs], axis=1)
    assert out is not None
    lexicons.append(fitter.lexicon(np.arange(len(base.labels)), seed))
    return fit.Table(base.names + tuple(names), out, base.labels, base.weights, base.starts), lexicons
