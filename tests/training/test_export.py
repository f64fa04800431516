"""CatBoost's own format, read as arrays; the models are written by hand, so that CatBoost need not be installed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from training.fit import exported

NAMES = ("words", "links", "depth", "position")
TREES = [
    {
        "splits": [
            {"float_feature_index": 0, "border": 12.5},
            {"float_feature_index": 3, "border": 0.25},
            {"float_feature_index": 0, "border": 40.0},
        ],
        "leaf_values": [-1.0, -0.5, 0.25, 0.5, 0.125, 0.0, 2.0, 1.5],
    },
    {"splits": [{"float_feature_index": 1, "border": 0.5}], "leaf_values": [0.75, -2.0]},
    {"splits": None, "leaf_values": [0.25]},
]


class HandMade:
    """A model that saves trees written here."""

    def __init__(self, trees: list[dict[str, Any]], scale_and_bias: list[Any]) -> None:
        self.content = {"oblivious_trees": trees, "scale_and_bias": scale_and_bias}

    def save_model(self, path: str, format: str) -> None:
        assert format == "json"
        Path(path).write_text(json.dumps(self.content), encoding="utf-8")


def expected(row: NDArray[np.float32], scale: float, bias: float) -> float:
    """The definition of an oblivious ensemble, followed word by word: bit k of the leaf is the k-th question."""
    total = 0.0
    for tree in TREES:
        questions: Any = tree["splits"] or []
        leaf = sum(int(row[q["float_feature_index"]] > q["border"]) << k for k, q in enumerate(questions))
        total += tree["leaf_values"][leaf]  # type: ignore[index]
    return float(1 / (1 + np.exp(-(scale * total + bias))))


@pytest.mark.parametrize(("scale", "bias"), [(1.0, 0.0), (0.5, -1.25)])
def test_exported_trees_score_as_defined(scale: float, bias: float) -> None:
    ensemble = exported(HandMade(TREES, [scale, [bias]]), NAMES)
    assert ensemble.names == ("words", "links", "position")
    values = np.random.default_rng(3).uniform(0, [60, 1, 9, 1], (500, 4)).astype(np.float32)
    values[0] = (12.5, 0.5, 0, 0.25)  # a value on the border is not above it
    used = values[:, [NAMES.index(name) for name in ensemble.names]]
    assert ensemble.score(used) == pytest.approx([expected(row, scale, bias) for row in values], abs=1e-6)


def test_a_plain_number_as_bias_is_read_too() -> None:
    ensemble = exported(HandMade(TREES, [1.0, 0.5]), NAMES)
    assert ensemble.bias == 0.5
