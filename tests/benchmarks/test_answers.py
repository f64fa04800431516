from __future__ import annotations

import time
from pathlib import Path

from benchmark_extractors import tempered

from benchmarks.answers import Limits, collect


def test_a_page_that_hangs_dies_or_fails_costs_its_own_answer_only() -> None:
    jobs = [("1", "tea"), ("2", "hang"), ("3", "die"), ("4", "fail"), ("5", "cake")]
    started = time.monotonic()
    answers = collect(tempered, jobs, Limits(seconds=1.5))
    assert {name: (answer.text, answer.error) for name, answer in answers.items()} == {
        "1": ("TEA", ""),
        "2": ("", "timeout"),
        "3": ("", "crash"),
        "4": ("", "ValueError"),
        "5": ("CAKE", ""),
    }
    assert time.monotonic() - started < 30


def test_kept_answers_are_not_asked_for_again(tmp_path: Path) -> None:
    kept = tmp_path / "answers" / "tea.jsonl"
    kept.parent.mkdir()
    kept.write_text('["1", "from before", 0.5, ""]\n["2", "half a li', encoding="utf-8")
    answers = collect(tempered, [("1", "tea"), ("2", "cake")], Limits(), kept)
    assert (answers["1"].text, answers["2"].text) == ("from before", "CAKE")
    again = collect(tempered, [("1", "tea"), ("2", "hang")], Limits(), kept)
    assert again == answers
