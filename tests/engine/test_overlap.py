"""Words in common: with the headline, the blocks around, and what the page's head says."""

import numpy as np
import pytest

from content_cleaner import intake, metadata, pipeline
from content_cleaner.model import features, overlap
from content_cleaner.model.description import Description, describe

TEXTS = ["Ferry crews strike", "The strike began today", "Photo of a lighthouse", "Ferry crews went home", ""]


def described(html: str) -> Description:
    page, _ = pipeline.cut(intake.read(html, "text/html", max_chars=100_000))
    return describe(page, pipeline.mark(page, ())[1], metadata.headlines(page).all)


def column(description: Description, name: str) -> list[float]:
    rows = np.arange(len(description.words))
    found: list[float] = dict(features.columns(description, rows))[name].tolist()
    return found


def beside(texts: list[str], name: str) -> list[float]:
    values = overlap.with_neighbours(overlap.Words.of(texts))[:, overlap.NEIGHBOUR_FEATURES.index(name)]
    found: list[float] = values.tolist()
    return found


def said(texts: list[str], statement: str, name: str) -> list[float]:
    values = overlap.with_statements(overlap.Words.of(texts), {"body": statement}, ("body",))
    found: list[float] = values[:, overlap.STATEMENT_FEATURES.index(name)].tolist()
    return found


def test_words_that_the_next_and_the_previous_block_have() -> None:
    assert beside(TEXTS, "next") == pytest.approx([1 / 3, 0, 0, 0, 0])
    assert beside(TEXTS, "previous") == pytest.approx([0, 1 / 3, 0, 0, 0])


def test_words_that_blocks_near_by_or_anywhere_have() -> None:
    assert beside(TEXTS, "after") == pytest.approx([1, 0, 0, 0, 0])
    assert beside(TEXTS, "earlier") == pytest.approx([0, 1 / 3, 0, 1 / 2, 0])
    assert beside(TEXTS, "words") == [3, 3, 2, 4, 1]


def test_no_words_at_all() -> None:
    assert not overlap.with_neighbours(overlap.Words.of(["", ""])).any()
    assert overlap.with_statements(overlap.Words.of(["", ""]), {"body": "x"}, ("body",)).tolist() == [[-1] * 5] * 2


def test_phrases_of_a_statement() -> None:
    assert said(TEXTS, "Ferry crews went home", "phrases") == [0, 0, 0, 1, 0]
    assert said(TEXTS, "Ferry crews went home", "words") == pytest.approx([2 / 3, 0, 0, 1, 0])
    assert said(TEXTS, "Ferry crews went home early", "of_statement") == pytest.approx([0, 0, 0, 2 / 3, 0])
    assert said(TEXTS, "Ferry crews went home early", "on_page") == pytest.approx([2 / 3] * 5)


def test_a_phrase_does_not_reach_into_the_next_block() -> None:
    assert said(["one two", "three four"], "one two three four", "phrases") == [0, 0]


def test_statements_of_a_head() -> None:
    html = """<html><head><meta name="description" content="Ferry crews went home.">
        <script type="application/ld+json">{"@type": "NewsArticle", "articleBody": "All is quiet.",
        "image": {"@type": "ImageObject", "caption": "A quay"}, "description": ["x y", 3]}</script></head></html>"""
    hints = pipeline.cut(intake.read(html, "text/html", max_chars=10_000))[0].hints
    assert hints["statements"] == {
        "summary": "Ferry crews went home.",
        "body": "All is quiet.",
        "descriptions": "x y",
        "names": "A quay",
    }


def test_what_the_head_says_marks_the_block_that_says_it() -> None:
    page = described("""<html><head><meta property="og:description" content="Ferry crews went home at noon"></head>
        <body><p>Menu of the day<p>Ferry crews went home at noon, the union said.</body></html>""")
    assert column(page, "said.summary.of_statement") == pytest.approx([0, 0.75])
    assert column(page, "said.body.size") == [-1, -1]


def test_images_between_blocks() -> None:
    page = described("<body><p>Above</p><div><img><img><p>Below</p></div><p>Last</p></body>")
    assert column(page, "images.images_before") == [0, 2, 0]
    assert column(page, "images.images_after") == [2, 0, 0]
    assert column(page, "tree.1.images") == pytest.approx(np.log1p([2, 2, 2]))
    assert column(page, "tree.1.elements") == pytest.approx(np.log1p([7, 4, 7]))


def test_a_page_without_images_or_elements() -> None:
    assert column(described("<p>One<p>Two"), "images.images_before") == [0, 0]
    assert column(described("only text"), "images.of_page") == [0]
