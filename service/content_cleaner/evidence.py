"""Whether a plain text shows any sign of having been a page: where it shows none, nothing of it is removed."""

from __future__ import annotations

from collections.abc import Sequence

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


def is_scraped(found: Sequence[tuple[Rule, ...]]) -> bool:
    """Whether sure rules name a telling block, or several others."""
    others = 0
    for matched in found:
        reasons = {rule.reason for rule in matched if rule.decisive} if matched else NONE
        if not reasons.isdisjoint(TELLING):
            return True
        others += not reasons <= REPEATED
    return others >= MIN_OTHERS
