"""The headline of a page or a text: its candidates, compared by text and never by tag alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, islice
from typing import NamedTuple

from content_cleaner.document import Block, Page
from content_cleaner.metadata import topline
from content_cleaner.metadata.plain import TITLE_SEPARATOR, fold, unescaped

MAX_TITLE_CHARS = 400
MIN_HEADLINE_CHARS = 8
# A link to the heading itself; "C#" and "F#" are names.
PERMALINK = re.compile(r" ?¶$| #$|(?<=\w{3})#$")
CODE_SPAN = re.compile(r"`([^`]++)`")
MAX_TOPS = 5
MAX_SITE_CHARS = 60
BARS = ("|", "｜")
MAX_BLOCKS_BELOW = 100
# Weaker than TITLE_SEPARATOR: for what stands in a block of its own besides.
ANY_SEPARATOR = re.compile(r"\s*(?:[|｜»›•·ㅣ—＿]|::|--|(?<![a-zA-Z0-9])[-–_]|[-–_](?![a-zA-Z0-9])|:\s)\s*")
MAX_SEPARATORS = 12
MAX_SIGNS = 4
MIN_ALONE_SHARE, MIN_HEADING_SHARE = 0.4, 0.25
# A kicker glued to a headline is shorter than the headline.
MIN_ANNOUNCED_SHARE = 0.5
# What templates and editors write where nobody gave a title.
UNNAMED = frozenset(map(fold, ("Untitled Document", "Untitled", "Untitled Page", "New Page", "Page Title", "Document")))
UNNAMED |= frozenset(map(fold, ("Home", "Homepage", "Home Page", "Index", "Article", "News", "Post", "Blog")))


class Headlines(NamedTuple):
    """Candidates for the headline, best first.

    certain: the document says so; guess: the first line looks so, and where `apart` it is set off from all the rest.
    """

    certain: tuple[str, ...]
    guess: str | None = None
    apart: bool = False

    @property
    def all(self) -> tuple[str, ...]:
        """Every candidate, best first."""
        return self.certain or ((self.guess,) if self.guess else ())


class _Top(NamedTuple):
    """A heading of the first level: its text, the number of its block and of the element that holds it."""

    text: str
    number: int
    holder: int


def headlines(page: Page, title: str | None = None) -> Headlines:
    """The headline that the caller, the page's head or the text's first lines give."""
    found = [title] if title else []
    guess, apart = None, False
    if page.kind == "html":
        found += _html_headlines(page)
    elif not title:
        told = topline.told(page)
        found += [title_of(told, page) if told == topline.given(page) else told] if told else []
        guess, apart = topline.guess(page)
    unique: dict[str, str] = {}
    for candidate in found:
        text = " ".join(candidate.split())[:MAX_TITLE_CHARS]
        if fold(text):
            unique.setdefault(fold(text), text)
    return Headlines(tuple(unique.values()), guess.lstrip("# ") if guess else None, apart and not unique)


def _html_headlines(page: Page) -> list[str]:
    """The page's headings that its head announces, then what else the head announces."""
    meta = page.hints.get("meta", {})
    site = _readable(meta.get("og:site_name", ""))
    tag_title = _readable(page.hints.get("title", ""))
    if fold(tag_title) in UNNAMED:
        tag_title = ""
    social = _readable(meta.get("og:title") or meta.get("twitter:title") or "")
    linked = [_readable(h) for item in page.hints.get("articles", ()) if isinstance(h := item.get("headline"), str)]
    announced = [fold(t) for t in (tag_title, social, *linked) if t]
    headings = [(i, b) for i, b in enumerate(page.blocks) if b.kind == "heading" and b.level == 1 and not b.hidden]
    tops = [_Top(_readable(b.text), i, _holder(page, b)) for i, b in headings[:MAX_TOPS]]
    titles = [_without_site(t, site) for t in (social, *linked[:1]) if t]
    named = [*titles, *([_without_site(tag_title, site)] if tag_title else ())]
    tops = [t for t in tops if not _is_site_name(page, t, site, (tag_title, social, *linked[:1]))]
    texts = [t.text for t in tops] + _joined(tops, announced)
    shown = [t for t in texts if len(fold(t)) >= 4 and any(fold(t) in a or (a and a in fold(t)) for a in announced)]
    longest_first = sorted(shown, key=len, reverse=True)
    alone = [] if longest_first else _alone(page, tag_title, titles)
    found = _behind_kicker(longest_first, titles, site) + longest_first + alone + named
    if not longest_first and len(tops) == 1 and not found:
        found = texts
    return found + [b.text for _, b in headings[:MAX_TOPS] if "&" in b.text and _readable(b.text) in found]


def _alone(page: Page, title: str, others: Sequence[str]) -> list[str]:
    """The first or last parts of the page's title, the longest that are a heading or else a block of their own.

    others: the titles that the page's head gives besides; each of them must agree.
    """
    if len(title) > MAX_TITLE_CHARS:
        return []
    cuts = list(islice(ANY_SEPARATOR.finditer(title), MAX_SEPARATORS))
    heads = (title[: cut.start()] for cut in cuts if cut.group().strip() != ":")
    parts = [*heads, *(title[cut.end() :] for cut in cuts)]
    least = max(MIN_HEADLINE_CHARS, MIN_HEADING_SHARE * len(fold(title)))
    wanted = {folded: part.strip() for part in parts if len(folded := fold(part)) >= least}
    for other in others:
        wanted = {folded: part for folded, part in wanted.items() if _same(folded, fold(other))}
    longest = max(map(len, wanted.values()), default=0)
    enough = MIN_ALONE_SHARE * len(fold(title))
    found = {
        (block.kind == "heading", len(folded), folded)
        for block in page.blocks
        if len(block.text) <= longest + MAX_SIGNS and not block.hidden and (folded := fold(block.text)) in wanted
        if block.kind == "heading" or len(folded) >= enough
    }
    return [wanted[max(found)[-1]]] if found else []


def _readable(title: str) -> str:
    """A title as readers know it: without characters escaped twice and without the sign that links to it."""
    return PERMALINK.sub("", " ".join(unescaped(title).split()))


def _holder(page: Page, block: Block) -> int:
    """The number of the <h1> that holds a block, -1 where none does."""
    number = block.element
    while number >= 0 and page.labels[page.elements.labels[number]].tag != "h1":
        number = page.elements.parents[number]
    return number


def _joined(tops: Sequence[_Top], announced: Sequence[str]) -> list[str]:
    """Headings that stand on several lines, as one where the head announces them so."""
    groups = [[top.text for top in group] for holder, group in groupby(tops, lambda t: t.holder) if holder >= 0]
    joined = [" ".join(texts) for texts in groups if len(texts) > 1]
    return [text for text in joined if any(fold(text) in title for title in announced)]


def _behind_kicker(headings: Sequence[str], titles: Sequence[str], site: str) -> list[str]:
    """The announced title that is all of the longest heading but a few words before it."""
    if not headings:
        return []
    whole = fold(headings[0])
    for title in titles:
        folded = fold(title)
        fits = len(folded) >= MIN_HEADLINE_CHARS and MIN_ANNOUNCED_SHARE * len(whole) <= len(folded)
        if fits and whole.find(folded) > 0 and folded != fold(site):
            return [title]
    return []


def _is_site_name(page: Page, top: _Top, site: str, titles: Sequence[str]) -> bool:
    """Whether a heading is the site's name, and another title stands beside it in the page's head.

    titles: the page's own, then those that it gives to others.
    """
    folded = fold(top.text)
    known = folded == fold(site)
    announcing = [f for title in titles[1:] if title and (f := fold(_without_site(title, site))) != folded]
    if not folded or (not known and any(folded in fold(title) for title in titles[1:])):
        return False
    for title in titles[:2]:
        parts = [fold(part) for part in TITLE_SEPARATOR.split(title) if part]
        if len(parts) < 2 or folded not in (parts if known else parts[-1:]):
            continue
        other = "".join(part for part in parts if part != folded)
        if len(other) < MIN_HEADLINE_CHARS or (not known and len(other) <= len(folded)):
            continue
        if any(_same(other, a) for a in announcing) or _is_heading_below(page, top.number, other):
            return True
    return False


def _same(first: str, second: str) -> bool:
    """Whether of two folded titles one holds the other."""
    shorter, longer = sorted((first, second), key=len)
    return shorter == longer or (len(shorter) >= MIN_HEADLINE_CHARS and shorter in longer)


def _is_heading_below(page: Page, index: int, folded: str) -> bool:
    """Whether a heading says the same, not far below that block."""
    below = page.blocks[index + 1 : index + 1 + MAX_BLOCKS_BELOW]
    return any(block.kind == "heading" and not block.hidden and _same(folded, fold(block.text)) for block in below)


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


def title_of(line: str, page: Page) -> str:
    """The title that a line of a raw text is: without a Markdown sign, and without a site's name behind it.

    A name behind a bar is the site's; one behind a dash is where it stands alone elsewhere in the text.
    """
    title = PERMALINK.sub("", CODE_SPAN.sub(r"\1", line.lstrip("# ")))
    parts = TITLE_SEPARATOR.split(title)
    if len(parts) < 2:
        return title
    last = fold(parts[-1])
    alone = any(len(block.text) <= MAX_SITE_CHARS and fold(block.text) == last for block in page.blocks)
    return _without_site(title, "") if alone or any(bar in title for bar in BARS) else title
