"""Lines that only say when: dates, times, “3 hours ago”, “5 min read”."""

from __future__ import annotations

import re

from content_cleaner.rules.matchers import all_of, plain, sees
from content_cleaner.rules.rule import HTML, Candidate, Rule
from content_cleaner.rules.signals import signal

_TIMESTAMP = 22  # words
_NUMERIC_DATE = re.compile(r"\b(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2})\b|\d{4} ?[年년]")
_CLOCK = re.compile(r"\b\d{1,2}[:h]\d{2}\b|\b\d{1,2}\.\d{2} (?:uhr|h|gmt|cet)\b|\b\d{1,2} ?[ap]\.?m\b|\d ?[时時시]")
_SPLIT = re.compile(r"[\s\d.,:;/|()\[\]+·•\-'\"*<>~∙⋅@]+")
_EAST = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
_EAST_MARKS = re.compile("[年月日号號時时分秒星期一二三四五六周週曜火水木金土午前後后前小上下更新公開開发發布表於于最終日付間년월일시분초오전후입력수정게시최종승인등록요화목금토전:]")


def _words_of_date(candidate: Candidate) -> list[str] | None:
    """The words of the line without its numbers, if all of them belong to dates; else None."""
    line = candidate.line
    if len(line) > 160:
        return None
    if not line.isascii() and _EAST.search(line):
        line = _EAST_MARKS.sub(" ", line)
    found = [word for word in _SPLIT.split(line) if word]
    dates, months = candidate.book.words["dates"], candidate.book.words["months"]
    return found if all(word in dates or word in months for word in found) else None


def _has_date(candidate: Candidate, words: list[str]) -> bool:
    line = candidate.line
    months = candidate.book.words["months"]
    return _NUMERIC_DATE.search(line) is not None or (
        any(word in months for word in words) and any(map(str.isdigit, line))
    )


def _labelled(candidate: Candidate) -> bool:
    words = _words_of_date(candidate)
    if words is None or not any(map(str.isdigit, candidate.line)):
        return False
    return any(word in candidate.book.words["clock"] for word in words) or (
        _has_date(candidate, words) and _CLOCK.search(candidate.line) is not None
    )


def _dated(candidate: Candidate) -> bool:
    words = _words_of_date(candidate)
    return words is not None and _has_date(candidate, words)


def _only_time(candidate: Candidate) -> bool:
    words = _words_of_date(candidate)
    return words is not None and (_CLOCK.search(candidate.line) is not None or bool(words))


_NEEDS = signal(
    "digit", "timestamp.starts", "timestamp.openings", "timestamp.contains", "timestamp.whole", "timestamp.mentions"
)

RULES = (
    Rule(
        "timestamp-labelled",
        "timestamp",
        True,
        _NEEDS,
        _TIMESTAMP,
        _labelled,
        "A date that says what it dates, or with a time of day: “Updated: 5 March 2024, 10:45 GMT”; not “Updated rules "
        "from 5 March 2024 make it dearer.”",
    ),
    Rule(
        "timestamp-reading-time",
        "timestamp",
        True,
        signal("timestamp.contains"),
        7,
        all_of(sees("digit"), plain),
        "How long ago or how long to read: “5 min read”, “3 hours ago”; not “Three hours ago the bridge fell.”",
    ),
    Rule(
        "timestamp-label",
        "timestamp",
        True,
        signal("timestamp.whole"),
        6,
        plain,
        "The label alone: “Last updated:”; not “Last updated by hand, the clock ran slow.”",
    ),
    Rule(
        "timestamp-date",
        "timestamp",
        False,
        _NEEDS,
        _TIMESTAMP,
        _dated,
        "A date alone: “5 March 2024”; diaries and timelines have such lines between their paragraphs.",
    ),
    Rule(
        "timestamp-time",
        "timestamp",
        False,
        _NEEDS,
        8,
        _only_time,
        "A time or day alone: “10:45”, “Monday”; live blogs and programmes are made of them.",
    ),
    Rule(
        "timestamp-wording",
        "timestamp",
        False,
        signal("timestamp.starts", "timestamp.contains"),
        12,
        plain,
        "It speaks of publishing or of time gone by: “Posted 3 hours ago in News”; reports do too.",
    ),
    Rule(
        "timestamp-element",
        "timestamp",
        False,
        signal("at.timestamp"),
        _TIMESTAMP,
        None,
        "The element is <time> or named for one; calendars in an article use it as well.",
        HTML,
    ),
)
