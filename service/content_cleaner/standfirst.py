"""The standfirst: the sentence or two that stand right below a page's headline, outside of the element of its text."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from content_cleaner.certainty import COLONS, Seen
from content_cleaner.metadata import fold

HEADLINE = "duplicate-headline"
WORDING = "-wording"
MIN_WORDS, MAX_WORDS = 8, 70
MAX_LINKED = 0.2
# Blocks between it and the text: a byline, a day, buttons.
MAX_BETWEEN = 7
MAX_BETWEEN_ANNOUNCED = 25
MIN_ANNOUNCED_WORDS = 5
DESCRIPTIONS = ("description", "og:description", "twitter:description")
MIN_ARTICLE_WORDS = 100
# What looks less like article text is the name of a section or the headline of something else.
MIN_SCORE = 0.1
# Lines of names and dates say when, or how long one reads, and end in no sentence.
SENTENCE_ENDS = tuple(".!?…。！？।\"'”»」")
DATED = re.compile(r"(?:19|20)\d\d|\d{1,2}(?::|[hH.]\s?)\d\d(?!\d)|\d\s?(?:min|мин|分)")


def with_standfirst(kept: NDArray[np.bool_], seen: Seen, sure: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """`kept`, with the block right below the headline kept too where it reads like a standfirst.

    sure: the blocks that rules remove for certain.
    """
    if seen.words[kept].sum() < MIN_ARTICLE_WORDS:
        return kept
    first = int(kept.argmax())
    place = _announced(first, seen)
    if place is None:
        place = _below_headline(first, seen, MAX_BETWEEN)
        if place is not None and not _reads_like_one(place, seen):
            place = None
    if place is None or sure[place] or kept[place]:
        return kept
    whole = kept.copy()
    whole[place] = True
    return whole


def _announced(first: int, seen: Seen) -> int | None:
    """The block below the headline where it says what the page's head says of the page; buttons may stand between."""
    meta = seen.page.hints.get("meta", {})
    said = {fold(meta[name]) for name in DESCRIPTIONS if name in meta}
    place = _below_headline(first, seen, MAX_BETWEEN_ANNOUNCED) if said else None
    if place is None or seen.words[place] < MIN_ANNOUNCED_WORDS or seen.page.blocks[place].hidden:
        return None
    return place if fold(seen.page.blocks[place].text) in said else None


def _reads_like_one(place: int, seen: Seen) -> bool:
    block, words = seen.page.blocks[place], seen.words[place]
    if not MIN_WORDS <= words <= MAX_WORDS or seen.scores[place] < MIN_SCORE or block.hidden:
        return False
    if block.link_chars > MAX_LINKED * len(block.text) or block.text.endswith(COLONS):
        return False
    if DATED.search(block.text) and not block.text.endswith(SENTENCE_ENDS):
        return False
    return all(rule.id.endswith(WORDING) for rule in seen.found[place])


def _below_headline(first: int, seen: Seen, between: int) -> int | None:
    """The block below the last headline above the text, where the text begins soon, with block `first`."""
    for index in range(first - 1, max(-1, first - between - 3), -1):
        if seen.page.blocks[index].kind == "heading" and any(
            rule.id == HEADLINE and rule.decisive for rule in seen.found[index]
        ):
            return index + 1
    return None
