"""The names in a byline: “By Jane Doe, Political Editor”, “Autor: Jana Nová”, “記者王小明／台北報導”, “김도현 기자”.

A wrong author is worse than none: what is no name for certain is none.
"""

from __future__ import annotations

import functools
import re
from typing import Literal, NamedTuple

from content_cleaner.rules.captions import CAPITAL, PARTICLE
from content_cleaner.rules.phrasebook import fold, phrasebook

MAX_CHARS = 120
MAX_NAMES = 4
MAX_OPENING_WORDS = 4
MAX_DAY_WORDS = 10


def _listed(text: str) -> frozenset[str]:
    return frozenset(entry for part in re.split(r"[|\n]", text) if (entry := fold(part.strip())))


# What opens a writer's name, with or without a colon, besides the phrase files' `by`. Editors, translators and
# photographers are no authors.
OPENINGS = _listed("""
    posted by|reported by|reporting by|story by|text by|words by|written by|geschrieben von|verfasst von|text von
    texte de|texte par|écrit par|rédigé par|propos recueillis par|escrito por|redactado por|texto de|texto por
    articolo di|scritto da|testo di|reportagem de|geschreven door|tekst door|skrevet af|skrevet av|skriven av|tekst af
    tekst av|text av|napsal|napsala|napísal|napísala|napisał|napisała|rozmawiał|rozmawiała|scris de|articol de|írta
    napisao|napisala|razgovarao|razgovarala|беседовал|беседовала|беседу вел|беседу вела|розмовляв|розмовляла|пише
    пишу|написао|написала|γράφει ο|γράφει η|γράφουν οι|ditulis oleh|بقلم|به قلم|โดย|เขียนโดย
""")
# Of these an ordinary line may be made, or a speaker's name: only a colon makes labels of them.
LABELS = OPENINGS | _listed("""
    author|authors|writer|reporter|text|autor|autorin|autoren|auteur|auteure|auteurs|autrice|texte|autora|autores|texto
    autore|tekst|skribent|författare|forfatter|teksti|kirjoittaja|kirjoittanut|autorka|autoři|autori|autor textu
    autor článku|autorzy|szerző|szerzők|autorica|автор|автори|авторка|авторы|автор текста|автор тексту|автор статьи
    текст|аутор|ауторка|κείμενο|συντάκτης|ρεπορτάζ|yazan|yazar|muhabir|haber|tác giả|bài và ảnh|penulis|pewarta
    wartawan|jurnalis|كتب|كتبت|نویسنده|نوشته|خبرنگار|כתב|כתבה|लेखक|लेखिका|লেখক|প্রতিবেদক|ผู้เขียน
    作者|文|撰文|撰稿|採訪|取材・文|執筆|著者|ライター|글쓴이|작성자
""")
# Those who ask in an interview, where each question stands behind such a label.
SPEAKERS = _listed("reporter|muhabir|haber|wartawan|jurnalis|خبرنگار")
COLONS = (":", "：")
LABEL = re.compile(r"^\W{0,3}([^\s:：=＝／/|][^:：=＝／/|]{0,30}?)\s?([:：=＝／/|])\s?(\S.*)$")
BARE = re.compile(r"^\W{0,3}([^:：]{1,30}?)\s?[:：]?$")
# What follows is an office, a place, a day or the paper.
END = re.compile(
    r"\s[|/·•–—-]\s|\s(?:(?i:of|for|in|at|from)|aus|für|dans|pour|para|per|w|dla|on|в|у|از|در|في)\s"
    r"|\d|[:：;；(（／|]|\s\S{1,4}[=＝]"
)
# "Robert A Caro" and "Kim Si Woo" are one each.
AND = re.compile(
    r"\s(?:and|AND|und|UND|et|ET|y|e|i|en|og|och|ja|ve|a|si|și|és|và|dan|και|и|та|і|و)\s|\s?[&、]\s?",
)
NAME = re.compile(rf"{CAPITAL}(?: (?:{CAPITAL}|{PARTICLE}|af|dos|du|le|ter|zu)){{1,3}}")
# Names in letters that know no capitals; only a label tells them from other words.
_PLAIN = r"[^\s\d!-@\[-`{-~A-Za-zÀ-ɏͰ-ӿ،؛।\u2e80-\ud7ff\uf900-\uffef]{2,20}"
PLAIN_NAME = re.compile(rf"{_PLAIN}(?: {_PLAIN}){{1,2}}")
_HAN = r"[\u3041-\u30ff\u3400-\u9fff々·・]"
HAN_NAME = re.compile(rf"{_HAN}{{2,10}}(?:[ \u3000]{_HAN}{{1,4}})?")
NO_HAN_NAME = re.compile(
    "[社部网網報报局台]$|佚名|未知|匿名|管理|小编|スタッフ|编辑|編輯|編集|[记記]者|通讯员|手记|专栏|摄$|攝$"
)
_KOREAN_SURNAMES = "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구나민진지엄채원천방공"
_KOREAN_NAME = rf"[{_KOREAN_SURNAMES}][가-힣]{{1,2}}(?<![부팀국실])"
KOREAN = re.compile(
    rf"(?:^|[\s(\[=/])({_KOREAN_NAME}(?:[·,] ?{_KOREAN_NAME}){{0,3}})"
    r" ?(?:인턴|선임|수습|객원|전문|사진)? ?(?:기자|특파원)(?=$|[\s(=/])"
)
_CHINESE_SURNAMES = (
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林高罗羅郑鄭梁谢謝宋唐许許邓鄧冯馮韩韓曹曾彭萧蕭蔡潘田董袁余叶葉蒋蔣杜苏蘇"
    "魏程吕呂丁沈任姚卢盧姜崔钟鍾谭譚陆陸汪范石廖贾賈韦韋夏方邹鄒熊白孟秦邱侯江尹薛闫段雷龙龍史陶贺賀毛郝顾顧龚龔邵钱錢严嚴莫武戴孔汤湯"
)
_CHINESE_NAME = rf"[{_CHINESE_SURNAMES}][\u4e00-\u9fff]{{1,2}}"
CHINESE = re.compile(
    rf"^(?!.*[摄攝图圖]$)\W{{0,3}}[\u4e00-\u9fff]{{0,6}}[记記]者[ \u3000:：/／]?"
    rf"({_CHINESE_NAME}(?:[、 ]{_CHINESE_NAME}){{0,3}})"
    r"(?=$|[／/|｜ \u3000，,])"
)
# "Jane DoePublished" was two lines; "McDoe" and "DiRoe" are names.
GLUED = re.compile(r"\w{4}[a-zß-öø-ÿ][A-Z]")
# Who writes together, or nobody; buttons and days beside a name.
NO_NAMES = _listed("""
    by|the|staff|desk|team|editor|editors|newsroom|redaktion|published|updated|news|press|presse|agency|agence|agencia
    agenzia|agentur|agencja|bureau|office|board|services|service|wire|getty|images|reuters|editorial|redacción|redacció
    rédaction|redação|redazione|redaksi|redaktsiya|redakce|redakcja|redakcia|redactie|redaksjonen|redaktionen|tim
    редакция|редакція|пресс-служба|агентство|риа|lorem|ipsum|follow|share|today|yesterday|stand|foto|fotos|photo|video
    related|articles|company|size|author|larger|font|medium
""")
POSSESSIVES = _listed("our|unserem|unserer|notre|nos|nuestro|nuestra|onze|vores|vår|nostro|nostra|nossa")
# Offices that are surnames as well.
SURNAMES = _listed("guest|chief|special|senior")
# What follows a name without a sign between: “By Jane Doe Published 5 March”.
DATING = _listed("""
    published|updated|posted|publié|publiée|mis|modifié|publicado|publicada|actualizado|actualizada|atualizado|atualizada
    veröffentlicht|aktualisiert|pubblicato|pubblicata|aggiornato|publicerad|uppdaterad|publiceret|opdateret|publisert
    oppdatert|gepubliceerd|bijgewerkt|opublikowano|aktualizacja|publikováno|aktualizováno|опубликовано|обновлено
    опубліковано|оновлено|yayınlanma|güncelleme|diterbitkan|diperbarui
""")
# These may stand before one of them.
BEFORE_DATING = _listed("""
    last|first|originally|date|article|story|zuletzt|erstmals|sist|senast|sidst|laatst|ultimo|última|dernière
""")
# With a capital in front they begin the name of a paper or a title.
ARTICLES = _listed("der|die|das|el|los|las|un|una|tu|den|the|het")


class Byline(NamedTuple):
    """The names in a line, and what says that these are its writers': a label with a colon, an opening ("By"), or
    nothing.
    """

    names: list[str]
    by: Literal["label", "opening", ""]


def is_label(line: str) -> bool:
    """Whether a line is the label alone, whose names stand in the next one: “By”, “Von:”, “Author:”."""
    found = BARE.match(" ".join(line.split())) if len(line) <= MAX_CHARS else None
    if found is None:
        return False
    return _opens(found.group(1)) or (line.endswith(COLONS) and fold(found.group(1)) in LABELS - SPEAKERS)


def read(line: str, *, labelled: bool = False) -> Byline:
    """The names in a line; none where it holds no name, or more than names and what may follow them.

    labelled: the line above was the label.
    """
    if len(line) > 2 * MAX_CHARS:
        return Byline([], "")
    text = " ".join(line.split())
    if found := KOREAN.search(text) or CHINESE.match(text):
        return Byline(re.split(r"[ ·,、]+", found.group(1))[:MAX_NAMES], "label")
    after, by = _behind_label(text)
    return Byline(_names(after, by != "" or labelled), by)


def is_posted(line: str) -> bool:
    """Whether a line says by whom something was posted: “5 March 2024 by Jane Doe”, “Posted by Jane Doe”."""
    words = line.split() if len(line) <= MAX_CHARS else []
    opened = _without_day(words)
    posted = len(opened) < len(words) or _opens(" ".join(words[:2]))
    return posted and bool(read(line).names)


def is_nothing_else(line: str, names: list[str]) -> bool:
    """Whether a line holds these names and nothing else but what joins them."""
    return bool(names) and len(line.split()) <= sum(len(name.split()) for name in names) + len(names) - 1


def _opens(words: str) -> bool:
    opening = fold(words)
    return opening in OPENINGS or opening in phrasebook().words["by"]


def _behind_label(text: str) -> tuple[str, Literal["label", "opening", ""]]:
    """What a line says behind its label or opening, if it begins with one."""
    found = LABEL.match(text)
    if found is not None:
        label, sign, after = found.groups()
        if (fold(label) in LABELS or _opens(label)) and (sign not in "/|" or "\u2e80" <= label[-1] <= "\u9fff"):
            return after, "label"
    words = _without_day(text.split(" "))
    for count in range(min(MAX_OPENING_WORDS, len(words) - 1), 0, -1):
        if _opens(" ".join(words[:count])):
            return " ".join(words[count:]), "opening"
    return text, ""


@functools.cache
def _words_of_days() -> frozenset[str]:
    """The words that may stand beside the figures of a day."""
    book = phrasebook()
    return book.words["months"] | book.words["dates"] | DATING | BEFORE_DATING | frozenset(book.function)


def _without_day(words: list[str]) -> list[str]:
    """The words of “Posted on 5 March 2024 by Jane Doe” from the opening on; others as they are."""
    by, of_days = phrasebook().words["by"], _words_of_days()
    dated = False
    for place, word in enumerate(words[:MAX_DAY_WORDS]):
        bare = fold(word.strip(",.|·•–-"))
        if dated and bare in by:
            return words[place:]
        figures = any(map(str.isdecimal, bare))
        if bare and not figures and bare not in of_days:
            break
        dated = dated or figures
    return words


def _names(text: str, labelled: bool) -> list[str]:
    """“Jane Doe and John Roe, Valley Post”: Jane Doe, John Roe."""
    offices = phrasebook().words["roles"] | POSSESSIVES
    words = text.split(" ")
    while labelled and len(words) > 2 and fold(words[0]) in offices - NO_NAMES:
        words.pop(0)
    dated = next((place for place, word in enumerate(words) if place > 1 and fold(word.rstrip(":")) in DATING), None)
    if dated is not None and fold(words[dated - 1]) in BEFORE_DATING:
        dated -= 1
    text = " ".join(words[:dated])
    end = END.search(text)
    told = text[: end.start()] if end is not None else text
    if end is not None and text[end.start()].isdigit():
        told = _without_month(told)
    first, *more = AND.split(told)
    parts = [part.strip() for part in (*re.split("[,，]", first), *more) if part.strip()]
    if not more:
        parts = parts[:1]  # behind a comma alone an office may stand as well as a name
    names = [re.split("[,，]", part)[0].rstrip(",. ") for part in parts][:MAX_NAMES]
    return names if names and all(_is_name(name, labelled) for name in names) else []


def _without_month(text: str) -> str:
    """“Jana Muster März” of “Jana Muster März 2024” without its month."""
    before, _, last = text.strip().rpartition(" ")
    return before if fold(last.strip(".,")) in phrasebook().words["months"] else text


def _is_name(name: str, labelled: bool) -> bool:
    words = [fold(word).rstrip(".") for word in name.split()]
    known = phrasebook().words
    if GLUED.search(name) or not NO_NAMES.isdisjoint(words) or fold(name) in known["agencies"]:
        return False
    if NAME.fullmatch(name) is not None and any(letter.islower() or letter.isupper() for letter in name):
        # "By May 5": a month alone or at the end; "By Guest Writer": an office at either end.
        return words[0] not in ARTICLES and words[-1] not in known["months"] | known["roles"] - SURNAMES
    if HAN_NAME.fullmatch(name) is not None:
        return labelled and NO_HAN_NAME.search(name) is None
    return labelled and PLAIN_NAME.fullmatch(name) is not None
