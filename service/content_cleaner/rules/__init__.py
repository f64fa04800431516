"""Rules: what a block is when it is not the article. `RULES` lists them all, the most specific first."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from content_cleaner.document import Kind, Page
from content_cleaner.rules import (
    adverts,
    bylines,
    captions,
    comments,
    consent,
    duplicates,
    footer,
    headline,
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
    headline,
    captions,
    bylines,
    timestamps,
    signup,
    paywall,
    consent,
    comments,
    related,
    share,
    adverts,
    footer,
    navigation,
    duplicates,
)
_IN_ORDER = tuple(rule for family in _FAMILIES for rule in family.RULES)

RULES: tuple[Rule, ...] = tuple(sorted(_IN_ORDER, key=lambda rule: not rule.decisive))
"""Decisive rules of all families first, then the others, families in the order above: the first match names a block."""

__all__ = ["RULES", "Rule", "find"]


@functools.lru_cache(maxsize=8192)
def _rules_for(signals: int, kind: Kind) -> tuple[Rule, ...]:
    """The rules worth asking about a block with these signals: a pure function, remembered because signals recur."""
    return tuple(rule for rule in RULES if rule.needs & signals and kind in rule.kinds)


def find(page: Page, headlines: Sequence[str]) -> tuple[tuple[Rule, ...], ...]:
    """For every block of the page the rules that match it, in the order of RULES; mostly none.

    headlines: what may be the page's headline, chosen by the caller; blocks that repeat one of them are found by it.
    """
    seen = survey(page, headlines)
    found: list[tuple[Rule, ...]] = [()] * len(page.blocks)
    for index, signals in enumerate(seen.signals):
        if not signals:
            continue
        words = seen.words(index)
        rules = [rule for rule in _rules_for(signals, page.kind) if words <= rule.longest]
        if any(rule.matcher for rule in rules):
            candidate = seen.candidate(index, words)
            rules = [rule for rule in rules if rule.matcher is None or rule.matcher(candidate)]
        if rules:
            found[index] = tuple(rules)
    return tuple(found)
