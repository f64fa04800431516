"""Who signed the article and when, by its visible byline and date line, where the page's markup does not say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from content_cleaner import metadata
from content_cleaner.document import Passage
from content_cleaner.rules import writers

# The label “Text:” makes a credit of a line as often as a byline.
SIGNED = frozenset(("byline", "credit", "boilerplate"))
RULES = frozenset(("byline-names", "byline-dated"))
DATED = frozenset(("timestamp", "byline"))
# These lines stand above the article's text, or right below its beginning; those of teasers stand anywhere.
MAX_KEPT_ABOVE = 2
MIN_KEPT_BELOW = 2
# Far above the text menus begin with the same words: “By use case”.
MAX_LINES_ABOVE = 30
# Far above the text the day of today may stand, and far below its beginning those of comments.
MAX_ABOVE = 10
MAX_BELOW = 100
MAX_DAYS = 2


def author(passages: Sequence[Passage]) -> str | None:
    """The names in the byline of the article, None where there is none or where several bylines disagree."""
    first, last = _beginning(passages)
    above = list(_bylines(passages[max(0, first - MAX_LINES_ABOVE) : last]))
    for labelled in (True, False):
        found = {", ".join(byline.names) for byline in above if byline.names and byline.labelled == labelled}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _bylines(passages: Sequence[Passage]) -> Iterator[writers.Byline]:
    """The bylines among some passages; without a label names alone are one only where a rule took them for it."""
    labelled = False
    for passage in passages:
        if passage.reason in SIGNED:
            byline = writers.read(passage.text, labelled=labelled)
            if byline.labelled or passage.rule in RULES:
                yield byline
        elif labelled and not passage.kept:
            yield writers.read(passage.text, labelled=True)
        labelled = not passage.kept and writers.is_label(passage.text)


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
