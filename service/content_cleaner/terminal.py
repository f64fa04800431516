"""What people see on a terminal: a document explained, and the progress of long work."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import repeat
from typing import TYPE_CHECKING

import click

from content_cleaner.document import CleanedDocument, Passage, Reason
from content_cleaner.render import encodable

if TYPE_CHECKING:
    from content_cleaner.batch import Progress, Summary

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SECONDS_BETWEEN_DRAWINGS = 0.1
_COLOURS: dict[Reason, str] = {
    "duplicate-headline": "blue",
    "duplicate-block": "blue",
    "caption": "cyan",
    "credit": "cyan",
    "byline": "green",
    "timestamp": "green",
    "signup": "magenta",
    "advert": "magenta",
    "share": "yellow",
    "related": "yellow",
    "consent": "red",
    "paywall": "red",
}


def harmless(text: str) -> str:
    """`text` without what a terminal would obey: control characters, save tab and line break, become U+FFFD."""
    return _CONTROLS.sub("\ufffd", encodable(text))


def explanation(document: CleanedDocument) -> Iterator[str]:
    """The document as styled lines for people: head, every passage in its place, the removals counted."""
    stats = document.stats
    if document.title:
        yield click.style(harmless(document.title), bold=True)
    yield click.style(
        f"{document.verdict} (confidence {document.confidence:.2f}), {document.kind}, "
        f"language {document.language or 'unknown'}, {stats['kept']} of {stats['blocks']} blocks kept, "
        f"{stats['output_chars']:,} of {stats['input_chars']:,} characters",
        dim=True,
    )
    for warning in document.warnings:
        yield click.style(f"warning: {harmless(warning)}", fg="yellow")
    for passage in document.passages:
        yield from _passage(passage)
    counts = ", ".join(f"{reason} {count}" for reason, count in stats["removed"].items())
    yield ""
    yield click.style(f"removed: {counts or 'nothing'}", dim=True)


def _passage(passage: Passage) -> Iterator[str]:
    if "\n\n" in passage.joint or not passage.kept:
        yield ""
    lines = harmless(passage.text).splitlines()
    if passage.reason is None:
        yield from (f"    {line}" for line in lines)
        return
    colour = _COLOURS.get(passage.reason, "bright_black")
    yield click.style(f"  - {passage.reason} [{passage.rule}, score {passage.score:.2f}]", fg=colour, bold=True)
    yield from (f"    {click.style(line, fg=colour, strikethrough=True)}" for line in lines)


def summary_line(summary: Summary, seconds: float) -> str:
    """What a batch did, on one line."""
    outcomes = ", ".join(f"{count:,} {name}" for name, count in sorted(summary.outcomes.items(), key=_most_first))
    speed = f"{summary.documents / max(seconds, 0.001):,.1f} a second"
    before = f", {summary.skipped:,} answered before" if summary.skipped else ""
    return f"{summary.documents:,} documents in {seconds:,.1f} s ({speed}){before}: {outcomes or 'nothing to do'}"


def _most_first(outcome: tuple[str, int]) -> tuple[int, str]:
    return -outcome[1], outcome[0]


@contextmanager
def progress_bar(total: int | None, *, hidden: bool) -> Iterator[Callable[[Progress], None]]:
    """A bar on standard error, where that is a terminal; the block gets the function that moves it.

    total: bytes of input, None where that is not known.
    """
    if hidden or not sys.stderr.isatty():
        yield lambda progress: None
        return
    unknown = repeat(None) if total is None else None
    drawn = 0.0
    with click.progressbar(unknown, length=total, file=sys.stderr, show_pos=False) as bar:

        def draw(progress: Progress) -> None:
            nonlocal drawn
            now = time.monotonic()
            if now - drawn < _SECONDS_BETWEEN_DRAWINGS:
                return
            drawn = now
            failed = f", {progress.failed:,} failed" if progress.failed else ""
            bar.label = f"{progress.skipped + progress.documents:,} documents{failed}"
            done = progress.position if total is not None else progress.documents
            bar.update(max(0, done - bar.pos))

        yield draw
        if total is not None:
            bar.update(max(0, total - bar.pos))
