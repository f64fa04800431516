"""Figures as Markdown tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

Figure = dict[str, Any]

TITLES = {"wcxb-dev": "web pages of 7 types"}
MIN_PAGES = 20


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; the first column is text, the others are figures."""
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def number(value: float | None, digits: int = 3) -> str:
    """A figure, or a dash where there is none."""
    return "–" if value is None else f"{value:.{digits}f}"


def percent(value: float | None) -> str:
    """A share as per cent."""
    return "–" if value is None else f"{100 * value:.1f} %"


def quality(figures: Sequence[Figure]) -> str:
    """All tables of a quality run: by set, by page type, and the recall by language."""
    parts = []
    for style in dict.fromkeys(figure["style"] for figure in figures):
        own = [figure for figure in figures if figure["style"] == style]
        parts += [f"### Style `{style}`", _by_set(own)]
        parts += [f"Word F1 by page type, style `{style}`:\n\n{text}" for text in _by_group(own, "f1_by_type")]
        parts += [f"Recall by language, style `{style}`:\n\n{text}" for text in _by_group(own, "recall_by_lang")]
    return "\n\n".join(parts) + "\n"


def _by_set(figures: Sequence[Figure]) -> str:
    """One row for each extractor: word F1 by set (snippet F1 where a set has snippets only), captions, failures."""
    sizes = {figure["set"]: figure["pages"] for figure in figures}
    known = {(figure["tool"], figure["set"]): figure for figure in figures}
    head = ["word F1", *(f"{TITLES.get(name, name)} ({pages})" for name, pages in sizes.items())]
    rows = []
    for tool in dict.fromkeys(figure["tool"] for figure in figures):
        own = [known.get((tool, name), {}) for name in sizes]
        captions = next((figure["captions_kept"] for figure in own if "captions_kept" in figure), None)
        counts = (sum(figure.get(key, 0) for figure in own) for key in ("empty", "failed"))
        scores = (number(figure.get("f1", figure.get("snippet_f1"))) for figure in own)
        rows.append([tool, *scores, percent(captions), *map(str, counts)])
    return table([*head, "captions kept", "nothing right", "failed"], rows)


def _by_group(figures: Sequence[Figure], key: str) -> list[str]:
    """A table for each set that has several groups of enough pages: one row for each extractor."""
    tables = []
    for name in dict.fromkeys(figure["set"] for figure in figures):
        own = [figure for figure in figures if figure["set"] == name and len(figure.get(key, {})) > 1]
        if own:
            groups = list(own[0][key])
            rows = [[figure["tool"], *(number(figure[key].get(group)) for group in groups)] for figure in own]
            tables.append(table([TITLES.get(name, name), *groups], rows))
    return tables
