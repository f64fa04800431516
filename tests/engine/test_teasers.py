"""In raw text a label such as "Read also:" takes the headline in the next line along, and no sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from content_cleaner import clean

FIRST = (
    "The river had risen for nine days when the council met in the old mill, and nobody in the room wanted to be the "
    "first to say that the bridge would have to close for the winter."
)
SECOND = "By midnight they had agreed, and the mayor walked down to the quay to tell the ferrymen, who had known it."
THIRD = "Nobody on the quay could remember a colder November, but the ice had not come, and trade went on as usual."


@pytest.mark.parametrize("label", ["Read also:", "READ MORE:", "Lesen Sie auch:", "Leggi anche:", "Читайте также:"])
def test_the_headline_behind_a_label_goes_with_it(label: str) -> None:
    answer = clean("\n\n".join((FIRST, label, "Nine days of rain: how the valley lives with water", SECOND, THIRD)))
    assert answer.text == "\n\n".join((FIRST, SECOND, THIRD))
    assert {removal.reason for removal in answer.removed} == {"related"}


@pytest.mark.parametrize("label", ["Read also:", "Lesen Sie auch:"])
def test_a_sentence_behind_a_label_stays(label: str) -> None:
    assert clean("\n\n".join((FIRST, label, SECOND, THIRD))).text == "\n\n".join((FIRST, SECOND, THIRD))


BOX = (
    "Nine days of rain: how the valley lives with water",
    "The ferrymen of Orrin, and what they earn",
    "Why the old mill was never sold",
)


@pytest.mark.parametrize("label", ["Read also:", "Lesen Sie auch:", "Related stories"])
def test_all_headlines_of_a_box_go(label: str, scored: Callable[..., None]) -> None:
    scored(0.9, 0.9, 0.9, 0.8, 0.4, 0.9, 0.9)
    answer = clean("\n\n".join((FIRST, label, *BOX, SECOND, THIRD)))
    assert answer.text == "\n\n".join((FIRST, SECOND, THIRD))


def test_a_subheading_behind_a_teaser_stays(scored: Callable[..., None]) -> None:
    lines = (FIRST, "Read also:", BOX[0], "What the council decided that night", SECOND, THIRD)
    scored(0.9, 0.1, 0.9, 0.6, 0.9, 0.9)
    assert clean("\n\n".join(lines)).text == "\n\n".join((FIRST, *lines[3:]))
    lines = (FIRST, "Read also:", *BOX, SECOND, THIRD)
    scored(0.9, 0.1, 0.9, 0.8, 0.6, 0.9, 0.9)
    assert clean("\n\n".join(lines)).text == "\n\n".join((FIRST, BOX[2], SECOND, THIRD))


def test_a_line_of_which_the_scorer_is_sure_ends_the_box(scored: Callable[..., None]) -> None:
    lines = (FIRST, "Read also:", *BOX, SECOND, THIRD)
    scored(0.9, 0.1, 0.9, 0.97, 0.4, 0.9, 0.9)
    assert clean("\n\n".join(lines)).text == "\n\n".join((FIRST, *BOX[1:], SECOND, THIRD))
