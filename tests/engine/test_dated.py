"""The day of an article by its visible date line."""

from __future__ import annotations

import pytest

from content_cleaner import clean

FIRST = (
    "The river had risen for nine days when the council met in the old mill, and nobody in the room wanted to be the "
    "first to say that the bridge would have to close for the winter, because everybody knew what it meant."
)
SECOND = "The ferry runs until May, and then the new bridge of steel will take the carts and the people as before."
THIRD = "Nobody counted the boats that year, but the harbour master wrote that there had never been so many of them."
JUNK = ("Sign up for our newsletter", "Read more: Ferry fares to rise", "© 2024 Valley Post. All rights reserved.")


def date(*lines: str, html: bool = True, head: str = "") -> str | None:
    if html:
        body = "".join(f"<p>{line}</p>" for line in lines)
        page = f"<html><head>{head}</head><body><article><h1>The bridge closes</h1>{body}</article></body></html>"
        return clean(page, content_type="text/html").metadata.date
    text = "\n\n".join(("Share on Facebook", "The bridge closes", *lines, *JUNK))
    return clean(text, content_type="text/plain").metadata.date


@pytest.mark.parametrize("html", [True, False])
@pytest.mark.parametrize("line", ["5 March 2024, 10:45", "By Jane Doe, 5 March 2024, 10:45", "Updated: March 5, 2024"])
def test_the_day_above_the_text(line: str, html: bool) -> None:
    assert date(line, FIRST, SECOND, THIRD, html=html) == "2024-03-05"


def test_of_published_and_updated_the_first() -> None:
    lines = ("Updated: 7 March 2024, 8:00", "Published: 5 March 2024, 10:45")
    assert date(*lines, FIRST, SECOND, THIRD) == "2024-03-05"


def test_the_day_above_a_brief() -> None:
    assert date("5 March 2024, 10:45", FIRST) == "2024-03-05"
    assert date(FIRST, "5 March 2024, 10:45") is None


def test_more_days_say_nothing() -> None:
    lines = ("5 March 2024, 10:45", "6 March 2024, 10:45", "7 March 2024, 10:45")
    assert date(*lines, FIRST, SECOND, THIRD) is None


def test_a_day_far_from_the_text_s_beginning_is_another_article_s() -> None:
    assert date(FIRST, SECOND, THIRD, FIRST + " Twice.", "5 March 2024, 10:45", THIRD + " Twice.") is None


def test_days_in_sentences_are_not_the_article_s() -> None:
    assert date(f"On 5 March 2023 it was dry. {FIRST}", SECOND, THIRD) is None


def test_what_markup_says_comes_first() -> None:
    head = "<meta property='article:published_time' content='2024-03-01T10:00:00Z'>"
    assert date("5 March 2024, 10:45", FIRST, SECOND, THIRD, head=head) == "2024-03-01"
