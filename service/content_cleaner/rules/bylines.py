"""Bylines, sign-offs and what is said about the author."""

from __future__ import annotations

import re

from content_cleaner.rules import writers
from content_cleaner.rules.matchers import (
    all_of,
    any_of,
    beside_body,
    none_of,
    of_kind,
    plain,
    plain_beside,
    shape,
    under_headline,
)
from content_cleaner.rules.rule import HTML, Candidate, Rule
from content_cleaner.rules.signals import signal

_BYLINE, _NAMES = 14, 20  # words
_TELLING = 3  # blanks: an opening of four words or more is no accident
_BLURB = 70
_NAME_WORD = re.compile(r"^[^\W\d_a-zß-öø-ÿ][\w.'’\-]*[,.|]?$")
_CONNECTORS = frozenset("and und et y e i и та και og och & | , - – — / of for in".split())
_CONNECTORS |= frozenset("de van von der den di da del do dos du la le bin al el".split())
# What a writer is, in lower case behind a name: “Jane Doe Orrin correspondent”, “Claire Aubry correspondante à Orrin”.
_OFFICES = frozenset(
    "correspondent correspondents reporter reporters writer writers editor editors columnist staff senior special "
    "correspondant correspondante correspondants envoyé envoyée envoyés envoyées spécial spéciale spéciaux spéciales "
    "journaliste journalistes corresponsal corresponsales enviado enviada enviados especial especiales redactor "
    "redactora korrespondent korrespondentin redakteur redakteurin reporterin inviato inviata".split()
)
_PLACING = frozenset("à au aux".split())
_DATED = re.compile(
    r"\d(?:[:h]\d\d| ?[ap]\.?m)(?!\d)|(?<!\d)\d{1,2}[^\d\n]{1,20}(?:19|20)\d\d(?!\d)|(?<!\d)(?:19|20)\d\d[-./年]\d",
    re.IGNORECASE,
)
# Chronicles and catalogues have such lines as well: “4 May 1912 by Max Moe”.
_OUR_DAYS = re.compile(r"(?<!\d)(?:199|20[0-4])\d(?!\d)|(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d{2}(?!\d)")
_PARAGRAPH = 100  # characters
_ABOVE = 500  # blocks
_ENDS_SENTENCE = re.compile(r"(?<![ap]\.m)[.!?。]$", re.IGNORECASE)
_MAIL = re.compile(r"^[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,30}){1,4}$")
_HANDLE = re.compile(r"^(?:[^\W\d_][\w.'’-]*,? ){0,4}\(?@\w{2,30}\)?$")


def _names_follow(candidate: Candidate) -> bool:
    """After "By" come names and nothing else: “By Jane Doe and John Roe”, not “By Friday the river had risen”."""
    if candidate.line[:1].isdecimal():  # a day stands before the "by"
        return False
    tokens = candidate.block.text.split()[1:]
    names = [token for token in tokens if _NAME_WORD.match(token)]
    others = [token.lower().strip(".,") or token for token in tokens if not _NAME_WORD.match(token)]
    known = _CONNECTORS | _OFFICES | _PLACING if not _OFFICES.isdisjoint(others) else _CONNECTORS
    if len(names) < 2 or not known.issuperset(others):
        return False
    first = tokens[0].lower().strip(".,")
    words = candidate.book.words
    return first not in words["dates"] and first not in words["months"] and not candidate.line.endswith((".", "!", "?"))


def _is_dated(candidate: Candidate) -> bool:
    """Of a byline element any line that ends in no sentence; elsewhere a name follows: “By Jane Doe, 5 March 2024”, or
    it stands behind the day: “5 March 2024 by Jane Doe”.
    """
    text = candidate.block.text
    if _DATED.search(text) is None or _ENDS_SENTENCE.search(text):
        return False
    if candidate.signals & signal("at.byline"):
        return True
    if writers.is_posted(text):
        return _OUR_DAYS.search(text) is not None and _above_prose(candidate)
    first = text.split()[1:2]
    if not first or not _NAME_WORD.match(first[0]):
        return False
    name, words = first[0].lower().strip(".,"), candidate.book.words
    return name not in words["dates"] and name not in words["months"] and plain(candidate)


_plain_beside = plain_beside("byline")


def _opens_byline(candidate: Candidate) -> bool:
    """A name follows or nothing, or the opening says enough alone: “Written by Jane Doe”, not “Written by hand, …”."""
    bit, line, text = signal("byline.starts"), candidate.line, candidate.block.text
    for hit in candidate.hits:
        if hit.bit & bit:
            named = not text[len(text) - len(line) + hit.end :].lstrip(" :-–—,")[:1].islower()
            telling = line[: hit.end].count(" ") >= _TELLING
            if ((named or telling) and plain(candidate)) or (named and telling and _plain_beside(candidate)):
                return True
    return False


def _address_alone(candidate: Candidate) -> bool:
    text = candidate.block.text.strip()
    return len(text) <= 120 and (_MAIL.match(text) is not None or _HANDLE.match(text) is not None)


def _above_prose(candidate: Candidate) -> bool:
    """No paragraph stands above it, and no very long menu."""
    above = candidate.page.blocks[: candidate.position]
    return len(above) <= _ABOVE and not any(
        len(block.text) >= _PARAGRAPH and _ENDS_SENTENCE.search(block.text) for block in above
    )


def _near_end(candidate: Candidate) -> bool:
    return candidate.position >= 0.6 * len(candidate.page.blocks)


RULES = (
    Rule(
        "byline-names",
        "byline",
        True,
        signal("by"),
        _NAMES,
        all_of(_names_follow, none_of(of_kind("heading")), any_of(beside_body, under_headline)),
        "“By”, “Von”, “Par” … and names only: “By Jane Doe and John Roe”; not “By Friday the river had risen.”",
    ),
    Rule(
        "byline-dated",
        "byline",
        True,
        signal("by", "at.byline", "timestamp.starts", "timestamp.contains"),
        _BYLINE,
        all_of(_is_dated, none_of(of_kind("heading", "list-item"))),
        "Names with a day or an hour: “By Jane Doe, 5 March 2024, 10:45”, “5 March 2024 by Jane Doe”; not “By 5 March "
        "2024 the river had risen.”",
    ),
    Rule(
        "byline-sign-off",
        "byline",
        True,
        signal("byline.contains"),
        _BLURB,
        all_of(_near_end, plain),
        "What stands under a report about who wrote it: “Reporting by Jane Doe; editing by John Roe”; not “The editing "
        "by John Roe was praised, she said.”",
    ),
    Rule(
        "byline-opening",
        "byline",
        True,
        signal("byline.starts"),
        30,
        _opens_byline,
        "Words that open bylines: “Text: Jana Muster”, “Written by …”; not “Written by hand, the letter was …”.",
    ),
    Rule(
        "byline-label",
        "byline",
        True,
        signal("byline.whole"),
        8,
        None,
        "The label or office alone: “About the author”; not “About the author little is known.”",
    ),
    Rule(
        "byline-author-blurb",
        "byline",
        False,
        signal("byline.contains", "byline.mentions"),
        _BLURB,
        None,
        "The author in the third person: “Jane Doe is a reporter at the Valley Post.”; an article may be about one.",
    ),
    Rule(
        "byline-address",
        "byline",
        False,
        signal("handle"),
        10,
        _address_alone,
        "An e-mail address or handle alone: “jane@example.com”, “@janedoe”; a press release ends in one that belongs.",
    ),
    Rule(
        "byline-role",
        "byline",
        False,
        signal("byline.doubtful", "byline.openings", "byline.mentions", "by"),
        10,
        shape(r"^[^.!?]{3,80}$", longest=90),
        "A short line with an office: “Jane Doe, Senior Reporter”; lists of people look alike.",
    ),
    Rule(
        "byline-element",
        "byline",
        False,
        signal("at.byline"),
        _BLURB,
        None,
        "The element is named byline or author: “<span class='author-name'>”; comments have authors too.",
        HTML,
    ),
)
