"""The headline of a page or a text: its candidates, compared by text and never by tag alone."""

from __future__ import annotations

import re
from typing import NamedTuple

from content_cleaner.document import Block, Page
from content_cleaner.metadata.hints import articles

NOT_ALPHANUMERIC = re.compile(r"[\W_]+")
MAX_TITLE_CHARS = 400
MAX_HEADLINE_WORDS = 40
MIN_HEADLINE_CHARS = 8
MIN_GUESS_WORDS = 3
MIN_PROSE_CHARS = 60
MAX_HEADLINE_CHARS = 250
MAX_LINES_ABOVE = 16
# A notice may stand above a headline; where more prose does, the article has begun.
MAX_PROSE_ABOVE = 1
SENTENCE_END = re.compile(r"[.!?…。！？؟]")
TITLE_SEPARATOR = re.compile(r"\s+[|–—·•»›:\-]{1,2}\s+|\s*[|｜»]\s*|\s+::\s+|[＿_]")
ENDS_SENTENCE = re.compile(r"""[.!…。！:：;؛]["'”’»)\]]*$""")


def fold(text: str) -> str:
    """A text for comparing: lower case, letters and digits only."""
    return NOT_ALPHANUMERIC.sub("", text.casefold())


def folds_to(text: str, folded: str) -> bool:
    """Whether a text is, folded, that one; most are told apart by their length and first letter."""
    # Folding lengthens a text threefold at most.
    if 3 * len(text) < len(folded):
        return False
    first = text[:1]
    if first.isascii() and first.isalnum() and not folded.startswith(first.lower()):
        return False
    return fold(text) == folded


class Headlines(NamedTuple):
    """Candidates for the headline, best first. `certain`: the document says so; `guess`: the first line looks so."""

    certain: tuple[str, ...]
    guess: str | None = None

    @property
    def all(self) -> tuple[str, ...]:
        """Every candidate, best first."""
        return self.certain or ((self.guess,) if self.guess else ())


def headlines(page: Page, title: str | None = None) -> Headlines:
    """The headline that the caller, the page's head or the text's first lines give."""
    found = [title] if title else []
    guess = None
    if page.kind == "html":
        found += _html_headlines(page)
    elif not title:
        repeated = _repeated_line(page)
        found += [repeated] if repeated else []
        guess = _first_headline_shaped(page)
    unique: dict[str, str] = {}
    for candidate in found:
        text = " ".join(candidate.split())[:MAX_TITLE_CHARS]
        if fold(text):
            unique.setdefault(fold(text), text)
    return Headlines(tuple(unique.values()), guess.lstrip("# ") if guess else None)


def _html_headlines(page: Page) -> list[str]:
    meta = page.hints.get("meta", {})
    site = meta.get("og:site_name", "")
    tag_title = page.hints.get("title", "")
    social = meta.get("og:title") or meta.get("twitter:title") or ""
    tops = [b.text for b in page.blocks if b.kind == "heading" and b.level == 1 and not b.hidden][:5]
    linked = [h for item in articles(page.hints.get("linked_data", ())) if isinstance(h := item.get("headline"), str)]
    announced = [fold(t) for t in (tag_title, social, *linked) if t]
    shown = [t for t in tops if len(fold(t)) >= 4 and any(fold(t) in a or (a and a in fold(t)) for a in announced)]
    longest_first = sorted(shown, key=len, reverse=True)
    found = longest_first + [_without_site(t, site) for t in (social, *linked[:1], tag_title) if t]
    if not longest_first and len(tops) == 1 and not found:
        found = tops
    return found


def _without_site(title: str, site: str) -> str:
    """A page title without the site's name or section after (or before) it."""
    parts = [p for p in TITLE_SEPARATOR.split(title) if p]
    if len(parts) < 2:
        return title
    folded = fold(site)
    if folded:
        kept = [p for p in parts if fold(p) != folded]
        if kept and len(kept) < len(parts):
            position = title.find(kept[0])
            end = title.find(kept[-1], position) + len(kept[-1])
            return title[position:end]
    first, last = parts[0], parts[-1]
    if len(last) < len(first) and len(last.split()) <= 5:
        return title[: title.rfind(last)].rstrip(" |–—·•»›:-｜_＿")
    return title


def is_headline_shaped(block: Block) -> bool:
    """Whether a line of plain text could be a headline: short, one line, not closed like a sentence."""
    words = block.text.split()
    if block.kind not in ("paragraph", "heading") or not 2 <= len(block.text) <= 250 or len(words) > MAX_HEADLINE_WORDS:
        return False
    return not ENDS_SENTENCE.search(block.text)


def _first_headline_shaped(page: Page) -> str | None:
    """The first line above the prose of a text that could be its headline; a word or two are a menu's."""
    for block in page.blocks[:MAX_LINES_ABOVE]:
        if _is_prose(block):
            return None
        if is_headline_shaped(block) and (len(block.text.split()) >= MIN_GUESS_WORDS or not block.text.isascii()):
            return block.text if len(fold(block.text)) >= MIN_HEADLINE_CHARS else None
    return None


def _repeated_line(page: Page) -> str | None:
    """A line near the start of a text that stands again right below: whole, cut, in capitals or with the site's name.

    The headline is repeated because the page's title, its heading and its teaser were scraped together; a refrain
    has no prose below it.
    """
    blocks = page.blocks
    if not any(_is_prose(block) for block in blocks[1:30]):
        return None
    lines = [
        (block.text.lstrip("# "), fold(block.text[: MAX_HEADLINE_CHARS + 1])) for block in blocks[:MAX_LINES_ABOVE]
    ]
    above = 0
    for index, (text, folded) in enumerate(lines):
        above += _is_prose(blocks[index])
        if above > MAX_PROSE_ABOVE:
            return None
        if len(folded) < MIN_HEADLINE_CHARS or len(text) > MAX_HEADLINE_CHARS or text.endswith((".", ":", "：")):
            continue
        if "。" in text:  # a lead that the page's head holds as well
            continue
        for other, other_folded in lines[index + 1 : index + 4]:
            if other_folded == folded:
                return _plainer(text, other)
            if len(other) > MAX_HEADLINE_CHARS or min(len(folded), len(other_folded)) < 2 * MIN_HEADLINE_CHARS:
                continue
            if other_folded.startswith(folded) or folded.startswith(other_folded):
                return _plainer(*sorted((text, other), key=len))
    return None


def _plainer(first: str, second: str) -> str:
    """Of two forms of the headline the one that is not in capitals, else the first."""
    return second if first.isupper() and not second.isupper() and len(second) <= len(first) else first


def _is_prose(block: Block) -> bool:
    return len(block.text) >= MIN_PROSE_CHARS and SENTENCE_END.search(block.text) is not None
