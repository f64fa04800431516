"""Texts that nothing shows to be pages: all of one stays, but for the lines that say who wrote it and when."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from content_cleaner import certainty
from content_cleaner.blocks.sentences import ends_sentence
from content_cleaner.document import Block

ABOUT = frozenset(("byline", "timestamp"))
SIGNED = frozenset(("byline-opening", "byline-sign-off"))
# Lines below the headline, and at the end.
MAX_LINES, MAX_SIGN_OFFS = 5, 2
MIN_PROSE_WORDS = 10
# A summary between headline and byline; more is the article itself.
MIN_SUMMARY_WORDS, MAX_SUMMARY_WORDS = 4, 40


def about(seen: certainty.Seen, headline: str | None) -> tuple[NDArray[np.bool_], bool]:
    """Which of n blocks sign or date the article, and whether some do so right below the first block, its headline.

    They stand between the headline and the text, or at the end. headline: what may be one; nothing below it is taken
    where another line comes next, as in an invitation.
    """
    gone = np.zeros(len(seen.found), bool)
    blocks, sure = seen.page.blocks, certainty.sure(seen)
    telling = [
        index
        for index in np.flatnonzero(sure).tolist()
        if any(rule.reason in ABOUT for rule in seen.found[index]) and blocks[index].kind != "heading"
    ]
    if headline is not None and blocks[0].text.lstrip("# ") == headline:
        gone[_head(seen, telling)] = True
    is_headed = bool(gone.any())
    for index in range(len(blocks) - 1, max(0, len(blocks) - 1 - MAX_SIGN_OFFS), -1):
        if index not in telling or not any(rule.id in SIGNED and rule.decisive for rule in seen.found[index]):
            break
        gone[index] = _is_prose(seen, index - 1) or gone[index + 1 : index + 2].any()
    return gone, is_headed


def _head(seen: certainty.Seen, telling: list[int]) -> list[int]:
    """Of the telling lines those right below the headline, or below a summary there, where the text comes next."""
    blocks, words = seen.page.blocks, seen.words
    first = 1 if 1 in telling or len(blocks) < 2 or not _is_summary(blocks[1], words[1]) else 2
    end = next((index for index in range(first, first + MAX_LINES) if index not in telling), first + MAX_LINES)
    lines = list(range(first, end))
    if not lines or not _is_prose(seen, end):
        return []
    signed = [i for i in lines if any(rule.reason == "byline" and rule.decisive for rule in seen.found[i])]
    dated = [i for i, rules in enumerate(seen.found) if any(rule.reason == "timestamp" for rule in rules)]
    if not set(dated) <= set(lines):  # a diary dates its entries, and a programme its events
        return signed
    return lines if signed or first == 1 else []


def _is_prose(seen: certainty.Seen, index: int) -> bool:
    """Whether a block is there, and a sentence of some length."""
    return (
        index < len(seen.found) and seen.words[index] >= MIN_PROSE_WORDS and ends_sentence(seen.page.blocks[index].text)
    )


def _is_summary(block: Block, words: float) -> bool:
    return MIN_SUMMARY_WORDS <= words <= MAX_SUMMARY_WORDS and ends_sentence(block.text)
