"""What each group of features is worth: cross-validated figures of the first ensemble without it.

    python -m training.ablation html --data DATA
    python -m training.ablation text --data DATA --benchmark BENCH.py

Prints a table: word F1 a page of each data set with all features, and how it changes without a group. `rules` leaves
out all that rules tell the model, the share of marked blocks around included. Differences below 0.002 are noise.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from training import fit, lexicon, report
from training.corpus import Sample
from training.train import BOOST, FIRST, load

GROUPS = (
    "text", "around", "beside", "tree", "names", "images", "said", "position", "repetition", "title", "rules", "page",
    "wording",
)  # fmt: skip


def main() -> None:
    """Entry point."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("kind", choices=("html", "text"))
    cli.add_argument("--data", type=Path, required=True)
    cli.add_argument("--benchmark", type=Path, help="bench.py, which renders pages as plain text")
    cli.add_argument("--folds", type=int, default=4)
    cli.add_argument("--processes", type=int, default=2)
    args = cli.parse_args()
    samples = load(args.kind, args.data, args.benchmark, args.folds, args.processes)
    table, _ = lexicon.cross_table(samples, fit.table(samples, BOOST), args.folds, FIRST.seed)
    whole = _figures(samples, table, args.folds)
    sets = sorted(name for name in whole if ":" not in name)
    print("| left out | " + " | ".join(sets) + " |\n| --- |" + " --- |" * len(sets))
    print("| nothing | " + " | ".join(f"{whole[name]:.3f}" for name in sets) + " |", flush=True)
    for group in GROUPS:
        rest = without(table, group)
        if rest.names == table.names:
            continue
        found = _figures(samples, rest, args.folds)
        print(f"| `{group}` | " + " | ".join(f"{found[name] - whole[name]:+.3f}" for name in sets) + " |", flush=True)


def without(table: fit.Table, group: str) -> fit.Table:
    """The table without the columns of a group."""
    kept = [
        index
        for index, name in enumerate(table.names)
        if not name.startswith(f"{group}.") and not (group == "rules" and name.endswith(".marked"))
    ]
    names = tuple(table.names[index] for index in kept)
    return fit.Table(names, np.ascontiguousarray(table.values[:, kept]), table.labels, table.weights, table.starts)


def _figures(samples: Sequence[Sample], table: fit.Table, folds: int) -> dict[str, float]:
    scores, _ = fit.cross_scores(table, samples, FIRST, folds)
    return {name: row[3] for name, row in report.figures(samples, table.starts, scores).items()}


if __name__ == "__main__":
    main()
