"""A batch job from its files to its files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from content_cleaner.batch.files import STANDARD, Line, check_distinct, check_readable, read_lines
from content_cleaner.batch.output import ResumeError, continued, opened, part_of, prepare
from content_cleaner.batch.pool import PoolSettings, answers
from content_cleaner.batch.records import id_of


@dataclass(frozen=True, slots=True)
class Job:
    """What to do: `inputs` and `output` are file names, "-" for standard input and output.

    line_limit: the longest line of input in bytes.
    """

    inputs: tuple[str, ...]
    output: str
    resume: bool = False
    line_limit: int = 128 << 20
    pool: PoolSettings = field(default_factory=PoolSettings)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job has got. position: bytes of input, as they lie on the disk. skipped: answered by a run before."""

    position: int
    documents: int
    failed: int
    skipped: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What a job did. outcomes: how many documents, by verdict or code of the error."""

    documents: int
    failed: int
    skipped: int
    outcomes: Mapping[str, int]


def run(job: Job, report: Callable[[Progress], None] = lambda progress: None) -> Summary:
    """Answer every line of the inputs with one line of output, in order.

    Raises `InputError`, `ResumeError`, `PoolError` and `OSError` for what ends the job; what
    was answered until then, or until any other exception, stays in `part_of(job.output)` and can be resumed.
    """
    check_readable(job.inputs)
    check_distinct(job.inputs, job.output)
    if job.output != STANDARD:
        check_distinct(job.inputs, str(part_of(job.output)))
    existing = prepare(job.output, resume=job.resume)
    lines = read_lines(job.inputs, limit=job.line_limit)
    skipped = 0
    if existing is not None:
        skipped, lines = _skip_answered(lines, existing, job.line_limit)
        continued(job.output, existing)
    failed = 0
    outcomes: Counter[str] = Counter()
    report(Progress(0, 0, 0, skipped))
    with opened(job.output) as writer, closing(answers(lines, job.pool)) as answered:
        for line, answer in answered:
            writer.write(answer.line)
            outcomes[answer.outcome] += 1
            failed += answer.failed
            report(Progress(line.position, outcomes.total(), failed, skipped))
    return Summary(outcomes.total(), failed, skipped, dict(outcomes))


def _skip_answered(lines: Iterator[Line], existing: Path, limit: int) -> tuple[int, Iterator[Line]]:
    """The number of lines that have their answer, and the lines that have not.

    Output lines stand for input lines one by one; their ids are compared, so that another job's output is noticed.
    """
    skipped = 0
    for answered in read_lines([str(existing)], limit=limit * 2):
        line = next(lines, None)
        if line is None or _id(line) != id_of(answered.raw):
            place = f"line {answered.number} of {existing}"
            raise ResumeError(f"{place} does not answer the input in its place: it is another job's output")
        skipped += 1
    return skipped, lines


def _id(line: Line) -> str | int | None:
    return None if line.oversized else id_of(line.raw)
