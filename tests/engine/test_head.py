"""Pages that leave out the tags of their head and body, as HTML allows."""

from __future__ import annotations

import pytest

from content_cleaner import clean

FIRST = (
    "The river had risen for nine days when the council met in the old mill, and nobody in the room wanted to be the "
    "first to say that the bridge would have to close for the winter, because everybody knew what it meant."
)
SECOND = "The ferry runs until May, and then the new bridge of steel will take the carts and the people as before."
THIRD = "Nobody counted the boats that year, but the harbour master wrote that there had never been so many of them."
BODY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
HEAD = "<!doctype html><meta charset=utf-8><title>The bridge closes for the winter</title>"


@pytest.mark.parametrize("tag", ["article", "main", "section", "div", "my-article"])
def test_the_body_begins_with_the_first_element_of_one(tag: str) -> None:
    answer = clean(f"{HEAD}<{tag}>{BODY}</{tag}>", content_type="text/html")
    assert answer.text.split("\n\n") == [FIRST, SECOND, THIRD]
    assert answer.title == "The bridge closes for the winter"


def test_what_the_parser_leaves_in_the_head_comes_before_what_it_does_not() -> None:
    """A `<main>` stays in the head, and a `<div>` behind it ends it: both are text, in their order."""
    page = f"{HEAD}<main><p>{FIRST}</p></main> <div><p>{SECOND}</p><p>{THIRD}</p></div>"
    assert clean(page, content_type="text/html").text.split("\n\n") == [FIRST, SECOND, THIRD]


def test_bare_text_behind_it_keeps_its_place() -> None:
    page = f"{HEAD}<article><p>{FIRST}</p></article>{SECOND}<p>{THIRD}</p>"
    assert clean(page, content_type="text/html").text.split() == f"{FIRST} {SECOND} {THIRD}".split()


def test_what_the_head_says_stays_in_it() -> None:
    page = f"<head>{HEAD}<img src=pixel.gif><meta name=author content='Jane Doe'></head><body>{BODY}</body>"
    answer = clean(page, content_type="text/html")
    assert answer.metadata.author == "Jane Doe"
    assert answer.text.split("\n\n") == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize("end", ["</html>", "</body></html>", "</HTML >\n", "</body></html><!-- served in 3 ms -->"])
def test_what_comes_behind_the_page_s_end_is_text(end: str) -> None:
    page = f"<html><body><nav><a href='/'>Home</a></nav>{end}<article>{BODY}</article>"
    assert clean(page, content_type="text/html").text.split("\n\n") == [FIRST, SECOND, THIRD]


def test_a_page_that_says_more_without_scripts_is_read_so() -> None:
    """As forum software writes it: the thread for those without scripts, and a frame that scripts fill."""
    frame = "<p>Welcome to the forum of the valley, where all who live along the river meet and talk about what"
    thread = f"<noscript><article>{BODY}</article></noscript>"
    page = f"<html><body><div>{frame} moves them by day and night.</p></div>{thread}</body></html>"
    answer = clean(page, content_type="text/html")
    assert FIRST in answer.text
    assert THIRD in answer.text
    assert "without scripts" in answer.warnings[0]


def test_a_note_to_those_without_scripts_is_not_read() -> None:
    page = f"<html><body><article>{BODY}</article><noscript><p>Please enable JavaScript.</p></noscript></body></html>"
    answer = clean(page, content_type="text/html")
    assert answer.text.split("\n\n") == [FIRST, SECOND, THIRD]
    assert not answer.warnings
