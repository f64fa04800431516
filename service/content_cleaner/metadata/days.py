"""The day that a line names, in the ways of writing that 34 languages have."""

from __future__ import annotations

import datetime
import functools
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from importlib import resources

MAX_CHARS = 150
FIRST_YEAR, LAST_YEAR = 1990, 2100
# The Thai solar calendar counts from the Buddha.
BUDDHIST_ERA = 543
# "2026-02-11", "2026/2/11", "2026. 2. 11.", "2026年2月11日", "2026년 2월 11일".
BIG_ENDIAN = re.compile(r"(?<!\d)(\d{4})\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})(?!\d)")
# "11.02.2026", "11/2/2026", "11-02-2026".
LITTLE_ENDIAN = re.compile(r"(?<![\d.,])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4})(?!\d)")
VIETNAMESE = re.compile(r"(?<!\d)(\d{1,2})\s+tháng\s+(\d{1,2}),?\s+(?:năm\s+)?(\d{4})(?!\d)", re.IGNORECASE)
# A number, or a word up to a blank, a digit or a sign that none holds.
TOKEN = re.compile(r"\d+|[^\W\d_][^\s\d,;:|/()\-–—]*")
# Between a day, a month and a year: "11 de febrero de 2026", "the 11th of February".
FILLERS = frozenset(("de", "del", "of", "the", "st", "nd", "rd", "th", "er", "го", "g", "d"))


def day(line: str, language: str | None = None) -> str | None:
    """The first day that a line of MAX_CHARS characters at most names, as YYYY-MM-DD; None where it names none, or one
    that may be two days (11/02/2026 in English).

    language: ISO 639-1 code of the text; some languages have the same name for different months.
    """
    if len(line) > MAX_CHARS or not any(map(str.isdigit, line)):
        return None
    return next((found for found in _days(unicodedata.normalize("NFC", line), language) if found is not None), None)


def _days(line: str, language: str | None) -> Iterator[str | None]:
    for match in BIG_ENDIAN.finditer(line):
        yield _valid(*match.groups())
    for match in VIETNAMESE.finditer(line):
        yield _valid(match[3], match[2], match[1])
    yield from _with_month_names(line, language)
    for match in LITTLE_ENDIAN.finditer(line):
        first, sign, second, year = match.groups()
        american = language in {None, "en"} and sign != "." and int(first) <= 12 and first != second
        if int(second) > 12:
            yield _valid(year, first, second)
        elif not american:
            yield _valid(year, second, first)


def _with_month_names(line: str, language: str | None) -> Iterator[str | None]:
    """“11 February 2026”, “February 11, 2026”, “2026. február 11.”"""
    tokens = [token for token in TOKEN.findall(line.lower()) if token.rstrip(".") not in FILLERS]
    for at in range(len(tokens) - 2):
        first, second, third = tokens[at : at + 3]
        for name, width in _names(tokens, at + 1):
            after = tokens[at + 1 + width] if at + 1 + width < len(tokens) else ""
            number = month(name, language)
            if number and first.isdecimal() and after.isdecimal():
                yield _valid(first, number, after) if len(first) == 4 else _valid(after, number, first)
        number = month(first.rstrip("."), language)
        if number and second.isdecimal() and third.isdecimal():
            yield _valid(third, number, second)


def _names(tokens: list[str], at: int) -> Iterator[tuple[str, int]]:
    """What may be the name of a month: one word, or two, as in Arabic."""
    yield tokens[at].rstrip("."), 1
    if at + 1 < len(tokens):
        yield f"{tokens[at]} {tokens[at + 1]}", 2


def _valid(year: str, number_of_month: str | int, day_of_month: str) -> str | None:
    number = int(year)
    if number - BUDDHIST_ERA >= FIRST_YEAR:
        number -= BUDDHIST_ERA
    if not FIRST_YEAR <= number <= LAST_YEAR:
        return None
    try:
        return datetime.date(number, int(number_of_month), int(day_of_month)).isoformat()
    except (ValueError, OverflowError):  # no such day, or a number far too long to be one
        return None


def month(name: str, language: str | None) -> int | None:
    """The number of a month by its name or abbreviation in lower case, without a full stop: as the language has it, or
    as all the others do that know the name.
    """
    own, shared = _names_of_months()
    return own.get(language or "", {}).get(name) or shared.get(name)


@functools.cache
def _names_of_months() -> tuple[Mapping[str, Mapping[str, int]], Mapping[str, int]]:
    """The numbers of the months by name, in each language, and of all names that mean one month only."""
    file = resources.files("content_cleaner.metadata").joinpath("months.json")
    listed: dict[str, list[list[str]]] = json.loads(file.read_text(encoding="utf-8"))
    own = {
        language: {name: number for number, same in enumerate(names, 1) for name in same}
        for language, names in listed.items()
    }
    shared: dict[str, int] = {}
    for numbers in own.values():
        for name, number in numbers.items():
            shared[name] = number if shared.get(name, number) == number else 0
    return own, {name: number for name, number in shared.items() if number}
