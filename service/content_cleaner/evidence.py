"""Whether a plain text shows any sign of having been a page: where it shows none, nothing of it is removed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from content_cleaner.rules import Rule

# One of these says that a page was scraped; datelines and names stand in minutes and letters as well, and repeated
# lines (`duplicate-block`) in poems and data: they say nothing.
TELLING = frozenset(
    (
        "duplicate-headline",
        "caption",
        "credit",
        "signup",
        "share",
        "related",
        "advert",
        "consent",
        "paywall",
        "navigation",
        "footer",
    )
)
REPEATED = frozenset(("duplicate-block",))
NONE: frozenset[str] = frozenset()
MIN_OTHERS = 3
# Menus and lists of links without a word that a rule knows; in clean texts the scorer is not that sure of so many.
SURE_SCORE = 0.05
MIN_SURE = 3
MIN_SURE_SHARE = 0.1


def is_scraped(found: Sequence[tuple[Rule, ...]], scores: NDArray[np.float32]) -> bool:
    """Whether sure rules name a telling block, or several others, or the scorer is sure that many are no article."""
    sure = np.count_nonzero(scores < SURE_SCORE)
    if sure >= max(MIN_SURE, MIN_SURE_SHARE * len(scores)):
        return True
    others = 0
    for matched in found:
        reasons = {rule.reason for rule in matched if rule.decisive} if matched else NONE
        if not reasons.isdisjoint(TELLING):
            return True
        others += not reasons <= REPEATED
    return others >= MIN_OTHERS
