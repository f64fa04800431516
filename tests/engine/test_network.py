"""The network against its definition written out block by block, and what it must not do."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from content_cleaner.model.network import (
    DILATIONS,
    LIMIT,
    LOGIT_SCALE,
    LOUDNESS_SCALE,
    MEETING,
    OUTERMOST,
    SILENCE,
    WORD_SCALE,
    Layer,
    Network,
)
from content_cleaner.model.words import EDGE, INSIDE, Inside, edges, inside, word_rows

FEATURES, CHANNELS, VECTOR = 5, 4, 3
VOCABULARY = {"ferry": 1, "sails": 2, "00": 3, ".": 4}


def _network(seed: int, share: float = 0.5, *, reads_inside: bool = True) -> Network:
    drawn = np.random.default_rng(seed)

    def some(*shape: int) -> NDArray[np.float32]:
        return drawn.normal(0, 0.5, shape).astype(np.float32)

    vectors = some(len(VOCABULARY) + 1, VECTOR)
    vectors[0] = 0
    layers = tuple(Layer(some(CHANNELS), some(3 * CHANNELS, CHANNELS), some(CHANNELS)) for _ in DILATIONS)
    return Network(
        vocabulary=VOCABULARY,
        vectors=vectors,
        loudness=some(len(VOCABULARY) + 1 if reads_inside else 0),
        places=some((5 if reads_inside else 4) * VECTOR, CHANNELS),
        centre=some(FEATURES),
        scale=np.abs(some(FEATURES)) + np.float32(0.1),
        inward=some(FEATURES + 1, CHANNELS),
        offset=some(CHANNELS),
        layers=layers,
        whole=some(2 * CHANNELS, CHANNELS),
        outward=some(CHANNELS),
        straight=some(FEATURES + 1),
        bias=0.25,
        share=share,
    )


Inputs = tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.int32], Inside]


def _inputs(n: int, seed: int = 1) -> Inputs:
    drawn = np.random.default_rng(seed)
    values = drawn.normal(0, 40, (n, FEATURES)).astype(np.float32)
    words = drawn.integers(0, len(VOCABULARY) + 1, (n, 2 * EDGE)).astype(np.int32)
    sizes = drawn.integers(0, 5, n)
    heard = Inside(drawn.integers(1, len(VOCABULARY) + 1, sizes.sum()).astype(np.int32), sizes.astype(np.intp))
    return values, drawn.uniform(0, 1, n).astype(np.float32), words, heard


def _relu(values: NDArray[Any]) -> NDArray[Any]:
    return np.maximum(values, 0)


def _mean_inside(network: Network, rows: Any) -> NDArray[Any]:
    total: NDArray[Any] = np.zeros(VECTOR)
    loud = SILENCE
    for row in rows:
        loudness = np.exp(LOUDNESS_SCALE * float(network.loudness[row]))
        total, loud = total + loudness * network.vectors[row], loud + loudness
    mean: NDArray[Any] = total / loud
    return mean


def _by_definition(network: Network, values: Any, first: Any, words: Any, heard: Inside | None) -> list[float]:
    """One block after the other, in double precision."""
    n = len(values)
    within = np.split(heard.rows, np.cumsum(heard.sizes)[:-1]) if heard is not None else []
    logit = [float(np.log(p / (1 - p))) for p in np.clip(first, 1e-4, 1 - 1e-4).astype(float)]
    inputs, hidden = [], []
    for i in range(n):
        drawn_in = [np.sign(v) * np.log1p(abs(v)) for v in values[i]]
        standard = [
            min(max((v - c) / s, -LIMIT), LIMIT)
            for v, c, s in zip(drawn_in, network.centre, network.scale, strict=True)
        ]
        inputs.append(np.array([*standard, logit[i] / LOGIT_SCALE]))
        vectors = [network.vectors[row] for row in words[i]]
        ends = vectors[:EDGE], vectors[EDGE:]
        means = [np.mean(part, axis=0) for end in ends for part in (end[:OUTERMOST], end)]
        if heard is not None:
            means.append(_mean_inside(network, within[i]))
        said = WORD_SCALE * np.concatenate(means) @ network.places
        hidden.append(_relu(inputs[i] @ network.inward + said + network.offset))
    for number, (layer, dilation) in enumerate(zip(network.layers, DILATIONS, strict=True), 1):
        normed = [h * layer.gain / np.sqrt(np.mean(h * h) + 1e-5) for h in hidden]
        nothing = np.zeros(CHANNELS)
        around = [
            (normed[i - dilation] if i >= dilation else nothing, normed[i],
             normed[i + dilation] if i + dilation < n else nothing)
            for i in range(n)
        ]  # fmt: skip
        hidden = [
            h + _relu(np.concatenate(a) @ layer.weights + layer.bias) for h, a in zip(hidden, around, strict=True)
        ]
        if number == MEETING:
            document = np.concatenate((np.mean(hidden, axis=0), np.max(hidden, axis=0)))
            hidden = [h + _relu(document @ network.whole) for h in hidden]
    found = [h @ network.outward + x @ network.straight + network.bias for h, x in zip(hidden, inputs, strict=True)]
    mixed = [network.share * own + (1 - network.share) * before for own, before in zip(found, logit, strict=True)]
    return [float(1 / (1 + np.exp(-value))) for value in mixed]


@pytest.mark.parametrize("n", [1, 2, 7, 40])
def test_scores_as_defined(n: int) -> None:
    network, inputs = _network(n), _inputs(n)
    assert network.score(*inputs) == pytest.approx(_by_definition(network, *inputs), abs=2e-5)


def test_scores_of_a_network_without_words_inside() -> None:
    network, (values, first, words, _) = _network(9, reads_inside=False), _inputs(7)
    assert not network.reads_inside
    assert network.score(values, first, words) == pytest.approx(
        _by_definition(network, values, first, words, None), abs=2e-5
    )


def test_without_a_share_the_first_score_stays() -> None:
    values, first, words, heard = _inputs(20)
    scores = _network(3, share=0.0).score(values, first, words, heard)
    assert scores == pytest.approx(np.clip(first, 1e-4, 1 - 1e-4), abs=1e-6)


def test_odd_features_give_a_probability() -> None:
    values, first, words, heard = _inputs(3)
    values[0], first[:] = (1e30, -1e30, 0, np.float32(3e38), -1), (0, 1, 0.5)
    scores = _network(4).score(values, first, words, heard)
    assert np.isfinite(scores).all()
    assert ((scores >= 0) & (scores <= 1)).all()


def test_words_at_both_ends_last_first() -> None:
    rows = word_rows(edges(["Ferry 17 sails.", "", "Nobody " * 40 + "sails."]), VOCABULARY)
    none = [0] * (EDGE - 4)
    assert rows[0].tolist() == [1, 3, 2, 4, *none, 4, 2, 3, 1, *none]
    assert not rows[1].any()
    assert rows[2].tolist() == [0] * EDGE + [4, 2] + [0] * (EDGE - 2)


def test_known_words_inside() -> None:
    rows, sizes = inside(["Ferry 17 sails.", "", "Nobody\nsails " * 40], VOCABULARY)
    assert rows.tolist() == [1, 3, 2, 4] + [2] * (INSIDE // 2)
    assert sizes.tolist() == [4, 0, INSIDE // 2]
    assert inside([], VOCABULARY).sizes.tolist() == []
