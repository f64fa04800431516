"""Ways in which people turn a page into text, besides those of the script that grades."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from types import MappingProxyType

from training.styles import markdown, undressed

LYNX = ("lynx", "-dump", "-stdin", "-assume_charset=utf-8", "-display_charset=utf-8")
MAX_SECONDS = 60


def joined(html: str) -> str:
    """Beautiful Soup's `get_text()`: the texts of all elements, nothing between them."""
    return str(undressed(html).get_text())


def one_line(html: str) -> str:
    """Beautiful Soup's `get_text(" ", strip=True)`: the same with blanks between them."""
    return " ".join(undressed(html).get_text(" ", strip=True).split())


def lynx(html: str) -> str:
    """`lynx -dump`: wrapped, with numbers and targets of links; raises FileNotFoundError where it is not installed."""
    page = html.encode("utf-8", "replace")
    return subprocess.run(LYNX, input=page, capture_output=True, timeout=MAX_SECONDS, check=True).stdout.decode()


RENDERERS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {"markdown": markdown, "joined": joined, "one-line": one_line, "lynx": lynx}
)
