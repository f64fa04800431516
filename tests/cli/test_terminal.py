from __future__ import annotations

import os
import pty
import sys

import click
import pytest

from content_cleaner.batch import Progress, Summary
from content_cleaner.document import REASONS, CleanedDocument, Metadata, Passage
from content_cleaner.terminal import explanation, harmless, progress_bar, summary_line

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


def read_all(screen: int) -> str:
    """What stands on a screen that nobody writes to any more."""
    os.set_blocking(screen, False)
    seen = b""
    with os.fdopen(screen, "rb", buffering=0) as pieces:
        while piece := pieces.read(100_000):
            seen += piece
    return seen.decode()


@pytest.mark.parametrize("total", [2000, None])
def test_a_terminal_sees_how_far_the_work_has_got(total: int | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("content_cleaner.terminal._SECONDS_BETWEEN_DRAWINGS", 0.0)
    screen, terminal = pty.openpty()
    with os.fdopen(terminal, "w") as stderr:
        monkeypatch.setattr(sys, "stderr", stderr)
        with progress_bar(total, hidden=False) as report:
            for number in range(11):
                report(Progress(number * 200 if total else 0, number, number // 4, 3))
        seen = read_all(screen)
    assert "13 documents, 2 failed" in seen
    assert ("100%" in seen) == (total is not None)


def test_no_terminal_sees_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar(100, hidden=False) as report:
        report(Progress(50, 1, 0, 0))
    assert capsys.readouterr() == ("", "")
