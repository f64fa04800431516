"""What the compiled loops of the model give is what their Python twins give, to the last bit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content_cleaner import intake, metadata, pipeline
from content_cleaner.document import STATEMENTS, Kind, Page
from content_cleaner.model import (
    characters,
    densities,
    description,
    features,
    network,
    overlap,
    scorer,
    trees,
    vocabulary,
)

SEEDS = sorted(path for path in (Path(__file__).parents[2] / "seeds").iterdir() if path.suffix in (".html", ".txt"))
MODULES = (characters, densities, description, network, overlap, trees, vocabulary)
ODD = "ab Zé 19٣²½_-.,。漢かカ한Ωσς\n\tİǅ\ud800\ua620\u0301\x00\x1c\x85\u3000𝟘𐐀\U0002f800"
TEXTS = st.lists(st.text() | st.text(ODD) | st.text("漢か 字", min_size=20), min_size=1, max_size=6)
SEED = st.integers(0, 2**32 - 1)
SETTINGS = settings(max_examples=150, deadline=None)


@contextmanager
def in_python() -> Iterator[None]:
    """Nothing is compiled."""
    with ExitStack() as patches:
        for module in MODULES:
            patches.enter_context(mock.patch.object(module, "compiled", None))
        yield


def same(found: Any, expected: Any) -> None:
    """Equal arrays of one type."""
    assert found.dtype == expected.dtype
    assert found.shape == expected.shape
    np.testing.assert_array_equal(found, expected)


@SETTINGS
@given(TEXTS)
def test_characters(texts: list[str]) -> None:
    for found, expected in zip(characters.tally(texts), characters.tally_in_python(texts), strict=True):
        same(found, expected)


@SETTINGS
@given(TEXTS, st.text(ODD, max_size=30))
def test_words_and_phrases(texts: list[str], statement: str) -> None:
    statements = {"body": statement, "summary": " ".join(texts), "names": ""}
    found, expected = overlap.Words.of(texts), overlap.Words.of_in_python(texts)
    for own, other in zip(found[:3], expected[:3], strict=True):
        same(own, other)
    assert list(found.numbers) == list(expected.numbers)
    assert len(found.numbers) == len(expected.numbers)
    wanted = [*expected.numbers, "no such word"]
    same(found.numbers_of(wanted), expected.numbers_of(wanted))
    with in_python():
        in_common = overlap.with_statements(expected, statements, STATEMENTS)
    same(overlap.with_statements(found, statements, STATEMENTS), in_common)


def test_many_words() -> None:
    texts = [" ".join(f"w{number % 7919}x{block}" for number in range(block * 50)) for block in range(60)]
    found, expected = overlap.Words.of(texts), overlap.Words.of_in_python(texts)
    same(found.flat, expected.flat)
    assert list(found.numbers) == list(expected.numbers)


@SETTINGS
@given(st.lists(st.text("adsnvhercov-_ ") | st.sampled_from(sum(vocabulary.CATEGORIES.values(), ())) | st.text()))
def test_categories(names: list[str]) -> None:
    names = [name.encode("utf-8", "replace").decode() for name in [*names, "".join(names), "-".join(names)]]
    same(vocabulary.categories(names), vocabulary.categories_in_python(names))


@SETTINGS
@given(SEED, st.integers(1, 60), st.integers(1, 40))
def test_places_in_the_tree(seed: int, elements: int, blocks: int) -> None:
    drawn = np.random.default_rng(seed)
    parents = np.array([drawn.integers(max(0, index - 3), max(index, 1)) for index in range(elements)], np.intp)
    holder = drawn.integers(0, elements, blocks)
    for found, expected in zip(
        description.places(parents, holder), description.places_in_python(parents, holder), strict=True
    ):
        same(found, expected)
    tags, names = drawn.integers(-1, 32, elements), drawn.integers(0, 5, elements)
    ancestors = description.places(parents, holder)[0]
    wide = int(drawn.choice([5, 2**40]))
    same(description.paths(ancestors, tags, names, wide), description.paths_in_python(ancestors, tags, names, wide))
    same(description.things(tags), description.things_in_python(tags))


@SETTINGS
@given(SEED, st.integers(1, 5), st.integers(1, 30))
def test_densities(seed: int, regions: int, rows: int) -> None:
    drawn = np.random.default_rng(seed)
    statistics = drawn.integers(0, 50, (rows, description.STATISTICS)) * drawn.choice([1, 0, 0.37], (rows, 1))
    sums = np.concatenate((np.zeros((1, description.STATISTICS)), np.cumsum(statistics, axis=0)))
    low, high = np.sort(drawn.integers(0, rows + 1, (2, regions, rows)), axis=0)
    totals = densities.between(sums, low, high)
    same(totals, sums[high] - sums[low])
    same(densities.ratios(totals), densities.ratios_in_python(totals))
    groups = drawn.integers(0, rows, rows)
    same(densities.group_sums(groups, sums), densities.group_sums_in_python(groups, sums))


@SETTINGS
@given(SEED, st.integers(1, 20), st.integers(1, 20))
def test_distances(seed: int, rows: int, held: int) -> None:
    drawn = np.random.default_rng(seed)
    traits = drawn.random((held, 9)) < 0.1
    chain = drawn.integers(0, held, (rows, description.MAX_DISTANCE + 1))
    same(densities.distances(traits, chain), densities.distances_in_python(traits, chain))


@SETTINGS
@given(st.sets(st.integers(0, 30)), st.lists(st.integers(0, 30)))
def test_nearest(places: set[int], rows: list[int]) -> None:
    arrays = np.array(sorted(places), np.intp), np.array(rows, np.intp)
    same(densities.nearest(*arrays), densities.nearest_in_python(*arrays))


@pytest.mark.parametrize("kind", ["html", "text"])
@pytest.mark.parametrize("n", [1, 2, 3, 9, 130, 600])
def test_parts_of_the_network(kind: Kind, n: int) -> None:
    own, drawn = scorer.load(kind).network, np.random.default_rng(n)
    values = drawn.normal(0, 40, (n, len(own.centre))).astype(np.float32)
    values.ravel()[:5] = (0, -0.0, 3e38, -np.inf, 1e-40)
    standard, expected = np.zeros((2, n, values.shape[1] + 1), np.float32)
    for given_values in (values, np.asfortranarray(values)):
        network.standardise(given_values, own.centre, own.scale, standard)
        network.standardise_in_python(given_values, own.centre, own.scale, expected)
        same(standard, expected)
    words = drawn.integers(0, len(own.vectors), (n, 2 * network.EDGE)).astype(np.int32)
    same(network.end_means(own.vectors, words), network.end_means_in_python(own.vectors, words))
    for layer, dilation in zip(own.layers, network.DILATIONS, strict=True):
        hidden = np.maximum(drawn.normal(size=(n, len(layer.gain))), 0).astype(np.float32)
        other = hidden.copy()
        network.convolve(hidden, layer, dilation)
        network.convolve_in_python(other, layer, dilation)
        same(hidden, other)


@pytest.mark.parametrize("kind", ["html", "text"])
@pytest.mark.parametrize("n", [1, 2, 3, 257, 700])
def test_leaves_of_trees(kind: Kind, n: int) -> None:
    own = scorer.load(kind).first
    values = np.random.default_rng(n).normal(0, 5, (len(own.names), n)).astype(np.float32)
    values[:, 0] = np.nan
    splits = own.splits.astype(np.intp)
    same(own.chosen(splits, values), own.chosen_in_python(splits, values))


def cut(path: Path) -> Page:
    content_type = "text/html" if path.suffix == ".html" else "text/plain"
    return pipeline.cut(intake.read(path.read_bytes(), content_type, max_chars=10_000_000))[0]


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_every_feature_of_the_samples(path: Path) -> None:
    page = cut(path)
    rows = np.arange(len(page.blocks))
    marks, headlines = pipeline.mark(page, ())[1], metadata.headlines(page).all
    own = scorer.load(page.kind)
    found = dict(features.columns(description.describe(page, marks, headlines), rows))
    scores = own.score(page, marks, headlines)
    with in_python():
        expected = dict(features.columns(description.describe(page, marks, headlines), rows))
        expected_scores = own.score(page, marks, headlines)
    assert list(found) == list(expected)
    for name, values in expected.items():
        np.testing.assert_array_equal(found[name], values, err_msg=name)
    for one, other in zip(scores, expected_scores, strict=True):
        same(one, other)


def test_rows_that_are_not_there() -> None:
    """The loops know the ends of their arrays."""
    zeros, one = np.zeros(3, np.intp), np.zeros((1, 3), np.intp)
    if description.compiled is not None:
        with pytest.raises(IndexError):
            description.places(zeros, zeros + 3)
        with pytest.raises(IndexError):
            description.places(zeros - 1, zeros)
        with pytest.raises(IndexError):
            description.paths(np.full((1, 13), 3), zeros, zeros, 1)
    if densities.compiled is not None:
        with pytest.raises(IndexError):
            densities.between(np.zeros((4, 13)), one, one + 4)
        with pytest.raises(IndexError):
            densities.group_sums(zeros - 1, np.zeros((4, 13)))
        with pytest.raises(IndexError):
            densities.distances(np.zeros((2, 4), bool), one + 2)
    if network.compiled is not None:
        with pytest.raises(IndexError):
            network.end_means(np.zeros((5, 2), np.float32), np.full((1, 2 * network.EDGE), 5, np.int32))
    if trees.compiled is not None:
        own = scorer.load("html").first
        with pytest.raises(IndexError):
            own.chosen(own.splits.astype(np.intp), np.zeros((3, 2), np.float32))
