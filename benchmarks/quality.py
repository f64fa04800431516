"""Grade our answers and those of other extractors on the same pages, in one run.

    python -m benchmarks.quality DATA BENCH.py [--fold-models DIR] [--cache DIR] [--out NAME]

DATA is the folder with the data sets (`*.jsonl.gz`), BENCH.py the script that renders pages as plain text and grades
answers. Writes NAME.json (all figures) and NAME.md (tables). Each extractor runs in a process of its own; a page on
which it hangs or crashes counts as an empty answer. With --fold-models, every page is cleaned by a model that has not
seen its domain (see benchmarks/README.md); without, by the shipped one, which was trained on these very pages.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks import data, ours, tables
from benchmarks.answers import Answer, Limits, collect
from benchmarks.peers import Extract, Peer, peers
from content_cleaner.blocks import marks
from content_cleaner.document import Kind
from training.styles import load_benchmark


@dataclass(frozen=True)
class Run:
    """What to run, and how."""

    source: data.Source
    limits: Limits
    answers: Path | None = None  # keeps the peers' answers
    folds: ours.Folds | None = None
    tools: tuple[str, ...] = ()  # empty: all

    def wants(self, name: str) -> bool:
        """Whether an extractor takes part."""
        return not self.tools or name in self.tools


@dataclass(frozen=True)
class PeerJob:
    """A page for a peer."""

    extract: Extract
    content: str
    url: str | None


def ask(job: PeerJob) -> str:
    """A peer's answer."""
    return job.extract(job.content, job.url)


def main() -> None:
    """Entry point."""
    args = _arguments()
    run = Run(
        data.Source(load_benchmark(args.bench), args.data, args.limit, args.cache and args.cache / "inputs"),
        Limits(args.processes, args.seconds),
        args.cache and args.cache / "answers",
        ours.Folds.read(args.fold_models) if args.fold_models else None,
        tuple(args.tools),
    )
    figures: list[tables.Figure] = []
    for name in args.sets:
        for style in args.styles:
            if name == "snippets" and style != "html":
                continue  # snippets alone cannot tell which text a renderer has to find
            for figure in measure(run, name, style):
                figures.append(figure)
                _write(args.out, run, figures)
    print(tables.quality(_ordered(figures)))


def measure(run: Run, name: str, style: str) -> Iterator[tables.Figure]:
    """Figures of each extractor on one set in one style."""
    task = data.load(run.source, name, style)
    if run.wants("content-cleaner"):
        yield _figure(run, task, f"content-cleaner {version('content-cleaner')}", our_answers(run, task))
    for peer in peers(style):
        if run.wants(peer.name):
            yield _figure(run, task, peer.label, peer_answers(run, task, peer))


def our_answers(run: Run, task: data.Task) -> dict[str, Answer]:
    """Our answers to all documents of a task."""
    kind: Kind = "html" if task.style == "html" else "text"
    jobs = [
        (d.id, ours.Job(d.content, kind, d.url, run.folds.model(d.domain, kind) if run.folds else None))
        for d in task.documents
    ]
    return collect(ours.clean, jobs, run.limits)


def peer_answers(run: Run, task: data.Task, peer: Peer) -> dict[str, Answer]:
    """A peer's answers; they are kept between runs, since a version of a peer does not change."""
    kept = None
    if run.answers is not None:
        slug = re.sub(r"[^\w.]+", "-", peer.label).strip("-").lower()
        kept = run.answers / f"{task.set}.{task.style}.{slug}.jsonl"
    jobs = [(d.id, PeerJob(peer.extract, d.content, d.url)) for d in task.documents]
    return collect(ask, jobs, run.limits, kept)


def _figure(run: Run, task: data.Task, tool: str, answers: Mapping[str, Answer]) -> tables.Figure:
    texts = {name: answer.text for name, answer in answers.items()}
    if task.style == "markdown":  # the targets of links are no words, whoever keeps them
        texts = {name: "\n".join(map(marks.words, text.splitlines())) for name, text in texts.items()}
    grades = run.source.bench.grade(task.pages, texts)
    mine = [answers[page["id"]] for page in task.pages]
    figure: tables.Figure = {"set": task.set, "style": task.style, "tool": tool} | run.source.bench.report(grades)
    figure["failed"] = sum(bool(answer.error) for answer in mine)
    figure["errors"] = sorted({answer.error for answer in mine if answer.error})
    figure["recall_by_lang"] = _recall_by_language(grades)
    figure["median_ms"] = round(1000 * sorted(answer.seconds for answer in mine)[len(mine) // 2], 2)
    score = figure.get("f1", figure.get("snippet_f1"))
    print(f"{task.set} {task.style} {tool}: {tables.number(score, 4)}", file=sys.stderr, flush=True)
    return figure


def _recall_by_language(grades: list[dict[str, Any]]) -> dict[str, float]:
    groups: dict[str, list[float]] = defaultdict(list)
    for grade in grades:
        if "recall" in grade:
            groups[grade["lang"]].append(grade["recall"])
    enough = {lang: values for lang, values in groups.items() if len(values) >= tables.MIN_PAGES}
    return {lang: round(sum(values) / len(values), 4) for lang, values in sorted(enough.items())}


def _ordered(figures: list[tables.Figure]) -> list[tables.Figure]:
    return sorted(figures, key=lambda figure: data.STYLES.index(figure["style"]))


def _write(out: Path, run: Run, figures: list[tables.Figure]) -> None:
    about = {
        "made": time.strftime("%Y-%m-%d"),
        "cross_validated": run.folds is not None,
        "limit": run.source.limit,
        "seconds_a_page": run.limits.seconds,
    }
    out.parent.mkdir(parents=True, exist_ok=True)
    content = json.dumps({"about": about, "figures": figures}, indent=1, ensure_ascii=False)
    out.with_suffix(".json").write_text(content + "\n", encoding="utf-8")
    out.with_suffix(".md").write_text(tables.quality(_ordered(figures)), encoding="utf-8")


def _arguments() -> argparse.Namespace:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("data", type=Path, help="folder with the data sets")
    cli.add_argument("bench", type=Path, help="the script that renders and grades")
    cli.add_argument("--sets", nargs="+", choices=data.SETS, default=data.SETS)
    cli.add_argument("--styles", nargs="+", choices=data.STYLES, default=data.USUAL_STYLES)
    cli.add_argument(
        "--tools", nargs="+", default=(), help="names of extractors, ours is content-cleaner (default: all)"
    )
    cli.add_argument("--limit", type=int, help="pages a set at most, drawn by a hash of their ids")
    cli.add_argument("--fold-models", type=Path, help="folder with cross-validation's models and folds.json")
    cli.add_argument("--cache", type=Path, help="folder that keeps rendered texts and the peers' answers between runs")
    cli.add_argument("--processes", type=int, default=1)
    cli.add_argument("--seconds", type=float, default=60.0, help="for one page, then the extractor is stopped")
    cli.add_argument("--out", type=Path, default=Path("quality"), help="path of the results, without extension")
    return cli.parse_args()


if __name__ == "__main__":
    main()
