"""Of the lines above the article of a raw text, the one that is its headline."""

from __future__ import annotations

import pytest

from content_cleaner import clean, naming
from content_cleaner.document import Passage, Reason
from content_cleaner.titling import headline_at

PROSE = (
    "The ferry to the outer islands sails again from Monday, after seven weeks in the yard, the council said.",
    "Two of its engines had failed in the January storms, and the islanders crossed in fishing boats meanwhile.",
    "Fares of the ferry stay as they were until autumn, when the council wants to speak about them once more.",
)
HEADLINE = "Ferry to the outer islands sails again after seven weeks"
SUMMARY = (
    "The council keeps the fares until autumn, while islanders of the outer islands hope for a second ferry in May"
)


def passage(text: str, reason: Reason | None, rule: str = "") -> Passage:
    return Passage(text, 0, len(text), "paragraph", "\n\n", 0, 0.9 if reason is None else 0.2, reason, rule)


def headline(*lines: str) -> str | None:
    passages = [
        *(passage(line, "boilerplate", naming.BY_MODEL) for line in lines),
        passage("By Jane Doe", "byline", "byline-names"),
        *(passage(text, None) for text in PROSE),
    ]
    at = headline_at(passages, ())
    return passages[at].text if at is not None else None


@pytest.mark.parametrize("menu", [(), ("Home", "News", "Sport and weather")])
def test_above_a_summary_stands_the_headline(menu: tuple[str, ...]) -> None:
    assert headline(*menu, HEADLINE, SUMMARY) == HEADLINE


def test_a_line_that_tells_nothing_of_the_article_is_not_above_a_summary() -> None:
    assert headline("Home", "Valley Post - the newspaper for everybody", HEADLINE) == HEADLINE


def test_without_a_line_that_fits_there_is_none() -> None:
    assert headline("Home", "Weather", "Subscribe") is None


def test_a_long_byline_does_not_hide_the_headline() -> None:
    text = "\n\n".join(
        (
            "Home",
            "News",
            "Sport",
            "River town reopens its old bridge",
            "By Jane Doe, John Roe and Ann-Marie Vale, Valley Post",
            "12 March 2024",
            "The old bridge over the river opened again on Monday, after two years in which whoever wanted to cross it "
            "drove by the quarry, which took a quarter of an hour longer.",
            "The council says that the work cost nine million, more than was planned, because the third pier had to be "
            "built anew from the ground.",
            "© 2024 Valley Post",
        )
    )
    assert clean(text, content_type="text/plain").title == "River town reopens its old bridge"
