"""Fitting of a scorer's network: JAX grows the weights, the package runs them (`content_cleaner.model.network`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from content_cleaner.model.network import (
    DILATIONS,
    LIMIT,
    LOGIT_SCALE,
    LOUDNESS_SCALE,
    MEETING,
    OUTERMOST,
    SILENCE,
    WINDOW,
    WORD_SCALE,
    Layer,
    Network,
    logits,
    squashed,
)
from content_cleaner.model.words import EDGE, INSIDE, edges, inside, inside_words, word_rows
from training.corpus import MIXED, Sample
from training.fit import Floats, Table

Rows = NDArray[np.intp]
# A word that fewer sites use tells of these sites.
MIN_DOMAINS = 5
SAMPLE = 40_000
PART = 50_000


@dataclass(frozen=True)
class Settings:
    """How a network is grown."""

    channels: int = 64
    epochs: int = 8
    rate: float = 2e-3
    decay: float = 1e-3
    vector: int = 16
    dropout: float = 0.2
    word_dropout: float = 0.3
    input_dropout: float = 0.1
    share: float = 0.4
    reads_inside: bool = False
    seed: int = 7


@dataclass(frozen=True)
class Material:
    """Samples, their rows in a table, and the first score of every row by an ensemble that has not seen its domain."""

    samples: Sequence[Sample]
    table: Table
    first: Floats


@dataclass(frozen=True)
class Inputs:
    """Of all n rows: standardised features with the first log-odds as last column (n x (f + 1)), rows of the words at
    both ends and of those inside (n x INSIDE, n x 0 where they are not read); and what made them.
    """

    values: NDArray[np.float16]
    words: NDArray[np.int32]
    inside: NDArray[np.uint16]
    vocabulary: dict[str, int]
    labels: Floats
    weights: Floats
    starts: Rows
    centre: Floats
    scale: Floats


def vocabulary(samples: Sequence[Sample], reads_inside: bool) -> dict[str, int]:
    """Rows, from 1, of the words at the ends of texts, or also inside, that enough domains use."""
    domains: dict[str, set[str]] = {}
    for sample in samples:
        if sample.source.endswith(MIXED):  # its words are of several sites
            continue
        texts = _texts(sample)
        heard = [chain(first[:EDGE], last[-EDGE:]) for first, last in edges(texts)]
        for word in chain(*heard, *(inside_words(texts) if reads_inside else ())):
            domains.setdefault(word, set()).add(sample.domain)
    words = sorted(word for word, places in domains.items() if len(places) >= MIN_DOMAINS)
    return {word: row for row, word in enumerate(words, 1)}


def inputs(material: Material, names: Sequence[str], train: Sequence[int], settings: Settings) -> Inputs:
    """The network's inputs: the named features, standardised by rows of the samples to `train` on."""
    table, samples = material.table, material.samples
    known_words = vocabulary([samples[index] for index in train], settings.reads_inside)
    words = [word_rows(edges(_texts(sample)), known_words) for sample in samples]
    rows = table.rows(train)
    columns = [table.names.index(name) for name in names]
    chosen = np.sort(np.random.default_rng(settings.seed).choice(rows, min(len(rows), SAMPLE), replace=False))
    seen = squashed(table.values[chosen][:, columns]).astype(np.float64)
    centre, scale = seen.mean(axis=0).astype(np.float32), (seen.std(axis=0) + 1e-3).astype(np.float32)
    values = np.empty((len(table.labels), len(columns) + 1), np.float16)
    for start in range(0, len(values), PART):
        part = squashed(table.values[start : start + PART][:, columns])
        values[start : start + PART, :-1] = np.clip((part - centre) / scale, -LIMIT, LIMIT)
    values[:, -1] = logits(material.first) / LOGIT_SCALE
    known = ~np.isnan(table.labels)
    weights = np.where(known, table.weights, 0) / table.weights[known].mean()
    labels = (np.nan_to_num(table.labels) >= 0.5).astype(np.float32)
    within = _within(samples, known_words) if settings.reads_inside else np.zeros((len(values), 0), np.uint16)
    return Inputs(
        values, np.concatenate(words), within, known_words, labels, weights.astype(np.float32), table.starts, centre,
        scale,
    )  # fmt: skip


def _within(samples: Sequence[Sample], known_words: dict[str, int]) -> NDArray[np.uint16]:
    """Rows of the known words inside each text: n x INSIDE, 0 is none."""
    parts = []
    for sample in samples:
        rows, sizes = inside(_texts(sample), known_words)
        part = np.zeros((len(sizes), INSIDE), np.uint16)
        part[np.arange(INSIDE) < sizes[:, None]] = rows
        parts.append(part)
    return np.concatenate(parts)


def _texts(sample: Sample) -> list[str]:
    return [block.text for block in sample.description.page.blocks]


def fit(data: Inputs, documents: Sequence[int], settings: Settings) -> Network:
    """Grow one network on some documents."""
    import jax
    import jax.numpy as jnp
    import optax

    order = np.random.default_rng(settings.seed)
    steps = settings.epochs * sum(1 for _ in _batches(data.starts, documents, order))
    rate = optax.warmup_cosine_decay_schedule(0.0, settings.rate, max(1, steps // 10), steps, settings.rate / 50)
    optimizer = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(rate, weight_decay=settings.decay))
    key = jax.random.PRNGKey(settings.seed)
    weights = _initial(jax, data, settings, key)
    state = optimizer.init(weights)
    loss = _loss(jax, settings)

    @jax.jit
    def step(weights: Any, state: Any, batch: Any, key: Any) -> tuple[Any, Any]:
        gradient = jax.grad(loss)(weights, batch, key)
        updates, state = optimizer.update(gradient, state, weights)
        return optax.apply_updates(weights, updates), state

    for _ in range(settings.epochs):
        for pieces in _batches(data.starts, documents, order):
            key, own = jax.random.split(key)
            batch = tuple(jnp.asarray(part) for part in _batch(data, pieces))
            weights, state = step(weights, state, batch, own)
    return _network({name: np.array(value, np.float32) for name, value in weights.items()}, data, settings)


def apply(network: Network, material: Material, names: Sequence[str], documents: Sequence[int]) -> Floats:
    """Scores of the rows of some documents, as serving makes them: in the order of `table.rows(documents)`."""
    table = material.table
    columns = [table.names.index(name) for name in names]
    parts = []
    for document in documents:
        texts = _texts(material.samples[document])
        words = word_rows(edges(texts), network.vocabulary)
        for start, stop in _windows(table.starts, document):
            own = slice(start - table.starts[document], stop - table.starts[document])
            heard = inside(texts[own], network.vocabulary) if network.reads_inside else None
            values = table.values[start:stop][:, columns]
            parts.append(network.score(values, material.first[start:stop], words[own], heard))
    return np.concatenate(parts)


def _windows(starts: Rows, document: int) -> Iterator[tuple[int, int]]:
    for start in range(starts[document], starts[document + 1], WINDOW):
        yield start, min(start + WINDOW, int(starts[document + 1]))


def _batches(starts: Rows, documents: Sequence[int], order: np.random.Generator) -> Iterator[list[tuple[int, int]]]:
    """Pieces of documents in random order, packed into batches of WINDOW rows at most."""
    pieces = [piece for document in documents for piece in _windows(starts, document)]
    batch: list[tuple[int, int]] = []
    size = 0
    for index in order.permutation(len(pieces)):
        start, stop = pieces[index]
        if size + stop - start > WINDOW:
            yield batch
            batch, size = [], 0
        batch.append((start, stop))
        size += stop - start
    if batch:
        yield batch


def _batch(data: Inputs, pieces: Sequence[tuple[int, int]]) -> tuple[Any, ...]:
    """Inputs, words at the ends and inside, owners, labels and weights of WINDOW rows; what is too many is nobody's."""
    rows = np.concatenate([np.arange(start, stop) for start, stop in pieces])
    owners = np.full(WINDOW, WINDOW, np.int32)
    owners[: len(rows)] = np.repeat(np.arange(len(pieces)), [stop - start for start, stop in pieces])
    values = np.zeros((WINDOW, data.values.shape[1]), np.float16)
    labels, weights = np.zeros(WINDOW, np.float32), np.zeros(WINDOW, np.float32)
    words = np.zeros((WINDOW, 2 * EDGE), np.int32)
    within = np.zeros((WINDOW, data.inside.shape[1]), np.int32)
    for into, source in (
        (values, data.values), (words, data.words), (within, data.inside), (labels, data.labels),
        (weights, data.weights),
    ):  # fmt: skip
        into[: len(rows)] = source[rows]
    return values, words, within, owners, labels, weights


def _initial(jax: Any, data: Inputs, settings: Settings, key: Any) -> dict[str, Any]:
    features, channels = data.values.shape[1], settings.channels

    def drawn(number: int, rows: int, factor: float = 1.0) -> Any:
        own = jax.random.fold_in(key, number)
        return jax.random.normal(own, (rows, channels)) * (factor / rows**0.5)

    zeros, ones = jax.numpy.zeros, jax.numpy.ones
    weights = {"inward": drawn(0, features), "offset": zeros(channels), "whole": drawn(1, 2 * channels, 0.1)}
    weights |= {"outward": zeros(channels), "straight": zeros(features), "bias": zeros(()) - 1.0}
    vectors = jax.random.normal(jax.random.fold_in(key, 99), (len(data.vocabulary) + 1, settings.vector))
    parts = 5 if settings.reads_inside else 4
    weights |= {"vectors": vectors * 0.05, "places": drawn(98, parts * settings.vector)}
    weights["loudness"] = zeros(len(vectors) if settings.reads_inside else 0)
    for number in range(len(DILATIONS)):
        weights[f"gain.{number}"] = ones(channels)
        weights[f"weights.{number}"] = drawn(2 + number, 3 * channels, 0.5)
        weights[f"bias.{number}"] = zeros(channels)
    return weights


def _loss(jax: Any, settings: Settings) -> Callable[[Any, Any, Any], Any]:
    """Weighted log-loss of a batch under dropout."""
    np_ = jax.numpy

    def dropped(values: Any, share: float, key: Any, number: int) -> Any:
        return values * jax.random.bernoulli(jax.random.fold_in(key, number), 1 - share, values.shape)

    def loss(weights: Any, batch: Any, key: Any) -> Any:
        values, words, within, owners, labels, importance = batch
        values = dropped(values.astype(np_.float32), settings.input_dropout, key, 0)
        heard = dropped(words > 0, settings.word_dropout, key, 97) / (1 - settings.word_dropout)
        vectors = weights["vectors"][words] * heard[..., None]
        ends = (vectors[:, :EDGE], vectors[:, EDGE:])
        means = [part.mean(1) for end in ends for part in (end[:, :OUTERMOST], end)]
        if settings.reads_inside:
            heard = dropped(within > 0, settings.word_dropout, key, 96) / (1 - settings.word_dropout)
            loudness = np_.exp(LOUDNESS_SCALE * weights["loudness"][within]) * heard
            total = (weights["vectors"][within] * loudness[..., None]).sum(1)
            means.append(total / (loudness.sum(1) + SILENCE)[:, None])
        said = np_.concatenate(means, 1) @ weights["places"] * WORD_SCALE
        hidden = jax.nn.relu(values @ weights["inward"] + said + weights["offset"])
        for number, dilation in enumerate(DILATIONS):
            normed = (
                hidden * jax.lax.rsqrt((hidden * hidden).mean(-1, keepdims=True) + 1e-5) * weights[f"gain.{number}"]
            )
            around = [normed]
            for shift, place in ((dilation, 0), (-dilation, 2)):
                inside = (np_.roll(owners, shift) == owners)[:, None]
                around.insert(place, np_.roll(normed, shift, 0) * inside)
            added = jax.nn.relu(np_.concatenate(around, 1) @ weights[f"weights.{number}"] + weights[f"bias.{number}"])
            hidden = hidden + dropped(added, settings.dropout, key, 1 + number) / (1 - settings.dropout)
            if number + 1 == MEETING:
                sums = jax.ops.segment_sum(hidden, owners, num_segments=WINDOW + 1)
                sizes = jax.ops.segment_sum(np_.ones(len(owners)), owners, num_segments=WINDOW + 1)
                highest = jax.ops.segment_max(hidden, owners, num_segments=WINDOW + 1)
                mean = sums / np_.maximum(sizes, 1)[:, None]
                document = np_.concatenate((mean, np_.where(np_.isfinite(highest), highest, 0)), 1)
                hidden = hidden + jax.nn.relu(document @ weights["whole"])[owners]
        found = hidden @ weights["outward"] + values @ weights["straight"] + weights["bias"]
        losses = np_.logaddexp(0.0, found) - labels * found
        return (losses * importance).sum() / (importance.sum() + 1e-6)

    return loss


def _network(weights: dict[str, Floats], data: Inputs, settings: Settings) -> Network:
    layers = tuple(
        Layer(weights[f"gain.{number}"], weights[f"weights.{number}"], weights[f"bias.{number}"])
        for number in range(len(DILATIONS))
    )
    weights["vectors"][0] = 0
    own = {
        name: weights[name]
        for name in ("vectors", "loudness", "places", "inward", "offset", "whole", "outward", "straight")
    }
    return Network(
        vocabulary=data.vocabulary,
        centre=data.centre,
        scale=data.scale,
        layers=layers,
        bias=float(weights["bias"]),
        share=settings.share,
        **own,
    )
