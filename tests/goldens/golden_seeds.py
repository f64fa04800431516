"""The sample documents of seeds/ with the result expected of each, and how two results are compared."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NamedTuple

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
CONTENT_TYPES = {".txt": "text/plain", ".html": "text/html"}


class Seed(NamedTuple):
    """A raw document; `removed` is complete for plain text and a chosen part for HTML, in reading order."""

    name: str
    raw: str
    content_type: str
    title: str | None
    text: str
    removed: tuple[tuple[str, str], ...]

    @property
    def is_html(self) -> bool:
        return self.content_type == "text/html"


def load_seed(path: Path) -> Seed:
    expected = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
    removed = tuple((fold(entry["text"]), entry["reason"]) for entry in expected["removed"])
    # Bytes, so that Windows line ends reach the cleaner as they are.
    raw = path.read_bytes().decode("utf-8")
    return Seed(path.stem, raw, CONTENT_TYPES[path.suffix], expected["title"], expected["text"], removed)


def all_seeds() -> list[Seed]:
    return [load_seed(path) for path in sorted(SEEDS.iterdir()) if path.suffix in CONTENT_TYPES]


def fold(text: str) -> str:
    """White space, no-break spaces too, as single blanks."""
    return " ".join(text.split())


def fold_lines(text: str) -> str:
    """White space inside lines folded; line breaks and blank lines are part of the answer and stay."""
    return "\n".join(re.sub(r"[^\S\n]+", " ", line).strip() for line in text.split("\n"))


def squeeze(text: str) -> str:
    """The non-space characters only."""
    return "".join(text.split())
