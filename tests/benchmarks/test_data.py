from __future__ import annotations

import gzip
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from benchmarks.data import MAX_TEXT_CHARS, Source, load


def page(number: int, text: str | None = "Gold.") -> dict[str, Any]:
    return {"id": f"p{number}", "url": f"https://www.site{number}.example/a", "html": f"<p>{number}</p>", "text": text}


@pytest.fixture
def bench() -> ModuleType:
    """A stand-in for the script that renders: it cannot render page 3, and makes page 4 too long."""
    module = ModuleType("bench")
    module.rendered = []  # type: ignore[attr-defined]

    def read(path: Path) -> list[dict[str, Any]]:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]

    def raw_text(record: dict[str, Any], style: str) -> str:
        module.rendered.append(record["id"])
        if record["id"] == "p3":
            raise ValueError("no tree")
        return "x" * (MAX_TEXT_CHARS + 1) if record["id"] == "p4" else f"{style} of {record['id']}"

    module.load, module.raw_text = read, raw_text  # type: ignore[attr-defined]
    return module


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pages = [page(1), page(2, None), page(3), page(4), page(5)]
    with gzip.open(tmp_path / "news.jsonl.gz", "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(record) + "\n" for record in pages)
    return tmp_path


def test_html_takes_every_page(bench: ModuleType, folder: Path) -> None:
    task = load(Source(bench, folder), "news", "html")
    assert [document.content for document in task.documents] == [f"<p>{n}</p>" for n in range(1, 6)]
    assert [graded["id"] for graded in task.pages] == [document.id for document in task.documents]


def test_texts_leave_out_what_cannot_be_graded(bench: ModuleType, folder: Path) -> None:
    task = load(Source(bench, folder), "news", "bs4")
    assert [document.content for document in task.documents] == ["bs4 of p1", "bs4 of p5"]
    assert [graded["id"] for graded in task.pages] == ["p1", "p5"]


def test_rendered_texts_are_kept(bench: ModuleType, folder: Path, tmp_path: Path) -> None:
    source = Source(bench, folder, prepared=tmp_path / "inputs")
    first = load(source, "news", "page")
    bench.rendered.clear()
    assert load(source, "news", "page") == first
    assert bench.rendered == []


def test_a_limit_draws_the_same_pages_every_time(bench: ModuleType, folder: Path) -> None:
    drawn = load(Source(bench, folder, limit=2), "news", "html")
    assert len(drawn.documents) == 2
    assert drawn == load(Source(bench, folder, limit=2), "news", "html")
