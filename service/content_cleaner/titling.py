"""Which line above the article of a raw text is most likely its headline, where nothing says so for certain."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from content_cleaner import metadata, naming
from content_cleaner.document import Block, Passage
from content_cleaner.metadata.plain import EAST

MAX_LINES_ABOVE = 40
MAX_HEADLINE_CHARS = 250
MIN_HEADLINE_LETTERS = 4
MIN_PROSE_CHARS = 60
MIN_LINE_CHARS = 20  # less is a menu's label, a date, a name
MAX_FITTING_CHARS = 140
# A character of Chinese, Japanese or Korean says as much as these many letters.
EAST_CHARS = 2.5
# The article's subject is in its beginning; the bound keeps long texts cheap.
MAX_BODY_CHARS = 50_000
MAX_LEAD_CHARS = 600
SECOND = 2
STEM_CHARS = 5
# Who wrote the article and when stands right below the headline, or below the summary.
ABOUT = frozenset(("byline", "timestamp"))
NEAR = 3
TWICE = 2  # in the page's head and above the article; what stands more often is a label
SENTENCE_END = re.compile(r"[.!?…。！？؟।۔]")
CLOSED = re.compile(r"""[.。:：;؛,،，!…]["'”’»)\]]*$""")
WORD = re.compile(r"[^\W\d_\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]{4,}")
COPIES = frozenset(("duplicate-headline", "duplicate-block", "boilerplate"))

WEIGHTS = MappingProxyType(
    {
        "lines between": -0.72,
        "length": 0.54,
        "fitting length": 1.24,
        "words in the article": 0.92,
        "words twice in the article": -0.20,
        "closed like a sentence": -1.72,
        "named by a rule": -1.26,
        "stands twice": 1.16,
        "first": 2.59,
        "byline or date below": 1.13,
        "shorter above": -1.29,
        "stands more often": 1.10,
        "words in the beginning": 0.79,
        "share of words below the best": 0.69,
        "share in the beginning below the best": 1.40,
    }
)
"""Logistic regression over the lines above the article; made by `python -m training.headline`."""
BELOW = list(WEIGHTS).index("byline or date below")
INTERCEPT = -4.96
MIN_LIKELIHOOD = 0.3
MIN_KEPT_LIKELIHOOD = 0.6


def headline_at(passages: Sequence[Passage], blocks: Sequence[Block]) -> int | None:
    """The index of the passage that is likely the headline of the kept ones, None where none is.

    The only heading of Markdown's first level is; else a removed line. A line that was kept has to be likelier; a
    kept one that is not likely enough stays in the text, and there is none.
    """
    heading = _top_heading(passages, blocks)
    if heading is not None:
        return heading
    found = [(likelihood(features), -index, features) for index, features in candidates(passages)]
    if not found:
        return None
    best, place, features = max(found)
    return -place if best >= least(features, kept=passages[-place].kept) else None


def least(features: Sequence[float], *, kept: bool) -> float:
    """How likely a line of these features has to be the headline, 0 to 1."""
    return MIN_KEPT_LIKELIHOOD if kept and not features[BELOW] else MIN_LIKELIHOOD


def likelihood(features: Sequence[float]) -> float:
    """How likely a line of these features is the headline, 0 to 1."""
    total = INTERCEPT + sum(weight * value for weight, value in zip(WEIGHTS.values(), features, strict=True))
    return 1 / (1 + math.exp(-total))


def candidates(passages: Sequence[Passage]) -> list[tuple[int, tuple[float, ...]]]:
    """The passages above the first kept prose with their features, in the order of WEIGHTS; the nearest first."""
    top = next((index for index, passage in enumerate(passages) if _is_prose(passage)), 0)
    if not top:
        return []
    body = " ".join([passage.text for passage in passages[top:] if passage.kept])[:MAX_BODY_CHARS]
    told = _Told(
        Counter(map(_stem, _words(body))),
        frozenset(map(_stem, _words(body[:MAX_LEAD_CHARS]))),
        Counter([passage.text for passage in passages]),
    )
    lines: list[tuple[int, _Overlap, tuple[float, ...]]] = []
    between = 0
    for index in range(top - 1, max(0, top - MAX_LINES_ABOVE) - 1, -1):
        text = passages[index].text
        if len(text) <= MAX_HEADLINE_CHARS and len(metadata.fold(text)) >= MIN_HEADLINE_LETTERS:
            overlap = _overlap(text, told)
            features = (math.log1p(between), *_features(passages, index, overlap, told))
            lines.append((index, overlap, features))
        between += len(text) >= MIN_LINE_CHARS and passages[index].reason not in ABOUT
    most = max((overlap.once + overlap.twice for _, overlap, _ in lines), default=0.0) or 1.0
    most_lead = max((overlap.lead for _, overlap, _ in lines), default=0.0) or 1.0
    return [
        (index, (*features, overlap.once + overlap.twice - most, overlap.lead - most_lead))
        for index, overlap, features in lines
    ]


class _Told(NamedTuple):
    """How often the stems of an article's longer words stand in it, those in its beginning, and how often each passage
    stands in the document.
    """

    body: Counter[str]
    lead: frozenset[str]
    copies: Counter[str]


class _Overlap(NamedTuple):
    """Which shares of a line's longer words the article has, has twice, and has in its beginning; how many there."""

    once: float
    twice: float
    lead: float
    in_lead: int


def _overlap(text: str, told: _Told) -> _Overlap:
    own = set(_words(text))
    count = max(1, len(own))
    in_lead = sum(_stem(word) in told.lead for word in own)
    once = sum(_stem(word) in told.body for word in own) / count
    return _Overlap(once, sum(told.body[_stem(word)] > 1 for word in own) / count, in_lead / count, in_lead)


def _features(passages: Sequence[Passage], index: int, overlap: _Overlap, told: _Told) -> tuple[float, ...]:
    """The features of a line but for its distance and those that compare it with the others."""
    text = passages[index].text
    size, copies = _size(text), told.copies[text]
    return (
        math.log(size),
        float(MIN_LINE_CHARS <= size <= MAX_FITTING_CHARS),
        overlap.once,
        overlap.twice,
        float(CLOSED.search(text) is not None),
        float(_is_named(passages[index])),
        float(copies == TWICE),
        float(index == 0),
        float(any(p.reason in ABOUT for p in passages[index + 1 : index + 1 + NEAR])),
        float(any(_heads(p, size, told.body) for p in passages[max(0, index - NEAR) : index])),
        float(copies > TWICE),
        math.log1p(overlap.in_lead),
    )


def _heads(passage: Passage, size: float, words: Counter[str]) -> bool:
    """Whether a line may be the headline over a summary of that size: it is shorter, and half of it is in the text."""
    text = passage.text
    if not MIN_LINE_CHARS <= _size(text) < size or CLOSED.search(text) or _is_named(passage):
        return False
    own = set(_words(text))
    return 2 * sum(_stem(word) in words for word in own) >= max(1, len(own))


def _top_heading(passages: Sequence[Passage], blocks: Sequence[Block]) -> int | None:
    """The only heading of the first level above the article; where it is a site's name and link, the one below it."""
    tops = [index for index, passage in enumerate(passages) if _is_top_heading(passage)]
    if len(tops) != 1 or any(map(_is_prose, passages[: tops[0]])):
        return None
    below = passages[tops[0] + 1 : tops[0] + MAX_LINES_ABOVE]
    if not any(passage.kept for passage in below):
        return None
    prose = next((index for index, passage in enumerate(below) if _is_prose(passage)), 0)
    top = blocks[tops[0]]
    if 2 * top.link_chars > len(top.text) and _size(top.text) < MIN_LINE_CHARS:
        for index, passage in enumerate(below[:prose]):
            if passage.level == SECOND and _size(passage.text) >= MIN_LINE_CHARS:
                return tops[0] + 1 + index
    return tops[0]


def _is_top_heading(passage: Passage) -> bool:
    return passage.kind == "heading" and (passage.level == 1 or passage.text.startswith("# "))


def _is_prose(passage: Passage) -> bool:
    return passage.kept and _size(passage.text) >= MIN_PROSE_CHARS and SENTENCE_END.search(passage.text) is not None


def _size(text: str) -> float:
    return len(text) * (EAST_CHARS if EAST.search(text) else 1.0)


def _is_named(passage: Passage) -> bool:
    """Whether a rule of its own says what the passage is, other than a copy."""
    return passage.reason is not None and passage.reason not in COPIES and passage.rule not in naming.UNRULED


def _stem(word: str) -> str:
    """The beginning of a word: endings change with the case and the number."""
    return word[:STEM_CHARS]


def _words(text: str) -> Iterator[str]:
    """The longer words of a text, and pairs of characters of the scripts that set no blanks."""
    lowered = text.lower()
    yield from WORD.findall(lowered)
    for run in EAST.findall(lowered):
        yield from map("".join, pairwise(run))
