"""Whether a line is nothing but a date or a time, in any language of the phrase files and in figures."""

from __future__ import annotations

import re
from collections.abc import Mapping

from content_cleaner.rules.signals import signal

_LONGEST = 160  # characters
_NUMERIC = re.compile(r"\b(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2})\b|\d{4} ?[年년]")
_CLOCK = re.compile(r"\b\d{1,2}[:h]\d{2}\b|\b\d{1,2}\.\d{2} (?:uhr|h|gmt|cet)\b|\b\d{1,2} ?[ap]\.?m\b|\d ?[时時시]")
_SPLIT = re.compile(r"[\s\d.,:;/|()\[\]+·•\-'\"*<>~∙⋅@]+")
_EAST = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
_EAST_MARKS = re.compile(
    "[年月日号號時时分秒星期一二三四五六周週曜火水木金土午前後后小上下년월일시분초전오후요화수목금토]"
)
_LABELLED, _DATE, _TIME = map(signal, ("date-labelled", "date", "time"))


def date_signals(line: str, words: Mapping[str, frozenset[str]]) -> int:
    """The bits `date-labelled`, `date` and `time` that a folded line deserves; 0 where it holds any other word."""
    if len(line) > _LONGEST:
        return 0
    bare = _EAST_MARKS.sub(" ", line) if not line.isascii() and _EAST.search(line) else line
    dates, months, has_month, has_label = words["dates"], words["months"], False, False
    for word in _SPLIT.split(bare):
        if word in months:
            has_month = True
        elif word and word not in dates:
            return 0
        if word in words["clock"]:
            has_label = True
    has_digit = any(map(str.isdigit, line))
    has_date = _NUMERIC.search(line) is not None or (has_month and has_digit)
    has_clock = _CLOCK.search(line) is not None
    bits = _DATE if has_date else 0
    if has_digit and (has_label or (has_date and has_clock)):
        bits |= _LABELLED
    return bits | _TIME if has_clock or bare.strip(" 0123456789.,:;/|()-+") else bits
