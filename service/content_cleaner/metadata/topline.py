"""The headline of raw text: the line that stands twice, that the first line announces, or that is set off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from content_cleaner.document import Block, Page
from content_cleaner.metadata.plain import EAST, TITLE_SEPARATOR, fold

MAX_HEADLINE_WORDS = 40
MAX_HEADLINE_CHARS = 250
MIN_HEADLINE_CHARS = 8
# Shorter lines that stand twice are buttons: "Subscribe now".
MIN_REPEATED_CHARS = 18
MIN_EAST_CHARS = 8
MIN_GUESS_WORDS = 3
MIN_PROSE_CHARS = 60
MAX_LINES_ABOVE = 16
# A notice may stand above a headline; where more prose does, the article has begun.
MAX_PROSE_ABOVE = 1
# The page's title is the first line of its text, or stands behind a link to the content.
MAX_TITLE_LINES = 2
MAX_TITLE_PARTS = 6
# Menus stand between the page's title and its heading.
MAX_LINES_BELOW_TITLE = 1_500
MIN_ANNOUNCED_SHARE = 0.4
MAX_HEADING_LEVEL = 2
MAX_LINES_BEFORE_PROSE = 25
MIN_LINES_BELOW = 2
# Values of YAML that begin in the next line; comments behind others.
FOLDED = frozenset((">", ">-", ">+", "|", "|-", "|+"))
COMMENT = re.compile(r"\s#\s[^\"']*$")
QUOTES = "\"'"
GIVEN_TITLE = re.compile(r"[Tt]itle:[^\S\n]*+(\S[^\n]*)")
ENDINGS = (".", ":", "：")
SENTENCE_END = re.compile(r"[.!?…。！？؟।۔]")
ENDS_SENTENCE = re.compile(r"""[.!…。！:：;؛]["'”’»)\]]*$""")
# A salutation ends in a comma, a sentence in a full stop.
ENDS_OPEN = re.compile(r"""(?<!\.)[.。:：;؛,،，]["'”’»)\]]*$""")


def given(page: Page) -> str | None:
    """The title that a reader service or an author of Markdown puts above a page, among other lines about it."""
    head = page.blocks[: page.hints.get("head", 0)]
    for block, following in pairwise(head):
        found = GIVEN_TITLE.match(page.source, block.start, block.end)
        nested = block is not head[0] and page.source[block.start - 1] in " \t"
        if found is None or nested:
            continue
        value = following.text if found.group(1) in FOLDED else COMMENT.sub("", found.group(1)).strip()
        quoted = len(value) > 1 and value[0] in QUOTES and value[0] == value[-1]
        return (value[1:-1] if quoted else value).strip() or None
    return None


def told(page: Page) -> str | None:
    """The headline that a text tells for certain: by a line that stands twice, or that is given above it."""
    title = given(page)
    if title is not None:
        return _announced(page, title, page.hints["head"]) or title
    for index, block in enumerate(page.blocks[:MAX_TITLE_LINES]):
        announced = _announced(page, block.text, index + 1)
        if announced is not None:
            return announced
    return _repeated(page)


def guess(page: Page) -> tuple[str | None, bool]:
    """The first line above the prose of a text that could be its headline, and whether it is set off from the rest."""
    if page.blocks and _is_set_off(page):
        return page.blocks[0].text, True
    tops = [block.text for block in page.blocks if block.level == 1]
    if len(tops) == 1 and len(tops[0]) <= MAX_HEADLINE_CHARS:
        return tops[0], False
    for block in page.blocks[:MAX_LINES_ABOVE]:
        if _is_prose(block):
            break
        # A word or two are a menu's.
        if _is_shaped(block) and (len(block.text.split()) >= MIN_GUESS_WORDS or not block.text.isascii()):
            return (block.text if len(fold(block.text)) >= MIN_HEADLINE_CHARS else None), False
    return None, False


def _is_set_off(page: Page) -> bool:
    """Whether the text's only blank line parts its first line, no sentence, from lines with prose among them."""
    first, below = page.blocks[0], page.blocks[1:]
    if first.kind not in ("paragraph", "heading") or not 2 <= len(first.text) <= MAX_HEADLINE_CHARS:
        return False
    if len(below) < MIN_LINES_BELOW or len(first.text.split()) > MAX_HEADLINE_WORDS or ENDS_OPEN.search(first.text):
        return False
    if not any(block.kind == "paragraph" and _is_prose(block) for block in below[:MAX_LINES_ABOVE]):
        return False
    gaps = (_gap(page, before, after) for before, after in pairwise(page.blocks))
    return next(gaps) > 1 and all(gap == 1 for gap in gaps)


def _gap(page: Page, before: Block, after: Block) -> int:
    between = page.source[before.end : after.start]
    return max(between.count("\n"), between.count("\r"))


def _is_shaped(block: Block) -> bool:
    """Whether a line of plain text could be a headline: short, one line, not closed like a sentence."""
    words = block.text.split()
    if block.kind not in ("paragraph", "heading") or not 2 <= len(block.text) <= 250 or len(words) > MAX_HEADLINE_WORDS:
        return False
    return not ENDS_SENTENCE.search(block.text)


def _repeated(page: Page) -> str | None:
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
        if not _may_repeat(text, folded):
            continue
        for other, other_folded in lines[index + 1 : index + 4]:
            if other_folded == folded:
                return _plainer(text, other)
            if len(other) > MAX_HEADLINE_CHARS or min(len(folded), len(other_folded)) < 2 * MIN_HEADLINE_CHARS:
                continue
            if other_folded.startswith(folded) or folded.startswith(other_folded):
                return _plainer(*sorted((text, other), key=len))
    return None


def _may_repeat(text: str, folded: str) -> bool:
    """Whether a line is worth looking for again: no button, no sentence, no lead that the page's head holds as well."""
    return (
        _least(text) <= len(folded) and len(text) <= MAX_HEADLINE_CHARS and not ("。" in text or text.endswith(ENDINGS))
    )


def _least(text: str) -> int:
    """The letters and digits that a line has at least to be no button."""
    return MIN_EAST_CHARS if EAST.search(text) else MIN_REPEATED_CHARS


def _plainer(first: str, second: str) -> str:
    """Of two forms of the headline the one that is not in capitals, else the first."""
    return second if first.isupper() and not second.isupper() and len(second) <= len(first) else first


def _announced(page: Page, title: str, first: int) -> str | None:
    """The line from block `first` on that says the same as the page's title, mostly without the site's name.

    As `get_text` leaves pages: the title of the head first, then menus, then the heading above the prose.
    """
    wanted = dict.fromkeys(_parts(title)) if len(title) <= MAX_HEADLINE_CHARS else {}
    below = page.blocks[first:MAX_LINES_BELOW_TITLE] if wanted else ()
    found = [
        (len(folded), index)
        for index, block in enumerate(below, first)
        if len(block.text) <= len(title) and (folded := fold(block.text)) in wanted
    ]
    if not found and len(title) <= MAX_HEADLINE_CHARS:
        found = _headings_of(page, title, first)
    headings = [(length, index) for length, index in found if page.blocks[index].kind == "heading"]
    if len(headings) > 1:  # Markdown's: the page's title with the site's name, and the article's
        found = [entry for entry in headings if entry[0] == min(headings)[0]]
    longest = max(found, default=(0, 0))[0]
    for length, index in found:
        if length == longest and any(map(_is_prose, page.blocks[index + 1 : index + MAX_LINES_BEFORE_PROSE])):
            return page.blocks[index].text.lstrip("# ")
    return None


def _headings_of(page: Page, title: str, first: int) -> list[tuple[int, int]]:
    """The lengths and places of headings, however short, that are all of the title but the site's name behind it."""
    parts = [part for part in TITLE_SEPARATOR.split(title) if part]
    if len(parts) < 2:
        return []
    folded = {fold("".join(parts[:-1])), fold(parts[0])}
    return [
        (len(block.text), index)
        for index, block in enumerate(page.blocks[first:MAX_LINES_BELOW_TITLE], first)
        if block.kind == "heading" and block.level <= MAX_HEADING_LEVEL and fold(block.text) in folded
    ]


def _parts(title: str) -> Iterator[str]:
    """What of a page's title may be its heading, folded: all of it, or its first or last parts."""
    parts: Sequence[str] = [fold(part) for part in TITLE_SEPARATOR.split(title) if part][:MAX_TITLE_PARTS]
    whole = len("".join(parts))
    for cut in range(len(parts)):
        for some in ("".join(parts[: len(parts) - cut]), "".join(parts[cut:])):
            if len(some) >= max(_least(title), MIN_ANNOUNCED_SHARE * whole):
                yield some


def _is_prose(block: Block) -> bool:
    return len(block.text) >= MIN_PROSE_CHARS and SENTENCE_END.search(block.text) is not None
