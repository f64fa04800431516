"""Rebuild a scorer's artefact from the data sets.

    python -m training.train html --data DATA --out service/content_cleaner/model/html.npz
    python -m training.train text --data DATA --benchmark BENCH.py --out service/content_cleaner/model/text.npz

DATA is the folder with the data sets (`*.jsonl.gz`). Scores and figures are cross-validated, folds grouped by domain;
the artefact is then grown on all pages. Same data, same seed, same library versions: same artefact.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from content_cleaner.model.scorer import FORMAT, Scorer, arrays_of
from training import corpus, fit, report
from training.corpus import Sample

# Publishers' pages are few, and the most like what people scrape.
BOOST = {"publishers": 2.0, "snippets": 1.0}
SECOND = fit.Settings(trees=450, depth=6, rate=0.08, feature_share=0.25)
FIRST = fit.Settings(trees=300, depth=6, rate=0.12, feature_share=0.2)


def main() -> None:
    """Entry point."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("kind", choices=("html", "text"))
    cli.add_argument("--data", type=Path, required=True)
    cli.add_argument("--benchmark", type=Path, help="bench.py, which renders pages as plain text")
    cli.add_argument("--out", type=Path, required=True)
    cli.add_argument("--folds", type=int, default=5)
    cli.add_argument("--processes", type=int, default=2)
    args = cli.parse_args()
    if args.kind == "text" and args.benchmark is None:
        cli.error("the text scorer needs --benchmark")
    samples = load(args.kind, args.data, args.benchmark, args.processes)
    scorer, figures = train(samples, args.folds)
    card = {
        "format": FORMAT,
        "kind": args.kind,
        "version": f"{time.strftime('%Y-%m-%d')}-{digest(args.data)['all'][:8]}",
        "data": digest(args.data),
        "settings": {"first": vars(FIRST) | {}, "second": vars(SECOND) | {}},
        "pages": len(samples),
        "blocks": int(sum(len(s.labels) for s in samples)),
        "cross_validated": figures,
    }
    np.savez_compressed(args.out, **arrays_of(scorer._replace(card=card)))
    args.out.with_suffix(".json").write_text(json.dumps(card, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def load(kind: str, data: Path, benchmark: Path | None, processes: int) -> list[Sample]:
    """All labelled samples of a kind."""
    if kind == "html":
        return corpus.html_samples(data, processes=processes)
    assert benchmark is not None
    return corpus.text_samples(data, benchmark, processes=processes)


def train(samples: Sequence[Sample], folds: int) -> tuple[Scorer, dict[str, Any]]:
    """A scorer grown on all samples, and the cross-validated figures of both of its ensembles."""
    table = fit.table(samples, BOOST)
    scores = fit.cross_scores(table, samples, FIRST, folds)
    everything = np.arange(len(table.labels))
    first = fit.fit(table, everything, FIRST)
    figures = {"first": report.figures(samples, table.starts, scores)}
    table = fit.context_table(samples, table, scores)
    figures["both"] = report.figures(samples, table.starts, fit.cross_scores(table, samples, SECOND, folds))
    return Scorer(first, fit.fit(table, everything, SECOND), {}), figures


def digest(folder: Path) -> dict[str, str]:
    """SHA-256 of each data set, and of all of them together."""
    hashes = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.glob("*.jsonl.gz"))}
    return hashes | {"all": hashlib.sha256("".join(hashes.values()).encode()).hexdigest()}


if __name__ == "__main__":
    main()
