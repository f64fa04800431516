"""Subheadings that are called as widgets are, and short headings near the headline, stay in the article."""

from __future__ import annotations

import pytest

import content_cleaner

FIRST = (
    "The river had risen for nine days when the council met in the old mill, and nobody in the room wanted to be the "
    "first to say that the bridge would have to close for the winter, because everybody knew what it meant."
)
SECOND = "The ferry runs until May, and then the new bridge of steel will take the carts and the people as before."
THIRD = "Nobody counted the boats that year, but the harbour master wrote that there had never been so many of them."
PITCH = "Sign up for our newsletter and never miss a story from the valley."


def kept(*parts: str) -> list[str]:
    body = "".join(parts)
    head = "<head><title>Harbour news of the year</title></head>"
    source = f"<html>{head}<body><article><h1>Harbour news of the year</h1>{body}</article></body></html>"
    return content_cleaner.clean(source, content_type="text/html").text.split("\n\n")


def test_a_subheading_called_like_a_widget_stays_before_its_paragraph() -> None:
    text = kept(f"<p>{FIRST}</p><h2>Facebook</h2><p>{SECOND}</p><h2>Comments</h2><p>{THIRD}</p>")
    assert text == [FIRST, "Facebook", SECOND, "Comments", THIRD]


@pytest.mark.parametrize(
    ("heading", "question"),
    [("Häufige Fragen", "Wann fährt die Fähre?"), ("よくある質問", "橋はいつ開きますか？")],
)
def test_a_heading_over_questions_and_answers_stays(heading: str, question: str) -> None:
    assert kept(f"<p>{FIRST}</p><h2>{heading}</h2><h3>{question}</h3><p>{SECOND}</p><p>{THIRD}</p>")[1] == heading


@pytest.mark.parametrize("heading", ["Häufige Fragen", "Newsletter", "Teilen"])
def test_a_heading_over_a_question_of_the_page_goes(heading: str) -> None:
    links = '<p><a href="/hilfe">Noch Fragen?</a></p><p><a href="/kontakt">Kontakt</a></p>'
    assert kept(f"<p>{FIRST}</p><p>{SECOND}</p></article><footer><h4>{heading}</h4>{links}</footer>") == [FIRST, SECOND]


def test_the_heading_of_a_widget_goes() -> None:
    assert kept(f"<p>{FIRST}</p><p>{SECOND}</p><h2>Newsletter</h2><p>{PITCH}</p>") == [FIRST, SECOND]


def test_headings_behind_the_first_paragraphs_are_no_bylines() -> None:
    text = kept(f"<p>{FIRST}</p><h2>Based in the valley</h2><p>{SECOND}</p><h2>Monday</h2><p>{THIRD}</p>")
    assert text == [FIRST, "Based in the valley", SECOND, "Monday", THIRD]


def test_a_byline_and_a_date_below_the_headline_go() -> None:
    assert kept(f"<p>By Jane Doe</p><p>5 March 2024</p><p>{FIRST}</p><p>{SECOND}</p>") == [FIRST, SECOND]


def test_terms_named_like_buttons_stay_with_their_definitions() -> None:
    terms = (
        "<dl><dt>Share</dt><dd>Sends the map to a friend who knows the river better than you do.</dd>"
        "<dt>Print</dt><dd>Puts the map on paper, in two parts of the same size.</dd></dl>"
    )
    text = "\n\n".join(kept(f"<p>{FIRST}</p>{terms}<p>{SECOND}</p>"))
    assert "Share\nSends the map" in text
    assert "Print\nPuts the map" in text


def test_an_item_named_like_a_button_stays_between_the_items_of_its_list() -> None:
    steps = ("Open the map of the river on the wall.", "Share", "Choose the boat that you want to take to the mill.")
    body = "".join(f"<li>{step}</li>" for step in steps)
    assert "\n".join(steps) in "\n\n".join(kept(f"<p>{FIRST}</p><p>Do this:</p><ol>{body}</ol><p>{SECOND}</p>"))


def test_buttons_in_a_list_of_their_own_go() -> None:
    text = kept(f"<p>{FIRST}</p><ul><li>Share</li><li>Tweet</li><li>Print</li></ul><p>{SECOND}</p>")
    assert text == [FIRST, SECOND]


@pytest.mark.parametrize("heading", ["Watch: the first boat leaves", "Related: the other three pools"])
def test_a_subheading_that_begins_like_a_pointer_stays_over_its_paragraph(heading: str) -> None:
    assert heading in kept(f"<p>{FIRST}</p><p>{SECOND}</p><h3>{heading}</h3><p>{THIRD}</p>")
    assert heading not in kept(f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p><h3><a href='/a'>{heading}</a></h3>")
