"""A short text right behind a picture has to be surer of itself: it may be the picture's caption."""

from collections.abc import Callable

import pytest

from content_cleaner import clean

PARAGRAPHS = [
    "The harbour board decided on Monday to move the old lighthouse forty metres inland before the winter storms come.",
    "Engineers will cut the tower from its rock, set it on rails and pull it by winches, which takes about a week.",
]
SHORT = "The tower seen from the sea"
LONG = "The tower as it was seen from the sea by those who came home that night, " * 3


def answer(between: str, score: float, scored: Callable[..., None]) -> str:
    scored(0.95, score, 0.95)
    source = f"<html><body><p>{PARAGRAPHS[0]}</p>{between}<p>{PARAGRAPHS[1]}</p></body></html>"
    return clean(source, content_type="text/html").text


@pytest.mark.parametrize(
    ("between", "score", "stays"),
    [
        (f"<img src='a.jpg'><p>{SHORT}</p>", 0.4, False),
        (f"<img src='a.jpg'><p>{SHORT}</p>", 0.7, True),
        (f"<p>{SHORT}</p><img src='a.jpg'>", 0.4, True),
        (f"<p>{SHORT}</p>", 0.4, True),
        (f"<img src='a.jpg'><p>{LONG}</p>", 0.45, True),
    ],
)
def test_short_text_behind_a_picture(between: str, score: float, stays: bool, scored: Callable[..., None]) -> None:
    found = answer(between, score, scored)
    assert ("The tower" in found) is stays
    assert all(paragraph in found for paragraph in PARAGRAPHS)
