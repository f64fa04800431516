"""Article text that a page carries in its scripts, for readers' browsers to render."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from lxml import etree

from content_cleaner.metadata import block_lists

MIN_CHARS = 300
MAX_SCRIPT_CHARS = 3_000_000
# A quote behind a backslash opens no string: it stands in one that other quotes enclose. Each is read to its end once.
STRING = re.compile(r'(?<!\\)"((?:[^"\\]|\\.){300,}+)"', re.DOTALL)
SENTENCE = re.compile(r"[^\W\d_][.!?…。！？؟](?=[\s\"'”’»<]|$)|[。！？]")
CODE = re.compile(
    r"function\s*\(|=>|[{};]\s*(?:var|let|const|return)\s|sourceMappingURL|@media|\{\s*(?:display|margin):"
)
MIN_SENTENCES = 5


def article_body(hints: Mapping[str, Any]) -> str:
    """The longest `articleBody` of the page's JSON-LD, "" where there is none."""
    bodies = [item.get("articleBody") for item in hints.get("linked_data", ())]
    return max((b for b in bodies if isinstance(b, str)), key=len, default="")


def script_text(root: etree._Element | None) -> str:
    """The text in the page's scripts with the most sentences (text or HTML), "" where none has several.

    One string, or the paragraphs of a list of blocks as content management systems store articles.
    """
    if root is None:
        return ""
    best, most = "", MIN_SENTENCES - 1
    for text in chain(_strings(root), block_lists.texts(_sources(root))):
        sentences = sum(1 for _ in SENTENCE.finditer(text))
        if sentences > most and not CODE.search(text[:20_000]):
            best, most = text, sentences
    return best


def _sources(root: etree._Element) -> Iterator[str]:
    budget = MAX_SCRIPT_CHARS
    for node in root.iter("script"):
        source = node.text or ""
        if not node.get("src") and MIN_CHARS <= len(source) <= budget:
            budget -= len(source)
            yield source


def _strings(root: etree._Element) -> Iterator[str]:
    for source in _sources(root):
        for match in STRING.finditer(source):
            try:
                value = json.loads(f'"{match.group(1)}"', strict=False)
            except ValueError:
                continue
            if isinstance(value, str):
                yield value
