"""Evidence that a plain text was a page: where there is none, nothing is removed; and what links say in Markdown."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from content_cleaner.document import Block
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
IMAGE = "caption-image"  # authors of Markdown show images, too
# They also write front matter, and its title stands again below.
FRONT = "front-matter"
COPY = "duplicate-headline"
REPEATED = frozenset(("duplicate-block",))
NONE: frozenset[str] = frozenset()
MIN_OTHERS = 3
# Menus and lists of links without a word that a rule knows; in clean texts the scorer is not that sure of so many.
SURE_SCORE = 0.05
MIN_SURE = 3
MIN_SURE_SHARE = 0.1

# Most texts that the scorer learned from have no links: what a share of them is worth besides its score, in log-odds.
LINKED = 2.0
MIN_LINKED_SHARE = 0.5


def against_links(scores: NDArray[np.float32], blocks: Sequence[Block]) -> NDArray[np.float32]:
    """The scores, 0..1, of blocks of Markdown, lower where most of a block is links."""
    shares = np.array([block.link_chars / max(1, len(block.text)) for block in blocks])
    certain = np.clip(scores.astype(np.float64), 1e-6, 1 - 1e-6)
    odds = np.log(certain / (1 - certain)) - LINKED * np.where(shares >= MIN_LINKED_SHARE, np.minimum(shares, 1), 0)
    lowered: NDArray[np.float32] = (1 / (1 + np.exp(-odds))).astype(np.float32)
    return lowered


def is_scraped(
    found: Sequence[tuple[Rule, ...]], scores: NDArray[np.float32], named: NDArray[np.bool_] | None = None
) -> bool:
    """Whether sure rules name a telling block, or several others, or the scorer is sure that many are no article.

    named: where sure rules count; everywhere without it.
    """
    front = next((i for i, matched in enumerate(found) if not any(rule.id == FRONT for rule in matched)), len(found))
    telling = TELLING - {COPY} if front else TELLING
    sure = np.count_nonzero(scores[front:] < SURE_SCORE)
    if sure >= max(MIN_SURE, MIN_SURE_SHARE * len(scores)):
        return True
    others = 0
    for index, matched in enumerate(found[front:], front):
        if named is not None and not named[index]:
            continue
        reasons = {rule.reason for rule in matched if rule.decisive and rule.id != IMAGE} if matched else NONE
        if not reasons.isdisjoint(telling):
            return True
        others += not reasons <= REPEATED
    return others >= MIN_OTHERS
