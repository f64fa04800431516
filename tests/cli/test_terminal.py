from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import click

from content_cleaner.batch import Summary
from content_cleaner.document import REASONS, CleanedDocument, Metadata, Passage
from content_cleaner.terminal import explanation, harmless, summary_line

PASSAGES = (
    Passage("Ferry stays in port", 0, 19, "heading", "\n\n", 1, 0.4, "duplicate-headline", "headline-again"),
    Passage("The ferry stayed in port on Sunday.", 21, 56, "paragraph", "\n\n", 0, 0.98),
    Passage("More about ferries", 58, 76, "paragraph", "\n\n", 0, 0.05, "boilerplate", "score"),
)
DOCUMENT = CleanedDocument(
    "text", "Ferry stays in port", PASSAGES[1].text, "en", "ok", 0.97, Metadata(), PASSAGES, 1076, ("odd charset",)
)


def test_an_explanation_shows_reason_rule_and_score_in_place() -> None:
    assert click.unstyle("\n".join(explanation(DOCUMENT))).splitlines() == [
        "Ferry stays in port",
        "ok (confidence 0.97), text, language en, 1 of 3 blocks kept, 35 of 1,076 characters",
        "warning: odd charset",
        "",
        "  - duplicate-headline [headline-again, score 0.40]",
        "    Ferry stays in port",
        "",
        "    The ferry stayed in port on Sunday.",
        "",
        "  - boilerplate [score, score 0.05]",
        "    More about ferries",
        "",
        "removed: duplicate-headline 1, boilerplate 1",
    ]


def test_every_reason_has_a_style() -> None:
    for reason in REASONS:
        passage = PASSAGES[0]._replace(reason=reason)
        document = CleanedDocument("text", None, "", None, "empty", 0.0, Metadata(), (passage,), 0)
        assert any("\x1b[" in line and reason in line for line in explanation(document))


def test_a_document_cannot_steer_the_terminal() -> None:
    assert harmless("a\x1b[2J\x9b5m\rb\tc\nd\ud800") == "a\ufffd[2J\ufffd5m\ufffdb\tc\nd\ufffd"


def test_a_summary_names_what_happened_most_first() -> None:
    summary = Summary(1200, 3, 10, {"empty": 7, "ok": 1190, "timeout": 3})
    assert summary_line(summary, 60.0) == (
        "1,200 documents in 60.0 s (20.0 a second), 10 answered before: 1,190 ok, 7 empty, 3 timeout"
    )


def test_a_terminal_sees_a_progress_bar_and_the_output_stays_clean(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"content": "The ferry stayed in port on Sunday, the harbour office said."}\n' * 20)
    for given in ([str(source)], ["-"]):
        screen, terminal = pty.openpty()
        arguments = [sys.executable, "-m", "content_cleaner", "batch", *given, "-o", "-", "-j", "1"]
        with source.open("rb") as stdin:
            done = subprocess.run(arguments, stdin=stdin, stdout=subprocess.PIPE, stderr=terminal, check=False)
        os.close(terminal)
        seen = os.read(screen, 100_000).decode()
        os.close(screen)
        assert done.returncode == 0, seen
        assert done.stdout.count(b"\n") == 20
        assert "documents" in seen
        assert "[" in seen
        assert "20 documents in" in seen
