"""Where a sure rule holds for certain: what stands around a block may say that it is of the article, or is not."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from content_cleaner.blocks.markdown import SHAPE
from content_cleaner.blocks.sentences import ends_sentence
from content_cleaner.blocks.text import RUNNING
from content_cleaner.document import Page, Reason
from content_cleaner.rules import COLUMNS, SURE, Rule, writers

MAX_BYLINE_WORDS = 8
BYLINE_DISTANCE = 3
BYLINES = frozenset(("byline-names", "byline-dated", "byline-opening"))
DATES = frozenset(("timestamp-date", "timestamp-time"))
MIN_BODY_CHARS = 200
COMMAS = (",", "،", "，", "、")
MAX_LABEL_WORDS = 8
# A heading and the paragraph behind it are of the article.
MIN_INSIDE = 0.6
MIN_BELOW = 0.25
MIN_PROSE_WORDS = 12
MIN_DEFINED = 0.5
MIN_LISTED = 0.5
TEASER_LABEL = "related-label"
COLONS = (":", "：")
MIN_TEASER_WORDS = 3
MAX_TEASER_WORDS = 25
# A box of teasers has as many; among them the scorer has to be surer of what it takes for text.
MAX_TEASERS = 7
MIN_AMONG_TEASERS = 0.95
MIN_LAST_SCORE = 0.5
# Behind a label without a colon ("Read also") a subheading may come, which is shorter.
MIN_TITLE_WORDS = 4
# Kinds of rules that find words, where a sentence may hold them.
WORDED = frozenset(("opening", "phrase", "pointer", "copyright", "invitation"))
POINTER = "pointer"
MIN_SENTENCE_WORDS = 5
MIN_SENTENCE_SCORE = 0.85
# Where nothing else says that a text is a scraped page.
MIN_UNNAMED_SCORE = 0.6
# A lead may stand above a credit that has no caption: of it the scorer is surer.
MAX_CAPTION_WORDS = 40
MAX_CAPTION_SCORE = 0.9
MAX_CREDIT_WORDS = 12
MIN_PROSE_SCORE = 0.5
NEAR = 3
PICTURES = frozenset(("img", "picture"))
MAX_WORDS_BEHIND_PICTURE = 25
MIN_BEHIND_PICTURE = 0.5
MIN_GLUED_WORDS = 12
SENTENCE_ENDS = tuple(".!…。！।۔:：;,，、")


class Seen(NamedTuple):
    """A page of n blocks, and the rules, the score (0..1), the number of words and the rules' marks of each."""

    page: Page
    found: tuple[tuple[Rule, ...], ...]
    scores: NDArray[np.float32]
    words: NDArray[np.float32]
    marks: NDArray[np.float32]

    def of(self, *reasons: Reason, least: int = SURE) -> NDArray[np.bool_]:
        """Which blocks have a rule of one of the reasons, sure or at least as sure as told."""
        found = self.marks[:, [COLUMNS[reason] for reason in reasons]] >= least
        return np.asarray(found.any(axis=1))

    def named_surely(self) -> NDArray[np.bool_]:
        """Which blocks have a sure rule, of whatever reason."""
        return np.asarray((self.marks >= SURE).any(axis=1))


def sure(seen: Seen) -> NDArray[np.bool_]:
    """Which blocks a rule removes for certain."""
    certain = seen.named_surely()
    certain |= _below_headline(seen) | _beside_byline(seen)
    certain &= np.array([block.kind != "code" for block in seen.page.blocks], bool)
    inside = _subheadings(seen, certain) | _terms(seen, certain) | _items(seen, certain) | sentences(seen, certain)
    return certain & ~inside | _teasers(seen)


def doubts(seen: Seen) -> NDArray[np.float32]:
    """The least score to keep each block: a short text right behind a picture may be its caption."""
    page = seen.page
    least = np.zeros(len(seen.scores), np.float32)
    shown = [number for number, label in enumerate(page.labels) if label.tag in PICTURES]
    if not shown:
        return least
    is_picture = np.zeros(len(page.labels), bool)
    is_picture[shown] = True
    pictures = np.flatnonzero(is_picture[np.asarray(page.elements.labels)])
    own = np.array([block.element for block in page.blocks])
    before = np.searchsorted(pictures, own, "right")
    behind = before > 0
    behind[1:] = before[1:] > before[:-1]
    least[behind & (seen.words <= MAX_WORDS_BEHIND_PICTURE)] = MIN_BEHIND_PICTURE
    return least


def captions(seen: Seen, sure: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """In plain text the line right above a credit inside the article: what the credited picture shows."""
    above = np.zeros(len(sure), bool)
    if seen.page.kind != "text":
        return above
    prose = (seen.words >= MIN_PROSE_WORDS) & (seen.scores >= MIN_PROSE_SCORE)
    for index in np.flatnonzero(sure[1:] & ~sure[:-1]).tolist():
        credit, words = seen.found[index + 1], seen.words[index]
        if not credit or credit[0].reason != "credit" or seen.words[index + 1] > MAX_CREDIT_WORDS:
            continue
        fits = MIN_TEASER_WORDS <= words <= MAX_CAPTION_WORDS and seen.scores[index] < MAX_CAPTION_SCORE
        inside = prose[index + 2 : index + 2 + NEAR].any()
        above[index] = bool(fits and inside) and seen.page.blocks[index].kind == "paragraph"
    return above


def captioned(seen: Seen, sure: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """In plain text the line behind a caption's label that ends with a comma alone (“Image caption,”)."""
    behind = np.zeros(len(sure), bool)
    if seen.page.kind != "text":
        return behind
    blocks = seen.page.blocks
    for index in np.flatnonzero(sure[:-1] & ~sure[1:]).tolist():
        label, text = seen.found[index], blocks[index].text
        is_label = bool(label) and label[0].reason == "caption" and seen.words[index] <= MAX_LABEL_WORDS
        if is_label and text.endswith(COMMAS) and blocks[index + 1].kind == "paragraph":
            behind[index + 1] = seen.words[index + 1] <= MAX_CAPTION_WORDS
    return behind


def signatures(seen: Seen, sure: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """In plain text the line behind a byline's label alone ("By"), where it is nothing but names."""
    signed = np.zeros(len(sure), bool)
    if seen.page.kind != "text":
        return signed
    blocks = seen.page.blocks
    labels = [
        index
        for index in np.flatnonzero(sure[:-1]).tolist()
        if seen.found[index] and seen.found[index][0].reason == "byline" and writers.is_label(blocks[index].text)
    ]
    named = [writers.read(blocks[index + 1].text, labelled=True).names for index in labels]
    alone = [writers.is_nothing_else(blocks[index + 1].text, names) for index, names in zip(labels, named, strict=True)]
    # Speakers' names differ, and some of them are no more than an office.
    if all(alone) and len({tuple(map(str.casefold, names)) for names in named}) == 1:
        signed[[index + 1 for index in labels]] = True
    return signed


def named(seen: Seen) -> NDArray[np.bool_]:
    """In which blocks a sure rule finds what is no sentence of an article for the scorer, who knows of the rule."""
    found = seen.named_surely()
    return found & ~sentences(seen, found, MIN_UNNAMED_SCORE)


def sentences(seen: Seen, sure: NDArray[np.bool_], least: float = MIN_SENTENCE_SCORE) -> NDArray[np.bool_]:
    """Whole sentences that merely begin like notices or hold their words, which the scorer takes for text.

    So are those that stand behind the headline of something else, in a text all in one line.
    """
    inside = np.zeros(len(sure), bool)
    running = seen.page.hints.get("shape") == RUNNING
    for index in np.flatnonzero(sure & (seen.words >= MIN_SENTENCE_WORDS)).tolist():
        kinds = [rule.id.partition("-")[2] for rule in seen.found[index] if rule.decisive]
        likely = seen.scores[index] >= least and len(kinds) == 1  # two rules are no chance
        glued = running and seen.words[index] >= MIN_GLUED_WORDS and POINTER in kinds
        if WORDED.issuperset(kinds) and (likely or glued):
            inside[index] = ends_sentence(seen.page.blocks[index].text)
    return inside


def _below_headline(seen: Seen) -> NDArray[np.bool_]:
    """Short lines right below the headline that may be a byline or a date: there they are."""
    below = np.zeros(len(seen.found), bool)
    blocks = seen.page.blocks
    headlines = [
        index
        for index in np.flatnonzero(seen.of("duplicate-headline")).tolist()
        if any(rule.id == "duplicate-headline" for rule in seen.found[index])
    ]
    if _is_markdown(seen):
        tops = [index for index, block in enumerate(blocks) if block.level == 1]
        headlines += tops if len(tops) == 1 else []
    for index in {index for top in headlines for index in range(top + 1, min(top + 1 + BYLINE_DISTANCE, len(blocks)))}:
        if seen.words[index] > MAX_BYLINE_WORDS or blocks[index].kind == "heading":
            continue
        if not any(len(block.text) >= MIN_BODY_CHARS for block in blocks[max(0, index - BYLINE_DISTANCE) : index]):
            below[index] = any(
                rule.reason in ("byline", "timestamp") and not rule.id.endswith("-wording")
                for rule in seen.found[index]
            )
    return below


def _beside_byline(seen: Seen) -> NDArray[np.bool_]:
    """A day or an hour right above or below a sure byline: there it dates the article."""
    beside = np.zeros(len(seen.found), bool)
    for index in np.flatnonzero(seen.of("byline")).tolist():
        if seen.found[index][0].id in BYLINES:  # sure rules come first
            for place in (index - 1, index + 1):
                if 0 <= place < len(beside) and seen.words[place] <= MAX_BYLINE_WORDS:
                    beside[place] = any(rule.id in DATES for rule in seen.found[place])
    return beside


def _teasers(seen: Seen) -> NDArray[np.bool_]:
    """In plain text the lines behind a label ("Read also:"), where they are headlines of something else."""
    teasers = np.zeros(len(seen.found), bool)
    if seen.page.kind != "text":
        return teasers
    blocks, scores = seen.page.blocks, seen.scores
    for index, matched in enumerate(seen.found[:-1]):
        if not matched or not any(rule.id == TEASER_LABEL for rule in matched):
            continue
        labelled = blocks[index].text.endswith(COLONS)
        if not labelled and seen.words[index] <= 1:
            continue
        run = _titles_below(seen, index, labelled)
        for place in run:
            # The last of several may be the subheading of what comes next.
            least = MIN_LAST_SCORE if place == run[-1] else MIN_AMONG_TEASERS
            if place > run[0] and scores[place] >= least:
                break
            teasers[place] = True
    return teasers


def _titles_below(seen: Seen, index: int, labelled: bool) -> list[int]:
    """The lines in a row below a label that may be headlines; `labelled`: it ends in a colon."""
    run: list[int] = []
    fewest = MIN_TEASER_WORDS if labelled else MIN_TITLE_WORDS
    for place in range(index + 1, min(index + 1 + MAX_TEASERS, len(seen.found))):
        block = seen.page.blocks[place]
        ends = block.text.endswith(SENTENCE_ENDS)
        if not (labelled and not run):
            ends = ends or ends_sentence(block.text) or block.kind != "paragraph"
        if ends or not fewest <= seen.words[place] <= MAX_TEASER_WORDS:
            break
        run.append(place)
    return run


def _subheadings(seen: Seen, sure: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Headings that rules take for labels of widgets ("Facebook", "Comments"), where a likely paragraph comes next."""
    inside = np.zeros(len(sure), bool)
    blocks, scores = seen.page.blocks, seen.scores
    # The scorer of plain text cannot tell a heading from a label; Markdown says which is one.
    own, behind = (0.0, MIN_BELOW) if _is_markdown(seen) else (MIN_INSIDE, MIN_INSIDE)
    for index in np.flatnonzero(sure[:-1] & ~sure[1:] & (scores[:-1] >= own) & (scores[1:] >= behind)):
        asks = blocks[index + 1].text.endswith(("?", "？"))  # a list of questions and answers
        if blocks[index].kind == "heading" and (asks or seen.words[index + 1] >= MIN_PROSE_WORDS):
            inside[index] = all(rule.id.endswith("-label") for rule in seen.found[index] if rule.decisive)
    return inside


def _items(seen: Seen, sure: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Items of a list named like buttons ("Dark mode"), between likely ones that are no links."""
    items = np.zeros(len(sure), bool)
    blocks = seen.page.blocks
    plain = np.array([block.kind == "list-item" and not block.link_chars for block in blocks], bool)
    if not (sure & plain).any():
        return items
    likely = plain & ~sure & (seen.scores >= MIN_LISTED)
    for index in np.flatnonzero(sure & plain).tolist():
        beside = [near for near in (index - 1, index + 1) if 0 <= near < len(blocks) and plain[near]]
        labels = all(rule.id.endswith("-label") for rule in seen.found[index] if rule.decisive)
        items[index] = labels and bool(beside) and bool(likely[beside].all())
    return items


def _is_markdown(seen: Seen) -> bool:
    return seen.page.hints.get("shape") == SHAPE


def _terms(seen: Seen, sure: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Terms of a definition list named like buttons ("Share"), where their definition likely is of the article."""
    terms = np.zeros(len(sure), bool)
    page = seen.page
    numbers = {number for number, label in enumerate(page.labels) if label.tag == "dt"}
    if not numbers:
        return terms
    for index in np.flatnonzero(sure[:-1] & ~sure[1:] & (seen.scores[1:] >= MIN_DEFINED)):
        element = page.blocks[index].element
        terms[index] = element >= 0 and page.elements.labels[element] in numbers
    return terms
