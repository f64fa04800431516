"""The author and the day of an article by its visible byline and date line."""

from __future__ import annotations

import numpy as np
import pytest

from content_cleaner import Metadata, Options, certainty, clean, rules
from content_cleaner.blocks import text

FIRST = (
    "The river had risen for nine days when the council met in the old mill, and nobody in the room wanted to be the "
    "first to say that the bridge would have to close for the winter, because everybody knew what it meant."
)
SECOND = "The ferry runs until May, and then the new bridge of steel will take the carts and the people as before."
THIRD = "Nobody counted the boats that year, but the harbour master wrote that there had never been so many of them."

JUNK = ("Sign up for our newsletter", "Read more: Ferry fares to rise", "© 2024 Valley Post. All rights reserved.")


def found_in(*lines: str, html: bool = True, head: str = "") -> Metadata:
    if html:
        body = "".join(f"<p>{line}</p>" for line in lines)
        article = f"<article><h1>The bridge closes for the winter</h1>{body}</article>"
        return clean(f"<html><head>{head}</head><body>{article}</body></html>", content_type="text/html").metadata
    text = "\n\n".join(("Share on Facebook", "The bridge closes for the winter", *lines, *JUNK))
    return clean(text, content_type="text/plain").metadata


def author(*lines: str, html: bool = True) -> str | None:
    return found_in(*lines, html=html).author


def date(*lines: str, html: bool = True, head: str = "") -> str | None:
    return found_in(*lines, html=html, head=head).date


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("Von Jana Muster und Karl von Stein", "Jana Muster, Karl von Stein"),
        ("Par Claire Aubry, Jean Petit et Luc Roux", "Claire Aubry, Jean Petit, Luc Roux"),
        ("By Jane Doe, Political Editor", "Jane Doe"),
        ("By Jane Doe in Lindenmouth", "Jane Doe"),
        ("By Jane Doe, 5 March 2024, 10:45", "Jane Doe"),
    ],
)
@pytest.mark.parametrize("html", [True, False])
def test_names_in_the_byline(line: str, names: str, html: bool) -> None:
    assert author(line, FIRST, SECOND, THIRD, html=html) == names


def test_a_byline_far_from_the_text_s_beginning_is_another_article_s() -> None:
    assert author(FIRST, SECOND, THIRD, FIRST + " Twice.", "By Jane Doe") is None


def test_bylines_that_disagree_say_nothing() -> None:
    assert author("By Jane Doe", "By John Roe", FIRST, SECOND, THIRD) is None


def test_what_markup_says_comes_first() -> None:
    page = f"<meta name='author' content='Max Moe'><article><p>By Jane Doe</p><p>{FIRST}</p><p>{SECOND}</p></article>"
    assert clean(page, content_type="text/html").metadata.author == "Max Moe"


def test_no_metadata_where_none_is_wanted() -> None:
    text = f"The bridge closes for the winter\n\nBy Jane Doe\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}"
    assert clean(text, options=Options(metadata=False)).metadata.author is None


def test_a_byline_element_needs_no_by() -> None:
    byline = "<div class='byline'>Jane Marie Doe, 5 March 2024</div>"
    page = f"<article><h1>The bridge closes</h1>{byline}<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article>"
    assert clean(page, content_type="text/html").metadata.author == "Jane Marie Doe"


def test_a_name_comes_before_the_paper_s() -> None:
    head = "<meta name='author' content='Valley Post'><meta property='og:site_name' content='Valley Post'>"
    page = f"{head}<article><p>By Jane Doe</p><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article>"
    assert clean(page, content_type="text/html").metadata.author == "Jane Doe"
    unsigned = page.replace("By Jane Doe", "The council met.")
    assert clean(unsigned, content_type="text/html").metadata.author == "Valley Post"


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


def test_the_day_in_markup_comes_first() -> None:
    head = "<meta property='article:published_time' content='2024-03-01T10:00:00Z'>"
    assert date("5 March 2024, 10:45", FIRST, SECOND, THIRD, head=head) == "2024-03-01"


def test_the_name_may_stand_in_the_line_below_its_label() -> None:
    assert author("By", "Jane Doe", "5 March 2024, 10:45", FIRST, SECOND, THIRD, html=False) == "Jane Doe"


@pytest.mark.parametrize("below", ["Jane Doe, who cried", "Jane Doe in tears", "***", "Nobody knows"])
def test_what_is_more_than_a_name_stays(below: str) -> None:
    text = "\n\n".join(("The bridge closes for the winter", FIRST, SECOND, "By", below, THIRD, *JUNK))
    assert not [p for p in clean(text, content_type="text/plain").passages if p.rule == "byline-below-label"]


def test_what_a_speaker_says_stays() -> None:
    talk = ("Von", "Herr Präsident", FIRST, "Von", "Frau Kanzlerin", SECOND, "Reporter:", "Mr President", THIRD)
    answer = clean("\n\n".join(("The bridge closes", *talk, *JUNK)), content_type="text/plain")
    assert not [p for p in answer.passages if p.rule == "byline-below-label"]
    assert answer.metadata.author is None


@pytest.mark.parametrize("menu", [("Haber", "Son Dakika"), ("Window", "Door", "Garage Doors"), ("Text", "Larger Font")])
def test_menus_name_no_author(menu: tuple[str, ...]) -> None:
    assert author("Share on Facebook", *menu, "By Jane Doe", FIRST, SECOND, THIRD, html=False) == "Jane Doe"


def test_a_name_in_capitals_is_the_same() -> None:
    assert author("By JANE DOE", "Text: Jane Doe", FIRST, SECOND, THIRD, html=False) in ("Jane Doe", "JANE DOE")


def test_labels_of_menus_far_above_are_none() -> None:
    menu = [f"© 2024 Valley Post, Office {number}" for number in range(40)]
    assert author("Solutions", "By Company Size", *menu, FIRST, SECOND, THIRD, html=False) is None


@pytest.mark.parametrize("lines", [("By Jane Doe", "5 March 2024"), ("5 March 2024", "By Jane Doe"), ("By JANE DOE",)])
def test_a_byline_and_a_day_go_above_short_paragraphs_too(lines: tuple[str, ...]) -> None:
    article = (SECOND, THIRD, "The mayor said that she would sign the papers in June.")
    answer = clean("\n\n".join(("The bridge closes", *lines, *article, *JUNK)), content_type="text/plain")
    assert answer.text == "\n\n".join(article)
    assert (answer.metadata.author or "").casefold() == "jane doe"


@pytest.mark.parametrize(
    ("lines", "dates"),
    [
        (("By Jane Doe", "5 March 2024", FIRST), (False, True, False)),
        ((FIRST, "5 March 2024", SECOND), (False, False, False)),  # the heading of a part
        (("By Jane Doe", FIRST, "5 March 2024", SECOND), (False, False, False, False)),
        (("By the river", "5 March 2024", FIRST), (False, False, False)),
    ],
)
def test_only_beside_a_byline_a_mere_day_is_sure_to_go(lines: tuple[str, ...], dates: tuple[bool, ...]) -> None:
    page = text.cut("\n\n".join(lines))
    words = np.array([len(block.text.split()) for block in page.blocks], np.float32)
    found = rules.find(page, ())
    sure = certainty.sure(certainty.Seen(page, found, 0 * words, words, rules.marks(found)))
    assert tuple((sure & np.array(["March" in block.text for block in page.blocks])).tolist()) == dates


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("5 March 2024, 10:45 | Author: Jane Doe | Photo: John Roe", "Jane Doe"),
        ("12.03.2024 Autor: Jana Nová Foto: Karel Starý", "Jana Nová"),
        ("2024-03-05 来源：河谷邮报 作者：陈雨桐 编辑：周凯", "陈雨桐"),
        ("By Jane Doe Published 5 March 2024 at 10:45", "Jane Doe"),
        ("Par Claire Aubry Publié le 05/03/2024 à 10:45", "Claire Aubry"),
        ("Von Jana Muster Zuletzt aktualisiert 5. März 2024", "Jana Muster"),
        ("By Jane Doe First published 5 March 2024", "Jane Doe"),
        ("By Mary Ann Last", "Mary Ann Last"),
        ("March 5, 2024 by Jane Doe 23 Comments", "Jane Doe"),
        ("Posted on 5 March 2024 by Jane Doe", "Jane Doe"),
    ],
)
def test_names_among_other_fields_of_a_line(line: str, names: str) -> None:
    assert author(line, FIRST, SECOND, THIRD, html=False) == names


def test_a_labelled_name_right_below_the_text() -> None:
    assert author(FIRST, SECOND, THIRD, "Author: Jane Doe", html=False) == "Jane Doe"


@pytest.mark.parametrize(
    "lines",
    [
        ("Author: Jane Doe", "Author: John Roe"),
        ("Photo: Jane Doe",),
        (*JUNK, "Share on Facebook", "Read more: Ferry sinks", "Read more: Ferry rises", "Author: Jane Doe"),
        ("Share on Facebook", "Comments", "Posted by: Mary Major", "Nice bridge"),
        ("12.03.2024 Foto autor: Jana Nová",),
    ],
)
def test_below_the_text_two_names_a_photographer_and_what_stands_far_off_say_nothing(lines: tuple[str, ...]) -> None:
    assert author(FIRST, SECOND, THIRD, *lines, html=False) is None


@pytest.mark.parametrize("day", ["5 March 2024, 10:45", "Published: 5 March 2024"])
def test_a_name_alone_between_headline_and_day(day: str) -> None:
    assert author("Jane Doe", day, FIRST, SECOND, THIRD, html=False) == "Jane Doe"
    assert author("Local news", "Jane Doe and John Roe", day, FIRST, SECOND, THIRD, html=False) == "Jane Doe, John Roe"


@pytest.mark.parametrize(
    "lines",
    [
        ("Jane Doe", FIRST),
        ("HR Strategy", "5 March 2024"),
        ("Main Menu", "5 March 2024"),
        ("Jane Doe", "2 hours ago"),
        ("DIYHome Decor", "5 March 2024"),
        ("Local News", "Share", "Comments", "Jane Doe", "5 March 2024"),
        ("The Valley Post", "5 March 2024"),
        ("Harbour Master", "5 March 2024"),  # the text speaks of it
    ],
)
def test_without_a_day_a_name_alone_says_nothing(lines: tuple[str, ...]) -> None:
    assert author(*lines, FIRST, SECOND, THIRD, html=False) is None


def test_a_label_alone_may_end_in_a_colon() -> None:
    assert author(FIRST, SECOND, THIRD, "Author:", "Jane Doe", html=False) == "Jane Doe"


def test_a_label_alone_may_stand_twice_over_the_same_name() -> None:
    lines = ("By", "Jane Doe", "5 March 2024", FIRST, SECOND, THIRD, "Author:", "Jane Doe")
    assert author(*lines, html=False) == "Jane Doe"
