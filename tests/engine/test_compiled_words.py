"""Compiled reading of words gives what its Python twin gives."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content_cleaner import compiled
from content_cleaner.blocks import html
from content_cleaner.document import REASONS, Label
from content_cleaner.model import scorer, words
from content_cleaner.model.description import describe
from content_cleaner.model.lexicon import Lexicon, Names, Reader

SEEDS = Path(__file__).parents[2] / "seeds"
LEXICON = scorer.load("html").lexicon
READER = scorer.load("html").reader
EMPTY = Lexicon.of({}, {}, LEXICON.bands)
ODD = "ab Zé 19٣²½_-.。漢かカ한Ωσς\n\tİǅ\ud800\ua620\u0301\x00𝟘𐐀"
TEXTS = st.lists(st.text() | st.text(ODD) | st.text(ODD, min_size=60), max_size=6)
LABELS = st.lists(
    st.builds(Label, st.sampled_from(["div", "p", "x-y", ""]), st.text() | st.text("abİ-_ \n", min_size=20)), max_size=5
)


@settings(max_examples=200)
@given(TEXTS)
def test_odds_and_rows(texts: list[str]) -> None:
    """Keys that hold every third of the words, so that many weigh something."""
    known = [word for text in texts for word in next(words.split(words.WORD_OR_BREAK, [text]))]
    lexicon = Lexicon.of(
        {f"{place}{word}": 0.1 + number for place in ("s< ", "l> ", "^ ", "= ") for number, word in enumerate(known)}
        | {f"{word} $": 0.3 for word in known[::2]},
        {},
        LEXICON.bands,
    )
    vocabulary = {word: number for number, word in enumerate(dict.fromkeys(known), 1) if number % 3}
    reader = Reader(lexicon, vocabulary)
    odds, rows = reader.read(texts)
    odds_of_twin, rows_of_twin = reader.read_in_python(texts)
    assert odds == pytest.approx(odds_of_twin, rel=1e-6)
    assert rows.tolist() == rows_of_twin.tolist()


@given(TEXTS)
def test_words_inside(texts: list[str]) -> None:
    known = [word for text in texts for word in next(words.split(words.WORD_OR_BREAK, [text]))]
    vocabulary = {word: number for number, word in enumerate(dict.fromkeys(known), 1) if number % 3}
    found, expected = Reader(EMPTY, vocabulary).inside(texts), words.inside(texts, vocabulary)
    assert found.rows.tolist() == expected.rows.tolist()
    assert found.sizes.tolist() == expected.sizes.tolist()


@given(LABELS)
def test_names(labels: list[Label]) -> None:
    nothing = np.zeros((0, 13), np.intp)
    names = Names(labels, nothing, nothing.astype(bool))
    numbers = {
        word: number for number, word in enumerate(dict.fromkeys(w for ws in names.words for w in ws)) if number % 3
    }
    bands = np.random.default_rng(5).normal(size=(len(numbers) * 3 + 3, 4)).astype(np.float32)
    lexicon = Lexicon.of({}, numbers, bands)
    assert lexicon.name_table(names).tolist() == lexicon.name_table_in_python(names).tolist()


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.html")), ids=lambda path: path.stem)
def test_pages(path: Path) -> None:
    source = path.read_text("utf-8")
    page = html.cut(source, html.parse(source))
    texts = [block.text for block in page.blocks]
    for found, expected in zip(READER.read(texts), READER.read_in_python(texts), strict=True):
        assert found == pytest.approx(expected, rel=1e-6)
    names = Names.of(describe(page, np.zeros((len(texts), len(REASONS)), np.float32)))
    assert LEXICON.name_table(names).tolist() == LEXICON.name_table_in_python(names).tolist()


def test_a_name_without_bands_is_an_error() -> None:
    if compiled.words is not None:
        with pytest.raises(IndexError):
            compiled.words.name_table([Label("p")], {"<p>": 3}, np.zeros((1, 4), np.float32), (2, 24, 24))
