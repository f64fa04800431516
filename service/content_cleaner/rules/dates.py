"""Whether a line is nothing but a date or a time, in any language of the phrase files and in figures."""

from __future__ import annotations

import re
from collections.abc import Mapping

from content_cleaner.rules.signals import signal

_LONGEST = 160  # characters
_NUMERIC = re.compile(r"\b(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2})\b|\d{4} ?[年년]")
_CLOCK = re.compile(r"\b\d{1,2}[:h]\d{2}\b|\b\d{1,2}\.\d{2} (?:uhr|h|gmt|cet)\b|\b\d{1,2} ?[ap]\.?m\b|\d ?[时時시]")
_WORD = re.compile(r"[^\s\d.,:;/|()\[\]+·•\-'\"*<>~∙⋅@]+")
_EAST = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
_EAST_MARKS = re.compile(
    r"(?<=\d) ?[年月日号號時时点點分秒년월일시분초]|星期.|[周週][一二三四五六日天]|\([月火水木金土日월화수목금토일]\)"
    "|[月火水木金土日]曜日?|[월화수목금토일]요일|上午|下午|午前|午後|오전|오후"
)
_YEAR_ALONE = re.compile(r"\D*(?:1\d|20)\d\d\D*$")  # "Published in 1998" is said of a book
_LABELLED, _DATE_AND_TIME, _DATE, _TIME = map(signal, ("date-labelled", "date-and-time", "date", "time"))
_BY = signal("by")


def date_signals(line: str, words: Mapping[str, frozenset[str]]) -> int:
    """The bits `date-labelled`, `date-and-time`, `date`, `time` of a folded line.

    Where it holds any other word: `by`, if a date stands before a "by" ("5 March 2024 by Jane Doe"), else 0.
    """
    if len(line) > _LONGEST:
        return 0
    bare = _EAST_MARKS.sub(" ", line) if not line.isascii() and _EAST.search(line) else line
    dates, months, has_month, has_label = words["dates"], words["months"], False, False
    for found in _WORD.finditer(bare):
        word = found.group()
        if word in months:
            has_month = True
        elif word not in dates:
            return _BY if word in words["by"] and _has_date(bare[: found.start()], has_month) else 0
        if word in words["clock"]:
            has_label = True
    has_digit = any(map(str.isdigit, line))
    has_date = _has_date(line, has_month)
    has_clock = _CLOCK.search(line) is not None
    bits = _DATE if has_date else 0
    if has_digit and has_label and (has_date or not _YEAR_ALONE.match(line)):
        bits |= _LABELLED
    if has_date and has_clock:
        bits |= _DATE_AND_TIME
    return bits | _TIME if has_clock or bare.strip(" 0123456789.,:;/|()-+") else bits


def _has_date(line: str, has_month: bool) -> bool:
    return _NUMERIC.search(line) is not None or (has_month and any(map(str.isdigit, line)))
