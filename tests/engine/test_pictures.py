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


@pytest.mark.parametrize(
    ("credit", "label"),
    [
        ("Image source,", "Image caption,"),
        ("Fuente de la imagen,", "Pie de foto,"),
        ("Автор фото,", "Подпись к фото,"),
        ("صدر الصورة،", "التعليق على الصورة،"),
        ("图像来源，", "图像加注文字，"),
        ("Nguồn hình ảnh,", "Chụp lại hình ảnh,"),
    ],
)
def test_the_line_below_a_captions_label_with_a_comma_is_the_caption(credit: str, label: str) -> None:
    above = "The council has voted to reopen the bridge on Saturday, after two years of waiting for the ferry."
    below = "Engineers found no damage below the waterline, and the ferry stops on Sunday night for good."
    caption = "A boat on the river below the bridge in the spring"
    lines = ("Home", "News", above, credit, "Getty Images", label, caption, below, "Share this article")
    answer = clean("\n".join(lines), content_type="text/plain")
    assert caption not in answer.text
    assert above in answer.text
    assert below in answer.text


def test_a_sentence_below_a_label_that_ends_otherwise_stays() -> None:
    above = "The council has voted to reopen the bridge on Saturday, after two years of waiting for the ferry."
    below = "Engineers found no damage below the waterline, and the ferry stops on Sunday night for good."
    answer = clean(f"Home\nNews\n{above}\nImage caption\n{below}\n{above[:-1]} and a day.", content_type="text/plain")
    assert below in answer.text
