"""The author of an article by its visible byline."""

from __future__ import annotations

import pytest

from content_cleaner import Options, clean

FIRST = (
    "The river had risen for nine days when the council met in the old mill, and nobody in the room wanted to be the "
    "first to say that the bridge would have to close for the winter, because everybody knew what it meant."
)
SECOND = "The ferry runs until May, and then the new bridge of steel will take the carts and the people as before."
THIRD = "Nobody counted the boats that year, but the harbour master wrote that there had never been so many of them."

JUNK = ("Sign up for our newsletter", "Read more: Ferry fares to rise", "© 2024 Valley Post. All rights reserved.")


def author(*lines: str, html: bool = True) -> str | None:
    if html:
        body = "".join(f"<p>{line}</p>" for line in lines)
        page = f"<html><body><article><h1>The bridge closes for the winter</h1>{body}</article></body></html>"
        return clean(page, content_type="text/html").metadata.author
    text = "\n\n".join(("Share on Facebook", "The bridge closes for the winter", *lines, *JUNK))
    return clean(text, content_type="text/plain").metadata.author


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
