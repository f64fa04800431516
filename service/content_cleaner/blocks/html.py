"""HTML to blocks: one pass over the tree, with block and inline elements as browsers treat them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from content_cleaner.blocks.builder import Builder, Event
from content_cleaner.document import Page

# Never painted, or painted by something that is not text of the document.
SKIPPED = frozenset(
    (
        "script", "style", "noscript", "template", "svg", "iframe", "object", "canvas", "head", "select", "option",
        "textarea", "audio", "video", "datalist", "math", "applet", "frameset", "noframes", "noembed", "rt", "rp",
    )
)  # fmt: skip
# What browsers show in place of what they cannot do.
FALLBACKS = ("noscript", "object", "noframes", "canvas")
# Where a formula's source stands in MathML, and who shows the same formula once more as text.
TEX_ANNOTATION = "annotation[@encoding='application/x-tex']"
SHOWN_ELSEWHERE = ("katex", "mjx", "mathjax")
DISPLAYED = "{\\displaystyle "
MAX_FORMULA_CHARS = 2_000
# lxml's parser drops what lies deeper than 255 levels without a word; from here on the slower parser is asked.
MAX_LXML_DEPTH = 240
# A page without a single block of this length may show its text only where scripts or plug-ins are missing.
MIN_VISIBLE_CHARS = 120


class _TooDeep(Exception):
    """The tree is so deep that the parser may have lost text."""


def parse(source: str) -> etree._Element | None:
    """The lxml tree of an HTML document; None where there is no element in it."""
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False
    )
    data = source.replace("\x00", "\ufffd").encode("utf-8", "replace")
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None


def cut(source: str, root: etree._Element | None) -> Page:
    """Cut an HTML document into blocks; `root` is its tree from `parse`."""
    builder, warnings = _read(source, root, SKIPPED)
    if len(builder.longest) < MIN_VISIBLE_CHARS and root is not None:
        fallbacks = [tag for tag in FALLBACKS if root.find(f".//{tag}") is not None]
        fuller, more = _read(source, root, SKIPPED.difference(fallbacks)) if fallbacks else (builder, [])
        if len(fuller.longest) > max(MIN_VISIBLE_CHARS, len(builder.longest)):
            builder = fuller
            warnings = [*more, f"the page shows its text only without scripts: {', '.join(fallbacks)} elements read"]
    blocks = builder.blocks
    visible = "\n".join([block.text for block in blocks])
    return Page("html", visible, blocks, builder.elements, builder.labels, warnings=tuple(warnings))


def _read(source: str, root: etree._Element | None, skipped: frozenset[str]) -> tuple[Builder, list[str]]:
    builder = Builder()
    try:
        builder.read((source,) if root is None else _events(root, skipped))
    except _TooDeep:
        builder = Builder()
        builder.read(_soup_events(source, skipped))
        return builder, ["deeply nested HTML: read with the tolerant parser"]
    return builder, []


def _events(root: etree._Element, skipped: frozenset[str]) -> Iterator[Event]:  # noqa: C901 - as Builder.read
    """Events of an lxml tree, from its elements in document order and the number of children that each has."""
    nodes: Iterator[Any] = root.iter()
    parents: list[Any] = []
    missing: list[int] = []  # children of each open parent that are still to come
    for node in nodes:
        if len(parents) >= MAX_LXML_DEPTH:
            raise _TooDeep
        tag, children = node.tag, len(node)
        if tag in skipped and not _is_shadow_root(tag, node):
            if tag == "math":
                yield _formula(node) or " "
            while children:
                children += len(next(nodes)) - 1
        else:
            yield tag, node.items()
            text = node.text
            if text:
                yield text
            if children:
                parents.append(node)
                missing.append(children)
                continue
            yield None
        ended = node
        while parents:
            tail = ended.tail
            if tail:
                yield tail
            missing[-1] -= 1
            if missing[-1]:
                break
            missing.pop()
            ended = parents.pop()
            yield None


def _formula(node: Any) -> str:
    """A formula of MathML as its source in TeX or, where there is none, its characters."""
    around = node.getparent()
    names = f"{around.tag} {around.get('class', '')}".lower() if around is not None else ""
    if any(name in names for name in SHOWN_ELSEWHERE):
        return ""
    source = node.get("alttext") or node.findtext(f".//{TEX_ANNOTATION}") or "".join(node.itertext())
    plain = " ".join(source.split())[:MAX_FORMULA_CHARS]
    return plain.removeprefix(DISPLAYED).removesuffix("}") if plain.startswith(DISPLAYED) else plain


def _is_shadow_root(tag: str, node: Any) -> bool:
    return tag == "template" and node.get("shadowrootmode") is not None


def _soup_events(source: str, skipped: frozenset[str]) -> Iterator[Event]:
    """Events of BeautifulSoup's tree, without recursion: it keeps text at any depth."""
    from bs4 import BeautifulSoup  # only the rare page needs it
    from bs4.element import NavigableString, PreformattedString, Tag

    soup = BeautifulSoup(source, "html.parser")
    stack: list[Iterator[Any]] = [iter(soup.contents)]
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
            if stack:
                yield None
        elif isinstance(node, Tag):
            if node.name not in skipped:
                attributes = [(k, " ".join(v) if isinstance(v, list) else str(v)) for k, v in node.attrs.items()]
                yield node.name, attributes
                stack.append(iter(node.contents))
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            yield str(node)
