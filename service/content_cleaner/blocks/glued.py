"""Text whose elements were put together without anything between: “HomeNewsThe bridge reopens.The council …”.

`get_text()` and `textContent` leave pages so that have no line breaks between their elements. Such text is cut where
one element ends and the next begins, as far as letters show it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from content_cleaner.blocks.abbreviations import is_abbreviation
from content_cleaner.blocks.broken import SENTENCE_SIGNS
from content_cleaner.blocks.lines import Line

_LETTERS = [chr(code) for code in range(0x41, 0x587)]  # Latin, Greek, Cyrillic, Armenian: scripts with capitals
LOWER = "".join(letter for letter in _LETTERS if letter.islower())
UPPER = "".join(letter for letter in _LETTERS if letter.isupper())
BEHIND_END = " \t\r\n\"'”’»)]"
OPENERS = "\"'“‘«„(\\[¿¡"
# A sentence ends without a blank behind it.
GLUED_END = (
    rf"""(?P<sentence>(?:(?:[{LOWER}]{{2}}|\d{{3}}|[)%”»])[.…]|[{LOWER}\d)%”»][!?])[.!?…]*["'”’»)\]]*"""
    rf"""(?=[{OPENERS}]?[{UPPER}][{LOWER}{UPPER}’' ]))(?!(?:Com|Co|Org|Net)\b)"""
)
POINT = re.compile(
    rf"{GLUED_END}|[{LOWER}]{{2}}(?=[{UPPER}][{LOWER}{UPPER}’' ])|[{LOWER}]{{2}}(?=[“«][{UPPER}])"
    rf"|\d(?=[{UPPER}][{LOWER}]{{2}})|[)\]”»](?=[{UPPER}][{LOWER}])|[{LOWER}\d.)](?=©)"
)
ANY_END = re.compile(rf"{GLUED_END}|[.!?…][\"'”’»)\]]*\s+(?=[{OPENERS}]?[{UPPER}\d])")
# “Extensions.Configuration”, “java.util”, “example.com/Bridge”.
DOTTED = re.compile(r"[\w)][./_@:#\\]\w|^[#@_]")
DOTTED_BEHIND = re.compile(r"\w+[._(]\w")
LOW_QUOTE = "„"  # with it “ closes a quotation
# Letters up to where a search ends.
WORD_END = re.compile(rf"[{LOWER}{UPPER}]+\Z")
# A web or mail address, or a query, up to where a search ends.
ADDRESS = re.compile(r"(?:://|www\.|[=@&?]\w|\w/\w)[^\s\[\]]*\Z")
MAX_ADDRESS_CHARS = 200
BLANK = re.compile(r"\s")
# Names that are written so: what stands before their second capital, and whole. Where a single small letter stands
# before it (“iPhone”, “McDonald”, “MySQL”) nothing is cut anyway.
NAME_STARTS = frozenset("Mac Van Von Fitz San Bel Del".split())
NAMES = frozenset(
    "airbnb blackberry blackrock bytedance chatgpt coinbase deepmind dreamworks facetime fedex firefox github gitlab "
    "glaxosmithkline hubspot javascript linkedin macbook macos mastercard mongodb nodejs openai openstreetmap paypal "
    "photoshop playstation postgresql powerpoint powershell pricewaterhousecoopers servicenow sharepoint snapchat "
    "soundcloud spacex stackoverflow techcrunch tiktok tripadvisor typescript unitedhealth whatsapp wikileaks "
    "wikipedia wordpress youtube".split()
)
# So much of a text is looked at for evidence, and so much there must be.
MAX_EVIDENCE_CHARS = 200_000
MIN_EVIDENCE = 3
# Shorter ones, all along a text, are none.
MIN_SENTENCE_CHARS = 12
# A word of so many parts is no name.
MIN_PARTS = 3
# Of a text that is all so, a name cut in two is the smaller harm.
MAX_MIXED = 10
AROUND = 40
# Names in Bantu languages begin behind such prefixes, as in “eMbali” and “saseMbali”.
MAX_PREFIX_CHARS = 4
# In a sentence what is cut off in front is no longer than this.
MAX_LABEL_CHARS = 80
# A line of a page all in one, which may end with a sentence.
MIN_LONG_CHARS = 2_000
# A credit stays with its caption.
MAX_CAPTION_CHARS, MAX_CREDIT_CHARS = 500, 60
WORD = re.compile(rf"[{LOWER}{UPPER}]+")


def cut(source: str, lines: list[Line]) -> list[Line]:
    """The lines cut where elements meet, where the text shows that they meet without a blank; else as they are.

    Where words show it, and not only full stops, which people forget the blank behind, a sentence ends a paragraph.
    """
    evidence = _evidence(source, lines)
    read = min(len(source), MAX_EVIDENCE_CHARS)
    if evidence.sentences + evidence.words < MIN_EVIDENCE or evidence.sentences * MIN_SENTENCE_CHARS > read:
        return lines
    behind_sentence = 1 if evidence.words >= MIN_EVIDENCE else 0
    is_mixed = evidence.words < MAX_MIXED
    closes = LOW_QUOTE in source
    groups: list[Line] = []
    for line in lines:
        start, gap = line.start, line.gap
        is_page = line.end - line.start >= MIN_LONG_CHARS
        for piece in _segments(source, line):
            for at in _words(source, piece, evidence if is_mixed else None, closes, is_page):
                groups.append(Line(start, at, gap))
                start, gap = at, 0
            if piece.end < line.end and piece.gap:
                groups.append(Line(start, piece.end, gap))
                start, gap = piece.end, behind_sentence
        groups.append(Line(start, line.end, gap))
    return groups


class Evidence(NamedTuple):
    """What a text shows: sentences that end without a blank, words of three elements and more, words that are names."""

    sentences: int
    words: int
    names: frozenset[str]


def _evidence(source: str, lines: list[Line]) -> Evidence:
    sentences = words = parts = 0
    last = -1
    behind: dict[str, set[str]] = {}
    for line in lines:
        if line.start > MAX_EVIDENCE_CHARS:
            break
        is_label = source[line.end - 1] not in SENTENCE_SIGNS or line.end - line.start >= MIN_LONG_CHARS
        for point in POINT.finditer(source, line.start, min(line.end, MAX_EVIDENCE_CHARS)):
            at = point.end()
            if point["sentence"] is not None:
                sentences += _ends_sentence(source, line.start, point)
                continue
            word = _word_around(source, at)
            if _is_name(source, at) or _is_prefixed(source, at):
                continue
            parts = parts + 1 if last >= 0 and at - last < AROUND and not BLANK.search(source, last, at) else 2
            last = at
            if parts >= MIN_PARTS:
                words += parts == MIN_PARTS and is_label
                behind.pop(word, None)
                continue
            following = WORD.search(source, at + len(word), at + 2 * AROUND)
            behind.setdefault(word, set()).add(following[0] if following else "")
    # Menus say the same each time, of a name different things are said.
    return Evidence(sentences, words, frozenset(word for word, said in behind.items() if len(said) > 1))


def _segments(source: str, line: Line) -> Iterator[Line]:
    """The sentences of a line, and what stands around them; gap 1: without a blank behind the sentence."""
    start = line.start
    is_caption = line.end - line.start <= MAX_CAPTION_CHARS
    for point in ANY_END.finditer(source, line.start, line.end):
        at = point.end()
        if point["sentence"] is None:
            yield Line(start, at, 0)
            start = at
            continue
        if not _ends_sentence(source, line.start, point):
            continue
        is_credit = line.end - at <= MAX_CREDIT_CHARS and source[line.end - 1] not in SENTENCE_SIGNS
        if is_caption and is_credit:
            continue
        yield Line(start, at, 1)
        start = at
    if start < line.end:
        yield Line(start, line.end, 0)


def _ends_sentence(source: str, start: int, point: re.Match[str]) -> bool:
    """Whether a full stop without a blank behind it ends a sentence: not in a dotted name, an address, “Prof.Doe”."""
    before = source[max(start, point.start() - AROUND) : point.start() + 1]
    word = before.split()[-1] if before.split() else ""
    if DOTTED.search(word) or DOTTED_BEHIND.match(source, point.end()):
        return False
    dot = source.find(".", point.start(), point.end())
    return dot < 0 or not is_abbreviation(source, start, dot)


def _words(source: str, piece: Line, evidence: Evidence | None, closes: bool, is_page: bool) -> Iterator[int]:
    """Where words of several elements are cut in a sentence or beside one.

    evidence: of a text that is only partly so; names are left whole there. is_page: a whole page is in the line, and
    menus are in front of sentences.
    """
    start, end, _ = piece
    is_sentence = source[start:end].rstrip(BEHIND_END)[-1:] in SENTENCE_SIGNS
    last = start
    for point in POINT.finditer(source, start, end):
        at = point.end()
        if point["sentence"] is not None or at >= end:
            continue
        if is_sentence and not is_page and not _is_label(source[last:at]):
            return
        if (closes and source[at] == "“") or _is_in_address(source, start, at) or _is_name(source, at):
            continue
        if evidence is not None and _is_likely_name(source, at, evidence):
            continue
        yield at
        last = at


def _is_in_address(text: str, start: int, at: int) -> bool:
    return ADDRESS.search(text, max(start, at - MAX_ADDRESS_CHARS), at) is not None


def _is_label(text: str) -> bool:
    """Whether words in front of a sentence may be labels or a headline, and not the beginning of the sentence."""
    words = text.split()
    capitals = sum(not word[0].islower() for word in words)
    return len(text) <= MAX_LABEL_CHARS and 2 * capitals >= len(words)


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
    """Whether the word begins in lower case, as in “addEventListener” and “eMbali”, or is a hashtag or the like."""
    before = WORD_END.search(text, max(0, at - AROUND), at)
    if before is not None and text[before.start() - 1 : before.start()] in ("#", "@", "_", ".", "(", "$"):
        return True
    return before is not None and len(before[0]) <= MAX_PREFIX_CHARS and before[0].islower()
