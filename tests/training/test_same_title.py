"""The weights that tell a headline: what counts as the same title."""

from __future__ import annotations

import pytest

from training.headline import is_same


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("River town closes its bridge", "RIVER TOWN CLOSES ITS BRIDGE"),
        ("River town closes its bridge | Valley Post", "River town closes its bridge"),
        ("Flood: River town closes its bridge", "River town closes its bridge"),
    ],
)
def test_titles_that_differ_by_case_site_or_kicker_are_the_same(text: str, title: str) -> None:
    assert is_same(text, title)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("River town", "River town closes its bridge"),
        ("Lake town closes its bridge", "River town closes its bridge"),
        ("News", "News of the day"),
    ],
)
def test_parts_and_other_titles_are_not(text: str, title: str) -> None:
    assert not is_same(text, title)
