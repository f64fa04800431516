"""Text whose elements were put together without anything between: “HomeNewsThe bridge reopens.The council …”.

`get_text()` and `textContent` leave pages so that have no line breaks between their elements. Such text is cut where
one element ends and the next begins, as far as letters show it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from content_cleaner.blocks.broken import SENTENCE_SIGNS
from content_cleaner.blocks.lines import Line

_LETTERS = [chr(code) for code in range(0x41, 0x587)]  # Latin, Greek, Cyrillic, Armenian: scripts with capitals
LOWER = "".join(letter for letter in _LETTERS if letter.islower())
UPPER = "".join(letter for letter in _LETTERS if letter.isupper())
OPENERS = "\"'“‘«„(\\[¿¡"
POINT = re.compile(
    rf"""(?P<sentence>(?:(?:[{LOWER}]{{2}}|\d{{3}}|[)%”»])[.…]|[{LOWER}\d)%”»][!?])[.!?…]*["'”’»)\]]*"""
    rf"""(?=[{OPENERS}]?[{UPPER}][{LOWER}{UPPER}’' ]))(?!(?:Com|Co|Org|Net)\b)"""
    rf"|[{LOWER}]{{2}}(?=[{UPPER}][{LOWER}{UPPER}’' ])"
    rf"|[{LOWER}]{{2}}(?=[“«][{UPPER}])"
    rf"|\d(?=[{UPPER}][{LOWER}]{{2}})|[)\]”»](?=[{UPPER}][{LOWER}])|[{LOWER}\d.)](?=©)"
)
LOW_QUOTE = "„"  # with it “ closes a quotation
# Letters up to where a search ends.
WORD_END = re.compile(rf"[{LOWER}{UPPER}]+\Z")
# A web or mail address, or a query, up to where a search ends.
ADDRESS = re.compile(r"(?:://|www\.|[=@&?]\w|\w/\w)[^\s\[\]]*\Z")
MAX_ADDRESS_CHARS = 200
BLANK = re.compile(r"\s")
# Names that are written so: what stands before their second capital, and whole.
NAME_STARTS = frozenset("Mc Mac De Di Du La Le Lo Van Von Fitz San Al El Bel Del Mac".split())
NAMES = frozenset(
    "airbnb bitcoin blackberry blackrock bytedance chatgpt coinbase deepmind dreamworks facetime fedex firefox github "
    "gitlab glaxosmithkline hubspot icloud imessage iphone itunes javascript linkedin mastercard macbook macos mongodb "
    "mysql mytheresa nodejs openai openstreetmap paypal photoshop playstation postgresql powerpoint powershell "
    "pricewaterhousecoopers servicenow sharepoint skynews snapchat soundcloud spacex stackoverflow techcrunch tiktok "
    "tripadvisor typescript unitedhealth weightwatchers wework whatsapp wikileaks wikipedia wordpress youtube".split()
)
# So much of a text is looked at for evidence, and so much there must be.
MAX_EVIDENCE_CHARS = 200_000
MIN_EVIDENCE = 3
# A word of so many parts is no name.
MIN_PARTS = 3
# Of a text that is all so, a name cut in two is the smaller harm.
MAX_MIXED = 10
AROUND = 40
# Names in Bantu languages begin behind such prefixes, as in “eMbali” and “saseMbali”.
MAX_PREFIX_CHARS = 4
# A credit stays with its caption.
MAX_CAPTION_CHARS, MAX_CREDIT_CHARS = 500, 60
WORD = re.compile(rf"[{LOWER}{UPPER}]+")


def cut(source: str, lines: list[Line]) -> list[Line]:
    """The lines cut where elements meet, where the text shows that they meet without a blank; else as they are.

    Where words show it, and not only full stops, which people forget the blank behind, a sentence ends a paragraph.
    """
    evidence = _evidence(source[:MAX_EVIDENCE_CHARS])
    if evidence.sentences + evidence.words < MIN_EVIDENCE:
        return lines
    behind_sentence = 1 if evidence.words >= MIN_EVIDENCE else 0
    closes = LOW_QUOTE in source
    groups: list[Line] = []
    for line in lines:
        start, gap = line.start, line.gap
        is_caption = line.end - line.start <= MAX_CAPTION_CHARS
        for point in POINT.finditer(source, line.start, line.end):
            at = point.end()
            if _is_in_address(source, start, at):
                continue
            if point["sentence"] is None:
                if closes and source[at] == "“":
                    continue
                if _is_name(source, at) or (evidence.words < MAX_MIXED and _is_likely_name(source, at, evidence)):
                    continue
            elif is_caption and line.end - at <= MAX_CREDIT_CHARS and source[line.end - 1] not in SENTENCE_SIGNS:
                continue
            groups.append(Line(start, at, gap))
            start, gap = at, 0 if point["sentence"] is None else behind_sentence
        groups.append(Line(start, line.end, gap))
    return groups


class Evidence(NamedTuple):
    """What a text shows: sentences that end without a blank, words of three elements and more, words that are names."""

    sentences: int
    words: int
    names: frozenset[str]


def _evidence(text: str) -> Evidence:
    sentences = words = parts = 0
    last = -1
    behind: dict[str, set[str]] = {}
    for point in POINT.finditer(text):
        at = point.end()
        if point["sentence"] is not None:
            sentences += 1
            continue
        word = _word_around(text, at)
        if _is_name(text, at) or _is_prefixed(text, at):
            continue
        parts = parts + 1 if last >= 0 and at - last < AROUND and not BLANK.search(text, last, at) else 2
        last = at
        if parts >= MIN_PARTS:
            words += parts == MIN_PARTS
            behind.pop(word, None)
            continue
        following = WORD.search(text, at + len(word), at + 2 * AROUND)
        behind.setdefault(word, set()).add(following[0] if following else "")
    # Menus say the same each time, of a name different things are said.
    return Evidence(sentences, words, frozenset(word for word, said in behind.items() if len(said) > 1))


def _is_in_address(text: str, start: int, at: int) -> bool:
    return ADDRESS.search(text, max(start, at - MAX_ADDRESS_CHARS), at) is not None


def _word_around(text: str, at: int) -> str:
    """The letters before and behind a place in a text."""
    before = WORD_END.search(text, max(0, at - AROUND), at)
    behind = WORD.match(text, at, at + AROUND)
    return (before[0] if before else "") + (behind[0] if behind else "")


def _is_name(text: str, at: int) -> bool:
    """Whether the capital at a place stands inside of a name such as “YouTube” or “McDonald”."""
    before = WORD_END.search(text, max(0, at - AROUND), at)
    if before is None:
        return False
    return before[0] in NAME_STARTS or _word_around(text, at).casefold() in NAMES


def _is_likely_name(text: str, at: int, evidence: Evidence) -> bool:
    return _word_around(text, at) in evidence.names or _is_prefixed(text, at)


def _is_prefixed(text: str, at: int) -> bool:
    before = WORD_END.search(text, max(0, at - AROUND), at)
    return before is not None and len(before[0]) <= MAX_PREFIX_CHARS and before[0].islower()
