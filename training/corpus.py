"""Data sets to labelled blocks: described by the code that serves, labels by alignment with the gold text."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from courlan import extract_domain
from numpy.typing import NDArray

from content_cleaner import metadata, parting, pipeline
from content_cleaner.blocks import html, text
from content_cleaner.document import Label, Page
from content_cleaner.metadata.language import language
from content_cleaner.model import description
from training import foreign, labels, mixing, styles

MIN_CONFIDENCE = 0.85
# Of the pages with a gold text one in so many is learned from a second time, without the names of its elements.
NAMELESS, NAMELESS_EVERY = "/nameless", 5
# Of the texts one in so many is learned from a second time, as if in another language.
FOREIGN, FOREIGN_EVERY = "/foreign", 6
# Texts of pages with a gold text are learned from once more in other surroundings.
MIXED = "/mixed"
SETS = ("wcxb-dev", "daniel", "publishers", "snippets")


@dataclass
class Sample:
    """One page or text: its description, labels and weights (n blocks each)."""

    id: str
    source: str  # data set, and style for texts
    kind: str  # the page's type
    language: str
    domain: str
    description: description.Description
    labels: NDArray[np.float32]  # share of the block that is gold; nan: unknown
    words: NDArray[np.float32]
    gold: str | None


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The pages of a data set."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def domain(record: dict[str, Any]) -> str:
    """The registrable domain; publishers' pages without one go by their id's first part."""
    return extract_domain(record["url"] or "") or str(record["id"]).split("_")[0]


def html_page(source: str) -> Page:
    """A page as the pipeline makes it."""
    root = html.parse(source)
    return replace(html.cut(source, root), hints=metadata.hints(root))


def sample(record: dict[str, Any], source: str, page: Page, *, title: str | None = None) -> Sample | None:
    """Describe and label a page."""
    if not page.blocks:
        return None
    headlines = metadata.headlines(page, title)
    described = description.describe(page, pipeline.mark(page, headlines.certain)[1], headlines.all)
    texts = [block.text for block in page.blocks]
    if "/gold" in source:
        shares, sizes = np.ones(len(texts), np.float32), np.array([len(labels.words(t)) for t in texts], np.float32)
    elif record["text"] is not None:
        shares, sizes = labels.align(texts, gold_of(record, source))
    else:
        shares, sizes = _snippet_labels(texts, record["with"], record["without"])
    slim = described._replace(page=replace(page, source=""))
    return Sample(
        record["id"], source, record["type"], record["lang"], domain(record), slim, shares, sizes, record["text"]
    )


def _snippet_labels(
    texts: Sequence[str], wanted: Sequence[str], unwanted: Sequence[str]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    sizes = np.array([len(labels.words(t)) for t in texts], np.float32)
    shares = np.full(len(texts), np.nan, np.float32)
    folded = [" ".join(t.split()).lower() for t in texts]
    for snippets, value in ((unwanted, 0.0), (wanted, 1.0)):
        for snippet in snippets:
            needle = " ".join(snippet.split()).lower()
            hits = [i for i, t in enumerate(folded) if needle and needle in t]
            # A wanted snippet that stands in several blocks says nothing about any one of them.
            if hits and (value == 0.0 or len(hits) == 1):
                shares[hits] = value
    return shares, sizes


def gold_of(record: dict[str, Any], source: str) -> str:
    """The gold text that labels are made from: `daniel` has the headline as its first line, which is not article."""
    gold: str = record["text"]
    if source.startswith("daniel"):
        first, _, rest = gold.strip().partition("\n")
        if len(first) < 250 and rest.strip():
            return rest
    return gold


def fold_of(own_domain: str, count: int) -> int:
    """The fold of a domain."""
    return zlib.crc32(own_domain.encode()) % count


def _parts(record: dict[str, Any]) -> tuple[str, list[mixing.Part]]:
    """The language of a page's article, and what the page can give to others."""
    article = record["text"]
    if not article:
        return "", []
    return language(article[:2000]) or record["lang"], mixing.parts(record["html"], article, str(record["id"]))


def _seed(record: dict[str, Any]) -> str:
    return f"0:{record['id']}"


def _offered(records: Sequence[dict[str, Any]], folds: int, processes: int) -> list[list[mixing.Part]]:
    """For each page parts of others of its fold: what a scorer is tested on it has seen nothing of."""
    with ProcessPoolExecutor(processes) as workers:
        found = workers.map(_parts, records, chunksize=8)
        given = [
            ((fold_of(domain(record), folds), own_language), domain(record), parts)
            for record, (own_language, parts) in zip(records, found, strict=True)
        ]
    pool = mixing.pooled(given)
    return [
        mixing.offers(pool, key, own, _seed(record)) if found else []
        for (key, own, found), record in zip(given, records, strict=True)
    ]


def _mixed(record: dict[str, Any], offered: Sequence[mixing.Part]) -> str | None:
    return mixing.mixed(record["html"], record["text"], offered, _seed(record)) if offered else None


def _html_samples(task: tuple[dict[str, Any], str]) -> list[Sample]:
    record, source = task
    page = html_page(record["html"])
    made = [sample(record, source, page)]
    if record["text"] is not None and zlib.crc32(str(record["id"]).encode()) % NAMELESS_EVERY == 0:
        made.append(sample(record, source + NAMELESS, without_names(page)))
    return [s for s in made if s is not None]


def without_names(page: Page) -> Page:
    """The page as tools write it that make up class names ("css-1x2abc"): its elements have tags alone."""
    return replace(page, labels=tuple(Label(label.tag) for label in page.labels))


def html_samples(folder: Path, sets: Sequence[str] = SETS, processes: int = 2) -> list[Sample]:
    """All pages of the data sets as labelled samples."""
    tasks = _pages(folder, sets)
    with ProcessPoolExecutor(processes) as pool:
        return [s for some in pool.map(_html_samples, tasks, chunksize=16) for s in some]


def _pages(folder: Path, sets: Sequence[str]) -> list[tuple[dict[str, Any], str]]:
    """All pages of some data sets, each with the name of its set."""
    return [(record, name) for name in sets for record in records(folder / f"{name}.jsonl.gz")]


def checked_answer(record: dict[str, Any]) -> str | None:
    """The shipped HTML scorer's answer to a page without gold text, where all that is known of the page confirms it.

    With it the text scorer learns from pages of more sites and languages (distillation).
    """
    answer = pipeline.clean(record["html"], content_type="text/html")
    flat = " ".join(answer.text.split()).lower()
    wanted, unwanted = ([" ".join(s.split()).lower() for s in record[key]] for key in ("with", "without"))
    confirmed = all(s in flat for s in wanted) and not any(s in flat for s in unwanted)
    return answer.text if confirmed and answer.verdict == "ok" and answer.confidence >= MIN_CONFIDENCE else None


def _translated(record: dict[str, Any]) -> dict[str, Any]:
    return record | {"text": foreign.translated(record["text"], domain(record))}


def _text_samples(task: tuple[dict[str, Any], str, Sequence[mixing.Part], Path]) -> list[Sample]:
    record, name, offered, benchmark = task
    if not record["text"]:
        record = record | {"text": checked_answer(record)}
        if not record["text"]:
            return []
    raw_text = styles.load_benchmark(benchmark).raw_text
    made = []
    for style, content in styles.render(record, raw_text):
        made.append(sample(record, f"{name}/{style}", parting.parted(text.cut(content))))
        if zlib.crc32(f"{style}:{record['id']}".encode()) % FOREIGN_EVERY == 0:
            page = parting.parted(text.cut(foreign.translated(content, domain(record))))
            made.append(sample(_translated(record), f"{name}/{style}{FOREIGN}", page))
    other = _mixed(record, offered)
    if other is not None:
        for style, content in styles.render(record | {"html": other}, raw_text, styles.MIXED_SHARES, "0:"):
            made.append(sample(record, f"{name}/{style}{MIXED}", parting.parted(text.cut(content))))
    return [s for s in made if s is not None]


def text_samples(
    folder: Path, benchmark: Path, sets: Sequence[str] = SETS, folds: int = 4, processes: int = 2
) -> list[Sample]:
    """Raw texts in all styles made from the pages of the data sets, as labelled samples for so many folds."""
    pages = _pages(folder, sets)
    offered = _offered([record for record, _ in pages], folds, processes)
    tasks = [(*page, parts, benchmark) for page, parts in zip(pages, offered, strict=True)]
    with ProcessPoolExecutor(processes) as pool:
        return [s for some in pool.map(_text_samples, tasks, chunksize=16) for s in some]
