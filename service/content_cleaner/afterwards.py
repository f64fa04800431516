"""What comes after the article: below a label of comments or of sharing, where what stands below is none.

Comments read like an article, one by one; what tells them is where they stand, and that the scorer is less sure of them
than of the text above the label, or that each says who wrote it and when: "Posted by: Jane, 27 Sep 2011 | 15:22".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from content_cleaner.blocks.sentences import ends_sentence
from content_cleaner.certainty import Seen
from content_cleaner.document import Reason
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
MAX_BELOW, MIN_FALL = 0.7, 0.2
# In plain text no element tells the scorer of comments: it takes them for more likely, but so it does answers.
LOOSER = (0.8, 0.15)
# The lines of a recipe are shorter than comments.
MIN_TEXT_WORDS, MIN_TEXT_SHARE = 8, 0.5
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
# Words of a post, and those that may stand above the first and below the last: a title, a button.
MIN_POST_TEXT, MAX_POST_TEXT, MAX_WORDS_BESIDE = 5, 200, 12
# Of statements the scorer is as sure as of the rest of an article; of comments only of some.
MIN_THREAD_FALL, MAX_SURE_IN_THREAD = 0.05, 0.5
MIN_TEXTS, MIN_TEXTS_WHERE_SURE = 2, 4
MAX_POST_CHARS, MAX_POST_WORDS, MAX_WORDS_BEHIND = 140, 18, 3
MAX_POSTS = 1_000
# Blocks above the first text in which a forum says when it was posted.
NEAR = 8
# Who wrote it, in the line or in one above.
NAME, MAX_NAME_WORDS = re.compile(r"[^\W\d_]{3}|[\u3040-\u9fff\uac00-\ud7a3]{2}"), 4
NAME_BEHIND = re.compile(r"[^\W\d_]{4}")  # "Uhr" is none
_CLOCK = r"(?:[01]?\d|2[0-3])\s?[:hч]\s?[0-5]\d"
_NOT_DIGITS = r"[^\d\n:]{1,14}"
# A day and an hour; two hours with no day are when something is open.
MOMENT = re.compile(
    rf"(?<![:\d])\d{{1,4}}{_NOT_DIGITS}{_CLOCK}(?!\d)|(?<![:\d]){_CLOCK}(?::\d\d)?{_NOT_DIGITS}(?!{_CLOCK}|\d\d?\s?[ap]\.?m)\d",
    re.IGNORECASE,
)
AGO = re.compile(
    r"\b(?:\d{1,2}|an?|one) ?(?:second|minute|min|hour|hr|day|week|month|year)s? ago\b"
    r"|\bil y a \d{1,2} (?:sec|min|h|jour|sem|mois|ans?\b)"
    r"|\b(?:hace|há) \d{1,2} (?:seg|min|h|d[ií]as?\b|sem|mes|mês|años?\b|anos?\b)"
    r"|\bvor \d{1,2} (?:Sek|Min|St|Tag|Woche|Mon|Jahr)|\b(?:před|pred) \d{1,2} (?:sek|min|hod|dň|dn|týd|měs|let|ro)"
    r"|(?:منذ|قبل) \d{1,2} [^\W\d]"
    r"|\b\d{1,2} [^\W\d]{2,10} (?:fa|geleden|назад|тому|temu|önce|sedan|siden)\b"
    r"|\d ?(?:分钟|分鐘|小时|小時|天|分|時間|日)前|\d ?(?:분|시간|일) 전",
    re.IGNORECASE,
)
WORDS, DIGITS = re.compile(r"[^\W\d_]+(?:[ .'’-]+[^\W\d_]+)*"), re.compile(r"\d+")


def rest(kept: NDArray[np.bool_], seen: Seen) -> list[tuple[NDArray[np.bool_], Name]]:
    """Which of n kept blocks stand below the label that ends the article, and what they are; none without a label."""
    return _less_sure(kept, seen) or _thread(kept, seen)


class _Sums(NamedTuple):
    """Of n blocks, for each and for the whole (n + 1): kept words above, and these times their scores; which of the
    blocks (n) read for certain like an article's paragraphs.
    """

    words: NDArray[np.float64]
    scores: NDArray[np.float64]
    is_article: NDArray[np.bool_]

    @classmethod
    def of(cls, kept: NDArray[np.bool_], seen: Seen) -> _Sums:
        words = seen.words * kept
        is_article = kept & (seen.scores >= SURE_SCORE) & (seen.words >= MIN_SURE_WORDS)
        return cls(_above(words), _above(words * seen.scores), is_article)

    def means(self, label: int) -> tuple[float, float]:
        """The mean score of the words above a label and below it, where there are both."""
        above, below = self.words[label], self.words[-1] - self.words[label]
        return float(self.scores[label] / above), float((self.scores[-1] - self.scores[label]) / below)

    def sure_share(self, label: int, seen: Seen) -> float:
        """Of the words below a label the share that reads for certain like an article's paragraphs."""
        sure = seen.words[label:][self.is_article[label:]].sum()
        return float(sure / (self.words[-1] - self.words[label]))


def _above(values: NDArray[np.float32]) -> NDArray[np.float64]:
    return np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))


def _less_sure(kept: NDArray[np.bool_], seen: Seen) -> list[tuple[NDArray[np.bool_], Name]]:
    """All below a label, where the scorer is less sure of it than of the text above."""
    labels = [i for i in np.flatnonzero(seen.of(*NAMES) & ~kept).tolist() if _name(seen.found[i])]
    if not labels:
        return []
    sums, comments = _Sums.of(kept, seen), seen.of("comments")
    words, texts = sums.words, _above(seen.words * (kept & (seen.words >= MIN_TEXT_WORDS)))
    may_be_loose = seen.page.kind == "text" and not _is_posted(kept, seen)
    for label in labels[:MAX_LABELS]:
        below = words[-1] - words[label]
        if words[label] < MIN_WORDS_ABOVE or below <= 0:
            continue
        sure, less_sure = sums.means(label)
        is_loose = may_be_loose and comments[label] and texts[-1] - texts[label] >= MIN_TEXT_SHARE * below
        most, fall = LOOSER if is_loose else (MAX_BELOW, MIN_FALL)
        if sure < MIN_ABOVE or less_sure > most or sure - less_sure < fall:
            continue
        name = _name(seen.found[label])
        is_inside = sums.sure_share(label, seen) > MAX_SURE_SHARE
        if name is not None and not is_inside and not _stands_again(seen, label, words):
            return [(kept & (np.arange(len(kept)) > label), name)]
    return []


def _thread(kept: NDArray[np.bool_], seen: Seen) -> list[tuple[NDArray[np.bool_], Name]]:
    """All below a label of comments, where posts follow that say who wrote them and when.

    None where a text above says when in the same form, or how long ago: it is the first post of a thread, and the
    others are its answers.
    """
    places = np.flatnonzero(seen.of("comments", least=UNSURE) & ~kept).tolist()
    if not places:
        return []
    sums = _Sums.of(kept, seen)
    words, read = sums.words, _above(seen.words)
    below_text = (words[:-1] >= MIN_WORDS_ABOVE) & (words[:-1] < words[-1])
    labels = [index for index in places if below_text[index] and _may_label(seen, index)]
    posts = _posts(seen) if labels else []
    for label in labels[:MAX_LABELS]:
        later = [index for index, _ in posts if index > label]
        texts = _texts(label, later, words, read) if len(later) >= MIN_POSTS else 0
        sure, less_sure = sums.means(label)
        is_sure = sums.sure_share(label, seen) > MAX_SURE_IN_THREAD
        if sure - less_sure < MIN_THREAD_FALL or texts < (MIN_TEXTS_WHERE_SURE if is_sure else MIN_TEXTS):
            continue
        if not _stands_again(seen, label, words, later[-1]):
            forms = {form for index, form in posts if index > label}
            is_first = _is_posted(kept, seen) or any(index < label and form in forms for index, form in posts)
            return [] if is_first else [(kept & (np.arange(len(kept)) > label), THREAD)]
    return []


def _texts(label: int, posts: Sequence[int], kept: NDArray[np.float64], read: NDArray[np.float64]) -> int:
    """How many texts the lines that say when one was written begin or end, 0 where much stands beside them.

    kept, read: words above each block, those kept and all, and of the whole. Where each post begins with its line,
    some may be gone already; where it ends with it, links and their dates look the same.
    """
    before, behind = kept[posts[0]] - kept[label], kept[-1] - kept[posts[-1]]
    if before <= MAX_WORDS_BESIDE and behind <= MAX_POST_TEXT:
        sizes = [*np.diff(read[list(posts)]), behind]
    elif behind <= MAX_WORDS_BESIDE and before <= MAX_POST_TEXT:
        sizes = [before, *np.diff(kept[list(posts)])]
    else:
        return 0
    return sum(size >= MIN_POST_TEXT for size in sizes)


def _may_label(seen: Seen, index: int) -> bool:
    is_short = len(seen.page.blocks[index].text) <= MAX_LABEL_CHARS
    return is_short and all(rule.id in LABELLING for rule in seen.found[index])


def _posts(seen: Seen) -> list[tuple[int, str]]:
    """The lines, kept or not, that end with the moment at which something was written, each with its form.

    That of "Jane Doe, Sep 21, 4:23 PM" is "a, a 9, 9:9". In HTML only with an hour: a list of other threads says how
    long ago each was.
    """
    posts: list[tuple[int, str]] = []
    for index in np.flatnonzero(seen.words <= MAX_POST_WORDS).tolist():
        text = seen.page.blocks[index].text
        if len(text) > MAX_POST_CHARS:
            continue
        moment = MOMENT.search(text) or (AGO.search(text) if seen.page.kind == "text" else None)
        if moment is None or ends_sentence(text) or text.count(" ", moment.end()) > MAX_WORDS_BEHIND:
            continue
        is_signed = (
            NAME.search(text[: moment.start()]) is not None or NAME_BEHIND.search(text, moment.end()) is not None
        )
        if not is_signed and not (index and seen.words[index - 1] <= MAX_NAME_WORDS):
            continue
        posts.append((index, WORDS.sub("a", DIGITS.sub("9", text[: moment.end()]))))
        if len(posts) == MAX_POSTS:
            break
    return posts


def _is_posted(kept: NDArray[np.bool_], seen: Seen) -> bool:
    """Whether above the first text of plain text stands how long ago it was posted: answers may stand below.

    Several such lines are of a list of other pages.
    """
    top = int(np.argmax(kept & (seen.words >= MIN_SURE_WORDS)))
    above = [block.text for block in seen.page.blocks[max(0, top - NEAR) : top]]
    ago = [text for text in above if len(text) <= MAX_POST_CHARS and AGO.search(text)]
    return seen.page.kind == "text" and len(ago) == 1


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
