"""A quote that repeats the article goes; one that stands once, a refrain and a reply stay."""

import pytest

from content_cleaner import clean
from content_cleaner.document import CleanedDocument

SAID = "Nobody has counted the herons, and nobody will"
PARAGRAPHS = (
    f"“{SAID},” says the warden of the marsh, who has kept a diary of the water for twenty years and reads from it "
    "to whoever asks, in a hut that smells of tar.",
    "The pumps will run for another winter at least; what comes after them has not been decided, and the council will "
    "meet again when the ice is gone and the road can be used.",
)

pytestmark = pytest.mark.usefixtures("likely")


def answer(*parts: str) -> CleanedDocument:
    return clean(f"<main>{''.join(parts)}</main>", content_type="text/html")


FIRST, SECOND = (f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


@pytest.mark.parametrize(
    "quote",
    [
        f"<blockquote>{SAID}</blockquote>",
        f"<blockquote><p>“{SAID}.”</p></blockquote>",
        f"<div class='pull-quote'><span>{SAID.upper()}</span></div>",
        f"<div class='field--name-zitat'>„{SAID}“</div>",
    ],
)
@pytest.mark.parametrize("above", [True, False])
def test_pull_quotes(quote: str, above: bool) -> None:
    cleaned = answer(quote, FIRST, SECOND) if above else answer(FIRST, quote, SECOND)
    assert cleaned.text.split("\n\n") == list(PARAGRAPHS)
    assert [p.rule for p in cleaned.passages if p.reason is not None] == ["repeated-quote"]


def test_who_said_it_goes_along() -> None:
    cleaned = answer(FIRST, f"<blockquote><p>“{SAID}”</p><p>Jane Doe, warden of the marsh</p></blockquote>", SECOND)
    assert cleaned.text.split("\n\n") == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "part",
    [
        "<blockquote>Herons have been counted here twice, and both lists are lost.</blockquote>",
        f"<p>{SAID}.</p>",  # no quote by its element
        "<blockquote>Nobody will</blockquote>",  # said by chance as well
        "<blockquote>Jane Doe, warden of the marsh</blockquote>",  # below no quote
        f"<p>{SAID}.</p><blockquote>Never again, they said</blockquote>",
    ],
)
def test_what_stays(part: str) -> None:
    cleaned = answer(FIRST, SECOND, part)
    assert [p.text for p in cleaned.passages if not p.kept] == []


def test_quotes_that_are_most_of_the_text_stay() -> None:
    quotes = f"<blockquote>{SAID}</blockquote><blockquote>{PARAGRAPHS[1]}</blockquote>"
    assert [p.text for p in answer(FIRST, quotes).passages if not p.kept] == []


def test_a_quote_of_few_words_below_another_is_no_name() -> None:
    cleaned = answer(FIRST, SECOND, f"<blockquote>{SAID}</blockquote><blockquote>Never again, they said</blockquote>")
    assert [p.text for p in cleaned.passages if not p.kept] == [SAID]
