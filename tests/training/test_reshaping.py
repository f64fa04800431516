"""Articles in other shapes: short lines where paragraphs were, with the article's words in their order."""

from __future__ import annotations

import random
from typing import Any

import pytest
from lxml import etree

from training import reshaping
from training.labels import words

PARAGRAPHS = (
    "The mill stands at the end of the valley, where the two brooks meet.",
    "In the sacks were wheat, rye, barley, some oats, and the letters that nobody had read. “Take them,” she said.",
    "The wheel turns again since May. The miller bakes on Fridays. Whoever comes early may watch him light the oven.",
    "磨坊在山谷的尽头，两条小溪在那里汇合，水车从五月起又转动了。磨坊主星期五烤面包，早来的人可以看他点火。",
)


def reshaped(seed: int) -> tuple[list[Any], Any]:
    body = etree.fromstring("<body>" + "".join(f"<p>{text}</p>tail" for text in PARAGRAPHS) + "</body>")
    reshaping.reshape(list(body), random.Random(seed))
    return list(body), body


@pytest.mark.parametrize("seed", range(40))
def test_words_stay_in_their_order(seed: int) -> None:
    elements, body = reshaped(seed)
    said = iter(words(" ".join(PARAGRAPHS)))
    made = [word for text in body.itertext() if text != "tail" for word in words(text)]
    assert made
    assert all(word in said for word in made)
    assert elements[0].text == PARAGRAPHS[0]


def test_each_shape_comes_up() -> None:
    every = [etree.tostring(reshaped(seed)[1], encoding="unicode") for seed in range(60)]
    assert any("<ul><li>In the sacks were wheat</li><li>Rye</li>" in one for one in every)
    assert any("<h3>" in one for one in every)
    assert any("<p>The miller bakes on Fridays.</p>" in one for one in every)
    assert any("<li>水车从五月起又转动了</li>" in one or "<p>水车从五月起又转动了</p>" in one for one in every)


@pytest.mark.parametrize("inside", ["<br/>", "<script>var one = 1, two = 2, three = 3;</script>"])
def test_paragraphs_of_several_lines_stay(inside: str) -> None:
    source = f"<p>{PARAGRAPHS[1]}{inside}{PARAGRAPHS[2]}</p>"
    body = etree.fromstring(f"<body>{source * 30}</body>")
    reshaping.reshape(list(body), random.Random(1))
    assert etree.tostring(body, encoding="unicode") == f"<body>{source * 30}</body>"


def test_no_word_is_cut() -> None:
    text = "아이들은 강에서 놀고 어른들은 다리 위에서 배를 기다리며 오래된 노래를 부른다"
    for seed in range(60):
        body = etree.fromstring(f"<body><p>{text}</p><p>{text}</p></body>")
        reshaping.reshape(list(body), random.Random(seed))
        assert set(" ".join(body.itertext()).split()) <= set(text.split())


@pytest.mark.parametrize("text", ["", "Word.", "x" * 5000, "One, two.", ",,,,;;;;....", "– – – –"])
def test_what_has_no_lines_in_it_stays(text: str) -> None:
    body = etree.Element("body")
    for _ in range(30):
        etree.SubElement(body, "p").text = text
    reshaping.reshape(list(body), random.Random(1))
    assert [(child.tag, child.text or "") for child in body] == [("p", text)] * 30
