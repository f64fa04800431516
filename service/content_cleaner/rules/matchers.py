"""The reusable matchers most rules are made of: phrase, shape, place, speech, repetition, and their combination.

A rule's signals (`Rule.needs`) already say which phrase lists, elements and marks point to a block, and
`Rule.longest` how long it may be; matchers tell what remains to be told.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from content_cleaner.rules.phrasebook import Phrasebook, skeleton
from content_cleaner.rules.rule import Candidate, Hit, Matcher
from content_cleaner.rules.signals import signal

_WORD_BREAKS = str.maketrans(dict.fromkeys(',.;:!?()"', " "))
_POINTERS = (":", "|", "»", "→", ">", "- ")
_SENTENCE = 4  # words; who speaks in fewer?
_UNDER = 5  # blocks
_A_PHRASE = 40  # words
_SENTENCE_BEFORE = re.compile(r"(?:\S+ ){5}\S+[.!?…] |[^。！？]{12}[。！？]")
_PARAGRAPH = 80  # characters: more than a teaser's headline
_SHORT_PARAGRAPH = 60
_STOPS = (*".!?…。！？।", '."', ".”", ".»", "!”", "?”")
_BODY = 200  # characters: what a paragraph of an article has, and a teaser hardly


def sees(*names: str) -> Matcher:
    """At least one of the named signals is set: a phrase list, a structure or a page signal."""
    bits = signal(*names)
    return lambda candidate: candidate.signals & bits != 0


def all_of(*matchers: Matcher) -> Matcher:
    """Every matcher agrees; the cheapest belongs first."""

    def matches(candidate: Candidate) -> bool:
        for matcher in matchers:  # noqa: SIM110 - all() over a generator takes twice the time
            if not matcher(candidate):
                return False
        return True

    return matches


def any_of(*matchers: Matcher) -> Matcher:
    """One matcher at least agrees."""

    def matches(candidate: Candidate) -> bool:
        for matcher in matchers:  # noqa: SIM110 - as above
            if matcher(candidate):
                return True
        return False

    return matches


def none_of(*matchers: Matcher) -> Matcher:
    """No matcher agrees."""

    def matches(candidate: Candidate) -> bool:
        for matcher in matchers:  # noqa: SIM110 - as above
            if matcher(candidate):
                return False
        return True

    return matches


def shape(pattern: str, *, longest: int = 200) -> Matcher:
    """The block's own text (case kept), if at most `longest` characters, holds the regular expression."""
    search = re.compile(pattern).search
    return lambda candidate: len(candidate.block.text) <= longest and search(candidate.block.text) is not None


def of_kind(*kinds: str) -> Matcher:
    """The block is of one of these kinds ("heading", "code", ...)."""
    return lambda candidate: candidate.block.kind in kinds


def linked(share: float) -> Matcher:
    """At least this share of the block's characters is link text."""
    return lambda candidate: candidate.block.link_chars >= share * max(1, len(candidate.block.text))


def before_pointer(reason: str) -> Matcher:
    """An opening phrase of the reason ends in a colon, or one, a bar or an arrow follows it ("READ MORE: ...")."""
    sure, maybe = signal(f"{reason}.starts"), signal(f"{reason}.openings")

    def matches(candidate: Candidate) -> bool:
        line = candidate.line
        return any(
            (hit.bit & sure and line[hit.end - 1] == ":")
            or (hit.bit & (sure | maybe) and line[hit.end : hit.end + 4].lstrip(" ]").startswith(_POINTERS))
            for hit in candidate.hits
        )

    return matches


def dense(reason: str) -> Matcher:
    """A sure phrase of the reason in every forty words: one alone does not make a notice of a long paragraph."""
    bits = signal(f"{reason}.starts", f"{reason}.contains")
    return lambda candidate: candidate.words <= _A_PHRASE * sum(1 for hit in candidate.hits if hit.bit & bits)


def leads(reason: str) -> Matcher:
    """A sure phrase of the reason with no whole sentence before it, which would be lost with the block."""
    bits = signal(f"{reason}.starts", f"{reason}.contains")

    def matches(candidate: Candidate) -> bool:
        line = candidate.line  # a phrase may begin with the full stop before it, and the blank behind that
        return any(hit.bit & bits and _SENTENCE_BEFORE.search(line[: hit.start + 2]) is None for hit in candidate.hits)

    return matches


def beside_body(candidate: Candidate) -> bool:
    """A paragraph of an article is among the ten blocks after or the three before, or two short ones come soon.

    A teaser in a list has one sentence, if any.
    """
    blocks, index = candidate.page.blocks, candidate.position
    if any(len(block.text) >= _BODY for block in blocks[max(0, index - 3) : index + 11]):
        return True
    told = [
        len(block.text) >= _SHORT_PARAGRAPH and block.text.endswith(_STOPS) for block in blocks[index + 1 : index + 6]
    ]
    return any(first and second for first, second in pairwise(told))


def _is_spoken(words: list[str], book: Phrasebook) -> bool:
    """Whether the words of narration are of the line's language: Italian "il" is no "he", German "werden" no "were"."""
    found = frozenset[str]().union(*(book.narrative.get(word, ()) for word in words))
    common = Counter(language for word in words for language in book.function.get(word, ()))
    return not common or max(common[language] for language in found) >= max(common.values())


def narrates(candidate: Candidate) -> bool:
    """Somebody speaks or is spoken of ("..., he told them"): a sentence of an article, whatever it begins with."""
    line = candidate.line
    if '"' in line or "「" in line:
        return True
    if candidate.words < _SENTENCE and line.isascii():
        return False
    words = line.translate(_WORD_BREAKS).split()
    if not candidate.book.words["narrative"].isdisjoint(words) and _is_spoken(words, candidate.book):
        return True
    return not line.isascii() and any(word in line for word in candidate.book.words["narrative_joined"])


def under_headline(candidate: Candidate) -> bool:
    """The headline is among the five blocks before, and only short lines stand between."""
    if not candidate.headlines:
        return False
    shortest = min(map(len, candidate.headlines))
    for block in reversed(candidate.page.blocks[max(0, candidate.position - _UNDER) : candidate.position]):
        if len(block.text) >= shortest and skeleton(block.text) in candidate.headlines:
            return True
        if len(block.text) >= _BODY:
            return False
    return False


def unquoted(candidate: Candidate) -> bool:
    """No quotation in it."""
    return '"' not in candidate.line and "「" not in candidate.line


def plain(candidate: Candidate) -> bool:
    """Nobody speaks or is spoken of: the opposite of `narrates`."""
    return not narrates(candidate)


def heads_text(candidate: Candidate) -> bool:
    """A heading without a link, and a paragraph below it: “Watch: the first boat leaves” over what happened then."""
    following = candidate.neighbour(1)
    return (
        candidate.block.kind == "heading"
        and not candidate.block.link_chars
        and following is not None
        and following.kind == "paragraph"
        and len(following.text) >= _PARAGRAPH
        and 2 * following.link_chars < len(following.text)
    )


def plain_beside(reason: str) -> Matcher:
    """Nobody speaks or is spoken of outside the phrase itself: “Was this article helpful?” has a “was” of its own."""
    bits = signal(f"{reason}.starts", f"{reason}.contains")

    def matches(candidate: Candidate) -> bool:
        return plain(candidate) or any(plain(_outside(candidate, hit)) for hit in candidate.hits if hit.bit & bits)

    return matches


def _outside(candidate: Candidate, phrase: Hit) -> Candidate:
    """The rest of the line, without the mark that closes a quotation which the phrase opens."""
    line = candidate.line
    rest = line[: phrase.start] + line[phrase.end :]
    if line[phrase.start : phrase.end].count('"') % 2:
        rest = rest.replace('"', "", 1)
    return candidate._replace(line=rest)
