"""Raw plain text in many shapes, made from labelled pages: what scrapers store when the HTML is gone.

Four styles are the benchmark's own (`page`, `bs4`, `container`, `layout`); the others keep the model from learning one
renderer: everything in one line, hard wraps, one line a paragraph without blank lines, Markdown in several dialects,
and the clean text itself, which must come back unchanged.
"""

from __future__ import annotations

import functools
import importlib.util
import textwrap
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Any

from content_cleaner.blocks.text import cut
from training import labels

BENCHMARK_STYLES = ("container", "bs4", "page", "layout")
MAX_CHARS = 400_000
MIN_GOLD_SHARE = 0.8
# Share of the pages rendered in each style.
SHARES = {
    "container": 1.0,
    "bs4": 1.0,
    "page": 1.0,
    "layout": 0.5,
    "oneline": 0.4,
    "wrapped": 0.3,
    "lines": 0.3,
    "markdown": 0.7,
    "gold": 0.6,
    "gold-lines": 0.2,
    "gold-wrapped": 0.2,
    "gold-markdown": 0.3,
}
# Of the pages in other surroundings.
MIXED_SHARES = {
    "container": 0.6,
    "bs4": 0.6,
    "page": 0.6,
    "layout": 0.2,
    "oneline": 0.2,
    "wrapped": 0.15,
    "lines": 0.15,
    "markdown": 0.3,
}
MARKDOWN, GOLD_MARKDOWN = "markdown", "gold-markdown"
UNDRESSED = ("script", "style", "noscript", "template", "head")
# What converters do differently: one of them in turn for each page.
DIALECTS: tuple[Mapping[str, Any], ...] = (
    {},
    {"bullets": "-", "strip": ["img"]},
    {"wrap": True, "wrap_width": 80},
    {"heading_style": "UNDERLINED", "bullets": "*"},
    {"strip": ["a", "img"]},
)


@functools.cache
def load_benchmark(path: Path) -> ModuleType:
    """The benchmark's script as a module."""
    spec = importlib.util.spec_from_file_location("bench", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def render(
    record: dict[str, Any],
    raw_text: Callable[[dict[str, Any], str], str],
    shares: Mapping[str, float] = MappingProxyType(SHARES),
    salt: str = "",
) -> Iterator[tuple[str, str]]:
    """(style, text) of one page, in the styles that its id draws with the salt, each with its share of probability."""
    rendered: dict[str, str] = {}
    for style in BENCHMARK_STYLES:
        try:
            rendered[style] = raw_text(record, style) or ""
        except Exception:  # a page that a renderer cannot take is left out of that style
            rendered[style] = ""
    container = rendered["container"]
    rendered["oneline"] = " ".join((container if _draw(record, "part") < 0.6 else rendered["page"]).split())
    width = 60 + int(40 * _draw(record, "width"))
    rendered["wrapped"] = _wrapped(container, width)
    rendered["lines"] = "\n".join(line for line in rendered["page"].split("\n") if line.strip())
    drawn = {style for style, share in shares.items() if _draw(record, salt + style) < share}
    if MARKDOWN in drawn:
        rendered[MARKDOWN] = _in_some_markdown(record)
    gold = record["text"].strip()
    rendered["gold"] = gold
    if GOLD_MARKDOWN in drawn:
        rendered[GOLD_MARKDOWN] = _clean_markdown(rendered.get(MARKDOWN) or _in_some_markdown(record), gold)
    rendered["gold-lines"] = "\n".join(line for line in gold.split("\n") if line.strip())
    rendered["gold-wrapped"] = _wrapped(gold, width)
    for style, text in rendered.items():
        if style in drawn and text.strip() and len(text) <= MAX_CHARS:
            yield style, text


def markdown(html: str, **options: Any) -> str:
    """A whole page as Markdown; options: as markdownify has them, ATX headings by default."""
    from markdownify import MarkdownConverter  # slow to import, and most who import this module do not need it

    return str(MarkdownConverter(**({"heading_style": "ATX"} | options)).convert_soup(undressed(html)))


def undressed(html: str) -> Any:
    """A page as Beautiful Soup reads it, without scripts, styles and its head."""
    from bs4 import BeautifulSoup  # as above

    soup = BeautifulSoup(html, "lxml")
    for tag in soup(UNDRESSED):
        tag.decompose()
    return soup


def _in_some_markdown(record: dict[str, Any]) -> str:
    """A page in the dialect that its id draws, nothing where the converter cannot take it."""
    dialect = DIALECTS[int(_draw(record, "dialect") * len(DIALECTS))]
    try:
        return markdown(record["html"], **dialect)
    except Exception:  # as above
        return ""


def _clean_markdown(source: str, gold: str) -> str:
    """What of a page in Markdown its clean text holds."""
    blocks = cut(source).blocks
    shares, _ = labels.align([block.text for block in blocks], gold)
    kept = [block for block, share in zip(blocks, shares, strict=True) if share >= MIN_GOLD_SHARE]
    return "".join(f"{block.joint}{source[block.start : block.end]}" for block in kept).strip()


def _draw(record: dict[str, Any], salt: str) -> float:
    """A number in 0..1 that depends on the page and the salt only."""
    return zlib.crc32(f"{salt}:{record['id']}".encode()) / 2**32


def _wrapped(text: str, width: int) -> str:
    return "\n\n".join(textwrap.fill(line, width) for line in text.split("\n") if line.strip())
