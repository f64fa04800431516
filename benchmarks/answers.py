"""Answers of an extractor, each page in a process that is killed when it hangs and replaced when it dies."""

from __future__ import annotations

import json
import logging
import multiprocessing
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import TimeoutError as Overtime
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, TypeVar

from pebble import ProcessExpired, ProcessPool

Job = TypeVar("Job")


class Answer(NamedTuple):
    """The text of one document. `error` is empty, or says why there is no text: timeout, crash, or an exception."""

    id: str
    text: str
    seconds: float
    error: str = ""


class Limits(NamedTuple):
    """How answers are computed: in how many processes, with how many seconds for each document."""

    processes: int = 1
    seconds: float = 60.0


def collect(
    extract: Callable[[Job], str], jobs: Sequence[tuple[str, Job]], limits: Limits, kept: Path | None = None
) -> dict[str, Answer]:
    """The answer to each (id, job). `kept`: a file that holds earlier answers, and gets the new ones as they come."""
    known = {answer.id: answer for answer in _read(kept)} if kept is not None else {}
    missing = [(name, job) for name, job in jobs if name not in known]
    if kept is None or not missing:
        return known | {answer.id: answer for answer in _run(extract, missing, limits)}
    kept.parent.mkdir(parents=True, exist_ok=True)
    with kept.open("a", encoding="utf-8", buffering=1) as out:
        out.write("\n")
        for answer in _run(extract, missing, limits):
            known[answer.id] = answer
            out.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace").decode() + "\n")
    return known


def _run(extract: Callable[[Job], str], jobs: Sequence[tuple[str, Job]], limits: Limits) -> Iterator[Answer]:
    context = multiprocessing.get_context("forkserver")
    with ProcessPool(limits.processes, initializer=_quiet, context=context) as pool:
        results = pool.map(_timed, ((extract, job) for _, job in jobs), timeout=limits.seconds).result()
        for name, _ in jobs:
            yield _answer(name, results, limits)


def _answer(name: str, results: Iterator[tuple[str, float]], limits: Limits) -> Answer:
    try:
        text, seconds = next(results)
        return Answer(name, text, round(seconds, 4))
    except Overtime:
        return Answer(name, "", limits.seconds, "timeout")
    except ProcessExpired:
        return Answer(name, "", 0.0, "crash")
    except Exception as error:  # an extractor's failure is a finding, not an end of the run
        return Answer(name, "", 0.0, type(error).__name__)


def _timed(task: tuple[Callable[[Job], str], Job]) -> tuple[str, float]:
    extract, job = task
    started = time.perf_counter()
    return extract(job), time.perf_counter() - started


def _quiet() -> None:
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)


def _read(path: Path) -> Iterator[Answer]:
    if not path.exists():
        return
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            with suppress(json.JSONDecodeError):  # a run that was ended may leave half a line
                yield Answer(*json.loads(line))
