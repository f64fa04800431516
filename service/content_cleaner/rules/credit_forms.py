"""Credits at the end of a caption, told by their form: glued on, after a slash, in brackets, cut in two."""

from __future__ import annotations

import re

from content_cleaner.rules.captions import CAPITAL, PARTICLE, is_agency
from content_cleaner.rules.matchers import all_of, none_of, of_kind, plain
from content_cleaner.rules.rule import Candidate, Rule
from content_cleaner.rules.signals import signal

_LONGEST = 60  # words
_TAIL = 70  # characters that the last credit of a caption takes at most
_BODY = 200  # characters: what a paragraph of an article has
_SMALL_WORD = re.compile(r"\b[a-zà-öø-ÿа-яё]{3,}")
_PROSE_WORDS = 3
_CAPTION_WORDS = 17
_AHEAD = 12  # blocks in which the article goes on after a picture
_GLUED = re.compile(
    rf"[^\W\d_A-Z.][)\"”»]?(?:[.!?…][)\"”»]?)?(?:Credits?|Pictures?|Photos?|Fotos?|Images?|Bilder|Bild|Kredit):\s?{CAPITAL}"
    rf"|[^\W\d_][.!?…](?:Photo|Image|Picture|Foto)(?:: ?| (?:by|von|de|di) ){CAPITAL}"
)
_PHOTO_BY = re.compile(rf"[.!?…”\"] (?:File )?(?:Photos?|Pictures?|Images?) by {CAPITAL}[^.!?]{{0,60}}$")
_HOUSE_AND_NAME = re.compile(
    rf"(?:[.!?…”»\"] ?|\s)([^\W\d_][\w ]{{1,24}}?) ?/ ?(?:{CAPITAL})(?:[^.!?]|(?<= [A-Z])\.){{0,40}}$"
)
_AFTER_BAR = re.compile(
    rf"[.…”»\"] ?(?:\| ?(?:(?:{CAPITAL}|[A-Z]\.) {CAPITAL}|[A-Z]{{4,}})|/ {CAPITAL} {CAPITAL})"
    rf"(?: (?:{CAPITAL}|{PARTICLE})){{0,3}}$"
)
_UNMARKED_LABEL = re.compile(rf"[.!?…”»\"] (?:Photos?|Fotos?|Фото) {CAPITAL}(?: (?:{CAPITAL}|{PARTICLE}|/|-)){{1,5}}$")
_SLASH_AND_NAME = re.compile(rf"(\w+\w) / {CAPITAL}(?: (?:{CAPITAL}|{PARTICLE})){{1,3}}$")
_AFTER_SENTENCE = re.compile(r"[.!?…。]\s?[\"”»]?\s?([^\s.!?…。][^.!?…。]{1,28})$")
_CJK_PLACE = re.compile(r"[（(](?:中央?|左|右|手前|奥|[左右]から[\d１-９二三四]+人目)[）)]")
_CJK_CREDIT = re.compile(r"[（(][^（）()]{0,20}(?:撮影|提供|写真)[）)]$")
_CJK_TAKEN = re.compile(r"＝[^。＝]{2,40}(?:撮影|提供)$")
_CJK_AGENCY = re.compile(r"＝(?:ＡＰ|AP|ＡＦＰ|AFP|ロイター|共同|時事|ＡＦＰ時事|ＥＰＡ|ゲッティ)[^。]{0,6}$")
_FILE = re.compile(r"^(?:FILE|ARCHIVE|ARCHIVO|ARCHIV|ARKIV|FICHIER)(?: PHOTO| PIC)? ?[-–—:] ?[^\W\d_a-zà-öø-ÿ]")
_PLACE = re.compile(r"[,(] ?(?:(?:second|third|fourth|far|front|back|top|bottom|at) )?(?:left|right|cent(?:re|er))[,)]")
_COUNTED_PLACE = re.compile(
    r", (?:second|third|fourth|far) (?:from (?:the )?)?(?:left|right),"
    rf"|\bfrom (?:the )?(?:left|right)[,:] (?:are |is |{CAPITAL})"
)
_ONE_PLACE = re.compile(rf"{CAPITAL}, cent(?:re|er), [^\W\d_]")
_VIDEO = re.compile(r"\w [–-] (?:video(?: report| explainer)?|in pictures)$")
_OPEN_LABEL = re.compile(r"^[(\[]?(?:Images?|Pictures?|Photos?|Credit|Foto|Bild):?$", re.IGNORECASE)


def _glued(candidate: Candidate) -> bool:
    """A label of a credit stands right after a word or a full stop, without a blank."""
    return _GLUED.search(candidate.block.text) is not None


def _formed(candidate: Candidate) -> bool:
    tail = candidate.block.text[-_TAIL:]
    if " by " in tail and _PHOTO_BY.search(tail):
        return True
    if not tail.isascii() and (_CJK_CREDIT.search(tail) or _CJK_TAKEN.search(tail) or _CJK_AGENCY.search(tail)):
        return True
    if _AFTER_BAR.search(tail) or _UNMARKED_LABEL.search(tail):
        return True
    if "/" not in tail:
        return False
    house = _HOUSE_AND_NAME.search(tail)
    if house is not None:
        words = house.group(1).split()
        if is_agency(words[-1], candidate) or is_agency(" ".join(words[-2:]), candidate):
            return True
    # A full stop ends a sentence, such as one about the corner of two streets.
    named = _SLASH_AND_NAME.search(tail) if tail[-1] != "." else None
    if named is None or len(_SMALL_WORD.findall(candidate.block.text)) < _PROSE_WORDS:
        return False
    # Two names with a slash between them end titles and entries, and captions where they are longer.
    return named.group(1)[0].islower() or candidate.words >= _CAPTION_WORDS


def _agency_after_sentence(candidate: Candidate) -> bool:
    """A bare agency ends it, and the article goes on: at an article's end an agency signs the report."""
    found = _AFTER_SENTENCE.search(candidate.block.text[-_TAIL:])
    if found is None or not is_agency(found.group(1).strip(), candidate):
        return False
    after = candidate.page.blocks[candidate.position + 1 : candidate.position + 1 + _AHEAD]
    return any(len(block.text) >= _BODY or block.text.count("。") > 1 for block in after)


def _cut_in_two(candidate: Candidate) -> bool:
    """It ends in an open bracket, and a credit's label comes next: “The bridge at dawn (”, “Image:”, “Jane Doe)”."""
    following = candidate.neighbour(1)
    return (
        candidate.block.text.endswith("(") and following is not None and _OPEN_LABEL.match(following.text) is not None
    )


def _second_half(candidate: Candidate) -> bool:
    before = candidate.neighbour(-1)
    text = candidate.block.text
    return text.endswith(")") and "(" not in text and before is not None and _OPEN_LABEL.match(before.text) is not None


def _label_between(candidate: Candidate) -> bool:
    before, following = candidate.neighbour(-1), candidate.neighbour(1)
    return (
        before is not None
        and following is not None
        and _OPEN_LABEL.match(candidate.block.text) is not None
        and before.text.endswith("(")
        and following.text.endswith(")")
    )


def _tells_places(candidate: Candidate) -> bool:
    text = candidate.block.text
    return len(_PLACE.findall(text)) > 1 or any(
        pattern.search(text) for pattern in (_COUNTED_PLACE, _ONE_PLACE, _CJK_PLACE)
    )


def _titles_video(candidate: Candidate) -> bool:
    return _VIDEO.search(candidate.block.text) is not None


def _from_files(candidate: Candidate) -> bool:
    return _FILE.search(candidate.block.text) is not None


_PROSE = none_of(of_kind("code", "heading", "table-row"))

RULES = (
    Rule(
        "caption-glued-credit",
        "caption",
        True,
        signal("glued"),
        _LONGEST * 2,
        all_of(_glued, _PROSE),
        "A credit's label without a blank before it: “The bridge at dawn.Foto: Jana Muster”; not “He asked for one "
        "thing.Nobody gave it.”",
        shortest=5,
    ),
    Rule(
        "caption-credit-form",
        "caption",
        True,
        signal("tail"),
        _LONGEST,
        all_of(_formed, plain, _PROSE),
        "It ends as credits do: “The bridge at dawn. Agency/Jane Doe”, “… Photo by Jane Doe”, “… the bridge at dawn / "
        "Jane Doe”, “…（山田太郎撮影）”; not “The bill names two sponsors, Doe/Roe.”",
        shortest=6,
    ),
    Rule(
        "caption-agency-end",
        "caption",
        True,
        signal("tail"),
        45,
        all_of(_agency_after_sentence, plain, _PROSE),
        "An agency alone after its sentence, and the article goes on: “The bridge at dawn. AP”; not the sign-off at an "
        "article's end.",
        shortest=6,
    ),
    Rule(
        "caption-places",
        "caption",
        True,
        signal("caption.mentions"),
        90,
        all_of(_tells_places, plain, _PROSE),
        "It says who stands where: “Jane Doe, second left, and John Roe, right, at the bridge”; not “The road turns "
        "left, then right, at the mill.”",
        shortest=7,
    ),
    Rule(
        "caption-video",
        "caption",
        True,
        signal("caption.mentions"),
        20,
        all_of(_titles_video, plain),
        "The title under a player: “Ferry leaves the old harbour – video”; not “She watched the video.”",
        shortest=5,
    ),
    Rule(
        "caption-cut-in-two",
        "caption",
        True,
        signal("ends-open"),
        _LONGEST,
        _cut_in_two,
        "An open bracket at its end and a credit's label after it: “The bridge at dawn (” before “Image: Jane Doe)”; "
        "not “He wrote f(” in a lesson.",
    ),
    Rule(
        "caption-from-files",
        "caption",
        True,
        signal("capitals-first"),
        80,
        _from_files,
        "The agencies' mark of an old picture: “FILE - The bridge at dawn, March 3.”; not “File the form by March.”",
        shortest=5,
    ),
    Rule(
        "credit-second-half",
        "credit",
        True,
        signal("ends-close"),
        10,
        _second_half,
        "What follows a credit's label that a link has cut off: “Jane Doe/Valley Post)” after “Image:”; not “a) Salt”.",
    ),
    Rule(
        "credit-label-between",
        "credit",
        True,
        signal("ends-colon"),
        2,
        _label_between,
        "The label between the two halves of a credit: “Image:” before “Jane Doe)”; not “Image:” in a form.",
    ),
)
