"""What was kept made whole: holes are closed, lists completed, sentences at the edges taken in."""

from __future__ import annotations

import functools
import re

import numpy as np
from numpy.typing import NDArray

from content_cleaner import belonging, certainty, mending, rules, standfirst
from content_cleaner.blocks import markdown
from content_cleaner.blocks.sentences import ends_sentence
from content_cleaner.blocks.text import RUNNING

# Inside an article, times head the entries of a live blog, and labels may be subheadings: no sign of a widget.
UNSURE_INSIDE = frozenset(("timestamp", "comments", "navigation"))
POINTERS = frozenset(("related-pointer", "related-label"))
WIDGETS = frozenset(("signup", "advert", "share"))
MIN_SENTENCE_WORDS = 4
MIN_QUESTION_WORDS = 2
QUESTION_SIGNS = ("?", "？", "؟")
# In Markdown, where links betray teasers, a sentence without any is likelier of the article.
MIN_BEYOND_MARKDOWN = 0.11
# Of a page in one line all sentences stand beside one another, up to the last of its footer.
MIN_BESIDE_RUNNING = 0.15
# Of a language that the scorer knows little of, all scores are low: this share of a kept block's is enough.
DOUBTED, LEAST_BEYOND = 0.5, 0.1
MAX_TIME_CHARS = 10
TIME = re.compile(r"^\d{1,2}[.:h]\d{2}(?: Uhr| Uhr:)?$")


def completed(
    kept: NDArray[np.bool_], usable: NDArray[np.float32], seen: certainty.Seen, sure: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """`kept` with its holes closed, of a page the standfirst and, in plain text, whole sentences at its edges.

    usable: the scores, 0..1, without what rules remove for certain, which is `sure`.
    """
    kind = seen.page.kind
    marked = _marked(kept, seen, sure)
    kept = mending.close_holes(kept, usable, seen.words, marked, kind)
    if kind == "html":
        return standfirst.with_standfirst(kept, seen, sure)
    kept = belonging.with_lists(kept, usable, seen.words, marked, seen.page)
    kept = belonging.with_announced(kept, list(map(bool, seen.found)), seen.page.blocks)
    texts = [block.text for block in seen.page.blocks]
    counted = zip(texts, seen.words.tolist(), strict=True)
    sentences = [words >= MIN_SENTENCE_WORDS and ends_sentence(text) for text, words in counted]
    times = [len(text) <= MAX_TIME_CHARS and TIME.match(text) is not None for text in texts]
    pointers = [bool(matched) and any(map(_points_away, matched)) for matched in seen.found]
    bridges = [
        not mark
        and (block.kind == "heading" or (MIN_QUESTION_WORDS <= words < MIN_SENTENCE_WORDS and _asks(block.text)))
        for block, words, mark in zip(seen.page.blocks, seen.words.tolist(), marked, strict=True)
    ]
    shapes = mending.Shapes(sentences, marked, times, pointers, bridges)
    shape = seen.page.hints.get("shape")
    beyond = MIN_BEYOND_MARKDOWN if shape == markdown.SHAPE else mending.MIN_BEYOND
    beside = MIN_BESIDE_RUNNING if shape == RUNNING else mending.MIN_BESIDE
    if kept.any():
        beyond = min(beyond, max(LEAST_BEYOND, DOUBTED * float(np.median(usable[kept]))))
    kept = mending.keep_sentences_beside(kept, usable, shapes, beyond, beside)
    return belonging.settled(kept, sure, seen.page)


def _asks(text: str) -> bool:
    return text.endswith(QUESTION_SIGNS)


def _points_away(rule: rules.Rule) -> bool:
    """Whether a rule finds what stands between two paragraphs: a pointer to another article, or a widget."""
    return rule.id in POINTERS or (rule.decisive and rule.reason in WIDGETS)


def _marked(kept: NDArray[np.bool_], seen: certainty.Seen, sure: NDArray[np.bool_]) -> list[bool]:
    """Which blocks are of a widget; of HTML only between the first and the last kept block, where holes may be."""
    marked, certain = [False] * len(kept), sure.tolist()
    places = np.flatnonzero(kept) if seen.page.kind == "html" else np.arange(len(kept))
    for index in range(places[0], places[-1] + 1) if len(places) else ():
        matched = seen.found[index]
        marked[index] = bool(matched) and _is_marked(matched, certain[index])
    return marked


@functools.lru_cache(maxsize=4096)
def _is_marked(matched: tuple[rules.Rule, ...], certain: bool) -> bool:
    """Whether a rule's match is a sign of a widget between two parts of an article; a mere word is none."""
    for rule in matched:
        if rule.reason not in UNSURE_INSIDE and (certain or not rule.decisive) and not rule.id.endswith("-wording"):
            return True
    return False
