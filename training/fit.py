"""Fitting of the ensemble of a scorer, and its cross-fitted scores."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from content_cleaner.model.features import assemble, columns, feature_names
from content_cleaner.model.trees import Ensemble
from training.corpus import FOREIGN, MIXED, NAMELESS, Sample, fold_of

Floats = NDArray[np.float32]
MAX_JUNK = 120
# Clean text must come back unchanged: an error there weighs more.
GOLD_BOOST = 4.0
# The page is there with its names, too.
SECOND_WEIGHT = 0.5


@dataclass(frozen=True)
class Settings:
    """How an ensemble is grown."""

    trees: int = 500
    depth: int = 6
    rate: float = 0.1
    seed: int = 7
    threads: int = 2
    leaf_regularization: float = 6.0
    feature_share: float = 0.3


@dataclass(frozen=True)
class Table:
    """Rows of all samples: features, labels (nan: unknown), weights, and where each sample starts."""

    names: tuple[str, ...]
    values: Floats
    labels: Floats
    weights: Floats
    starts: NDArray[np.intp]

    def rows(self, samples: Sequence[int]) -> NDArray[np.intp]:
        """Row numbers of some samples."""
        return np.concatenate([np.arange(self.starts[i], self.starts[i + 1]) for i in samples])


def weights(sample: Sample, boost: dict[str, float]) -> Floats:
    """A word weighs by its part in its page's F1: pages count alike, short gold texts do not count more."""
    words = np.minimum(sample.words, 200) + 3
    gold = float((np.nan_to_num(sample.labels) * sample.words).sum()) if sample.gold is not None else 300.0
    factor = next((value for key, value in boost.items() if sample.source.startswith(key)), 1.0)
    if "/gold" in sample.source:
        factor *= GOLD_BOOST
    if sample.source.endswith((NAMELESS, FOREIGN, MIXED)):
        factor *= SECOND_WEIGHT
    return np.sqrt(factor * words / (max(gold, 60.0) + 40.0)).astype(np.float32)


def table(samples: Sequence[Sample], boost: dict[str, float]) -> Table:
    """The rows of all samples."""
    starts = np.concatenate(([0], np.cumsum([len(s.labels) for s in samples]))).astype(np.intp)
    names = feature_names(samples[0].description)
    values = np.empty((starts[-1], len(names)), np.float32)
    for index, sample in enumerate(samples):
        rows = np.arange(len(sample.labels))
        values[starts[index] : starts[index + 1]] = assemble(names, dict(columns(sample.description, rows)))
    return Table(
        names,
        values,
        np.concatenate([s.labels for s in samples]),
        np.concatenate([weights(s, boost) for s in samples]),
        starts,
    )


def fit(data: Table, rows: NDArray[np.intp], settings: Settings) -> Ensemble:
    """Grow one ensemble on the known labels of some rows."""
    from catboost import CatBoostClassifier, Pool  # the rest of this module does without it

    rows = rows[~np.isnan(data.labels[rows])]
    rows, weights = thinned(data, rows, settings.seed)
    model = CatBoostClassifier(
        iterations=settings.trees,
        depth=settings.depth,
        learning_rate=settings.rate,
        loss_function="Logloss",
        random_seed=settings.seed,
        thread_count=settings.threads,
        l2_leaf_reg=settings.leaf_regularization,
        rsm=settings.feature_share,
        border_count=32,
        bootstrap_type="Bernoulli",
        subsample=0.7,
        boosting_type="Plain",
        verbose=False,
        allow_writing_files=False,
    )
    labels = (data.labels[rows] >= 0.5).astype(np.int8)
    model.fit(Pool(data.values[rows], labels, weight=weights))
    return exported(model, data.names)


def thinned(data: Table, rows: NDArray[np.intp], seed: int) -> tuple[NDArray[np.intp], Floats]:
    """Fewer of the many blocks that are not article on large pages, each of the rest standing for several."""
    junk = data.labels[rows] < 0.5
    page = np.searchsorted(data.starts, rows, side="right")
    share = np.minimum(1, MAX_JUNK / np.maximum(np.bincount(page, weights=junk), 1))[page]
    kept = ~junk | (np.random.default_rng(seed).random(len(rows)) < share)
    return rows[kept], np.where(junk, data.weights[rows] / share, data.weights[rows])[kept].astype(np.float32)


def exported(model: Any, names: Sequence[str]) -> Ensemble:
    """CatBoost's trees as arrays, over the features that they use."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        content = json.loads(path.read_text())
    trees = content["oblivious_trees"]
    depth = max(len(t["splits"] or ()) for t in trees)
    used = sorted({s["float_feature_index"] for t in trees for s in t["splits"] or ()})
    position = {feature: index for index, feature in enumerate(used)}
    splits = np.zeros((depth, len(trees)), np.int32)
    thresholds = np.full((depth, len(trees)), np.inf, np.float32)
    leaves = np.zeros((len(trees), 2**depth), np.float32)
    for column, tree in enumerate(trees):
        for level, split in enumerate(tree["splits"] or ()):
            splits[level, column] = position[split["float_feature_index"]]
            thresholds[level, column] = split["border"]
        leaves[column, : len(tree["leaf_values"])] = tree["leaf_values"]
    scale, bias = content["scale_and_bias"]
    shift = bias[0] if isinstance(bias, list) else bias
    return Ensemble(tuple(names[i] for i in used), splits, thresholds, leaves * np.float32(scale), float(shift))


def apply(ensemble: Ensemble, data: Table, rows: NDArray[np.intp]) -> Floats:
    """Scores of some rows."""
    columns = [data.names.index(name) for name in ensemble.names]
    out = np.empty(len(rows), np.float32)
    for start in range(0, len(rows), 20_000):
        part = rows[start : start + 20_000]
        out[start : start + len(part)] = ensemble.score(data.values[part][:, columns])
    return out


def fold_of_domains(samples: Sequence[Sample], count: int) -> dict[str, int]:
    """The fold of each domain, the same for every kind of sample: it hangs on the domain's name only."""
    return {s.domain: fold_of(s.domain, count) for s in samples}


def folds(samples: Sequence[Sample], count: int) -> Iterator[tuple[list[int], list[int]]]:
    """Training and test sample numbers of each fold; a domain is in one fold only."""
    numbers = fold_of_domains(samples, count)
    for fold in range(count):
        train = [i for i, s in enumerate(samples) if numbers[s.domain] != fold]
        test = [i for i, s in enumerate(samples) if numbers[s.domain] == fold]
        yield train, test


def cross_scores(
    data: Table, samples: Sequence[Sample], settings: Settings, count: int = 5
) -> tuple[Floats, list[Ensemble]]:
    """Scores of every row by an ensemble that has not seen its domain, and these ensembles."""
    scores = np.zeros(len(data.labels), np.float32)
    ensembles = []
    for train, test in folds(samples, count):
        ensemble = fit(data, data.rows(train), settings)
        rows = data.rows(test)
        scores[rows] = apply(ensemble, data, rows)
        ensembles.append(ensemble)
    return scores, ensembles
