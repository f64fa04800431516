"""Texts made plain: for comparing, and for showing."""

from __future__ import annotations

import html
import re

NOT_ALPHANUMERIC = re.compile(r"[\W_]+")
# Closed by a semicolon: "?a=1&copy=2" holds none.
ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)


def fold(text: str) -> str:
    """A text for comparing: lower case, letters and digits only."""
    return NOT_ALPHANUMERIC.sub("", text.casefold())


def folds_to(text: str, folded: str) -> bool:
    """Whether a text is, folded, that one; most are told apart by their length and first letter."""
    # Folding lengthens a text threefold at most.
    if 3 * len(text) < len(folded):
        return False
    first = text[:1]
    if first.isascii() and first.isalnum() and not folded.startswith(first.lower()):
        return False
    return fold(text) == folded


def unescaped(text: str) -> str:
    """A text that was escaped twice, read once more: its character references become characters."""
    return ENTITY.sub(lambda entity: html.unescape(entity.group()), text) if "&" in text else text
