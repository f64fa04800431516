"""Whether the answer is an article, and if not, what the document is instead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from content_cleaner.document import Block, Page, Passage, Reason, Verdict

MIN_WORDS = 20
MIN_STUB_WORDS = 130
MAX_WALL_WORDS = 40
# A paywall's notice stands behind the beginning of the article; "Log in", however often, is a button.
MIN_NOTICE_WORDS = 4
NOTICE = "paywall-"
NOTICES = ("consent", "paywall")
MERE_WORDING = "-wording"
# Numbers and "not found" alone are of cars, of prices and of people in the news as well.
ERROR_TITLE = re.compile(
    r"^\W*(?:(?:http |error )*(?:40[0-9]|410|50[0-4]))\s*(?:$|[-–—|:·.]|error|page|not found|forbidden|bad gateway"
    r"|service unavailable|internal server)"
    r"|\b(?:error|http|code) (?:40[0-9]|410|50[0-4])\b|^\W*not found\s*(?:$|[-–—|:·.])"
    r"|\b(?:page|file|url|document|content|article|resource|site)(?: (?:was|is|could|can))? ?(?:not|cannot)(?: be)?"
    r" found\b"
    r"|\b(?:page unavailable|access denied|403 forbidden|404 not found|seite (?:wurde )?nicht gefunden|page introuvable"
    r"|page non trouvée|cet article n'est plus disponible|página no encontrada|página não encontrada"
    r"|pagina non trovata|pagina niet gevonden|страница не найдена|сторінку не знайдено|nie znaleziono strony"
    r"|strona nie została znaleziona|sayfa bulunamadı|stránka nenalezena|stránka nebyla nalezena|sidan hittades inte"
    r"|sidan kunde inte hittas|siden (?:ble ikke funnet|blev ikke fundet|finnes ikke|findes ikke)|sivua ei löyt\w+"
    r"|η σελίδα δεν βρέθηκε|az oldal nem található|a keresett oldal nem található|pagina nu a fost găsită"
    r"|halaman tidak ditemukan|không tìm thấy trang)\b|الصفحة غير موجودة|صفحه (?:مورد نظر )?(?:یافت|پیدا) نشد"
    r"|הדף לא נמצא|页面不存在|頁面不存在|找不到(?:页面|頁面|网页)|ページが見つかりません|페이지를 찾을 수 없습니다"
    r"|^\W*(?:just a moment|one moment, please|attention required|are you a robot|checking your browser)\b"
    r"|^\W*(?:something went wrong|nothing (?:was )?found|no results (?:were )?found|(?:site|we are) under maintenance"
    r"|(?:451 )?unavailable (?:due to|for) legal reasons|estamos en mantenimiento|site en maintenance"
    r"|wir sind im wartungsmodus)\W*$",
    re.IGNORECASE,
)
# What services say that hold back a page.
HELD_BACK = re.compile(
    r"\b(?:verify(?:ing)? (?:that )?you are (?:a )?human|are you a robot|you(?:'re| are) not a robot"
    r"|checking your browser before|enable javascript and cookies to continue)\b",
    re.IGNORECASE,
)
MAX_HELD_BACK_WORDS = 80
# Where a page says what went wrong.
FIRST_BLOCKS = 8
MAX_ERROR_CHARS = 80
# Teasers are headlines that are links, with a sentence or two below each.
MIN_TEASER_BLOCKS = 8
MIN_TEASERS = 4
MIN_TEASER_SHARE = 0.25
MIN_TEASER_CHARS = 15
MIN_LINKED_SHARE = 0.8
MAX_EXCERPT_CHARS = 350
MAX_LONG_BLOCKS = 2
WORD = re.compile(r"[぀-ヿ㐀-鿿豈-﫿가-힯]|[^\W_]+")


def judge(
    page: Page, passages: Sequence[Passage], words: Sequence[float], title: str | None, consents: Sequence[bool] = ()
) -> Verdict:
    """The verdict on a cleaned document.

    words: how many each passage has; consents: whether a rule for consent notices, sure or not, finds something in it.
    """
    kept = asked = 0.0
    removed: Counter[Reason] = Counter()
    for index, (passage, count) in enumerate(zip(passages, words, strict=True)):
        if passage.kept:
            kept += count
            asked += count if index < len(consents) and consents[index] else 0
        elif passage.reason in NOTICES:
            removed[passage.reason] += int(count)
    if kept < MIN_STUB_WORDS and (ERROR_TITLE.search((title or "")[:300]) or _is_held_back(passages, kept)):
        return "error_page"
    if removed["consent"] > max(MIN_WORDS, kept) and kept < MAX_WALL_WORDS:
        return "consent_wall"
    if removed["consent"] and kept - asked < min(MAX_WALL_WORDS, asked):
        return "consent_wall"
    if kept < MIN_STUB_WORDS and _notice_words(passages) >= MIN_NOTICE_WORDS:
        return "paywall_stub"
    if not kept:
        return "ok" if any(passage.kept and passage.text.strip() for passage in passages) else "empty"
    if page.kind == "html" and _is_index_page(page, passages):
        return "index_page"
    noise = removed["paywall"] + removed["consent"]
    return "too_short" if kept < MIN_WORDS and noise > 2 * kept else "ok"


def _is_held_back(passages: Sequence[Passage], kept: float) -> bool:
    """Whether a page of few words says that it is not the one that was asked for."""
    if kept >= MAX_HELD_BACK_WORDS:
        return False
    texts = [passage.text for passage in passages[: 2 * FIRST_BLOCKS] if passage.text.strip()]
    if any(ERROR_TITLE.search(text) for text in texts[:FIRST_BLOCKS] if len(text) < MAX_ERROR_CHARS):
        return True
    return any(HELD_BACK.search(p.text) for p in passages if p.kept and len(p.text) < MAX_EXCERPT_CHARS)


def _notice_words(passages: Sequence[Passage]) -> int:
    """How many words of a paywall's notices stand behind the article's beginning, each notice counted once."""
    first = next((index for index, passage in enumerate(passages) if passage.kept), 0)
    notices = {
        tuple(WORD.findall(passage.text.casefold()))
        for passage in passages[first:]
        if passage.rule.startswith(NOTICE) and not passage.rule.endswith(MERE_WORDING)
    }
    return sum(map(len, notices))


def _is_index_page(page: Page, passages: Sequence[Passage]) -> bool:
    """Whether what was kept is a list of other pages."""
    kept = [block for block, passage in zip(page.blocks, passages, strict=False) if passage.kept]
    return _is_index(kept) or _is_of_teasers(kept)


def _is_index(kept: Sequence[Block]) -> bool:
    """Whether most of what was kept is teasers: links, and hardly a paragraph of several sentences."""
    sizes = [len(block.text) for block in kept]
    chars, links = sum(sizes), sum([block.link_chars for block in kept])
    if not links > 0.5 * chars > 0:
        return False
    long = sum([size > 400 for size in sizes])
    return long * 8 < len(kept) - long


def _is_of_teasers(kept: Sequence[Block]) -> bool:
    """Whether what was kept is headlines that are links, and short texts below them."""
    if len(kept) < MIN_TEASER_BLOCKS:
        return False
    linked = [block.link_chars >= MIN_LINKED_SHARE * len(block.text) for block in kept]
    teasers = sum(
        len(block.text) >= MIN_TEASER_CHARS and block.kind != "list-item"
        for block, is_link in zip(kept, linked, strict=True)
        if is_link
    )
    long = sum(len(b.text) > MAX_EXCERPT_CHARS for b, is_link in zip(kept, linked, strict=True) if not is_link)
    most = min(MAX_LONG_BLOCKS, 0.15 * teasers)
    return teasers >= max(MIN_TEASERS, MIN_TEASER_SHARE * len(kept)) and long <= most
