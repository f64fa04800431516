"""The sentence right below the headline stays, wherever it stands; what only looks like one does not."""

from __future__ import annotations

import pytest

from content_cleaner import clean

TITLE = "The bridge closes for the winter"
STANDFIRST = (
    "The council fears that the old piers will not stand another flood, and the school bus has to take the ferry"
)
PARAGRAPHS = "".join(
    f"<p>{text}</p>"
    for text in (
        "The river had risen for nine days when the council met in the old mill, and nobody in the room wanted to be "
        "the first to say that the bridge would have to close, because everybody knew what it meant for the school.",
        "The ferry runs until May, and then the new bridge of steel will take the carts and the people as before, says "
        "the mayor, who has walked over the old one every morning of her life and counts the steps.",
        "Nobody counted the boats that year, but the harbour master wrote that there had never been so many of them, "
        "and that the quay was full from the first frost until the ice broke in the second week of March.",
    )
)


def answer(below: str, head: str = "") -> str:
    menu = "<nav><ul><li><a href='/a'>News</a></li><li><a href='/b'>Sport</a></li></ul></nav>"
    opener = f"<div class='opener'><h1>{TITLE}</h1>{below}<div class='share'><a href='/f'>Share</a></div></div>"
    body = f"<body>{menu}{opener}<div class='body'><article>{PARAGRAPHS}</article></div></body>"
    return clean(f"<title>{TITLE}</title>{head}{body}", content_type="text/html").text


@pytest.mark.parametrize(
    "below",
    [
        f"<p>{STANDFIRST}</p>",
        f"<h2 class='sub'>{STANDFIRST}.</h2>",
        f"<div>{STANDFIRST}</div>",
        f"<p>{STANDFIRST} of 1 in 3 children</p>",
    ],
)
def test_a_standfirst_stays(below: str) -> None:
    assert answer(below).startswith(STANDFIRST)


@pytest.mark.parametrize(
    "below",
    [
        "<p>Published on 3 March 2024 at 10:45 by the desk of the Valley Post in town</p>",
        f"<p><a href='/other'>{STANDFIRST}</a></p>",
        "<p>This article can also be read in these languages:</p>",
        "<p>By Jane Doe</p>",
    ],
)
def test_what_is_no_standfirst_does_not(below: str) -> None:
    assert answer(below).startswith("The river had risen")


SAID = "<meta property='og:description' content='The school bus has to take the ferry'>"
BUTTONS = "".join(f"<p><a href='/{number}'>Button {number}</a></p>" for number in range(12))


def test_what_the_page_s_head_says_of_it_is_its_standfirst() -> None:
    related = "<div class='related'><p>The school bus has to take the ferry</p></div>"
    assert answer(f"{related}{BUTTONS}", SAID).startswith("The school bus has to take the ferry")
    assert answer(f"{BUTTONS}{related}", SAID).startswith("The river had risen")
    assert answer(f"{related}{BUTTONS}").startswith("The river had risen")
