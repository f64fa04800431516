"""What comes after the article: below a label of comments or of sharing, where what stands below is none.

Comments read like an article, one by one; what tells them is where they stand, and that the scorer is less sure of them
than of the text above the label, or that each says when it was written: "Posted by: Jane, 27 Sep 2011 | 15:22".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from content_cleaner.certainty import Seen
from content_cleaner.document import Kind, Reason
from content_cleaner.naming import Name
from content_cleaner.rules import UNSURE, Rule

# Below a bar to share stand comments as well as teasers.
NAMES: Mapping[Reason, Name] = {
    "comments": Name("comments", "below-article"),
    "share": Name("boilerplate", "below-article"),
}
LABEL = "-label"
MIN_WORDS_ABOVE = 100
MIN_ABOVE = 0.8
# In plain text no element tells the scorer of comments: it takes them for more likely.
MAX_BELOW: Mapping[Kind, float] = {"html": 0.7, "text": 0.8}
MIN_FALL: Mapping[Kind, float] = {"html": 0.2, "text": 0.15}
# Where a good part below is as sure as an article's paragraphs, the label stands inside of one.
SURE_SCORE, MIN_SURE_WORDS, MAX_SURE_SHARE = 0.95, 15, 0.2
# A label that stands again below text is a button of each post of a thread, not the head of what follows.
MIN_WORDS_BETWEEN = 15
MAX_LABELS = 12
MAX_LABEL_CHARS = 60
NOT_LETTERS = re.compile(r"[\W\d_]+")

THREAD = Name("comments", "thread")
# Words that label comments are no label beside those of other notices.
_LABELS = ("label", "count-label", "opening", "phrase", "wording")
LABELLING = frozenset((*(f"comments-{kind}" for kind in _LABELS), "navigation-wording"))
MIN_POSTS = 3
# The first may be signed at its end.
MAX_WORDS_TO_POST = 200
MAX_POST_CHARS, MAX_POST_WORDS = 140, 18
_CLOCK = r"(?:[01]?\d|2[0-3])\s?[:hч]\s?[0-5]\d"
_NOT_DIGITS = r"[^\d\n:]{1,14}"
# A day and an hour; two hours with no day are when something is open.
MOMENT = re.compile(
    rf"(?<![:\d])\d{{1,4}}{_NOT_DIGITS}{_CLOCK}(?!\d)|(?<![:\d]){_CLOCK}(?::\d\d)?{_NOT_DIGITS}(?!{_CLOCK})\d",
    re.IGNORECASE,
)
AGO = re.compile(
    r"\b(?:\d{1,2}|an?|one) ?(?:second|minute|min|hour|hr|day|week|month|year)s? ago\b|\bil y a \d"
    r"|\b(?:hace|há|vor|před|pred|منذ|قبل) \d{1,2} [^\W\d]"
    r"|\b\d{1,2} [^\W\d]{2,10} (?:fa|geleden|назад|тому|temu|önce|sedan|siden)\b"
    r"|\d ?(?:分钟|分鐘|小时|小時|天|分|時間|日)前|\d ?(?:분|시간|일) 전",
    re.IGNORECASE,
)
WORDS, DIGITS = re.compile(r"[^\W\d_]+(?:[ .'’-]+[^\W\d_]+)*"), re.compile(r"\d+")


def rest(kept: NDArray[np.bool_], seen: Seen) -> list[tuple[NDArray[np.bool_], Name]]:
    """Which of n kept blocks stand below the label that ends the article, and what they are; none without a label."""
    return _less_sure(kept, seen) or _thread(kept, seen)


def _less_sure(kept: NDArray[np.bool_], seen: Seen) -> list[tuple[NDArray[np.bool_], Name]]:
    """All below a label, where the scorer is less sure of it than of the text above."""
    labels = [i for i in np.flatnonzero(seen.of(*NAMES) & ~kept).tolist() if _name(seen.found[i])]
    if not labels:
        return []
    kind = seen.page.kind
    is_article = kept & (seen.scores >= SURE_SCORE) & (seen.words >= MIN_SURE_WORDS)
    words = np.concatenate(([0.0], np.cumsum(seen.words * kept, dtype=np.float64)))
    sums = np.concatenate(([0.0], np.cumsum(seen.words * kept * seen.scores, dtype=np.float64)))
    for label in labels[:MAX_LABELS]:
        above, below = words[label], words[-1] - words[label]
        if above < MIN_WORDS_ABOVE or below <= 0:
            continue
        sure, less_sure = sums[label] / above, (sums[-1] - sums[label]) / below
        if sure < MIN_ABOVE or less_sure > MAX_BELOW[kind] or sure - less_sure < MIN_FALL[kind]:
            continue
        if seen.words[label:][is_article[label:]].sum() > MAX_SURE_SHARE * below:
            continue
        name = _name(seen.found[label])
        if name is not None and not _stands_again(seen, label, words):
            return [(kept & (np.arange(len(kept)) > label), name)]
    return []


def _thread(kept: NDArray[np.bool_], seen: Seen) -> list[tuple[NDArray[np.bool_], Name]]:
    """All below a label of comments, where posts follow that say when they were written.

    None where a text above says so in the same form: it is the first post of a thread, and the others are its answers.
    """
    words = np.concatenate(([0.0], np.cumsum(seen.words * kept, dtype=np.float64)))
    below_text = ~kept & (words[:-1] >= MIN_WORDS_ABOVE) & (words[:-1] < words[-1])
    places = np.flatnonzero(seen.of("comments", least=UNSURE) & below_text).tolist()
    labels = [index for index in places if _may_label(seen, index)]
    if not labels:
        return []
    sums = np.concatenate(([0.0], np.cumsum(seen.words * kept * seen.scores, dtype=np.float64)))
    posts = _posts(seen)
    for label in labels[:MAX_LABELS]:
        above, below = words[label], words[-1] - words[label]
        forms = [form for index, form in posts if index > label]
        first = next((index for index, _ in posts if index > label), len(kept))
        if words[first] - words[label] > MAX_WORDS_TO_POST:  # a button above the text, as in a bar of tools
            continue
        is_surer = sums[label] / above >= (sums[-1] - sums[label]) / below
        if len(forms) >= MIN_POSTS and is_surer and not _stands_again(seen, label, words, posts[-1][0]):
            is_first = any(index < label and form in forms for index, form in posts)
            return [] if is_first else [(kept & (np.arange(len(kept)) > label), THREAD)]
    return []


def _may_label(seen: Seen, index: int) -> bool:
    is_short = len(seen.page.blocks[index].text) <= MAX_LABEL_CHARS
    return is_short and all(rule.id in LABELLING for rule in seen.found[index])


def _posts(seen: Seen) -> list[tuple[int, str]]:
    """The lines that say when a post was written, each with its form: "Jane Doe, Sep 21, 4:23 PM" is "a, a 9, 9:9".

    In HTML only with an hour: a list of other threads says how long ago each was.
    """
    posts = []
    for index in np.flatnonzero(seen.words <= MAX_POST_WORDS).tolist():
        text = seen.page.blocks[index].text
        if len(text) > MAX_POST_CHARS:
            continue
        moment = MOMENT.search(text) or (AGO.search(text) if seen.page.kind == "text" else None)
        if moment is not None:
            posts.append((index, WORDS.sub("a", DIGITS.sub("9", text[: moment.end()]))))
    return posts


def _name(rules: Sequence[Rule]) -> Name | None:
    """What stands below a block of these rules, where it is a label that may end the article."""
    named = (NAMES.get(rule.reason) for rule in rules if rule.decisive and rule.id.endswith(LABEL))
    return next(filter(None, named), None)


def _stands_again(seen: Seen, label: int, words: NDArray[np.float64], stop: int | None = None) -> bool:
    """Whether the label stands a second time above the block `stop`, with kept text in between."""
    blocks = seen.page.blocks
    own = _letters(blocks[label].text)
    first = next(filter(None, NOT_LETTERS.split(blocks[label].text.lower())), "")
    start = int(np.searchsorted(words[:-1], words[label] + MIN_WORDS_BETWEEN))
    return any(
        first in block.text.lower() and _letters(block.text) == own
        for block in blocks[max(start, label + 1) : stop]
        if len(block.text) <= MAX_LABEL_CHARS
    )


def _letters(text: str) -> str:
    return NOT_LETTERS.sub("", text[:MAX_LABEL_CHARS]).lower()
