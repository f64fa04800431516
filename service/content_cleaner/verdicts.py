"""Whether the answer is an article, and if not, what the document is instead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from content_cleaner.document import Page, Passage, Reason, Verdict

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
    r"|\b(?:page unavailable|access denied|403 forbidden|404 not found|seite nicht gefunden|page introuvable"
    r"|página no encontrada|pagina non trovata|pagina niet gevonden|страница не найдена|nie znaleziono strony"
    r"|strona nie została znaleziona|sayfa bulunamadı)\b|页面不存在|ページが見つかりません|페이지를 찾을 수 없습니다",
    re.IGNORECASE,
)
WORD = re.compile(r"[぀-ヿ㐀-鿿豈-﫿가-힯]|[^\W_]+")


def count_words(text: str) -> int:
    """Words of a text; a CJK character is a word."""
    return sum(1 for _ in WORD.finditer(text))


def judge(page: Page, passages: Sequence[Passage], words: Sequence[float], title: str | None) -> Verdict:
    """The verdict on a cleaned document; `words`: how many each passage has."""
    kept = 0.0
    removed: Counter[Reason] = Counter()
    for passage, count in zip(passages, words, strict=True):
        if passage.kept:
            kept += count
        elif passage.reason in NOTICES:
            removed[passage.reason] += int(count)
    if kept < MIN_STUB_WORDS and ERROR_TITLE.search((title or "")[:300]):
        return "error_page"
    if removed["consent"] > max(MIN_WORDS, kept) and kept < MAX_WALL_WORDS:
        return "consent_wall"
    if kept < MIN_STUB_WORDS and _notice_words(passages) >= MIN_NOTICE_WORDS:
        return "paywall_stub"
    if not kept:
        return "ok" if any(passage.kept and passage.text.strip() for passage in passages) else "empty"
    if page.kind == "html" and _is_index(page, passages):
        return "index_page"
    noise = removed["paywall"] + removed["consent"]
    return "too_short" if kept < MIN_WORDS and noise > 2 * kept else "ok"


def _notice_words(passages: Sequence[Passage]) -> int:
    """How many words of a paywall's notices stand behind the article's beginning, each notice counted once."""
    first = next((index for index, passage in enumerate(passages) if passage.kept), 0)
    notices = {
        tuple(WORD.findall(passage.text.casefold()))
        for passage in passages[first:]
        if passage.rule.startswith(NOTICE) and not passage.rule.endswith(MERE_WORDING)
    }
    return sum(map(len, notices))


def _is_index(page: Page, passages: Sequence[Passage]) -> bool:
    """Whether most of what was kept is teasers: links, and hardly a paragraph of several sentences."""
    kept = [block for block, passage in zip(page.blocks, passages, strict=False) if passage.kept]
    sizes = [len(block.text) for block in kept]
    chars, links = sum(sizes), sum([block.link_chars for block in kept])
    if not links > 0.5 * chars > 0:
        return False
    long = sum([size > 400 for size in sizes])
    return long * 8 < len(kept) - long
