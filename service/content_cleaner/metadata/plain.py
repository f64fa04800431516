"""Texts made plain: for comparing, and for showing."""

from __future__ import annotations

import html
import re
import string
from collections.abc import Sequence

# Between a page's title and the name of its site or section.
TITLE_SEPARATOR = re.compile(r"\s+[|–—·•»›:\-]{1,2}\s+|\s*[|｜»]\s*|\s+::\s+|[＿_]")
# Scripts that set no blanks, or few, where a pair of characters says as much as a word.
EAST = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]+")
NOT_ALPHANUMERIC = re.compile(r"[\W_]+")
ASCII_SIGNS = bytes(range(128)).translate(None, (string.ascii_letters + string.digits).encode("ascii"))
FIRST_LETTERS = 3
# Closed by a semicolon: "?a=1&copy=2" holds none.
ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)


def fold(text: str) -> str:
    """A text for comparing: lower case, letters and digits only."""
    lower = text.casefold()
    if lower.isascii():  # five times as fast
        return lower.encode("ascii").translate(None, ASCII_SIGNS).decode("ascii")
    return NOT_ALPHANUMERIC.sub("", lower)


def that_fold_to(texts: Sequence[str], folded: str) -> list[int]:
    """Which of the texts are, folded, that one; most are told apart by their first letter and length."""
    others = frozenset(string.ascii_letters + string.digits).difference((folded[:1], folded[:1].upper()))
    return [
        index
        for index, text in enumerate(texts)
        # Folding lengthens a text threefold at most.
        if text[:1] not in others and 3 * len(text) >= len(folded) and _may_fold_to(text, folded)
        if fold(text) == folded
    ]


def _may_fold_to(text: str, folded: str) -> bool:
    first = text[:FIRST_LETTERS].casefold()
    return folded.startswith(first) or not first.isalnum()


def unescaped(text: str) -> str:
    """A text that was escaped twice, read once more: its character references become characters."""
    return ENTITY.sub(lambda entity: html.unescape(entity.group()), text) if "&" in text else text
