"""HTML to blocks: one pass over the tree, with block and inline elements as browsers treat them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import etree

from content_cleaner.document import Block, Element, Page

# Never painted, or painted by something that is not text of the document.
SKIPPED = frozenset(
    (
        "script", "style", "noscript", "template", "svg", "iframe", "object", "canvas", "head", "select", "option",
        "textarea", "audio", "video", "datalist", "math", "embed", "applet", "frameset", "noframes", "noembed",
        "map", "rt", "rp",
    )
)  # fmt: skip
INLINE = frozenset(
    (
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
        "ins", "kbd", "label", "mark", "nobr", "q", "ruby", "rb", "s", "samp", "small", "span", "strike", "strong",
        "sub", "sup", "time", "tt", "u", "var", "wbr", "img",
    )
)  # fmt: skip
CELLS = frozenset(("td", "th"))
PREFORMATTED = frozenset(("pre", "listing", "xmp"))
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
LIST_ITEMS = frozenset(("li", "dt", "dd"))
# What an element's text is; an element that is not named here leaves it as it was outside.
KIND_OF = (
    dict.fromkeys(HEADINGS, "heading")
    | dict.fromkeys(LIST_ITEMS, "list-item")
    | dict.fromkeys(("figcaption", "caption"), "caption")
    | dict.fromkeys(("td", "th", "article", "section", "main", "nav", "aside"), "paragraph")
    | {"blockquote": "quote"}
)
NAMING_ATTRIBUTES = frozenset(("class", "id", "role", "itemprop", "data-testid", "data-component", "aria-label", "rel"))
MAX_NAME_CHARS = 200
# lxml's parser drops what lies deeper than 255 levels without a word; from here on the slower parser is asked.
MAX_LXML_DEPTH = 240
MAX_CELL_CHARS = 160
# A page without a single block of this length may show its text to readers without scripts only.
MIN_VISIBLE_CHARS = 120


class Start(NamedTuple):
    """An element opens."""

    tag: str
    attributes: list[tuple[str, str]]


class End(NamedTuple):
    """The element that opened last and is still open ends."""

    tag: str


Event = Start | End | str


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
    if len(builder.longest) < MIN_VISIBLE_CHARS and root is not None and root.find(".//noscript") is not None:
        without_scripts, more = _read(source, root, SKIPPED - {"noscript"})
        if len(without_scripts.longest) > max(MIN_VISIBLE_CHARS, len(builder.longest)):
            builder = without_scripts
            warnings = [*more, "the page shows its text only without scripts: noscript elements read"]
    blocks, visible = builder.finish()
    return Page(kind="html", source=visible, blocks=blocks, elements=tuple(builder.elements), warnings=tuple(warnings))


def _read(source: str, root: etree._Element | None, skipped: frozenset[str]) -> tuple[_Builder, list[str]]:
    builder = _Builder()
    if root is None:
        builder.text(source)
    elif _walk(root, builder, skipped):
        builder = _Builder()
        _walk_soup(source, builder, skipped)
        return builder, ["deeply nested HTML: read with the tolerant parser"]
    return builder, []


def _walk(root: etree._Element, builder: _Builder, skipped: frozenset[str]) -> bool:
    """Feed an lxml tree to the builder; True where the tree is so deep that the parser may have lost text."""
    walker = etree.iterwalk(root, events=("start", "end"))
    start, end, text = builder.start, builder.end, builder.text
    depth = 0
    skipping = 0
    for event, node in walker:
        if event == "start":
            depth += 1
            if depth > MAX_LXML_DEPTH:
                return True
            if skipping:
                continue
            tag = node.tag
            if tag in skipped and not _is_shadow_root(tag, node):
                skipping = depth
                walker.skip_subtree()
                continue
            start(tag, node.items())
            content = node.text
            if content:
                text(content)
        else:
            if not skipping:
                end()
            elif skipping == depth:
                skipping = 0
            depth -= 1
            content = node.tail
            if content and not skipping and depth:
                text(content)
    return False


def _is_shadow_root(tag: str, node: Any) -> bool:
    return tag == "template" and node.get("shadowrootmode") is not None


def _walk_soup(source: str, builder: _Builder, skipped: frozenset[str]) -> None:
    for event in _soup_events(source, skipped):
        if isinstance(event, str):
            builder.text(event)
        elif isinstance(event, Start):
            builder.start(event.tag, event.attributes)
        else:
            builder.end()


def _soup_events(source: str, skipped: frozenset[str]) -> Iterator[Event]:
    """Events of BeautifulSoup's tree, without recursion: it keeps text at any depth."""
    from bs4 import BeautifulSoup  # only the rare page needs it
    from bs4.element import NavigableString, PreformattedString, Tag

    soup = BeautifulSoup(source, "html.parser")
    stack: list[tuple[str, Iterator[Any]]] = [("", iter(soup.contents))]
    while stack:
        node = next(stack[-1][1], None)
        if node is None:
            tag, _ = stack.pop()
            if stack:
                yield End(tag)
        elif isinstance(node, Tag):
            if node.name not in skipped:
                attributes = [(k, " ".join(v) if isinstance(v, list) else str(v)) for k, v in node.attrs.items()]
                yield Start(node.name, attributes)
                stack.append((node.name, iter(node.contents)))
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            yield str(node)


# An open element, what its text inherits: tag, inline, number, holder (the nearest block-level element), depth, hidden,
# kind, level, in_list. A plain tuple: there is one for every element.
_Frame = tuple[str, bool, int, int, int, bool, str, int, int]


class _Builder:
    """Collects runs of inline text into blocks, and the elements that hold them."""

    def __init__(self) -> None:
        self.elements: list[Element] = []
        self.blocks: list[Block] = []
        self._stack: list[_Frame] = [("", False, -1, -1, -1, False, "paragraph", 0, -1)]
        self._current = -1  # number of the innermost open element
        self._run: list[str] = []
        self._run_element = -2  # the one element that holds all text of the run; -2: none yet; -1: several
        self._links = 0
        self._link_chars = 0
        self._preformatted = 0
        self._breaks = 0
        self._offset = 0
        self._last_list = -1  # the list of the block before
        self._rows: list[tuple[int, int]] = []  # first block of each open <tr>, and how many cells it has so far

    def start(self, tag: str, attributes: list[tuple[str, str]]) -> None:
        _, _, number, holder, depth, hidden, kind, level, in_list = self._stack[-1]
        self._current = index = len(self.elements)
        names = ""
        if attributes:
            names, hides = _names(attributes)
            hidden = hidden or hides
        depth += 1
        self.elements.append(Element(tag, number, depth, names, hidden))
        if tag in INLINE:
            if tag == "a":
                self._links += 1
            self._stack.append((tag, True, index, holder, depth, hidden, kind, level, in_list))
            return
        self._flush()
        if tag == "br":
            self._breaks += 1
        elif tag == "tr":
            self._rows.append((len(self.blocks), 0))
        elif tag in CELLS and self._rows:
            first, cells = self._rows[-1]
            self._rows[-1] = (first, cells + 1)
        elif tag in PREFORMATTED:
            self._preformatted += 1
        if tag in KIND_OF:
            kind, level = KIND_OF[tag], HEADINGS.get(tag, 0)
            if tag in LIST_ITEMS:
                in_list = number
        self._stack.append((tag, False, index, index, depth, hidden, kind, level, in_list))

    def end(self) -> None:
        tag, inline = self._stack[-1][:2]
        if inline:
            if tag == "a":
                self._links -= 1
        else:
            self._flush()
            if tag == "tr" and self._rows:
                self._close_row()
            elif tag in PREFORMATTED:
                self._preformatted -= 1
            if tag != "br":
                self._breaks = 0
        self._stack.pop()
        self._current = self._stack[-1][2]

    def text(self, text: str) -> None:
        self._run.append(text)
        if text.isspace():
            return
        element = self._current
        if self._run_element == -2:
            self._run_element = element
        elif self._run_element != element:
            self._run_element = -1
        if self._links:
            self._link_chars += len(text)

    def _flush(self) -> None:
        if self._run_element == -2:
            if self._run:
                self._run.clear()
            return
        raw = "".join(self._run)
        text = raw.strip("\n").rstrip() if self._preformatted else " ".join(raw.split())
        _, _, _, holder, _, _, kind, level, in_list = self._stack[-1]
        if self._preformatted:
            kind = "code"
        if kind != "list-item":
            in_list = -1
        same_list = in_list >= 0 and in_list == self._last_list
        self._last_list = in_list
        joint = "\n" if self._breaks == 1 or (self._breaks == 0 and same_list) else "\n\n"
        element = self._run_element if self._run_element >= 0 else holder
        hidden = element >= 0 and self.elements[element].hidden
        end = self._offset + len(text)
        links = min(self._link_chars, len(text))
        self.blocks.append(Block(text, self._offset, end, kind, joint, element, links, hidden, level))
        self._offset = end + 1
        self._run.clear()
        self._run_element = -2
        self._link_chars = 0
        self._breaks = 0

    def _close_row(self) -> None:
        """Make one block of a row of short cells; a row that lays out the page stays as it is."""
        first, cells = self._rows.pop()
        row = self.blocks[first:]
        if not row or len(row) > cells or any(len(b.text) > MAX_CELL_CHARS or b.kind != "paragraph" for b in row):
            return
        if cells < 2 and len(row) < 2:
            return
        text = "\t".join(b.text for b in row)
        start = row[0].start
        joint = "\n" if first and self.blocks[first - 1].kind == "table-row" else "\n\n"
        element = self._holders_row(row)
        del self.blocks[first:]
        self.blocks.append(
            Block(
                text,
                start,
                start + len(text),
                "table-row",
                joint,
                element,
                sum(b.link_chars for b in row),
                all(b.hidden for b in row),
            )
        )

    def _holders_row(self, row: list[Block]) -> int:
        index = row[0].element
        while index >= 0 and self.elements[index].tag != "tr":
            index = self.elements[index].parent
        return index if index >= 0 else row[0].element

    @property
    def longest(self) -> str:
        """The longest text of the blocks so far."""
        return max((block.text for block in self.blocks), key=len, default="")

    def finish(self) -> tuple[tuple[Block, ...], str]:
        """All blocks and the visible text that their offsets count in."""
        self._flush()
        return tuple(self.blocks), "\n".join(block.text for block in self.blocks)


def _names(attributes: list[tuple[str, str]]) -> tuple[str, bool]:
    """The tokens by which authors name an element, and whether its attributes hide it."""
    if len(attributes) == 1 and attributes[0][0] == "class":
        return attributes[0][1][:MAX_NAME_CHARS].lower(), False
    names: list[str] = []
    hidden = False
    for name, value in attributes:
        if name in NAMING_ATTRIBUTES:
            names.append(value[:MAX_NAME_CHARS])
        elif name == "hidden":
            hidden = value != "until-found"
        elif name == "aria-hidden":
            hidden = hidden or value == "true"
        elif name == "style" and value:
            style = value[:400].replace(" ", "").lower()
            hidden = hidden or "display:none" in style or "visibility:hidden" in style
    return " ".join(names).lower(), hidden
