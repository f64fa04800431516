"""Who signed the article and when, by its visible byline and date line, where the page's markup does not say it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise, takewhile

from content_cleaner import metadata, naming
from content_cleaner.document import Passage
from content_cleaner.rules import writers
from content_cleaner.rules.phrasebook import fold

# The label “Text:” makes a credit of a line as often as a byline.
SIGNED = frozenset(("byline", "credit", "boilerplate"))
BELOW_LABEL = "byline-below-label"
RULES = frozenset(("byline-names", "byline-dated", BELOW_LABEL))
DATED = frozenset(("timestamp", "byline"))
# A line with a day, a label and a photographer's name may be taken for any of these.
LABELLED = SIGNED | DATED | {"caption"}
# These lines stand above the article's text, or right below its beginning; those of teasers stand anywhere.
MAX_KEPT_ABOVE = 2
MIN_KEPT_BELOW = 2
# Far above the text menus begin with the same words: “By use case”.
MAX_LINES_ABOVE = 15
# Far above the text the day of today may stand, and far below its beginning those of comments.
MAX_ABOVE = 10
MAX_BELOW = 100
MAX_DAYS = 2
# Below the text a label's names may stand, further down those of other articles and of comments.
MAX_LINES_BELOW = 5
OTHERS = frozenset(("comments", "related"))
# Lines that tell of an article often hold several fields: day, source, author.
FIELDS = re.compile(r"\s[|·•]\s|(?<!Photo)(?<!Foto)(?<!Book)(?<!Image)\s(?=[^\W\da-zß-öø-ÿа-яёα-ω][^\W\d]{1,19}[:：])")
MAX_FIELDS = 8
COLONS = (":", "：")
MAX_LINES_BELOW_HEADLINE = 2
# Markup names more in lists of articles and in threads.
MAX_TOGETHER = 3
YEAR = re.compile(r"(?<!\d)(?:199|20[0-4])\d(?!\d)")
# “HR Strategy”, “DIYHome Decor”: sections stand there as well.
NO_NAME = re.compile(r"\b[^\W\da-z]{2,3}\b|[A-Z]{2}[A-Z][a-z]")


def author(passages: Sequence[Passage]) -> str | None:
    """The names in the byline of the article, behind a label right below it, or alone between headline and day; None
    where there is none or where several disagree.
    """
    first, last = _beginning(passages)
    found = list(_bylines(passages[max(0, first - MAX_LINES_ABOVE) : last]))
    sure = [names for names, by_rule in found if by_rule]
    below = () if found else _labelled(_below(passages))
    for some in (sure, [names for names, _ in found], below):
        different = {fold(", ".join(names)): ", ".join(names) for names in some}
        if different:
            return different.popitem()[1] if len(different) == 1 else None
    return _above_day(passages)


def marked(texts: Sequence[str]) -> str | None:
    """The names in what markup says is the author's; None where there is none for sure, or more than write together."""
    read = [(text, writers.read(text, labelled=True)) for text in texts]
    names = [
        name
        for text, byline in read
        if byline.by or writers.is_nothing_else(text, byline.names)
        for name in byline.names
    ]
    return ", ".join(dict.fromkeys(names)) if 0 < len(names) <= MAX_TOGETHER else None


def _above_day(passages: Sequence[Passage]) -> str | None:
    """The names that stand by themselves right below the headline and right above a day or an hour.

    A place or a subject that stands there is in the text as well.
    """
    top = next((index for index, passage in enumerate(passages) if passage.kind == "headline"), None)
    if top is None:
        return None
    for passage, following in pairwise(passages[top + 1 : top + 2 + MAX_LINES_BELOW_HEADLINE]):
        dated = following.reason == "timestamp" and YEAR.search(following.text) is not None
        if passage.kept or not dated or not (passage.reason == "byline" or passage.rule in naming.UNRULED):
            continue
        names = writers.read(passage.text).names
        if writers.is_nothing_else(passage.text, names) and NO_NAME.search(passage.text) is None:
            body = fold(" ".join([p.text for p in passages if p.kept]))
            return None if any(fold(name) in body for name in names) else ", ".join(names)
    return None


def _bylines(passages: Sequence[Passage]) -> Iterator[tuple[list[str], bool]]:
    """The names of each byline among some passages, and whether a rule took the line for one.

    Without a label names alone are a byline only where a rule took them for it.
    """
    for passage in passages:
        if passage.reason in SIGNED:
            byline = writers.read(passage.text, labelled=passage.rule == BELOW_LABEL)
            by_rule = passage.rule in RULES
            said = byline.by == "label" or (byline.by == "opening" and passage.reason == "byline")
            if byline.names and (said or by_rule):
                yield byline.names, by_rule
                continue
        yield from ((names, False) for names in _labelled([passage]))


def _labelled(passages: Sequence[Passage]) -> Iterator[list[str]]:
    """The names behind labels, in lines of one field or of several: “12.03.2024 | Autor: Jana Nová | Foto: …”."""
    for passage in passages:
        if passage.rule == BELOW_LABEL:
            yield writers.read(passage.text, labelled=True).names
        elif passage.reason in LABELLED and any(colon in passage.text for colon in COLONS):
            for field in FIELDS.split(passage.text, MAX_FIELDS):
                byline = writers.read(field)
                if byline.names and byline.by == "label":
                    yield byline.names


def _below(passages: Sequence[Passage]) -> Sequence[Passage]:
    """The passages right below the article's text, down to what others have written."""
    end = next((index for index in range(len(passages) - 1, -1, -1) if passages[index].kept), len(passages))
    below = passages[end + 1 : end + 1 + MAX_LINES_BELOW]
    return list(takewhile(lambda passage: passage.reason not in OTHERS, below))


def day(passages: Sequence[Passage], language: str | None) -> str | None:
    """The day (YYYY-MM-DD) of the article's date line; of two the first, as articles change after they appear; None
    where more days stand there, as above the posts of a thread.

    language: ISO 639-1 code of the text, None where it is not known.
    """
    first, last = _beginning(passages)
    near = passages[max(0, first - MAX_ABOVE) : min(last, first + MAX_BELOW)]
    days = {found for p in near if p.reason in DATED and (found := metadata.day(p.text, language))}
    return min(days) if 0 < len(days) <= MAX_DAYS else None


def _beginning(passages: Sequence[Passage]) -> tuple[int, int]:
    """Where the article's text begins, and where it has begun: what is left below would be no article."""
    first = (index for index, passage in enumerate(passages) if passage.kept)
    kept = list(islice(first, MAX_KEPT_ABOVE + MIN_KEPT_BELOW))
    return (kept[0], kept[max(0, min(MAX_KEPT_ABOVE, len(kept) - MIN_KEPT_BELOW))]) if kept else (0, 0)
