"""What the tags of HTML and the names of attributes say: inline or block, kind of text, names, what is hidden."""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

INLINE = frozenset(
    (
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
        "ins", "kbd", "label", "mark", "nobr", "q", "ruby", "rb", "s", "samp", "small", "span", "strike", "strong",
        "sub", "sup", "time", "tt", "u", "var", "wbr", "img",
    )
)  # fmt: skip
# Inline too, where text runs on around them; elsewhere they stand alone. So do elements that authors made up
# (<stock-ticker>, <st1:place>).
PHRASING = frozenset(("button", "input", "picture", "source", "meta", "link", "output", "meter", "progress", "slot"))
RUNNING = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6"))
ANCHORING = frozenset(("name", "id"))
CELLS = frozenset(("td", "th"))
PREFORMATTED = frozenset(("pre", "listing", "xmp"))
HEADINGS = MappingProxyType({"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6})
LIST_ITEMS = frozenset(("li", "dt", "dd"))
# What an element's text is; an element that is not named here leaves it as it was outside.
KIND_OF = MappingProxyType(
    dict.fromkeys(HEADINGS, "heading")
    | dict.fromkeys(LIST_ITEMS, "list-item")
    | dict.fromkeys(("figcaption", "caption"), "caption")
    | dict.fromkeys(("td", "th", "article", "section", "main", "nav", "aside"), "paragraph")
    | {"blockquote": "quote"}
)
# Block-level elements that do more than end the line.
ACTING = CELLS | PREFORMATTED | {"br", "tr"}
NAMING_ATTRIBUTES = frozenset(("class", "id", "role", "itemprop", "data-testid", "data-component", "aria-label", "rel"))
HIDING_ATTRIBUTES = frozenset(("hidden", "aria-hidden", "style"))
# Classes of what only screen readers read: in frameworks, and by long custom.
SCREEN_READER = frozenset(("sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screenreader-only"))
MAX_NAME_CHARS = 200
RAISED = frozenset(("sub", "sup"))
# Skipped elements for which something may stand: formulas, and the roots of shadow trees.
REPLACED = frozenset(("math", "template"))


class Traits(NamedTuple):
    """What the compiled walk has to know of a tag."""

    inline: bool
    loose: bool
    running: bool
    listed: bool
    replaced: bool
    raised: bool
    act: int  # 1 a line break, 2 a cell, 3 a row, 4 preformatted, 0 the rest
    kind: str | None
    level: int


@lru_cache(maxsize=1_024)
def traits(tag: str) -> Traits:
    """What the compiled walk has to know of a tag."""
    return Traits(
        inline=tag in INLINE,
        loose=is_loose(tag),
        running=tag in RUNNING,
        listed=tag in LIST_ITEMS,
        replaced=tag in REPLACED,
        raised=tag in RAISED,
        act=1 if tag == "br" else 2 if tag in CELLS else 3 if tag == "tr" else 4 if tag in PREFORMATTED else 0,
        kind=KIND_OF.get(tag),
        level=HEADINGS.get(tag, 0),
    )


def role(attribute: str) -> int:
    """What the compiled walk has to know of an attribute's name: 1 anchoring, 2 naming, 4 and more hiding."""
    hiding = {"hidden": 4, "aria-hidden": 12, "style": 20}.get(attribute, 0)
    return hiding + 2 * (attribute in NAMING_ATTRIBUTES) + (attribute in ANCHORING)


def is_loose(tag: str) -> bool:
    """Whether an element is inline where text runs on around it."""
    return tag in PHRASING or "-" in tag or ":" in tag


def are_glued(before: str, after: str) -> bool:
    """Whether two inline elements meet where words do, as style sheets set them apart: "6 min" behind "Jane Doe".

    before: the last two characters of a text; after: the first one of the next.
    """
    ends = len(before) == 2 and (before.isdigit() or (before.isalpha() and before.islower()))
    return ends and (after.isupper() or after.isdigit())
