"""Who signed the article and when, by its visible byline and date line, where the page's markup does not say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from content_cleaner import metadata
from content_cleaner.document import Passage
from content_cleaner.rules import writers
from content_cleaner.rules.phrasebook import fold

# The label “Text:” makes a credit of a line as often as a byline.
SIGNED = frozenset(("byline", "credit", "boilerplate"))
BELOW_LABEL = "byline-below-label"
RULES = frozenset(("byline-names", "byline-dated", BELOW_LABEL))
DATED = frozenset(("timestamp", "byline"))
# These lines stand above the article's text, or right below its beginning; those of teasers stand anywhere.
MAX_KEPT_ABOVE = 2
MIN_KEPT_BELOW = 2
# Far above the text menus begin with the same words: “By use case”.
MAX_LINES_ABOVE = 15
# Far above the text the day of today may stand, and far below its beginning those of comments.
MAX_ABOVE = 10
MAX_BELOW = 100
MAX_DAYS = 2


def author(passages: Sequence[Passage]) -> str | None:
    """The names in the byline of the article, None where there is none or where several bylines disagree."""
    first, last = _beginning(passages)
    found = list(_bylines(passages[max(0, first - MAX_LINES_ABOVE) : last]))
    for sure in (True, False):
        names = {fold(", ".join(names)): ", ".join(names) for names, by_rule in found if by_rule or not sure}
        if names:
            return names.popitem()[1] if len(names) == 1 else None
    return None


def _bylines(passages: Sequence[Passage]) -> Iterator[tuple[list[str], bool]]:
    """The names of each byline among some passages, and whether a rule took the line for one.

    Without a label names alone are a byline only where a rule took them for it.
    """
    for passage in passages:
        if passage.reason not in SIGNED:
            continue
        byline = writers.read(passage.text, labelled=passage.rule == BELOW_LABEL)
        by_rule = passage.rule in RULES
        said = byline.by == "label" or (byline.by == "opening" and passage.reason == "byline")
        if byline.names and (said or by_rule):
            yield byline.names, by_rule


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
