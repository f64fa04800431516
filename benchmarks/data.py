"""Documents to clean and pages to grade, from the data sets and the script that grades them."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from benchmarks.renderers import RENDERERS
from training.corpus import domain

SETS = ("wcxb-dev", "publishers", "daniel", "snippets")
STYLES = ("html", "container", "bs4", "page", "layout", *RENDERERS)
USUAL_STYLES = ("html", "container", "bs4", "page", "layout", "markdown")
MAX_TEXT_CHARS = 400_000

Page = dict[str, Any]


class Document(NamedTuple):
    """What an extractor gets, and the domain that the page is from."""

    id: str
    content: str
    url: str | None
    domain: str


class Task(NamedTuple):
    """One set in one style: the documents, and what is needed to grade answers to them."""

    set: str
    style: str
    documents: tuple[Document, ...]
    pages: tuple[Page, ...]


class Source(NamedTuple):
    """Where pages come from.

    bench: the script that renders and grades. folder: holds the data sets. limit: this many pages a set at most, drawn
    by a hash of their ids. prepared: a folder that keeps rendered texts, so that a second run need not render them.
    """

    bench: ModuleType
    folder: Path
    limit: int | None = None
    prepared: Path | None = None


def load(source: Source, name: str, style: str) -> Task:
    """A set in a style."""
    pages = list(source.bench.load(source.folder / f"{name}.jsonl.gz"))
    if source.limit is not None:
        pages = sorted(pages, key=lambda page: zlib.crc32(str(page["id"]).encode()))[: source.limit]
    contents = {page["id"]: page["html"] for page in pages}
    if style != "html":
        kept = source.prepared / f"{name}.{style}.jsonl" if source.prepared else None
        contents = _texts(source.bench, pages, style, kept)
    documents = [Document(p["id"], contents[p["id"]], p["url"], domain(p)) for p in pages if p["id"] in contents]
    graded = [{**page, "html": ""} for page in pages if page["id"] in contents]
    return Task(name, style, tuple(documents), tuple(graded))


def _texts(bench: ModuleType, pages: list[Page], style: str, prepared: Path | None) -> dict[str, str]:
    known = dict(_read(prepared)) if prepared is not None else {}
    with_gold = [page for page in pages if page["text"]]
    missing = [page for page in with_gold if page["id"] not in known]
    known |= {page["id"]: _rendered(bench, page, style) for page in missing}
    if prepared is not None and missing:
        _write(prepared, known)
    # As in grading: a page that cannot be rendered, or becomes too long, is no test of a cleaner.
    return {page["id"]: known[page["id"]] for page in with_gold if 0 < len(known[page["id"]] or "") <= MAX_TEXT_CHARS}


def _rendered(bench: ModuleType, page: Page, style: str) -> str:
    try:
        return RENDERERS[style](page["html"]) if style in RENDERERS else str(bench.raw_text(page, style) or "")
    except FileNotFoundError:  # lynx is not installed
        raise
    except Exception:  # the renderer's fault, not the cleaner's
        return ""


def _read(path: Path) -> Iterator[tuple[str, str]]:
    if path.exists():
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                yield record["id"], record["content"]


def _write(path: Path, texts: dict[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as out:
        for name, content in texts.items():
            out.write(json.dumps({"id": name, "content": content}, ensure_ascii=False) + "\n")
