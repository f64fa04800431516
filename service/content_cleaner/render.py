"""A cleaned document as text, Markdown or JSON.

Lone surrogates (half a character, as broken escapes in JSON leave them) cannot be written as UTF-8, and many JSON
parsers refuse their escaped form. All output here has U+FFFD in their place: one code point for one, so that offsets
stay true.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from content_cleaner.document import CleanedDocument, Passage

_SURROGATE = re.compile("[\ud800-\udfff]")
_BULLET = re.compile(r"[-*+•·‣▪◦–—]\s+")
_NUMBERED = re.compile(r"\d{1,9}[.)]\s")
_INLINE_MARKUP = re.compile(r"[\\`*\[\]<~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w{1,32};)")
_LINE_MARKUP = re.compile(r"(?:#{1,6}(?=\s|$)|[-+](?=\s|$)|>|[-=]+(?=\s*$))|(?<=\d)[.)](?=\s|$)")
_ORDINAL = re.compile(r"\d{1,9}(?=[.)](?:\s|$))")
_CLOSING = re.compile(r"(?<![^ ])#+$")  # ends a heading, and is not shown
_ESCAPED = r"\\\g<0>"
_FENCE = re.compile(r"`{3,}")


def encodable(text: str) -> str:
    """`text` with U+FFFD for every lone surrogate, so that it can be encoded as UTF-8."""
    return _SURROGATE.sub("\ufffd", text)


def dump_json(value: Any) -> str:
    """`value` as JSON on one line: compact, not escaped to ASCII, encodable, and never NaN."""
    return encodable(json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False))


def to_json(document: CleanedDocument, *, passages: bool = False) -> str:
    """The result of the design on one line of JSON; with `passages`, all blocks in reading order too."""
    return dump_json(document.to_dict(passages=passages))


def to_text(document: CleanedDocument) -> str:
    """The clean text: paragraphs separated by a blank line, no headline, no line break at the end."""
    return encodable(document.text)


def to_markdown(document: CleanedDocument) -> str:
    """The headline and the kept passages as CommonMark, no line break at the end.

    What would be markup by accident is escaped, so that a rendered page shows the words of the document and nothing
    else. Headings of the body stand below the headline.
    """
    kept = [passage for passage in document.passages if passage.kept]
    parts = [_heading(document.title, 1)] if document.title else []
    top = 2 if document.title else 1
    for kind, group in groupby(kept, key=lambda passage: passage.kind):
        parts.extend(_group(kind, list(group), top))
    return encodable("\n\n".join(parts))


def _group(kind: str, passages: list[Passage], top: int) -> Iterator[str]:
    """The Markdown blocks of neighbours of one kind."""
    if kind == "heading":
        yield from (_heading(passage.text, max(top, passage.level or 2)) for passage in passages)
    elif kind == "list-item":
        yield _list(passages)
    elif kind == "quote":
        yield "\n>\n".join(_quote(text) for text in _paragraphs(passages))
    elif kind == "code":
        yield from (_code(passage.text) for passage in passages)
    else:
        yield from _paragraphs(passages)


def _paragraphs(passages: Iterable[Passage]) -> Iterator[str]:
    """Passages as paragraphs; those that follow without a blank line stay in the paragraph, on a line of their own."""
    lines: list[str] = []
    for passage in passages:
        if lines and "\n\n" in passage.joint:
            yield "  \n".join(lines)
            lines = []
        if lines and "\n" not in passage.joint:
            lines[-1] += passage.joint + _inline(passage.text)
        else:
            lines.extend(_line(part) for part in passage.text.splitlines() if part.strip())
    if lines:
        yield "  \n".join(lines)


def _heading(text: str, level: int) -> str:
    return f"{'#' * min(6, level)} {_CLOSING.sub(_ESCAPED, _inline(text))}"


def _list(passages: list[Passage]) -> str:
    lines: list[str] = []
    levels: list[int] = []  # of the items that are open: an item can be one deeper than the one before it, no more
    for passage in passages:
        while levels and levels[-1] >= passage.level:
            levels.pop()
        lines.append("   " * len(levels) + _item(passage.text))
        levels.append(passage.level)
    return "\n".join(lines)


def _item(text: str) -> str:
    text = " ".join(text.split())
    if _NUMBERED.match(text):
        number, rest = text.split(maxsplit=1)
        return f"{number} {_inline(rest)}"
    return f"- {_line(_BULLET.sub('', text, count=1) if _BULLET.match(text) else text)}"


def _quote(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.split("\n"))


def _code(text: str) -> str:
    longest = max((len(fence) for fence in _FENCE.findall(text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}\n{text.strip(chr(10))}\n{fence}"


def _inline(text: str) -> str:
    return _INLINE_MARKUP.sub(_ESCAPED, " ".join(text.split()))


def _line(text: str) -> str:
    """One line that starts a paragraph: markup at its start is escaped too."""
    text = _inline(text)
    ordinal = _ORDINAL.match(text)
    start = ordinal.end() if ordinal else 0
    if _LINE_MARKUP.match(text, start):
        return f"{text[:start]}\\{text[start:]}"
    return text
