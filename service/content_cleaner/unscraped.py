"""Texts that nothing shows to be pages: all of one stays, but for the lines that say who wrote it and when."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from content_cleaner import certainty
from content_cleaner.blocks.sentences import ends_sentence
from content_cleaner.rules import writers

ABOUT = frozenset(("byline", "timestamp"))
SIGN_OFF, OPENING = "byline-sign-off", "byline-opening"
# Lines below the headline, and at the end.
MAX_LINES, MAX_SIGN_OFFS = 5, 2
MAX_SIGN_OFF_WORDS = 25
MIN_PROSE_WORDS = 10
# A summary between headline and byline; more is the article itself.
MIN_SUMMARY_WORDS, MAX_SUMMARY_WORDS = 4, 40


def about(seen: certainty.Seen, headline: str | None) -> tuple[NDArray[np.bool_], bool]:
    """Which of n blocks sign and date the article, and whether some do so right below the first block, its headline.

    They stand between the headline and the text, where one of them names who wrote it, or at the end. headline: what
    may be one. A date alone may be an invitation's, and another line among them a part of minutes.
    """
    gone = np.zeros(len(seen.found), bool)
    if headline is not None and seen.page.blocks[0].text.lstrip("# ") == headline:
        gone[_head(seen)] = True
    is_headed = bool(gone.any())
    end = len(gone)
    while end and len(gone) - end < MAX_SIGN_OFFS and _signs_off(seen, end - 1):
        end -= 1
    if _is_sentence(seen, end - 1, MIN_PROSE_WORDS):
        gone[end:] = True
    return gone, is_headed


def _head(seen: certainty.Seen) -> list[int]:
    """The lines right below the headline, or below a summary there, that sign and date the text that comes next."""
    sure = certainty.sure(seen)
    first = 2 if _is_sentence(seen, 1, MIN_SUMMARY_WORDS) and seen.words[1] <= MAX_SUMMARY_WORDS else 1
    end = first
    while end < min(len(sure), first + MAX_LINES) and sure[end] and _is_about(seen, end):
        end += 1
    signed = [index for index in range(first, end) if _names_writers(seen, index)]
    if not signed or not _is_sentence(seen, end, MIN_PROSE_WORDS):
        return []
    if any(_names_writers(seen, index) for index in np.flatnonzero(sure).tolist() if index >= end):  # a collection
        return []
    marked = [index for index, matched in enumerate(seen.found) if any(rule.reason == "timestamp" for rule in matched)]
    # A diary dates its entries, and a programme its events.
    return list(range(first, end)) if all(first <= index < end for index in marked) else signed


def _is_about(seen: certainty.Seen, index: int) -> bool:
    """Whether a rule takes a block for a byline or a date line."""
    matched, kind = seen.found[index], seen.page.blocks[index].kind
    return kind != "heading" and any(rule.reason in ABOUT for rule in matched)


def _names_writers(seen: certainty.Seen, index: int) -> bool:
    """Whether a block is a sure byline with names: “By Jane Doe”, not the subtitle “By Land and Sea”."""
    if not any(rule.reason == "byline" and rule.decisive for rule in seen.found[index]):
        return False
    return bool(writers.read(seen.page.blocks[index].text).names)


def _signs_off(seen: certainty.Seen, index: int) -> bool:
    """Whether a block says under a report who wrote and edited it, in no sentence."""
    text, ids = seen.page.blocks[index].text, {rule.id for rule in seen.found[index]}
    told = SIGN_OFF in ids or (OPENING in ids and bool(writers.read(text).names))
    return told and seen.words[index] <= MAX_SIGN_OFF_WORDS and not ends_sentence(text)


def _is_sentence(seen: certainty.Seen, index: int, least: int) -> bool:
    """Whether a block is there, and a sentence of some words at least."""
    if not 0 <= index < len(seen.found) or seen.words[index] < least:
        return False
    return ends_sentence(seen.page.blocks[index].text)
