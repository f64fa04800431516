"""The features of the third look against their definition written out block by block."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from content_cleaner import metadata
from content_cleaner.blocks import html, text
from content_cleaner.document import REASONS
from content_cleaner.model.columns import stacked
from content_cleaner.model.context import NOTHING, SHIFTS, WINDOWS, groups, mixed
from content_cleaner.model.description import Description, describe
from content_cleaner.model.segments import best_segments

PAGE = (
    "<html><body><nav class='menu'><ul><li><a href='/'>Home</a></li><li><a href='/x'>Ferries</a></li></ul></nav>"
    "<article class='story'><h1>The ferry sails again</h1><p>The first boat leaves at half past six.</p>"
    "<p>Fares stay as they were, said the harbour master.</p><ul><li>Monday</li><li>Tuesday</li></ul></article>"
    "<p>Write to us.</p></body></html>"
)


def _described(source: str) -> Description:
    root = html.parse(source)
    page = html.cut(source, root)
    return describe(page, np.zeros((len(page.blocks), len(REASONS)), np.float32), metadata.headlines(page, None).all)


def _features(description: Description, scores: NDArray[np.float32]) -> dict[str, NDArray[np.float32]]:
    names, values = stacked(groups(description, scores[::-1].copy(), scores))
    assert len(set(names)) == len(names) == len(values)
    return dict(zip(names, values, strict=True))


def _odds(score: float) -> float:
    return float(np.log(score / (1 - score)))


def test_features_are_what_their_names_say() -> None:
    description = _described(PAGE)
    n = len(description.words)
    scores = np.random.default_rng(3).uniform(0.05, 0.95, n).astype(np.float32)
    found, odds, words = _features(description, scores), [_odds(float(s)) for s in scores], description.words
    for i in range(n):
        own = {name: float(values[i]) for name, values in found.items()}
        assert own["context.odds"] == pytest.approx(odds[i], abs=1e-4)
        assert own["context.first"] == pytest.approx(odds[n - 1 - i], abs=1e-4)
        assert own["context.place"] == pytest.approx(i / n)
        assert own["context.rank"] == pytest.approx(sum(o < odds[i] for o in odds) / n)
        assert own["context.page.share"] == pytest.approx(float((words * scores).sum()) / (words.sum() + 1), rel=1e-4)
        assert own["context.page.highest"] == pytest.approx(max(odds), abs=1e-4)
        assert own["context.page.upper"] == pytest.approx(float(np.quantile(odds, 0.9)), abs=1e-4)
        for name, signature in zip(("path", "tags"), description.signatures, strict=True):
            alike = [j for j in range(n) if signature[j] == signature[i]]
            weights = [float(np.sqrt(words[j] + 1)) for j in alike]
            mean = sum(w * odds[j] for w, j in zip(weights, alike, strict=True)) / sum(weights)
            assert own[f"context.{name}.mean"] == pytest.approx(mean, abs=1e-4)
            assert own[f"context.{name}.count"] == len(alike)
            assert own[f"context.{name}.highest"] == pytest.approx(max(odds[j] for j in alike), abs=1e-4)
            assert own[f"context.{name}.lowest"] == pytest.approx(min(odds[j] for j in alike), abs=1e-4)
        for shift in SHIFTS:
            beside = odds[i + shift] if 0 <= i + shift < n else NOTHING
            assert own[f"context.at_{shift}"] == pytest.approx(beside, abs=1e-4)
        for size in WINDOWS:
            around = odds[max(0, i - size) : i + size + 1]
            assert own[f"context.window_{size}"] == pytest.approx(sum(around) / len(around), abs=1e-4)


def test_items_of_a_list_are_one_group() -> None:
    description = _described(PAGE)
    texts = [block.text for block in description.page.blocks]
    found = _features(description, np.linspace(0.1, 0.9, len(texts), dtype=np.float32))
    monday, tuesday, home = (texts.index(text) for text in ("Monday", "Tuesday", "Home"))
    assert found["context.path.mean"][monday] == found["context.path.mean"][tuesday]
    assert found["context.path.mean"][monday] != found["context.path.mean"][home]


def _described_text(source: str) -> Description:
    page = text.cut(source)
    return describe(page, np.zeros((len(page.blocks), len(REASONS)), np.float32))


@pytest.mark.parametrize("seed", range(20))
def test_best_segments_against_all_segments(seed: int) -> None:
    chance = np.random.default_rng(seed)
    worth = chance.integers(-4, 5, size=int(chance.integers(1, 25))).astype(float)
    n = len(worth)
    sums, start, stop = best_segments(worth)
    for i in range(n):
        of_all = {(a, z): worth[a:z].sum() for a in range(i + 1) for z in range(i + 1, n + 1)}
        best = max(of_all.values())
        shortest = min(z - a for (a, z), value in of_all.items() if value == best)
        assert sums[i] == best
        assert (start[i] <= i < stop[i], stop[i] - start[i]) == (True, shortest)
        assert worth[start[i] : stop[i]].sum() == best


def test_lines_of_a_text_know_where_the_article_is() -> None:
    prose = "The first boat leaves at half past six in the morning, and nobody waits for those who come late."
    description = _described_text(
        "\n\n".join(("Home", "Ferries", prose, "Fares", prose[:-5], "Write to us", "Imprint"))
    )
    scores = np.array([0.1, 0.1, 0.9, 0.6, 0.97, 0.1, 0.3], np.float32)
    found = _features(description, scores)
    assert found["core.inside"].tolist() == [0, 0, 1, 1, 1, 0, 0]
    assert found["core.blocks_away"].tolist() == [-2, -1, 0, 0, 0, 1, 2]
    assert found["core.low_away"].tolist() == [1, 0, 0, 0, 0, 0, 1]
    assert found["core.words_away"].round(3).tolist() == pytest.approx([-0.693, 0, 0, 0, 0, 0, 1.386], abs=1e-3)
    assert found["sure.0.8.steps_behind"].tolist() == [2, 1, 2, 1, 300, 300, 300]
    assert found["sure.0.95.steps_before"].tolist() == [300, 300, 300, 300, 300, 1, 2]
    assert "context.path.mean" not in found


@pytest.mark.parametrize("score", [0.0, 0.5, 1.0])
def test_a_text_of_one_line_has_finite_features(score: float) -> None:
    found = _features(_described_text("One line."), np.array([score], np.float32))
    assert all(np.isfinite(values).all() for values in found.values())


@pytest.mark.parametrize("score", [0.0, 0.5, 1.0])
def test_a_single_block_has_finite_features(score: float) -> None:
    found = _features(_described("<p>One line.</p>"), np.array([score], np.float32))
    assert all(np.isfinite(values).all() for values in found.values())
    assert found["context.path.count"].tolist() == [1.0]


def test_of_html_the_third_look_decides_and_of_text_it_counts_for_a_half() -> None:
    scores, third = np.array([0.5, 0.9, 0.2], np.float32), np.array([0.8, 0.9, 0.0], np.float32)
    assert mixed(scores, third, "html").tolist() == third.tolist()
    half = mixed(scores, third, "text")
    assert half[:2].tolist() == pytest.approx([2 / 3, 0.9], abs=1e-4)
    assert 0 < half[2] < 0.01
