"""The headline of a page whose `<title>` holds the site's name as well, and whose heading is no `<h1>`."""

import pytest

from content_cleaner import clean

BODY = (
    "<p>The mill above the village has turned since the great flood, and its wheel was mended with oak from "
    "the wood behind the church, as an entry in the parish register says.</p>"
    "<p>Now the miller looks for someone to take it over, and so far two bakers and a teacher have come to see it.</p>"
)
HEADLINE = "The miller looks for an heir"


def title(head: str, above: str, meta: str = "") -> str | None:
    return clean(
        f"<html><head><title>{head}</title>{meta}</head><body>{above}{BODY}</body></html>", content_type="text/html"
    ).title


@pytest.mark.parametrize(
    "head",
    [
        f"Valley Post - {HEADLINE}",
        f"Valley Post :: {HEADLINE}",
        f"Valley Post: {HEADLINE}",
        f"{HEADLINE}--Valley Post",
        f"{HEADLINE} | Valley Post - all that moves the valley",
        f"{HEADLINE}｜Valley｜Villages",
    ],
)
@pytest.mark.parametrize("above", [f"<h2>{HEADLINE}</h2>", f"<div class='top'>{HEADLINE.upper()}</div>"])
def test_what_stands_alone_is_the_title(head: str, above: str) -> None:
    assert title(head, above) == HEADLINE


def test_the_heading_before_another_block() -> None:
    above = f"<div>Newspaper of the upper valley</div><h3>{HEADLINE}</h3>"
    assert title(f"{HEADLINE} - Newspaper of the upper valley", above) == HEADLINE


@pytest.mark.parametrize(
    ("head", "above"),
    [
        ("The miller looks for an heir after sixty-four long years: a visit", "<div>A visit</div>"),  # too short a part
        ("Built in 1926-1928 beside the brook", "<h2>1928 beside the brook</h2>"),  # no separator
        (f"{HEADLINE}: a visit to the mill", f"<h2>{HEADLINE}</h2>"),  # a headline may hold a colon
    ],
)
def test_titles_that_stay_whole(head: str, above: str) -> None:
    assert title(head, above) == head


def test_the_title_for_others_must_agree() -> None:
    meta = f"<meta property='og:title' content='{HEADLINE}'>"
    above = "<h2>Newspaper of the upper valley</h2>"
    assert title(f"{HEADLINE} - Newspaper of the upper valley", above, meta) == HEADLINE


@pytest.mark.parametrize("head", ["Untitled Document", "Home", "index"])
def test_a_title_that_nobody_gave_is_none(head: str) -> None:
    """The heading says it; without one there is no title."""
    assert title(head, f"<h1>{HEADLINE}</h1>") == HEADLINE
    assert title(head, "") is None
