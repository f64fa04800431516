from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from batch_workers import obey, refuse

from content_cleaner.batch.files import InputError, Line
from content_cleaner.batch.pool import PoolError, PoolSettings, answers


def line(number: int, content: str) -> Line:
    return Line("in.jsonl", number, json.dumps({"id": f"d{number}", "content": content}).encode(), 0)


def settings(**changes: object) -> PoolSettings:
    return PoolSettings(**{"processes": 2, "work": obey, **changes})  # type: ignore[arg-type]


def test_answers_keep_the_order_of_the_lines_whatever_time_each_takes() -> None:
    lines = [line(number, "wait 0.3" if number % 5 == 0 else "go") for number in range(20)]
    answered = [json.loads(answer.line) for _, answer in answers(lines, settings())]
    assert [answer["id"] for answer in answered] == [f"d{number}" for number in range(20)]
    assert len({answer["pid"] for answer in answered}) == 2


def test_a_crash_and_a_deadline_cost_their_own_document_only() -> None:
    contents = ["go", "crash", "go", "hang", "go", "crash", "go", "go"]
    lines = [line(number, content) for number, content in enumerate(contents)]
    answered = list(answers(lines, settings(timeout=1.0)))
    assert [answer.outcome for _, answer in answered] == [
        {"go": "ok", "crash": "engine-crashed", "hang": "deadline-exceeded"}[content] for content in contents
    ]
    assert [json.loads(answer.line)["id"] for _, answer in answered] == [f"d{number}" for number in range(8)]
    assert json.loads(answered[3][1].line)["error"].keys() == {"code", "detail"}


@pytest.mark.parametrize(("changes", "most"), [({"look_ahead": 3}, 6), ({"look_ahead_bytes": 100}, 4)])
def test_no_more_is_read_ahead_than_allowed(changes: dict[str, int], most: int) -> None:
    read = 0

    def lines() -> Iterator[Line]:
        nonlocal read
        for number in range(30):
            read += 1
            yield line(number, "go")

    ahead = [read - answered for answered, _ in enumerate(answers(lines(), settings(**changes)))]
    assert max(ahead) <= most
    assert len(ahead) == 30


def test_a_reader_that_fails_does_so_after_the_answers_to_what_it_read() -> None:
    def lines() -> Iterator[Line]:
        yield line(1, "wait 0.2")
        yield line(2, "go")
        raise InputError("cannot read in.jsonl to its end")

    collected = []
    with pytest.raises(InputError):  # noqa: PT012 - what came before the error counts
        for _, answer in answers(lines(), settings()):
            collected.append(answer.outcome)
    assert collected == ["ok", "ok"]


def test_an_oversized_line_is_an_error_that_says_where_it_stands() -> None:
    long = Line("in.jsonl", 7, b'{"id": "x", "cont', 0, oversized=True)
    ((_, answer),) = answers([long], settings())
    assert json.loads(answer.line) | {"error": None} == {"id": None, "file": "in.jsonl", "line": 7, "error": None}
    assert answer.outcome == "content-too-large"


def test_an_engine_that_does_not_load_ends_the_job() -> None:
    with pytest.raises(PoolError):
        list(answers([line(1, "go")], settings(work=refuse)))
