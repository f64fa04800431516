"""The names in a byline: “By Jane Doe, Political Editor”, “Autor: Jana Nová”, “記者王小明／台北報導”, “김도현 기자”."""

from __future__ import annotations

import re
from typing import NamedTuple

from content_cleaner.rules.captions import CAPITAL, PARTICLE
from content_cleaner.rules.phrasebook import phrasebook

MAX_CHARS = 120
MAX_NAMES = 4
MAX_OPENING_WORDS = 3
# What stands before a writer's name, with or without a colon. Editors, translators and photographers are no authors.
_LABELS = """
    author|authors|by|byline|posted by|reporter|reported by|story by|text by|words by|writer|written by
    autor|autorin|autoren|ein kommentar von|geschrieben von|text|text von|verfasst von|eine analyse von
    auteur|auteure|auteurs|autrice|texte|texte de|texte par|par|écrit par|rédigé par|propos recueillis par
    autora|autores|escrito por|por|redactado por|texto|texto de|texto por|reportaje de
    autore|articolo di|di|scritto da|testo di|texto e reportagem|reportagem de|publicado por
    door|geschreven door|tekst|tekst door|af|av|skrevet af|skrevet av|skriven av|tekst af|tekst av|text av|skribent
    författare|forfatter|teksti|kirjoittaja|kirjoittanut|autorka|autoři|autoři textu|napsal|napsala|autori
    napísal|napísala|autor textu|autor článku|autorzy|napisał|napisała|rozmawiał|rozmawiała|rozmawiali|tekst i zdjęcia
    scris de|articol de|szerző|szerzők|írta|piše|pišu|autorica|napisao|napisala|razgovarao|razgovarala
    автор|автори|авторка|авторы|авторка тексту|автор текста|автор тексту|автор статьи|текст|беседовал|беседовала
    беседу вел|беседу вела|написал|написала|розмовляв|розмовляла|аутор|ауторка|пише|пишу|написао|написала
    γράφει ο|γράφει η|γράφουν οι|γράφει|του|της|κείμενο|συντάκτης|ρεπορτάζ|συνέντευξη στον|συνέντευξη στην
    yazan|yazar|muhabir|haber|tác giả|bài và ảnh|bài|oleh|penulis|pewarta|wartawan|jurnalis|reporter
    بقلم|كتب|كتبت|الكاتب|الكاتبة|نویسنده|نوشته|نوشته شده توسط|به قلم|خبرنگار|گزارش از|מאת|כתב|כתבה|כתבת
    लेखक|लेखिका|द्वारा|written by|লেখক|লেখা|প্রতিবেদক|โดย|ผู้เขียน|เขียนโดย|ข่าวโดย
    作者|文|記者|记者|本報記者|本报记者|撰文|撰稿|採訪|取材・文|執筆|著者|ライター|글|글쓴이|작성자|취재
"""
LABELS = frozenset(label.strip() for label in re.split(r"[|\n]", _LABELS)) - {""}
# A sentence may begin with one of these: only a colon makes a label of it.
OPENINGS = LABELS.difference(
    "text texto texte tekst teksti текст του της bài haber wartawan 文 글 採訪 취재 كتب كتبت כתב כתבה".split()
)
LABEL = re.compile(r"^\W{0,3}([^\s:：=＝／/|][^:：=＝／/|]{0,30}?)\s?[:：=＝／/|]\s?(\S.*)$")
BARE = re.compile(r"^\W{0,3}([^:：]{1,30}?)\s?[:：]?$")
# What follows is an office, a place, a day or the paper.
END = re.compile(
    r"\s[|/·•–—-]\s|\s(?:[Oo]f|[Ff]or|[Ii]n|[Aa]t|[Ff]rom|aus|für|dans|pour|para|per|w|dla|on|в|у|از|در|في)\s"
    r"|\d|[:：(（／|]|\s\S{1,4}[=＝]"
)
AND = re.compile(
    r"\s(?:and|und|et|y|e|i|en|og|och|ja|ve|a|si|și|és|và|dan|και|и|та|і|و)\s|\s?[&、·・]\s?", re.IGNORECASE
)
NAME = re.compile(rf"{CAPITAL}(?: (?:{CAPITAL}|{PARTICLE}|af|dos|du|le|ter|zu)){{1,3}}")
# Names in letters that know no capitals; only a label tells them from other words.
_PLAIN = r"[^\s\d!-@\[-`{-~A-Za-zÀ-ɏͰ-ӿ،؛।\u2e80-\ud7ff\uf900-\uffef]{2,20}"
PLAIN_NAME = re.compile(rf"{_PLAIN}(?: {_PLAIN}){{1,3}}")
HAN_NAME = re.compile(r"[\u3041-\u30ff\u3400-\u9fff々]{2,4}(?:[ \u3000]?[\u3041-\u30ff\u3400-\u9fff々]{1,4})?")
HAN = re.compile(r"[\u3041-\u30ff\u3400-\u9fff々]")
KOREAN = re.compile(
    r"^\W{0,3}((?:[가-힣]{2,4}[ ·,]{1,2}){0,3}[가-힣]{2,4}) ?(?:인턴|선임|수습|객원|전문)? ?(?:기자|특파원)(?![가-힣])"
)
CHINESE = re.compile(
    r"^\W{0,3}(?:[\u4e00-\u9fff]{2,6})?[記记]者[ \u3000:：]?((?:[\u4e00-\u9fff]{2,4}[、 ]){0,3}[\u4e00-\u9fff]{2,3})"
    r"(?=[／/|｜ \u3000，,]|$|[\u4e00-\u9fff]{2}報導)"
)
# "Jane DoePublished" was two lines; "McDoe" and "DiRoe" are names.
GLUED = re.compile(r"\w{4}[a-zß-öø-ÿ][A-Z]")
NO_NAMES = frozenset("by the staff desk team editors newsroom redaktion published updated news press agency".split())
POSSESSIVES = frozenset("our unserem unserer notre nos nuestro nuestra onze vores vår nostro nostra our".split())


class Byline(NamedTuple):
    """The names in a line, and whether a label or the like says that these are its writers'."""

    names: list[str]
    labelled: bool


def is_label(line: str) -> bool:
    """Whether a line is the label alone, whose names stand in the next one: “By”, “Автор:”."""
    found = BARE.match(" ".join(line.split()))
    return found is not None and _is_one(found.group(1), LABELS)


def _is_one(words: str, labels: frozenset[str]) -> bool:
    folded = words.casefold()
    return folded in labels or folded in phrasebook().words["by"]


def read(line: str, *, labelled: bool = False) -> Byline:
    """The names in a line; none where it holds no name, or more than names and what may follow them.

    labelled: the line above was the label.
    """
    text = " ".join(line.split())
    if len(text) > MAX_CHARS:
        return Byline([], labelled)
    for form in (KOREAN, CHINESE):
        if found := form.match(text):
            return Byline(re.split(r"[ ·,、]+", found.group(1))[:MAX_NAMES], True)
    after = _behind_label(text)
    names = _names(text if after is None else after, labelled or after is not None)
    return Byline(names, labelled or after is not None)


def _behind_label(text: str) -> str | None:
    """What a line says behind its label, if it begins with one."""
    found = LABEL.match(text)
    if found is not None and found.group(1).casefold() in LABELS:
        return found.group(2)
    words = text.split(" ")
    for count in range(min(MAX_OPENING_WORDS, len(words) - 1), 0, -1):
        if _is_one(" ".join(words[:count]), OPENINGS):
            return " ".join(words[count:])
    return None


def _names(text: str, labelled: bool) -> list[str]:
    """“Jane Doe and John Roe, Valley Post”: Jane Doe, John Roe."""
    roles = phrasebook().words["roles"] | POSSESSIVES
    words = text.split(" ")
    while labelled and len(words) > 2 and words[0].lower() in roles:
        words.pop(0)
    text = " ".join(words)
    end = END.search(text)
    first, *more = AND.split(text[: end.start()] if end is not None else text)
    parts = [part.strip() for part in (*re.split("[,，]", first), *more) if part.strip()]
    if not more:
        parts = parts[:1]  # behind a comma alone an office may stand as well as a name
    names = [re.split("[,，]", part)[0].rstrip(",. ") for part in parts][:MAX_NAMES]
    return names if names and all(_is_name(name, labelled) for name in names) else []


def _is_name(name: str, labelled: bool) -> bool:
    words = {word.lower().rstrip(".") for word in name.split()}
    known = phrasebook().words
    if GLUED.search(name) or not (words.isdisjoint(NO_NAMES) and words.isdisjoint(known["months"] | known["roles"])):
        return False
    if NAME.fullmatch(name) is not None and not HAN.search(name):
        return any(letter.islower() or letter.isupper() for letter in name) or labelled
    return labelled and (HAN_NAME.fullmatch(name) or PLAIN_NAME.fullmatch(name)) is not None
