"""What an element of the tree says, and whose part of the page it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from lxml import etree

# Elements that hold the article as well as its comments are named after both, too.
WHOLE_PAGE = frozenset(("html", "body", "main"))
# "comments-open" says of an article that readers may comment; "commentary" is a section of a newspaper.
COMMENTS = re.compile(
    r"(?<!has-)(?<!no-)(?<!with-)comment(?!ary|aries|ator|s?[-_](?:open|closed|status|enabled|disabled|on|off)\b)",
    re.IGNORECASE,
)
# What stands there is said of other articles. "has-related" says of an article that it has some.
OTHERS = re.compile(
    r"(?<!has-)(?<!no-)(?<!with-)(?:related|recommend|teaser|trending|most[-_]?(?:read|viewed|popular)"
    r"|(?:more|latest)[-_](?:news|stories|articles|posts))",
    re.IGNORECASE,
)
MAX_NAME_CHARS = 300
MAX_EXAMINED = 100


def text_of(node: etree._Element) -> str:
    """All text under an element, white space collapsed."""
    return " ".join("".join(str(part) for part in node.itertext()).split())


def attributes(node: etree._Element) -> dict[str, str]:
    """The attributes of an element."""
    return {str(name): str(value) for name, value in node.items()}


def of_the_page(nodes: Iterable[etree._Element], count: int) -> Iterator[etree._Element]:
    """The first elements that stand in no reader's comment and no pointer to another article, which they speak of."""
    return islice((node for node in islice(nodes, MAX_EXAMINED) if not _is_aside(node)), count)


def _is_aside(node: etree._Element) -> bool:
    return any(_is_of_others(ancestor) for ancestor in node.iterancestors())


def _is_of_others(node: etree._Element) -> bool:
    if node.tag in WHOLE_PAGE:
        return False
    names = f"{(node.get('class') or '')[:MAX_NAME_CHARS]} {(node.get('id') or '')[:MAX_NAME_CHARS]}"
    return COMMENTS.search(names) is not None or OTHERS.search(names) is not None
