"""HTML to blocks: one pass over the tree, with block and inline elements as browsers treat them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from lxml import etree

from content_cleaner.blocks.builder import Builder, Event, Reading, close_row
from content_cleaner.blocks.tags import SCREEN_READER, Traits, are_glued, role, traits
from content_cleaner.compiled import scan, tree
from content_cleaner.document import Block, Elements, Label, Page

# Never painted, or painted by something that is not text of the document.
SKIPPED = frozenset(
    (
        "script", "style", "noscript", "template", "svg", "iframe", "object", "canvas", "head", "select", "option",
        "textarea", "audio", "video", "datalist", "math", "applet", "frameset", "noframes", "noembed", "rt", "rp",
    )
)  # fmt: skip
# What a head may hold; any other element begins the body (HTML Standard, 13.2.6.4.4, the "in head" insertion mode).
OF_HEAD = frozenset(
    ("base", "basefont", "bgsound", "link", "meta", "noframes", "noscript", "script", "style", "template", "title")
)
# The parser drops what comes behind it; browsers show it as part of the body.
EARLY_END = re.compile(rb"</html\s*+>(?=\s*+\S)", re.IGNORECASE)
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


class TooDeep(Exception):
    """The tree is so deep that the parser may have lost text."""


def parse(source: str) -> etree._Element | None:
    """The lxml tree of an HTML document; None where there is no element in it."""
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False
    )
    data = source.encode("utf-8", "replace").replace(b"\x00", "\ufffd".encode())
    if ends_early(data):
        data = EARLY_END.sub(b"", data)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None
    if root is not None:  # as it is of nothing but a processing instruction
        _end_head(root)
    return root


def ends_early(data: bytes) -> bool:
    """Whether EARLY_END is in a page."""
    return EARLY_END.search(data) is not None if scan is None else scan.closes_early(data)


def _end_head(root: etree._Element) -> None:
    """Move into the body what no head holds.

    Where a page leaves out the tags of its head and body, as HTML allows, the parser ends the head only at elements
    that it knows: `<article>`, `<main>` and the like it does not.
    """
    head = root.find("head")
    strays = [child for child in head if child.tag not in OF_HEAD] if head is not None else []
    if not strays:
        return
    body = root.find("body")
    if body is None:
        body = etree.SubElement(root, "body")
    elif body.text and not body.text.isspace():
        strays[-1].tail = f"{strays[-1].tail or ''}{body.text}"  # it came after them
        body.text = None
    for child in reversed(strays):  # each to the front: to find a further place takes lxml as many steps
        body.insert(0, child)


def cut(source: str, root: etree._Element | None) -> Page:
    """Cut an HTML document into blocks; `root` is its tree from `parse`."""
    reading, warnings = _read(source, root, SKIPPED)
    fallbacks = _fallbacks(root, reading) if root is not None else []
    if fallbacks:
        fuller, more = _read(source, root, SKIPPED.difference(fallbacks))
        if fuller.longest > MIN_VISIBLE_CHARS:
            reading = fuller
            warnings = [*more, f"the page shows its text only without scripts: {', '.join(fallbacks)} elements read"]
    visible = "\n".join([block.text for block in reading.blocks])
    blocks = reading.blocks
    if any(block.kind == "table-row" for block in blocks):  # a row made of cells is not as long as they were
        blocks = placed(blocks, 0)
    return Page("html", visible, tuple(blocks), reading.elements, tuple(reading.labels), warnings=tuple(warnings))


def placed(blocks: Iterable[Block], start: int) -> list[Block]:
    """The blocks one after the other from an offset on, each followed by a line break."""
    out = []
    for block in blocks:
        end = start + len(block.text)
        out.append(block._replace(start=start, end=end))
        start = end + 1
    return out


def _fallbacks(root: etree._Element, reading: Reading) -> list[str]:
    """The fallbacks that hold the text of a page that shows none, or less than it does without scripts."""
    if reading.longest < MIN_VISIBLE_CHARS:
        return [tag for tag in FALLBACKS if root.find(f".//{tag}") is not None]
    # One in another would have its text counted once more, and a page may nest hundreds.
    outer = [node for node in root.iter("noscript") if next(node.iterancestors("noscript"), None) is None]
    without_scripts = sum([len(text) for node in outer for text in node.itertext("p", "div", "li")])
    return ["noscript"] if without_scripts > sum([len(block.text) for block in reading.blocks]) else []


def _read(source: str, root: etree._Element | None, skipped: frozenset[str]) -> tuple[Reading, list[str]]:
    if root is None:
        return Builder().read((source,)), []
    try:
        return (walked(root, skipped) if tree is None else walked_compiled(root, skipped)), []
    except TooDeep:
        return Builder().read(_soup_events(source, skipped)), ["deeply nested HTML: read with the tolerant parser"]


def walked(root: etree._Element, skipped: frozenset[str]) -> Reading:
    """What a tree holds. Raises TooDeep."""
    return Builder().read(_events(root, skipped))


def walked_compiled(root: etree._Element, skipped: frozenset[str]) -> Reading:
    """As `walked`, by its compiled twin."""
    found = tree.read(root, skipped, MAX_LXML_DEPTH, ASKED)
    if found is None:
        raise TooDeep
    blocks, columns, labels = found
    return Reading(blocks, Elements(*columns), labels)


def _events(root: etree._Element, skipped: frozenset[str]) -> Iterator[Event]:  # noqa: C901 - as Builder.read
    """Events of an lxml tree, from its elements in document order and the number of children that each has."""
    nodes: Iterator[Any] = root.iter()
    parents: list[Any] = []
    missing: list[int] = []  # children of each open parent that are still to come
    for node in nodes:
        if len(parents) >= MAX_LXML_DEPTH:
            raise TooDeep
        tag, children = node.tag, len(node)
        instead = _instead(node) if tag in skipped or not isinstance(tag, str) else None
        if instead is not None:
            if instead:
                yield instead
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


def _instead(node: Any) -> str | None:
    """What stands for a skipped element, a comment or the like; None where it is read all the same."""
    if node.tag == "math":
        return _formula(node) or " "
    return None if node.tag == "template" and node.get("shadowrootmode") is not None else ""


def _formula(node: Any) -> str:
    """A formula of MathML as its source in TeX or, where there is none, its characters."""
    around = node.getparent()
    names = f"{around.tag} {around.get('class', '')}".lower() if around is not None else ""
    if any(name in names for name in SHOWN_ELSEWHERE):
        return ""
    source = node.get("alttext") or node.findtext(f".//{TEX_ANNOTATION}") or "".join(node.itertext())
    plain = " ".join(source.split())[:MAX_FORMULA_CHARS]
    return plain.removeprefix(DISPLAYED).removesuffix("}") if plain.startswith(DISPLAYED) else plain


class Asked(NamedTuple):
    """What the compiled walk asks of Python: once a tag, a name of attributes, a label or a row, or more rarely."""

    traits: Callable[[str], Traits] = traits
    role: Callable[[str], int] = role
    screen_reader: frozenset[str] = SCREEN_READER
    instead: Callable[[Any], str | None] = _instead
    close_row: Callable[..., None] = close_row
    are_glued: Callable[[str, str], bool] = are_glued
    block: type[Block] = Block
    label: type[Label] = Label


ASKED = Asked()


def _soup_events(source: str, skipped: frozenset[str]) -> Iterator[Event]:
    """Events of BeautifulSoup's tree, without recursion: it keeps text at any depth.

    Its parser looks for the end of each tag that is never closed up to the end of the page: those it gets as text.
    """
    from bs4 import BeautifulSoup  # only the rare page needs it
    from bs4.element import NavigableString, PreformattedString, Tag

    closed = source.rfind(">") + 1
    soup = BeautifulSoup(source[:closed] + source[closed:].replace("<", "&lt;"), "html.parser")
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
