"""Captions and picture credits: the marks that tell a sentence under a picture from a sentence of the article."""

from __future__ import annotations

import re

from content_cleaner.rules.matchers import all_of, any_of, none_of, of_kind, plain, unquoted
from content_cleaner.rules.rule import HTML, TEXT, Candidate, Rule
from content_cleaner.rules.signals import signal

_CAPTION = 80  # words; longer than that a caption hardly gets
_CREDIT = 12
_SURE = 8  # characters; a shorter phrase in brackets may be an abbreviation
_SENTENCE = 15  # characters; less than that before a credit is no caption
_TAIL = 100  # characters
_LAST_BRACKET = re.compile(r"[(\[（【]([^()\[\]（）【】]{2,90})[)\]）】]\.?$")
_SPLIT = re.compile(r"\s*[/|,;·:]\s*|\s+[-–—]\s+|\s+(?:via|by|von|par|for|für)\s+")
_HOUSES = re.compile(r"\s*[/|,]\s*|\s+via\s+")
CAPITAL = r"[^\W\d_a-zà-öø-ÿа-яёα-ω][\w.'’-]*"
PARTICLE = "de|van|von|der|den|di|da|del|la|el|bin|al"
NAME = re.compile(rf"^{CAPITAL}(?: (?:{CAPITAL}|{PARTICLE})){{1,4}}$")
_NAME_AND_HOUSE = re.compile(rf"^{CAPITAL} (?:{CAPITAL} ){{0,2}}{CAPITAL}/{CAPITAL}(?: {CAPITAL}){{0,4}}$")
_SITE = re.compile(r"^[\w-]{2,30}\.(?:com|net|org|info|at|be|ch|de|dk|es|eu|fr|it|nl|no|pl|pt|ru|se|ua|uk)$")
_OF_CREDITS = re.compile(r"[/|·]|\s(?:via|by|von|par|por|für)\s")
_LABEL_BEFORE = re.compile(r"^©|^\(c\)|^([^\s:=/.]{1,16}(?: [^\s:=/.]{1,16})?)\.?\s?[:：=/・]\s?\S")
_LABEL = r"([^\s.,;|/()\[\]\":]+\.?(?: [^\s.,;|/()\[\]\":]+)?)"
_TRAILING_LABEL = re.compile(rf"(?:^|[.!?…|/)\]\"'»·•–—-]) ?{_LABEL}\s?[:=]\s?([^:?!]{{2,80}})$")
_WORDS_BY = r"(©|[^\W\d_][\w.]*(?: [a-zà-öø-ÿ]{1,9}){0,2})"
_TRAILING_NAME = re.compile(rf"[.!?…)\]”»\"|] {_WORDS_BY} ?{CAPITAL}(?: (?:{CAPITAL}|{PARTICLE}|/|&)){{0,5}}\.?$")
_COPYRIGHT_TAIL = re.compile(r"[^\W_].{14}\s?©\s?[^\W\d_](?:[^.!?©]|\.(?=\w)){1,80}(?:© ?(?:[^.!?©]|\.(?=\w)){1,40})?$")
_ARCHIVE = re.compile(r"^[Dd]ok\. ?[^\W\d_]\D*$")
_SMALL_WORD = re.compile(r"\b[a-zà-öø-ÿ]{3,}")
_WORDED = 2
_NUMBERED = re.compile(r"\d{1,3}[.)] ")
_LEFT_IN_PICTURE = re.compile(rf"{CAPITAL} \(L\)[ ,]")


def is_agency(part: str, candidate: Candidate) -> bool:
    """Whether the words name a news agency or a picture library."""
    folded = part.lower().strip(" .©")
    agencies = candidate.book.words["agencies"]
    return folded in agencies or (" " in folded and folded.split(" ", 1)[0] in agencies and len(folded) < 30)


def _credits_somebody(inner: str, candidate: Candidate) -> bool:
    """Whether the words in the brackets are a credit: “Jane Doe/AP Photo”, “Photo: Jane Doe”, “© Agency”."""
    found = _LABEL_BEFORE.match(inner.lower())
    if found is not None and (found.group(1) is None or found.group(1) in candidate.book.words["labels"]):
        return "/debit" not in inner.lower()
    if _ARCHIVE.match(inner):
        return True
    label, _, name = inner.partition(" ")
    if (_NAME_AND_HOUSE.match(inner) and _is_worded(candidate)) or (
        NAME.match(name) and label.lower() in candidate.book.words["labels"]
    ):
        return True
    parts = [part for part in _SPLIT.split(inner.strip()) if part]
    agencies = [part for part in parts if is_agency(part, candidate)]
    if not agencies or len(parts) == len(agencies) or not any(NAME.match(part) for part in parts):
        return False
    # An abbreviation may be an agency's, too: "(EPA, Clean Air Act)", "(AP - Advanced Placement)".
    return _OF_CREDITS.search(inner) is not None or parts[-1] in agencies


def _is_worded(candidate: Candidate) -> bool:
    """More than names and titles: “Product Guru (Project Lead / Strategist)” is an entry of a list."""
    text = candidate.block.text
    return not text.isascii() or len(_SMALL_WORD.findall(text)) >= _WORDED


def _bracketed_credit(candidate: Candidate) -> bool:
    inner = _last_bracket(candidate.block.text)
    if _NUMBERED.match(candidate.block.text):
        return False  # an entry of a list: "2. Hedera helix (Common Ivy / Green Ivy)"
    return inner is not None and _credits_somebody(inner, candidate)


def _bracketed_agency(candidate: Candidate) -> bool:
    inner = _last_bracket(candidate.block.text)
    return inner is not None and any(is_agency(part, candidate) for part in _SPLIT.split(inner) if part)


def _last_bracket(text: str) -> str | None:
    """What stands in the brackets that end a text."""
    tail = text[-_TAIL:]
    found = _LAST_BRACKET.match(tail, max(map(tail.rfind, "([（【")))  # no bracket stands in them
    return found.group(1) if found is not None else None


def _trailing_label(candidate: Candidate) -> bool:
    """It ends in “Foto: Jana Muster”, “Photo by Jane Doe” or “© Jane Doe”, after the end of a sentence."""
    words = candidate.book.words
    if "©" in candidate.line and _COPYRIGHT_TAIL.search(candidate.block.text[-140:]):
        return True
    found = _TRAILING_LABEL.search(candidate.line[-120:])
    if found is None or (found.start(1) < _SENTENCE and len(candidate.line) <= 120):
        found = None  # the label opens the line: no sentence before it
    if found is not None and found.group(2).count(" ") <= 7 and found.group(2).count('"') != 1:
        label = found.group(1)
        if not words["labels"].isdisjoint((label, label.rstrip("."), label.split(" ")[-1])):
            return True
    named = _TRAILING_NAME.search(candidate.block.text[-100:])
    return named is not None and (named.group(1) == "©" or named.group(1).lower().startswith(tuple(words["credit_by"])))


def _credit_at_end(candidate: Candidate) -> bool:
    bit = signal("credit.contains", "agency")
    last = max((hit.end for hit in candidate.hits if hit.bit & bit), default=0)
    return last > 0 and len(candidate.line) - last <= 30


def _opens_caption(candidate: Candidate) -> bool:
    """The opening is set off (“Image caption, …”), or nobody speaks, or the sentence is too long for a remark."""
    bit, line = signal("caption.starts"), candidate.line
    ends = [hit.end for hit in candidate.hits if hit.bit & bit]
    set_off = any(line[end - 1] in ":," or line[end : end + 1] in ":,." for end in ends)
    return unquoted(candidate) and (set_off or candidate.words > _CREDIT or plain(candidate))


def _left_in_picture(candidate: Candidate) -> bool:
    return _LEFT_IN_PICTURE.search(candidate.block.text) is not None


def _in_brackets(candidate: Candidate) -> bool:
    """The phrase stands in brackets, as no speaker puts it: “(Archivbild)”."""
    bit, line = signal("caption.contains"), candidate.line
    return any(hit.bit & bit and line[hit.start] in "([" and hit.end - hit.start >= _SURE for hit in candidate.hits)


def _name_follows(candidate: Candidate) -> bool:
    """After the label comes a name or an agency, not prose: “Photo: Jane Doe”, not “Photo: a short story”."""
    bits = signal("credit.starts", "label")
    line = candidate.line
    end = max((hit.end for hit in candidate.hits if hit.bit & bits and hit.start == 0), default=0)
    rest = candidate.block.text[len(candidate.block.text) - len(line) + end :].strip(" :|/-–—=©(") if end else ""
    if rest[:1].islower():
        return is_agency(_SPLIT.split(rest)[0], candidate)
    return bool(rest) and not rest[0].isdigit()


def _agency_line(candidate: Candidate) -> bool:
    text = candidate.block.text.strip(" ()[]©.|")
    parts = [part for part in _HOUSES.split(text) if part]
    agencies = [part for part in parts if is_agency(part, candidate)] if len(parts) > 1 else []
    return bool(agencies) and all(part in agencies or NAME.match(part) or _SITE.match(part) for part in parts)


RULES = (
    Rule(
        "caption-bracketed-credit",
        "caption",
        True,
        signal("ends-bracket"),
        60,
        _bracketed_credit,
        "A sentence that ends in a credit in brackets: “The bridge at dawn. (Jane Doe/AP Photo)”; not an agency's "
        "sign-off after a report: “…, the mayor said. (dpa)”.",
        shortest=4,
    ),
    Rule(
        "caption-trailing-label",
        "caption",
        True,
        signal("label", "credit.mentions"),
        50,
        _trailing_label,
        "A sentence that ends in a labelled credit: “Die Brücke am Morgen. Foto: Jana Muster/dpa”; not “He had one "
        "wish for the photo: that nobody would smile”, and not a long paragraph that a credit was glued to.",
        shortest=5,
    ),
    Rule(
        "caption-agency-tail",
        "caption",
        True,
        signal("credit.contains", "agency"),
        60,
        all_of(_credit_at_end, plain),
        "A sentence that ends in an agency's or picture library's name: “The bridge at dawn. AFP/Getty Images”; not "
        "“The photograph was sold via Getty Images, she said, and hung in the hall for thirty years afterwards.”",
        shortest=7,
    ),
    Rule(
        "caption-opening",
        "caption",
        True,
        signal("caption.starts"),
        60,
        _opens_caption,
        "Words that open captions only: “In this file photo, the bridge …”; not “Above the door he had written …”.",
    ),
    Rule(
        "caption-place-in-picture",
        "caption",
        True,
        signal("caption.contains"),
        60,
        all_of(any_of(_in_brackets, plain), none_of(of_kind("code", "heading"))),
        "It says who stands where in the picture: “Jane Doe (from left), John Roe and …”; not “Turn left at the mill.”",
        shortest=5,
    ),
    Rule(
        "caption-left",
        "caption",
        True,
        signal("caption.mentions"),
        60,
        all_of(_left_in_picture, plain),
        "A name and “(L)”: “Jane Doe (L) speaks at the bridge”; not “sizes (S), (M) and (L)”.",
        shortest=6,
    ),
    Rule(
        "caption-label",
        "caption",
        True,
        signal("caption.whole"),
        12,
        plain,
        "A picture's button or label alone: “Image caption”; not “The image caption read: nobody”.",
    ),
    Rule(
        "caption-image",
        "caption",
        True,
        signal("caption.doubtful"),
        1,
        of_kind("caption"),
        "An image of Markdown and nothing else: “![The bridge](bridge.jpg)”; not the word “image” on its own.",
        TEXT,
    ),
    Rule(
        "caption-element",
        "caption",
        True,
        signal("at.figcaption"),
        _CAPTION,
        none_of(of_kind("code", "table-row", "heading")),
        "The element is one: “<figcaption>The bridge at dawn</figcaption>”; not a “<figure>” that holds a whole poem.",
        HTML,
    ),
    Rule(
        "caption-bracketed-agency",
        "caption",
        False,
        signal("ends-bracket"),
        60,
        _bracketed_agency,
        "It ends in an agency in brackets: “The bridge at dawn. (Reuters)”; reports end so too, so it never decides.",
        shortest=4,
    ),
    Rule(
        "caption-wording",
        "caption",
        False,
        signal("caption.doubtful", "caption.openings", "caption.mentions"),
        50,
        None,
        "The words of captions: “Jane Doe poses for a photo at the bridge”; reports use them as well.",
    ),
    Rule(
        "caption-near-element",
        "caption",
        False,
        signal("at.caption", "in.figcaption"),
        _CAPTION,
        None,
        "An element near it is named caption: “<div class='caption'><p>…”; often the box of a whole gallery.",
        HTML,
    ),
    Rule(
        "credit-label",
        "credit",
        True,
        signal("credit.starts", "label"),
        _CREDIT,
        all_of(_name_follows, plain),
        "A credit alone, label first: “Photo: Jane Doe / Valley Post”; not “Photo: a short story by my grandmother”.",
    ),
    Rule(
        "credit-line",
        "credit",
        True,
        signal("credit.whole"),
        _CREDIT,
        plain,
        "An agency or picture library alone: “Getty Images”; not “Getty Images sued the company.”",
    ),
    Rule(
        "credit-agency-line",
        "credit",
        True,
        signal("credit.contains", "credit.starts", "credit.mentions", "agency"),
        _CREDIT,
        _agency_line,
        "A name and an agency and nothing else: “Jane Doe/AP Photo”; not “AP, Reuters and AFP have offices there”.",
    ),
    Rule(
        "credit-bracketed",
        "credit",
        False,
        signal("ends-bracket"),
        8,
        _bracketed_agency,
        "Few words and an agency in brackets: “Archive (AP)”; a name in a list may look so: “Anna Paulsen (AP)”.",
    ),
    Rule(
        "credit-wording",
        "credit",
        False,
        signal("credit.doubtful", "credit.openings", "credit.mentions", "credit.contains", "label"),
        30,
        None,
        "It names a picture's source: “Courtesy of the Valley Museum”; prose does so too.",
    ),
    Rule(
        "credit-element",
        "credit",
        False,
        signal("at.credit"),
        30,
        None,
        "The element is named credit: “<span class='photo-credit'>”; film credits are named so as well.",
        HTML,
    ),
)
