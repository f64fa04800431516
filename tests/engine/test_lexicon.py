"""Words and names as log-odds: the keys, their weights, and where they count."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest

from content_cleaner.blocks import html, text
from content_cleaner.document import REASONS, Kind, Page
from content_cleaner.model import lexicon, scorer
from content_cleaner.model.description import describe
from content_cleaner.model.lexicon import Lexicon, Reader, Wording, text_keys

REASON_COUNT = len(REASONS)
NOTHING = np.zeros((0, lexicon.BAND_COUNT), np.float32)


def _html(source: str) -> Page:
    return html.cut(source, html.parse(source))


def test_keys_of_a_label() -> None:
    assert set(text_keys("Read more")) == {
        "s< read", "s< more", "s> read", "s> more", "^ read", "^ read more", "more $", "read more $", "= read more",
    }  # fmt: skip


def test_digits_are_alike_and_ends_of_long_texts_are_read() -> None:
    assert text_keys("Page 17 of 23") == text_keys("Page 48 of 90")
    long = "The ferry " + "sails on and on " * 30 + "until dawn."
    keys = text_keys(long)
    assert "^ the ferry" in keys
    assert "until dawn . $" in keys
    assert not any(key.startswith(("s<", "s>", "=")) for key in keys)


@pytest.mark.parametrize("blank", ["", " ", "\u2003", "__"])
def test_a_text_without_words_has_no_keys(blank: str) -> None:
    assert text_keys(blank) == []


def test_text_odds_add_up() -> None:
    words = Lexicon.of({"s< read": -1.5, "more $": -0.25, "l< read": 9.0}, {}, NOTHING)
    assert Reader(words).read(["Read more", "Go on", "Read more"])[0].tolist() == [-1.75, 0.0, -1.75]


def test_name_odds_count_each_ancestor_in_its_band() -> None:
    page = _html("<div class='story'><p class='story'>One</p><div><p>Two</p></div></div>")
    bands = np.array([[1, 10, 100, 1000]], np.float32)
    words = Lexicon.of({}, {"story": 0}, bands)
    description = describe(page, np.zeros((2, REASON_COUNT), np.float32))
    assert words.name_odds(description).tolist() == [2.0, 10.0]


def test_wording_looks_around() -> None:
    page = text.cut("Read more\n\nRead more\n\nGo on")
    words = Lexicon.of({"s< read": -1.0}, {}, NOTHING)
    description = describe(page, np.zeros((3, REASON_COUNT), np.float32))
    columns = dict(Wording(Reader(words), description).columns(np.arange(3)))
    assert columns["wording.text"].tolist() == [-1.0, -1.0, 0.0]
    assert columns["wording.text.at_1"].tolist() == [-1.0, 0.0, 0.0]
    assert columns["wording.text.page"].tolist() == pytest.approx([-2 / 3] * 3)


@pytest.mark.parametrize("kind", ["html", "text"])
def test_a_scorer_survives_its_file(kind: Kind) -> None:
    shipped = scorer.load(kind)
    stream = BytesIO()
    np.savez_compressed(stream, **scorer.arrays_of(shipped))
    again = scorer.read(BytesIO(stream.getvalue()))
    assert again.lexicon.text == shipped.lexicon.text
    assert again.lexicon.names == shipped.lexicon.names
    page = text.cut("One\n\nTwo") if kind == "text" else _html("<p>One</p><p>Two</p>")
    marks = np.zeros((len(page.blocks), REASON_COUNT), np.float32)
    assert again.score(page, marks).scores.tolist() == shipped.score(page, marks).scores.tolist()


@pytest.mark.parametrize(
    "told",
    [
        "", "__", "Read more", "$", "^ $", "= $ ^", "s < $ x $", "more more more and more", "one\ntwo $\n", "Σ", "İx 3",
        "Call 0123 456 789 now", "京都で 3 日", "word " * 40 + "$ ^ end", "é" * 200,
    ],
)  # fmt: skip
def test_odds_are_those_of_the_keys(told: str) -> None:
    shipped = scorer.load("text").lexicon
    keys = text_keys(told)
    words = Lexicon.of(shipped.text | dict.fromkeys(keys[::2], 0.5), {}, NOTHING)
    expected = sum(words.text.get(key, 0.0) for key in keys)
    assert Reader(words).read(["a\nb", told, "b"])[0][1] == np.float32(expected)
