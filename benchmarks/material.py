"""Large pages and texts, made by repeating our own samples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
BODY = re.compile(r"<body[^>]*>(.*)</body>", re.S | re.I)
MEGABYTE = 1_000_000


def page(megabytes: float) -> str:
    """One HTML page: the bodies of all sample pages, one after the other, until it is large enough."""
    found = (BODY.search(path.read_text(encoding="utf-8")) for path in sorted(SEEDS.glob("*.html")))
    bodies = [match[1] for match in found if match]
    return f"<!doctype html><html><head><title>Large</title></head><body>{_filled(bodies, megabytes)}</body></html>"


def paragraphs(megabytes: float) -> str:
    """Plain text in paragraphs, as in the samples."""
    return _filled(_texts(), megabytes)


def one_line(megabytes: float) -> str:
    """Plain text without a line break."""
    return _filled([" ".join(text.split()) for text in _texts()], megabytes).replace("\n", " ")


def short_lines(megabytes: float) -> str:
    """Plain text in lines of ten bytes: a hundred thousand of them in a megabyte."""
    count = int(megabytes * MEGABYTE / 10)
    return "\n".join(f"line {number % 10_000:04d}" for number in range(count))


def _texts() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]


def _filled(parts: list[str], megabytes: float) -> str:
    return "\n\n".join(_until(parts, int(megabytes * MEGABYTE)))


def _until(parts: list[str], size: int) -> Iterator[str]:
    length = 0
    for part in cycle(parts):
        yield part
        length += len(part.encode()) + 2
        if length >= size:
            return
