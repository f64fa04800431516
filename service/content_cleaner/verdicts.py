"""Whether the answer is an article, and if not, what the document is instead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from content_cleaner.document import Page, Passage, Reason, Verdict

MIN_WORDS = 20
MIN_STUB_WORDS = 130
MIN_NOTICE_SHARE = 0.3
ERROR_TITLE = re.compile(
    r"\b(?:404|403|410|500|502|503|not found|page unavailable|access denied|forbidden|seite nicht gefunden"
    r"|page introuvable|página no encontrada|pagina non trovata|niet gevonden|страница не найдена"
    r"|nie znaleziono|bulunamadı)\b|页面不存在|ページが見つかりません|찾을 수 없습니다",
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
        elif passage.reason is not None:
            removed[passage.reason] += int(count)
    if kept < MIN_STUB_WORDS and ERROR_TITLE.search((title or "")[:300]):
        return "error_page"
    if removed["consent"] > max(MIN_WORDS, kept) and kept < MIN_STUB_WORDS:
        return "consent_wall"
    if removed["paywall"] and kept < MIN_STUB_WORDS:
        return "paywall_stub"
    if not kept:
        return "ok" if any(passage.kept and passage.text.strip() for passage in passages) else "empty"
    if page.kind == "html" and _is_index(page, passages):
        return "index_page"
    noise = removed["paywall"] + removed["consent"]
    return "too_short" if kept < MIN_WORDS and noise > 2 * kept else "ok"


def _is_index(page: Page, passages: Sequence[Passage]) -> bool:
    """Whether most of what was kept is teasers: links, and hardly a paragraph of several sentences."""
    chars = links = long = short = 0
    for block, passage in zip(page.blocks, passages, strict=False):
        if passage.kept:
            chars += len(block.text)
            links += block.link_chars
            long += len(block.text) > 400
            short += len(block.text) <= 400
    return chars > 0 and links > 0.5 * chars and long * 8 < short
