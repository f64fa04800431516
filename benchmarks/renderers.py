"""Ways in which people turn a page into text, besides those of the script that grades."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from types import MappingProxyType

from bs4 import BeautifulSoup

from training.styles import UNDRESSED, markdown

LYNX = ("lynx", "-dump", "-stdin", "-assume_charset=utf-8", "-display_charset=utf-8")
MAX_SECONDS = 60


def joined(html: str) -> str:
    """Beautiful Soup's `get_text()`: the texts of all elements, nothing between them."""
    return _soup(html).get_text()


def one_line(html: str) -> str:
    """Beautiful Soup's `get_text(" ", strip=True)`: the same with blanks between them."""
    return " ".join(_soup(html).get_text(" ", strip=True).split())


def lynx(html: str) -> str:
    """`lynx -dump`: wrapped, with numbers and targets of links; raises FileNotFoundError where it is not installed."""
    page = html.encode("utf-8", "replace")
    return subprocess.run(LYNX, input=page, capture_output=True, timeout=MAX_SECONDS, check=True).stdout.decode()


def _soup(html: str) -> BeautifulSoup:
    soup = BeautifulSoup(html, "lxml")
    for tag in soup(UNDRESSED):
        tag.decompose()
    return soup


RENDERERS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {"markdown": markdown, "joined": joined, "one-line": one_line, "lynx": lynx}
)
