"""How far a block is from the labels around it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content_cleaner.document import REASONS
from content_cleaner.model import landmarks

SINCE, UNTIL, BEFORE = range(3)


def told(words: list[int], marked: dict[int, str]) -> dict[str, np.ndarray]:
    """Since, until and before of each kind of label, where `marked` has the rule of some blocks."""
    marks = np.zeros((len(words), len(REASONS)), np.float32)
    for block, reason in marked.items():
        marks[block, REASONS.index(reason)] = landmarks.SURE
    found = landmarks.distances(np.array(words, np.float32), marks)
    return dict(zip(landmarks.LABELS, found.reshape(len(landmarks.LABELS), 3, -1), strict=True))


def test_words_between_are_counted() -> None:
    """Words since the last label, until the next, and labels before; neither counts the label's own words."""
    found = told([50, 2, 30, 40, 1], {1: "comments"})["comments"]
    far = landmarks.FAR
    assert found[SINCE].tolist() == pytest.approx([far, far, 0, np.log1p(30), np.log1p(70)])
    assert found[UNTIL].tolist() == pytest.approx([0, far, far, far, far])
    assert found[BEFORE].tolist() == pytest.approx([0, 0, *[np.log1p(1)] * 3])


def test_a_label_is_short_and_of_its_own_kind() -> None:
    """A long block with a sure rule is no label, and a label of one kind is none of another."""
    found = told([5, landmarks.LABEL_WORDS + 1, 20], {1: "related"})
    assert (found["related"][SINCE] == landmarks.FAR).all()
    found = told([5, landmarks.LABEL_WORDS, 20], {1: "related"})
    assert found["related"][SINCE, 2] == 0
    assert (found["share"][SINCE] == landmarks.FAR).all()


def test_odd_words_are_landmarks_too() -> None:
    """A short block whose words are seldom an article's counts at every strength that it has."""
    words, odds = np.array([30, 3, 20, 10], np.float32), np.array([-9, -3, 1, 0], np.float32)
    weak, strong = landmarks.since_odd(words, odds)
    assert weak.tolist() == pytest.approx([landmarks.FAR, landmarks.FAR, 0, np.log1p(20)])
    assert (strong == landmarks.FAR).all()


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 40), st.sampled_from([None, *landmarks.LABELS])), min_size=1, max_size=40))
def test_as_counted_one_by_one(blocks: list[tuple[int, str | None]]) -> None:
    """The same as adding up the words block by block."""
    words = [size for size, _ in blocks]
    found = told(words, {i: kind for i, (_, kind) in enumerate(blocks) if kind})
    for kind, values in found.items():
        at = [i for i, (size, own) in enumerate(blocks) if own == kind and size <= landmarks.LABEL_WORDS]
        for i in range(len(blocks)):
            before, after = [k for k in at if k < i], [k for k in at if k > i]
            since = np.log1p(sum(words[before[-1] + 1 : i])) if before else landmarks.FAR
            until = np.log1p(sum(words[i + 1 : after[0]])) if after else landmarks.FAR
            assert values[:, i].tolist() == pytest.approx([since, until, np.log1p(len(before))], abs=1e-5)
