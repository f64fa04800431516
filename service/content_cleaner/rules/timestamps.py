"""Lines that only say when: dates, times, “3 hours ago”, “5 min read”."""

from __future__ import annotations

import re

from content_cleaner.rules.matchers import all_of, none_of, of_kind, plain, sees, shape, under_headline
from content_cleaner.rules.rule import HTML, Candidate, Rule
from content_cleaner.rules.signals import signal

_TIMESTAMP = 22  # words
_NEAR = 12  # blocks
_PROGRAMME = 3  # dates with times near one another
_LONGEST = 60  # characters
_CLOCK = re.compile(r"\d(?:[:.h]\d\d| ?[ap]\.?m)(?!\d)", re.IGNORECASE)


def _few(candidate: Candidate) -> bool:
    """Not one of many near one another, as in a programme or a calendar."""
    first = max(0, candidate.position - _NEAR)
    near = candidate.page.blocks[first : candidate.position + _NEAR + 1]
    return sum(len(b.text) <= _LONGEST and _CLOCK.search(b.text) is not None for b in near) < _PROGRAMME


RULES = (
    Rule(
        "timestamp-labelled",
        "timestamp",
        True,
        signal("date-labelled"),
        _TIMESTAMP,
        None,
        "A date that says what it dates: “Updated: 5 March 2024, 10:45 GMT”; not “Updated rules from 5 March 2024 make "
        "it dearer.”, nor “Published in 1998”",
    ),
    Rule(
        "timestamp-with-time",
        "timestamp",
        True,
        signal("date-and-time"),
        _TIMESTAMP,
        _few,
        "A date with a time of day: “5 March 2024, 10:45”; not several near one another, which are a programme.",
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
        "timestamp-under-headline",
        "timestamp",
        True,
        signal("date"),
        _TIMESTAMP,
        all_of(shape(r"(?<!\d)(?:199|20[0-4])\d(?!\d)"), none_of(of_kind("heading")), under_headline),
        "A date of our days under the headline: “5 March 2024”; not a diary's: “5 March 1911”, nor one further down, "
        "nor a heading.",
    ),
    Rule(
        "timestamp-date",
        "timestamp",
        False,
        signal("date"),
        _TIMESTAMP,
        None,
        "A date alone: “5 March 2024”; diaries and timelines have such lines between their paragraphs.",
    ),
    Rule(
        "timestamp-time",
        "timestamp",
        False,
        signal("time"),
        8,
        None,
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
        "The element is “<time>” or named for one; calendars in an article use it as well.",
        HTML,
    ),
)
