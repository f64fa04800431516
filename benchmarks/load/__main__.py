"""The command line of the load measures."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.load import batch, faults, hostile, models, overload, pages, soak, throughput

MEASURES = ("models", "throughput", "overload", "faults", "soak", "hostile", "batch")


def main() -> None:
    """Run the measures that were named, one after the other."""
    command = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    command.add_argument("measures", nargs="*", metavar="MEASURE", help=f"{', '.join(MEASURES)}; all of them if none")
    command.add_argument("--pages", nargs="*", type=Path, default=[], help="JSONL (.gz) with `html`; else made up")
    command.add_argument("--limit", type=int, default=300, help="pages to use")
    command.add_argument("--workers", type=int, default=2, help="engine processes")
    command.add_argument("--seconds", type=float, default=20, help="of each part of a measure")
    command.add_argument("--requests", type=int, default=50_000, help="of the soak")
    command.add_argument("--megabytes", type=int, default=1000, help="of the batch")
    chosen = command.parse_args()
    unknown = set(chosen.measures) - set(MEASURES)
    if unknown:
        command.error(f"no such measure: {', '.join(sorted(unknown))}")
    documents = pages.load_pages(chosen.pages, chosen.limit)
    sizes = sorted(len(document) for document in documents)
    print(f"{len(documents)} pages, median {sizes[len(sizes) // 2] / 1000:.0f} kB, largest {sizes[-1] / 1000:.0f} kB")
    runs = {
        "models": lambda: models.run(documents, chosen.workers, chosen.seconds),
        "throughput": lambda: throughput.run(documents, chosen.workers, chosen.seconds),
        "overload": lambda: overload.run(documents, chosen.workers, chosen.seconds),
        "faults": lambda: faults.run(documents, chosen.workers, chosen.seconds),
        "soak": lambda: soak.run(documents, chosen.workers, chosen.requests),
        "hostile": lambda: hostile.run(chosen.workers),
        "batch": lambda: batch.run(documents, chosen.workers, chosen.megabytes),
    }
    for measure in chosen.measures or MEASURES:
        runs[measure]()


if __name__ == "__main__":
    main()
