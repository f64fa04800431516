"""Texts without any other sign of a page: the lines between headline and text that say who wrote it and when."""

from __future__ import annotations

import pytest

from content_cleaner import Options, clean

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


@pytest.mark.parametrize("kept", [("byline",), ("timestamp",), ("byline", "timestamp"), ("navigation",)])
@pytest.mark.parametrize("end", [(), ("Advertisement", "Share on Facebook", "Privacy policy")])
def test_lines_that_the_caller_wants_kept_tell_the_author_and_the_day_too(
    kept: tuple[str, ...], end: tuple[str, ...]
) -> None:
    text = "\n\n".join((HEADLINE, BY, DAY, BODY, LAST, *end))
    answer = clean(text, options=Options(keep=frozenset(kept)))
    assert (answer.metadata.author, answer.metadata.date) == ("Jane Doe", "2024-03-05")
    assert (BY in answer.text, DAY in answer.text) == ("byline" in kept, "timestamp" in kept)


def test_where_the_caller_wants_such_lines_the_headline_stays_as_well() -> None:
    text = "\n\n".join((HEADLINE, BY, DAY, BODY, LAST))
    assert clean(text, options=Options(keep=frozenset(("byline", "timestamp")))).text == text


@pytest.mark.parametrize(
    "sign_offs",
    [
        ("Reporting by Jane Doe; editing by John Roe",),
        ("Written by Jane Doe",),
        ("Reporting by Jane Doe", "Written by John Roe"),
    ],
)
def test_sign_offs_at_the_end_go(sign_offs: tuple[str, ...]) -> None:
    assert removed_from(HEADLINE, BODY, LAST, *sign_offs) == list(sign_offs)


@pytest.mark.parametrize(
    "lines",
    [
        ("Summer concert at the bridge", "12 June 2026, 19:30", "Town hall, first floor", BODY),
        ("Invitation to the annual meeting", "Friday, 12 June 2026, 7 pm", BODY),
        ("Minutes of the parish council", "5 March 2024, 19:30", "Present: Jane Doe, John Roe, Mary Major", BODY),
        ("Log of the ship Mary", "5 March 1911, 10:45", BODY, "Later the same day", LAST),
        ("The year of the bridge", "5 March 1911, 10:45", BODY, "6 March 1911, 9:30", LAST),
        ("The Bridge", BY, "The river rolled on,\nthe lamps went out,\nand nobody came\nto the old harbour bridge."),
        ("Dear Jane,", "5 March 2024, 10:45", "I write to you from the bridge.", "Yours", "John"),
        ("A journey through the valley", "By Land and Sea", BODY, LAST),
        ("Essays about the old bridge", BY, BODY, LAST, "The bridge and the river", "By John Roe", BODY[:107], LAST),
        (HEADLINE, BODY, BY, LAST),
        (HEADLINE, BODY, LAST, "Hundreds of readers contributed to this report, which nobody had expected."),
        (HEADLINE, BODY, LAST, "I bought the boots with my own money, and all opinions are my own."),
        (HEADLINE, BODY, LAST, "Edition: Lindenmouth, 1911"),
        (HEADLINE, BY),
        (BY,),
    ],
)
def test_other_texts_lose_nothing(lines: tuple[str, ...]) -> None:
    assert removed_from(*lines) == []


def test_of_a_signed_diary_the_days_stay() -> None:
    entries = (DAY, BODY, "6 March 2024", LAST)
    assert removed_from("The week of the bridge", BY, *entries) == ["The week of the bridge", BY]
