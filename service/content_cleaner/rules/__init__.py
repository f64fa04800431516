"""Rules: what a block is when it is not the article. `RULES` lists them all, the most specific first."""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import or_
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from content_cleaner.document import REASONS, Kind, Page
from content_cleaner.rules import (
    adverts,
    bylines,
    captions,
    comments,
    consent,
    credit_forms,
    duplicates,
    footer,
    headline,
    heads,
    navigation,
    paywall,
    related,
    share,
    signup,
    timestamps,
)
from content_cleaner.rules.rule import Rule
from content_cleaner.rules.survey import survey

_FAMILIES = (
    heads,
    headline,
    captions,
    credit_forms,
    bylines,
    timestamps,
    consent,
    comments,
    share,
    signup,
    paywall,
    adverts,
    footer,
    navigation,
    related,
    duplicates,
)
_IN_ORDER = tuple(rule for family in _FAMILIES for rule in family.RULES)

RULES: tuple[Rule, ...] = tuple(sorted(_IN_ORDER, key=lambda rule: not rule.decisive))
"""Decisive rules of all families first, then the others, families in the order above: the first match names a block."""

_LONG = 101  # words: no rule tells longer blocks apart
_LIMITS = tuple(sorted({limit for rule in RULES for limit in (rule.shortest - 1, rule.longest)}))
_BAND = tuple(bisect_left(_LIMITS, words) for words in range(_LONG + 1))
"""By a block's words, up to _LONG: the number of the band of lengths that all rules treat alike."""

__all__ = ["COLUMNS", "RULES", "SURE", "UNSURE", "Rule", "find", "marks"]

COLUMNS = MappingProxyType({reason: column for column, reason in enumerate(REASONS)})
"""The column of each reason in `marks`."""
UNSURE, SURE = 1, 2


@functools.cache
def _rules_of(kind: Kind, band: int) -> tuple[int, dict[int, int]]:
    """All signals that rules for blocks of these lengths need, and by each which rules; bit i stands for RULES[i]."""
    words = _BAND.index(band)
    numbers: dict[int, int] = {}
    for position, rule in enumerate(RULES):
        if kind in rule.kinds and rule.shortest <= words <= rule.longest:
            for bit in _bits(rule.needs):
                numbers[bit] = numbers.get(bit, 0) | 1 << position
    return functools.reduce(or_, numbers, 0), numbers


def _bits(number: int) -> Iterator[int]:
    while number:
        lowest = number & -number
        yield lowest
        number ^= lowest


@functools.lru_cache(maxsize=4096)
def _rules_for(signals: int, kind: Kind, band: int) -> tuple[tuple[Rule, ...], bool]:
    """The rules worth asking about a block with these signals, and whether any has a matcher to ask.

    A pure function of small values, remembered because few combinations of signals occur.
    """
    numbers = _rules_of(kind, band)[1]
    together = 0
    while signals:
        lowest = signals & -signals
        together |= numbers[lowest]
        signals ^= lowest
    return _rules_numbered(together)


@functools.lru_cache(maxsize=2048)
def _rules_numbered(numbers: int) -> tuple[tuple[Rule, ...], bool]:
    rules = tuple(RULES[bit.bit_length() - 1] for bit in _bits(numbers))
    return rules, any(rule.matcher is not None for rule in rules)


def find(page: Page, headlines: Sequence[str]) -> tuple[tuple[Rule, ...], ...]:
    """For every block of the page the rules that match it, in the order of RULES; mostly none.

    headlines: what may be the page's headline, chosen by the caller; blocks that repeat one of them are found by it.
    """
    seen, kind = survey(page, headlines), page.kind
    needs = [_rules_of(kind, band)[0] for band in range(_BAND[-1] + 1)]
    found: list[tuple[Rule, ...]] = [()] * len(page.blocks)
    for index, (signals, words) in enumerate(zip(seen.signals, seen.words, strict=True)):
        if not signals:
            continue
        band = _BAND[words if words < _LONG else _LONG]
        telling = signals & needs[band]
        if not telling:
            continue
        rules, asking = _rules_for(telling, kind, band)
        if asking:
            candidate = seen.candidate(index)
            rules = tuple([rule for rule in rules if rule.matcher is None or rule.matcher(candidate)])
        found[index] = rules
    return tuple(found)


def marks(found: Sequence[tuple[Rule, ...]]) -> NDArray[np.float32]:
    """What `find` found as numbers, n x len(REASONS): 0 no rule of that reason, else the mark of the surest one."""
    rows = b"".join(map(_marks_of, found))
    return np.frombuffer(rows, np.uint8).reshape(len(found), len(REASONS)).astype(np.float32)


@functools.lru_cache(maxsize=4096)
def _marks_of(matched: tuple[Rule, ...]) -> bytes:
    row = bytearray(len(REASONS))
    for rule in reversed(matched):  # sure rules come first in RULES: of two marks theirs stays
        row[COLUMNS[rule.reason]] = SURE if rule.decisive else UNSURE
    return bytes(row)
