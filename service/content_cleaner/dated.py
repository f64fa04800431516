"""When the article was published, by the date line above its text, where the page's markup does not say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from content_cleaner import metadata
from content_cleaner.document import Passage

REASONS = frozenset(("timestamp", "byline"))
# A date line stands above the article's text, or right below its beginning; those of teasers stand anywhere.
MAX_KEPT_ABOVE = 2
MIN_KEPT_BELOW = 2
# Far above the text the day of today may stand, and far below its beginning those of comments.
MAX_ABOVE = 10
MAX_BELOW = 100
MAX_DAYS = 2


def day(passages: Sequence[Passage], language: str | None) -> str | None:
    """The day (YYYY-MM-DD) of the article's date line; of two the first, as articles change after they appear; None
    where more days stand there, as above the posts of a thread.

    language: ISO 639-1 code of the text, None where it is not known.
    """
    days = {found for passage in _near_the_text(passages) if (found := metadata.day(passage.text, language))}
    return min(days) if 0 < len(days) <= MAX_DAYS else None


def _near_the_text(passages: Sequence[Passage]) -> Iterator[Passage]:
    """The removed dates and bylines around where the text begins."""
    kept = [index for index, passage in enumerate(passages) if passage.kept]
    if not kept:
        return
    first = kept[0]
    last = min(first + MAX_BELOW, kept[max(0, min(MAX_KEPT_ABOVE, len(kept) - MIN_KEPT_BELOW - 1))])
    for passage in passages[max(0, first - MAX_ABOVE) : last]:
        if passage.reason in REASONS:
            yield passage
