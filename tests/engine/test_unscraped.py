"""Texts without any other sign of a page: the lines between headline and text that say who wrote it and when."""

from __future__ import annotations

import pytest

from content_cleaner import clean

HEADLINE = "Bridge reopens after ten years"
SUMMARY = "A decade of repairs comes to its end this week."
BODY = (
    "The council voted on Monday to reopen the old harbour bridge after a decade of repairs that cost too much. "
    "Residents of both banks had asked for it since spring, and the mayor, who had opposed it for years, came as well."
)
LAST = "People danced on it until the morning, and nobody fell into the water."
BY, DAY = "By Jane Doe", "5 March 2024"


def removed_from(*lines: str, between: str = "\n\n") -> list[str]:
    cleaned = clean(between.join(lines), content_type="text/plain")
    return [passage.text for passage in cleaned.passages if not passage.kept]


@pytest.mark.parametrize(
    "head",
    [
        (BY,),
        (BY, DAY),
        (DAY, BY),
        (SUMMARY, BY, DAY),
        ("By Jane Doe and John Roe", "Published: 5 March 2024, 10:45"),
        ("5 March 2024, 10:45",),
    ],
)
def test_lines_about_the_article_go_and_its_headline_is_the_title(head: tuple[str, ...]) -> None:
    gone = [HEADLINE, *(line for line in head if line != SUMMARY)]
    assert removed_from(HEADLINE, *head, BODY, LAST) == gone
    assert clean("\n\n".join((HEADLINE, *head, BODY, LAST))).title == HEADLINE


def test_they_become_metadata() -> None:
    metadata = clean("\n\n".join((HEADLINE, BY, DAY, BODY, LAST))).metadata
    assert (metadata.author, metadata.date) == ("Jane Doe", "2024-03-05")


def test_a_line_a_paragraph() -> None:
    assert removed_from(HEADLINE, "", BY, DAY, BODY, LAST, between="\n") == [HEADLINE, BY, DAY]


def test_a_sign_off_at_the_end_goes() -> None:
    sign_off = "Reporting by Jane Doe; editing by John Roe"
    assert removed_from(HEADLINE, BODY, LAST, sign_off) == [sign_off]


@pytest.mark.parametrize(
    "lines",
    [
        ("Summer concert at the bridge", "12 June 2026, 19:30", "Town hall, first floor", BODY),
        ("Minutes of the parish council", "5 March 2024, 19:30", "Present: Jane Doe, John Roe, Mary Major", BODY),
        ("The year of the bridge", "5 March 1911, 10:45", BODY, "6 March 1911, 9:30", LAST),
        ("The Bridge", BY, "The river rolled on,\nthe lamps went out,\nand nobody came\nto the old harbour bridge."),
        ("Dear Jane,", "5 March 2024, 10:45", "I write to you from the bridge.", "Yours", "John"),
        (HEADLINE, BODY, BY, LAST),
        (HEADLINE, BY),
        (BY,),
    ],
    ids=["invitation", "minutes", "diary", "poem", "letter", "byline inside", "nothing below", "nothing else"],
)
def test_other_texts_lose_nothing(lines: tuple[str, ...]) -> None:
    assert removed_from(*lines) == []


def test_of_a_signed_diary_the_days_stay() -> None:
    entries = (DAY, BODY, "6 March 2024", LAST)
    assert removed_from("The week of the bridge", BY, *entries) == ["The week of the bridge", BY]
