"""The reusable matchers most rules are made of: phrase, shape, structure, place, repetition, and their combination."""

from __future__ import annotations

import re

from content_cleaner.rules.rule import Candidate, Matcher
from content_cleaner.rules.signals import signal

BRIEF = 25  # words: what a line of the page's furniture rarely exceeds
_WORD_BREAKS = str.maketrans(dict.fromkeys(",.;:!?()\"", " "))


def sees(*names: str) -> Matcher:
    """At least one of the named signals is set: a phrase list, a structure or a page signal."""
    bits = signal(*names)
    return lambda candidate: candidate.signals & bits != 0


def at_most(words: int) -> Matcher:
    """The block has no more than so many words."""
    return lambda candidate: candidate.words <= words


def at_least(words: int) -> Matcher:
    """The block has so many words or more."""
    return lambda candidate: candidate.words >= words


def all_of(*matchers: Matcher) -> Matcher:
    """Every matcher agrees; the cheapest belongs first."""
    return lambda candidate: all(matcher(candidate) for matcher in matchers)


def any_of(*matchers: Matcher) -> Matcher:
    """One matcher at least agrees."""
    return lambda candidate: any(matcher(candidate) for matcher in matchers)


def none_of(*matchers: Matcher) -> Matcher:
    """No matcher agrees."""
    return lambda candidate: not any(matcher(candidate) for matcher in matchers)


def shape(pattern: str, *, longest: int = 200, flags: int = 0) -> Matcher:
    """The block's own text (case kept), if at most `longest` characters, holds the regular expression."""
    search = re.compile(pattern, flags).search
    return lambda candidate: len(candidate.block.text) <= longest and search(candidate.block.text) is not None


def line_shape(pattern: str, *, longest: int = 200) -> Matcher:
    """The same on the folded line (lower case, one form of quotes and dashes, no leading symbols)."""
    search = re.compile(pattern).search
    return lambda candidate: len(candidate.line) <= longest and search(candidate.line) is not None


def before_colon(reason: str) -> Matcher:
    """A starting phrase of the reason is followed by a colon, an arrow or a bar ("READ MORE: ..."), or ends in one."""
    bit = signal(f"{reason}.starts")

    def matches(candidate: Candidate) -> bool:
        line = candidate.line
        return any(
            hit.bit & bit and (line[hit.end - 1] == ":" or line[hit.end : hit.end + 3].lstrip(" ]").startswith((":", "|", "»", "→", ">", "-")))
            for hit in candidate.hits
        )

    return matches


def linked(share: float) -> Matcher:
    """At least this share of the block's characters is link text."""
    return lambda candidate: candidate.block.link_chars >= share * max(1, len(candidate.block.text))


def narrates(candidate: Candidate) -> bool:
    """Somebody speaks or is spoken of ("..., he told them"): a sentence of an article, whatever words it begins with."""
    line = candidate.line
    if '"' in line:
        return True
    if not candidate.book.words["narrative"].isdisjoint(line.translate(_WORD_BREAKS).split()):
        return True
    return not line.isascii() and any(word in line for word in candidate.book.words.get("narrative_joined", ()))


def phrased(reason: str, *kinds: str, words: int = BRIEF) -> Matcher:
    """The usual phrase rule: a phrase of these lists, in a short block in which nobody speaks."""
    bits = signal(*(f"{reason}.{kind}" for kind in kinds))
    return lambda candidate: bool(candidate.signals & bits) and candidate.words <= words and not narrates(candidate)
