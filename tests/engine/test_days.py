"""The day that a line names."""

from __future__ import annotations

import pytest

from content_cleaner.metadata.days import MAX_CHARS, day, month


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("11 February 2026", "en"),
        ("Published: Wednesday, February 11th, 2026 5:30 pm ET", "en"),
        ("By Jane Doe | 11-Feb-2026", "en"),
        ("2026-02-11T10:30:00Z", None),
        ("Veröffentlicht am 11. Februar 2026", "de"),
        ("11.02.2026, 10:45 Uhr", "de"),
        ("Mis à jour le 11 févr. 2026 à 10h30", "fr"),
        ("11/02/2026 - 10:30", "fr"),
        ("11 de febrero de 2026", "es"),
        ("11 lutego 2026, 10:30", "pl"),
        ("11 февраля 2026 г.", "ru"),
        ("2026. február 11.", "hu"),
        ("11 Şubat 2026", "tr"),
        ("11 Φεβρουαρίου 2026", "el"),
        ("١١ فبراير ٢٠٢٦", "ar"),
        ("11 בפברואר 2026", "he"),
        ("11 फ़रवरी 2026", "hi"),
        ("১১ ফেব্রুয়ারি ২০২৬", "bn"),
        ("11 กุมภาพันธ์ 2569", "th"),
        ("Thứ tư, 11 tháng 2, 2026", "vi"),
        ("2026年2月11日 10:30", "zh"),
        ("2026년 2월 11일 오전 10:30", "ko"),
        ("입력 2026.02.11. 10:30", "ko"),
    ],
)
def test_days_as_languages_write_them(line: str, language: str | None) -> None:
    assert day(line, language) == "2026-02-11"


@pytest.mark.parametrize(
    ("line", "language", "expected"),
    [
        ("11/02/2026", "en", None),
        ("11/02/2026", None, None),
        ("13/02/2026", "en", "2026-02-13"),
        ("02/13/2026", "en", "2026-02-13"),
        ("02/02/2026", "en", "2026-02-02"),
        ("11.02.2026", "en", "2026-02-11"),
    ],
)
def test_what_may_be_two_days_in_english_is_none(line: str, language: str | None, expected: str | None) -> None:
    assert day(line, language) == expected


@pytest.mark.parametrize(
    ("language", "expected"), [("pl", "2026-11-11"), ("cs", "2026-11-11"), ("hr", "2026-10-11"), ("de", None)]
)
def test_a_name_of_two_months_is_that_of_the_language(language: str, expected: str | None) -> None:
    assert day("11 listopada 2026" if language in {"pl", "hr"} else "11. listopad 2026", language) == expected


def test_a_month_of_two_words() -> None:
    assert day("11 كانون الثاني 2026", "ar") == "2026-01-11"


@pytest.mark.parametrize(
    "line",
    [
        "30 February 2026",
        "May the 4 be with 2026 of you",
        "Version 1.2.3.2026",
        "Room 12, floor 3",
        "11111111111111111111 February 2026",
        "11 February 20262026202620262026",
        "11² February 2026",
        "+49 30 2026 11 02",
        "11 February",
        "Flat 1, 20 March Road",
        "1066-10-14",
        "",
        "5 " * 200 + "11 February 2026",
    ],
)
def test_lines_without_a_day(line: str) -> None:
    assert day(line, "en") is None


def test_of_two_days_the_first() -> None:
    assert day("3 May 2024, updated 5 May 2024", "en") == "2024-05-03"


@pytest.mark.parametrize(
    ("name", "language", "number"),
    [
        ("januar", "de", 1), ("jänner", "de", 1), ("febr", "hu", 2), ("märz", None, 3), ("апрель", "ru", 4),
        ("травня", "uk", 5), ("kesäkuu", "fi", 6), ("julho", "pt", 7), ("ağustos", "tr", 8), ("settembre", "it", 9),
        ("octombrie", "ro", 10), ("nopember", "id", 11), ("desember", "no", 12), ("maybe", "en", None),
    ],
)  # fmt: skip
def test_names_of_months(name: str, language: str | None, number: int | None) -> None:
    assert month(name, language) == number


def test_the_longest_line_that_is_read() -> None:
    line = "11 February 2026".rjust(MAX_CHARS)
    assert day(line, "en") == "2026-02-11"
    assert day(f" {line}", "en") is None


@pytest.mark.parametrize("line", ["5 März ²", "March ① 2024", "② March 2024", "5 ³ 2024"])
def test_figures_that_are_no_decimals_are_no_day(line: str) -> None:
    assert day(line, None) is None
