"""Who signed the article and when, by its visible byline and date line, where the page's markup does not say it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from content_cleaner import metadata
from content_cleaner.document import Passage
from content_cleaner.rules.captions import CAPITAL, PARTICLE
from content_cleaner.rules.phrasebook import phrasebook

RULES = frozenset(("byline-names", "byline-dated"))
DATED = frozenset(("timestamp", "byline"))
# These lines stand above the article's text, or right below its beginning; those of teasers stand anywhere.
MAX_KEPT_ABOVE = 2
MIN_KEPT_BELOW = 2
MAX_CHARS = 120
# Far above the text the day of today may stand, and far below its beginning those of comments.
MAX_ABOVE = 10
MAX_BELOW = 100
MAX_DAYS = 2
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
    _, last = _beginning(passages)
    bylines = [p.text for p in passages[:last] if p.rule in RULES and len(p.text) <= MAX_CHARS]
    found = {names for line in bylines if (names := ", ".join(_names(line)))}
    return found.pop() if len(found) == 1 else None


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
    kept = [index for index, passage in enumerate(passages) if passage.kept]
    return (kept[0], kept[max(0, min(MAX_KEPT_ABOVE, len(kept) - MIN_KEPT_BELOW))]) if kept else (0, 0)


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
