"""Who signed the article, by its visible byline, where the page's markup does not say it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from content_cleaner.document import Passage
from content_cleaner.rules.captions import CAPITAL, PARTICLE
from content_cleaner.rules.phrasebook import phrasebook

RULES = frozenset(("byline-names", "byline-dated"))
# A byline stands above the article's text, or right below its beginning; those of teasers stand anywhere.
MAX_KEPT_ABOVE = 2
MIN_KEPT_BELOW = 2
MAX_CHARS = 120
MAX_NAMES = 4
# What follows is an office, a place, a day or the paper.
END = re.compile(r"\s[|/·•–—-]\s|\s(?:[Oo]f|[Ff]or|[Ii]n|[Aa]t|[Ff]rom|aus|für|dans|pour|para|per|w|dla)\s|\d|[:(]")
AND = re.compile(r"\s(?:and|und|et|y|e|i|en|og|och|και|и|та)\s|\s&\s", re.IGNORECASE)
NAME = re.compile(rf"{CAPITAL}(?: (?:{CAPITAL}|{PARTICLE}|af|dos|du|le|ter|zu)){{1,3}}")
# "Jane DoePublished" was two lines; "McDoe" and "DiRoe" are names.
GLUED = re.compile(r"\w{4}[a-zß-öø-ÿ][A-Z]")
NO_NAMES = frozenset("by the staff desk team editor editors newsroom redaktion published updated".split())


def author(passages: Sequence[Passage]) -> str | None:
    """The names in the byline of the article, None where there is none or where several bylines disagree."""
    found = {names for passage in _near_the_text(passages) if (names := ", ".join(_names(passage.text)))}
    return found.pop() if len(found) == 1 else None


def _near_the_text(passages: Sequence[Passage]) -> Iterator[Passage]:
    kept, total = 0, sum([passage.kept for passage in passages])
    for passage in passages:
        kept += passage.kept
        if kept > MAX_KEPT_ABOVE or total - kept < MIN_KEPT_BELOW:
            return
        if passage.rule in RULES and len(passage.text) <= MAX_CHARS:
            yield passage


def _names(line: str) -> list[str]:
    """“By Jane Doe and John Roe, Valley Post”: Jane Doe, John Roe; none where one is no name."""
    first_word, _, after = " ".join(line.split()).partition(" ")
    if first_word.lower() not in phrasebook().words["by"]:
        after = f"{first_word} {after}"
    end = END.search(after)
    told = after[: end.start()] if end is not None else after
    first, *more = AND.split(told)
    parts = [part.strip() for part in (*first.split(","), *more) if part.strip()]
    if not more:
        parts = parts[:1]  # behind a comma alone an office may stand as well as a name
    names = [part.split(",")[0].rstrip(",. ") for part in parts][:MAX_NAMES]
    return names if all(map(_is_name, names)) else []


def _is_name(name: str) -> bool:
    if NAME.fullmatch(name) is None or GLUED.search(name):
        return False
    words = {word.lower().rstrip(".") for word in name.split()}
    return words.isdisjoint(NO_NAMES) and words.isdisjoint(phrasebook().words["months"])
