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
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np

from content_cleaner.model import columns, context
from content_cleaner.model.network import Network
from content_cleaner.model.scorer import FORMAT, Scorer, arrays_of
from content_cleaner.model.trees import Ensemble
from training import corpus, fit, lexicon, network, report
from training.corpus import Sample

# Publishers' pages are few, and the most like what people scrape.
BOOST = {"publishers": 2.0, "snippets": 1.0}
FIRST = fit.Settings(trees=250, depth=6, rate=0.13, feature_share=0.2)
# The third look has few features: small trees see all there is in them.
THIRD = fit.Settings(trees=150, depth=4, rate=0.1, feature_share=0.5)
# The texts of a page come in several styles: fewer epochs see as much of it. Clean text is safest with the trees.
NETWORKS = {
    "html": network.Settings(epochs=8, share=0.4),
    "text": network.Settings(epochs=4, share=0.3, reads_inside=True),
}


def main() -> None:
    """Entry point."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("kind", choices=("html", "text"))
    cli.add_argument("--data", type=Path, required=True)
    cli.add_argument("--benchmark", type=Path, help="bench.py, which renders pages as plain text")
    cli.add_argument("--out", type=Path, required=True)
    cli.add_argument("--folds", type=int, default=4)
    cli.add_argument("--folds-out", type=Path, help="folder for the scorers that have not seen a fold")
    cli.add_argument("--processes", type=int, default=2)
    args = cli.parse_args()
    if args.kind == "text" and args.benchmark is None:
        cli.error("the text scorer needs --benchmark")
    samples = load(args.kind, args.data, args.benchmark, args.folds, args.processes)
    scorer, without, figures = train(samples, args.folds, NETWORKS[args.kind])
    card = {
        "format": FORMAT,
        "kind": args.kind,
        "version": f"{time.strftime('%Y-%m-%d')}-{digest(args.data)['all'][:8]}",
        "data": digest(args.data),
        "settings": {"first": asdict(FIRST), "network": asdict(NETWORKS[args.kind]), "third": asdict(THIRD)},
        "pages": len(samples),
        "blocks": int(sum(len(s.labels) for s in samples)),
        "cross_validated": figures,
    }
    if args.folds_out:
        save_folds(args.folds_out, args.kind, without, samples, card)
    np.savez_compressed(args.out, **arrays_of(replace(scorer, card=card)))
    args.out.with_suffix(".json").write_text(json.dumps(card, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def load(kind: str, data: Path, benchmark: Path | None, folds: int, processes: int) -> list[Sample]:
    """All labelled samples of a kind."""
    if kind == "html":
        return corpus.html_samples(data, processes=processes)
    assert benchmark is not None
    return corpus.text_samples(data, benchmark, folds=folds, processes=processes)


def train(
    samples: Sequence[Sample], folds: int, settings: network.Settings
) -> tuple[Scorer, list[Scorer], dict[str, Any]]:
    """A scorer grown on all samples, one for each fold grown without it, and the cross-validated figures."""
    table, lexicons = lexicon.cross_table(samples, fit.table(samples, BOOST), folds, FIRST.seed)
    everything = np.arange(len(table.labels))
    firsts_of_rows, firsts = fit.cross_scores(table, samples, FIRST, folds)
    figures = {"first": report.figures(samples, table.starts, firsts_of_rows)}
    print(json.dumps(figures), flush=True)
    first = fit.fit(table, everything, FIRST)
    scores, networks = cross_networks(
        network.Material(samples, table, firsts_of_rows), (*firsts, first), folds, settings
    )
    figures["both"] = report.figures(samples, table.starts, scores)
    print(json.dumps(figures["both"]), flush=True)
    surroundings = context_table(samples, table, firsts_of_rows, scores)
    third, grown = fit.cross_scores(surroundings, samples, THIRD, folds)
    scores = context.mixed(scores, third, samples[0].description.page.kind)
    figures["all"] = report.figures(samples, table.starts, scores)
    print(json.dumps(figures["all"]), flush=True)
    thirds = [*grown, fit.fit(surroundings, everything, THIRD)]
    *without, scorer = [Scorer(*parts, {}) for parts in zip(lexicons, (*firsts, first), networks, thirds, strict=True)]
    return scorer, without, figures


def context_table(samples: Sequence[Sample], table: fit.Table, first: fit.Floats, scores: fit.Floats) -> fit.Table:
    """The rows of all samples with the features of the third look."""
    parts, names = [], ()
    for index, sample in enumerate(samples):
        rows = slice(table.starts[index], table.starts[index + 1])
        names, values = columns.stacked(context.groups(sample.description, first[rows], scores[rows]))
        parts.append(values.T)
    return fit.Table(names, np.concatenate(parts), table.labels, table.weights, table.starts)


def cross_networks(
    material: network.Material, ensembles: Sequence[Ensemble], folds: int, settings: network.Settings
) -> tuple[fit.Floats, list[Network]]:
    """Scores of every row by a network that has not seen its domain, and the networks, the last one of all samples."""
    samples, table = material.samples, material.table
    scores = np.zeros(len(table.labels), np.float32)
    networks = []
    parts = [*fit.folds(samples, folds), (list(range(len(samples))), [])]
    for (train, test), ensemble in zip(parts, ensembles, strict=True):
        data = network.inputs(material, ensemble.names, train, settings)
        networks.append(network.fit(data, train, settings))
        if test:
            scores[table.rows(test)] = network.apply(networks[-1], material, ensemble.names, test)
    return scores, networks


def save_folds(
    folder: Path, kind: str, scorers: Sequence[Scorer], samples: Sequence[Sample], card: dict[str, Any]
) -> None:
    """The scorers that have not seen a fold, and which domain is in which fold: what honest benchmarks need."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, scorer in enumerate(scorers):
        np.savez_compressed(folder / f"{kind}.{number}.npz", **arrays_of(replace(scorer, card=card)))
    path = folder / "folds.json"
    known = json.loads(path.read_text()) if path.exists() else {}  # the other kind's: it has other domains
    path.write_text(json.dumps(known | fit.fold_of_domains(samples, len(scorers)), sort_keys=True))


def digest(folder: Path) -> dict[str, str]:
    """SHA-256 of each data set, and of all of them together."""
    hashes = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.glob("*.jsonl.gz"))}
    return hashes | {"all": hashlib.sha256("".join(hashes.values()).encode()).hexdigest()}


if __name__ == "__main__":
    main()
