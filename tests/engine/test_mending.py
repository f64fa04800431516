"""Holes and edges of an article: what is kept beside what is kept."""

from collections.abc import Callable

import numpy as np
import pytest

from content_cleaner import clean
from content_cleaner.mending import Shapes, close_holes, keep_sentences_beside

NONE = (False, False, False)


def beside(
    scores: list[float], *, marked: tuple[bool, ...] = NONE, times: tuple[bool, ...] = NONE,
    pointers: tuple[bool, ...] = NONE,
) -> list[bool]:  # fmt: skip
    """Which of three sentences are kept; the first is for certain."""
    kept = np.array([True, False, False])
    found: list[bool] = keep_sentences_beside(
        kept, np.array(scores, np.float32), Shapes((True, True, True), marked, times, pointers, (False,) * 3)
    ).tolist()
    return found


def test_a_sentence_beside_the_article_stays() -> None:
    assert beside([0.9, 0.2, 0.2]) == [True, True, True]


def test_an_unlikely_one_does_not_and_nothing_behind_it() -> None:
    assert beside([0.9, 0.05, 0.4]) == [True, False, False]


@pytest.mark.parametrize(("score", "stays"), [(0.4, True), (0.2, False)])
def test_a_likely_sentence_behind_a_pointer_to_another_article_stays(score: float, stays: bool) -> None:
    pointer = (False, True, False)
    assert beside([0.9, 0.0, score], marked=pointer, pointers=pointer) == [True, False, stays]


@pytest.mark.parametrize(("blocks", "stays"), [(1, True), (3, True), (4, False)])
def test_a_likely_sentence_behind_a_widget_of_few_blocks_stays(blocks: int, stays: bool) -> None:
    widget = (False, *[True] * blocks, False)
    kept = keep_sentences_beside(
        np.array([True, *[False] * (blocks + 1)]),
        np.array([0.9, *[0.0] * blocks, 0.4], np.float32),
        Shapes((True,) * (blocks + 2), widget, (False,) * (blocks + 2), widget, (False,) * (blocks + 2)),
    )
    assert kept.tolist() == [True, *[False] * blocks, stays]


def test_an_entry_of_a_live_blog_stays_with_its_time() -> None:
    assert beside([0.9, 0.0, 0.4], times=(False, True, False)) == [True, True, True]


@pytest.mark.parametrize(("score", "stays"), [(0.4, True), (0.1, False)])
def test_a_hole_of_middling_score_is_closed(score: float, stays: bool) -> None:
    kept = close_holes(
        np.array([True, False, True]),
        np.array([0.9, score, 0.9], np.float32),
        np.array([9, 9, 9], np.float32),
        NONE,
        "html",
    )
    assert kept.tolist() == [True, stays, True]


def test_a_hole_that_a_rule_explains_stays_open() -> None:
    marked = (False, True, False)
    kept = close_holes(
        np.array([True, False, True]),
        np.array([0.9, 0.4, 0.9], np.float32),
        np.array([9, 9, 9], np.float32),
        marked,
        "html",
    )
    assert kept.tolist() == [True, False, True]


@pytest.mark.parametrize(("score", "kept"), [(0.2, True), (0.1, False)])
def test_a_sentence_below_headings_stays_with_them(score: float, kept: bool) -> None:
    scores = np.array([0.9, 0.05, 0.05, score, 0.01], np.float32)
    shapes = Shapes(
        (True, False, False, True, False), (False,) * 5, (False,) * 5, (False,) * 5, (False, True, True, False, False)
    )
    mended = keep_sentences_beside(np.array([True, False, False, False, False]), scores, shapes)
    assert mended.tolist() == [True, kept, kept, kept, False]


@pytest.mark.parametrize(("sure", "stays"), [(0.35, True), (0.9, False)])
def test_where_all_scores_are_low_a_low_one_is_enough_behind_a_pointer(
    sure: float, stays: bool, scored: Callable[..., None]
) -> None:
    last = "By midnight they had agreed, and the mayor walked down to the quay to tell the ferrymen of the village."
    lines = (
        "Sign up for our newsletter",
        "The river had risen for nine days when the council met in the old mill, and nobody wanted to speak first.",
        "Nobody on the quay could remember a colder November, but the ice had not come, and trade went on as usual.",
        "Read more: Nine days of rain",
        last,
        "© 2026 Valley Post. All rights reserved.",
    )
    scored(0.01, sure, sure, 0.02, 0.2, 0.01)
    assert (last in clean("\n\n".join(lines), content_type="text/plain").text) is stays
