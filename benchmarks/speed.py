"""Measure speed and memory beside trafilatura and resiliparse: same pages, one core, one process each, one run.

    python -m benchmarks.speed DATA [--limit N] [--memory-pages N] [--out NAME]

DATA is a folder with data sets (`*.jsonl.gz`, a page's HTML under "html"). A dozen pages go to each extractor before
the next dozen does, so that a busy moment of the machine hits all alike, while each works as where it is the only one:
page after page, its tables at hand; times are processor time. Writes NAME.json and NAME.md.
Parts: pages, texts, memory, large, start (see --parts).
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import cycle, islice, product
from pathlib import Path
from typing import Any

from benchmarks import material
from benchmarks.tables import table
from benchmarks.timing import Clean, Sample, Summary, Worker
from benchmarks.tools import HTML_TOOLS, MEMORY_TOOLS, TEXT_TOOLS

PARTS = ("pages", "texts", "large", "start", "memory")
ROUND = 12
STARTS = 5
WARM = 0.02  # megabytes
# What a fresh process imports, and then loads.
START_CODE = {
    "content-cleaner": ("import content_cleaner", "pass"),
    "our two models": ("from content_cleaner.model import scorer", "scorer.load('html'), scorer.load('text')"),
    "trafilatura": ("import trafilatura", "pass"),
    "resiliparse": ("from resiliparse.extract.html2text import extract_plain_text", "pass"),
}


@dataclass(frozen=True)
class Plan:
    """What is measured."""

    pages: tuple[str, ...]
    memory_pages: int
    limit_seconds: float


def main() -> None:
    """Entry point."""
    args = _arguments()
    plan = Plan(tuple(load(args.data, args.sets, args.limit)), args.memory_pages, args.seconds)
    measures: dict[str, Callable[[Plan], tuple[str, Any]]] = {
        "pages": pages,
        "texts": texts,
        "large": large,
        "start": start,
        "memory": memory,
    }
    results: dict[str, Any] = {"made": time.strftime("%Y-%m-%d"), "pages": len(plan.pages)}
    parts = []
    for part in args.parts:
        text, results[part] = measures[part](plan)
        print(text, flush=True)
        parts.append(text)
        args.out.with_suffix(".json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
        args.out.with_suffix(".md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def load(folder: Path, sets: Sequence[str], limit: int) -> Iterator[str]:
    """The HTML of pages, `limit` a set, drawn by a hash of their ids."""
    for name in sets:
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            found = [json.loads(line) for line in lines]
        found.sort(key=lambda page: zlib.crc32(str(page["id"]).encode()))
        yield from (page["html"] for page in found[:limit])


def pages(plan: Plan) -> tuple[str, Any]:
    """Pages a second and their spread."""
    return _compared("pages", plan.pages, HTML_TOOLS, "trafilatura", plan.limit_seconds)


def texts(plan: Plan) -> tuple[str, Any]:
    """The same for plain text, which inscriptis makes of the pages."""
    from inscriptis import get_text

    rendered = [text for text in (get_text(page) for page in plan.pages) if text.strip()]
    return _compared("texts", rendered, TEXT_TOOLS, "trafilatura on lines", plan.limit_seconds)


def _compared(
    what: str, documents: Sequence[str], tools: Mapping[str, Clean], beside: str, limit: float
) -> tuple[str, Any]:
    workers = {name: Worker(clean, limit) for name, clean in tools.items()}
    samples: dict[str, list[Sample]] = {name: [] for name in workers}
    for worker, document in product(workers.values(), documents[:ROUND]):
        worker(document)  # what is loaded on first use is measured by `start`
    for start in range(0, len(documents), ROUND):
        for name, worker in workers.items():
            samples[name] += map(worker, documents[start : start + ROUND])
    for worker in workers.values():
        worker.close()
    summaries = {name: Summary.of(taken, limit) for name, taken in samples.items()}
    base = summaries[beside].rate
    rows = [
        [
            name,
            f"{s.rate:.1f}",
            f"{s.rate / base:.2f}",
            f"{s.p50:.1f}",
            f"{s.p99:.0f}",
            f"{s.slowest:.0f}",
            str(s.failed),
        ]
        for name, s in summaries.items()
    ]
    head = [
        f"{len(documents)} {what}",
        f"{what} a second",
        f"times {beside}",
        "p50 ms",
        "p99 ms",
        "slowest ms",
        "failed",
    ]
    return table(head, rows), {name: s._asdict() for name, s in summaries.items()}


def large(plan: Plan) -> tuple[str, Any]:
    """Seconds for large pages and texts: twice the size should take twice the time."""
    pages_of = {f"{size} MB page": material.page(size) for size in (1, 3, 10)}
    html_tools = {name: HTML_TOOLS[name] for name in MEMORY_TOOLS}
    texts_of = {
        f"{size} MB {shape}": make(size)
        for shape, make in (
            ("of paragraphs", material.paragraphs),
            ("in one line", material.one_line),
            ("in lines of 10 bytes", material.short_lines),
        )
        for size in (1, 10)
    }
    small_page, small_text = material.page(WARM), material.paragraphs(WARM)
    html = {name: _each(clean, (small_page, pages_of), plan.limit_seconds) for name, clean in html_tools.items()}
    text = {"content-cleaner": _each(TEXT_TOOLS["content-cleaner"], (small_text, texts_of), plan.limit_seconds)}
    return f"{_seconds_table(html)}\n\n{_seconds_table(text)}", {"html": html, "text": text}


def _each(clean: Clean, work: tuple[str, Mapping[str, str]], limit: float) -> dict[str, float | str]:
    """Seconds for each document, or what became of it, after a small one for which an extractor loads what it needs."""
    small, documents = work
    worker = Worker(clean, limit)
    worker(small)
    taken = {name: worker(document) for name, document in documents.items()}
    worker.close()
    return {name: _outcome(sample, limit) for name, sample in taken.items()}


def _outcome(sample: Sample, limit: float) -> float | str:
    if sample.failed:
        return "failed"
    return f"> {limit:.0f}" if sample.seconds is None else sample.seconds


def _seconds_table(figures: Mapping[str, Mapping[str, float | str]]) -> str:
    documents = list(next(iter(figures.values())))
    shown = {
        name: {document: value if isinstance(value, str) else f"{value:.2f}" for document, value in own.items()}
        for name, own in figures.items()
    }
    return table(
        ["seconds", *figures], [[document, *(own[document] for own in shown.values())] for document in documents]
    )


def start(plan: Plan) -> tuple[str, Any]:
    """Seconds to import each package and to load our models, and what the models weigh."""
    taken = {
        name: [statistics.median(part) for part in zip(*(_start(code) for _ in range(STARTS)), strict=True)]
        for name, code in START_CODE.items()
    }
    found = [path for path in files("content_cleaner.model").iterdir() if path.name.endswith(".npz")]
    sizes = {path.name: len(path.read_bytes()) for path in found}
    rows = [[name, *(f"{seconds:.2f} s" for seconds in parts)] for name, parts in taken.items()]
    rows += [[f"artefact `{name}`", "", f"{size / 1e6:.2f} MB"] for name, size in sorted(sizes.items())]
    return table(["", "import", "load"], rows), {"seconds": taken, "bytes": sizes}


def _start(code: tuple[str, str]) -> tuple[float, float]:
    """Processor seconds of a fresh process for an import and for what follows it."""
    clock = "print(time.process_time())"
    script = "\n".join(("import time", clock, code[0], clock, code[1], clock))
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    before, imported, loaded = map(float, done.stdout.split())
    return imported - before, loaded - imported


def memory(plan: Plan) -> tuple[str, Any]:
    """Resident memory of a worker after a tenth of the pages, and after all of them."""
    marks = (plan.memory_pages // 10, plan.memory_pages // 2, plan.memory_pages)
    figures: dict[str, dict[int, int]] = {}
    for name in MEMORY_TOOLS:
        worker = Worker(HTML_TOOLS[name], plan.limit_seconds)
        figures[name] = {}
        for number, page in enumerate(islice(cycle(plan.pages), plan.memory_pages), 1):
            sample = worker(page)
            if number in marks:
                figures[name][number] = sample.resident_bytes
        worker.close()
    rows = [[name, *(f"{own[mark] / 1e6:.0f}" for mark in marks)] for name, own in figures.items()]
    return table(["resident MB", *(f"after {mark:,} pages" for mark in marks)], rows), figures


def _arguments() -> argparse.Namespace:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("data", type=Path, help="folder with data sets")
    cli.add_argument("--sets", nargs="+", default=("wcxb-dev", "publishers", "daniel"))
    cli.add_argument("--limit", type=int, default=120, help="pages a set (120)")
    cli.add_argument("--memory-pages", type=int, default=10_000, help="pages that the memory part cleans (10,000)")
    cli.add_argument("--seconds", type=float, default=120.0, help="for one document, then the extractor is stopped")
    cli.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    cli.add_argument("--out", type=Path, default=Path("speed"), help="path of the results, without extension")
    return cli.parse_args()


if __name__ == "__main__":
    main()
