"""Fit the weights that tell the headline among the lines above an article of raw text.

    python -m training.headline DATA BENCH [--limit N]

Cleans the data sets' pages in the styles of BENCH (bench.py), describes every line above the article as
`content_cleaner.titling` does, and fits a logistic regression whether it says the same as the gold title. Prints the
weights and, of a cross-validation grouped by domain, how often the likeliest removed line is right, wrong or none.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from content_cleaner import Options, clean, intake, metadata, naming, pipeline, titling
from content_cleaner.document import Passage
from training import corpus, styles

SETS = ("publishers", "wcxb-dev", "daniel")
STYLES = ("page", "bs4", "container")
FOLDS = 5
LIMIT = 500
# Of two titles one may have the site's name, or a kicker.
MIN_SAME_LETTERS = 16
MIN_SAME_SHARE = 0.6


class Lines(NamedTuple):
    """The lines above one article: features (n x 15), whether each is the headline, whether it was kept."""

    source: str
    domain: str
    features: list[tuple[float, ...]]
    right: list[bool]
    kept: list[bool]


def main() -> None:
    """Entry point."""
    parser = argparse.ArgumentParser(description="Fit the weights that tell the headline of raw text")
    parser.add_argument("data", type=Path)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--limit", type=int, default=LIMIT, help="pages a set (default: %(default)s)")
    args = parser.parse_args()
    texts = list(_texts(args.data, args.bench, args.limit))
    weights, intercept = fit(texts)
    for name, weight in zip(titling.WEIGHTS, weights, strict=True):
        print(f"{name}: {weight:.2f}")
    print(f"intercept: {intercept:.2f}")
    for source, counts in sorted(cross_validate(texts).items()):
        print(source, dict(counts))


def _texts(folder: Path, bench: Path, limit: int) -> Iterator[Lines]:
    raw_text = styles.load_benchmark(bench).raw_text
    for name in SETS:
        for number, record in enumerate(corpus.records(folder / f"{name}.jsonl.gz")):
            if number >= limit:
                break
            title = _title(record)
            if not title or not record["text"]:
                continue
            for style in STYLES:
                content = raw_text(record, style)
                if content and not _is_told(content):
                    yield _lines(f"{name} {style}", corpus.domain(record), title, content)


def _is_told(content: str) -> bool:
    """Whether a text tells its headline for certain."""
    page, _ = pipeline.cut(intake.read(content, "text/plain", max_chars=len(content) + 1))
    return bool(metadata.headlines(page, None).certain)


def _title(record: dict[str, str]) -> str | None:
    """The title that the data set gives, or else the markup of the page."""
    return record["title"] or clean(record["html"], content_type="text/html").title


def _lines(source: str, domain: str, title: str, content: str) -> Lines:
    answer = clean(content, content_type="text/plain", options=Options(metadata=False))
    passages = [_unmarked(passage) for passage in answer.passages]
    found = titling.candidates(passages)
    return Lines(
        source,
        domain,
        [features for _, features in found],
        [is_same(passages[index].text, title) for index, _ in found],
        [passages[index].kept for index, _ in found],
    )


def _unmarked(passage: Passage) -> Passage:
    """The passage as it was before it became the headline."""
    if passage.kind != "headline":
        return passage
    return passage._replace(kind="paragraph", reason="boilerplate", rule=naming.BY_MODEL)


def is_same(text: str, title: str) -> bool:
    """Whether two titles say the same, but for the site's name or a kicker in one of them."""
    shorter, longer = sorted((metadata.fold(text), metadata.fold(title)), key=len)
    if shorter == longer:
        return True
    return len(shorter) >= MIN_SAME_LETTERS and len(shorter) >= MIN_SAME_SHARE * len(longer) and shorter in longer


def fit(texts: Sequence[Lines]) -> tuple[list[float], float]:
    """Weights in the order of `titling.WEIGHTS` and the intercept."""
    from sklearn.linear_model import LogisticRegression

    features = np.array([row for text in texts for row in text.features])
    right = np.array([value for text in texts for value in text.right])
    model = LogisticRegression(max_iter=2_000).fit(features, right)
    return model.coef_[0].tolist(), float(model.intercept_[0])


def cross_validate(texts: Sequence[Lines]) -> dict[str, Counter[str]]:
    """How often the answer is right, wrong or none, by data set and style."""
    domains = sorted({text.domain for text in texts})
    fold = {domain: number % FOLDS for number, domain in enumerate(domains)}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for number in range(FOLDS):
        weights, intercept = fit([text for text in texts if fold[text.domain] != number])
        for text in texts:
            if fold[text.domain] == number and text.features:
                totals = np.array(text.features) @ np.array(weights) + intercept
                best = int(totals.argmax())
                least = titling.least(text.features[best], kept=text.kept[best])
                kept = "kept " if text.kept[best] else ""
                if 1 / (1 + np.exp(-totals[best])) < least:
                    counts[text.source][kept + "none"] += 1
                else:
                    counts[text.source][kept + ("right" if text.right[best] else "wrong")] += 1
    return dict(counts)


if __name__ == "__main__":
    main()
