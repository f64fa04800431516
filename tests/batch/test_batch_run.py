from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from batch_workers import obey

from content_cleaner.batch import InputError, Job, PoolSettings, Progress, ResumeError, run
from content_cleaner.batch.files import read_lines
from content_cleaner.batch.output import part_of

NAMES = ["out.jsonl", "out.jsonl.gz", "out.jsonl.zst"]


def documents(path: Path, count: int, start: int = 0, content: str = "go") -> str:
    with path.open("a") as lines:
        for number in range(start, start + count):
            lines.write(json.dumps({"id": f"d{number}", "content": content}) + "\n")
    return str(path)


def job(source: str, target: Path, **changes: object) -> Job:
    return Job((source,), str(target), pool=PoolSettings(processes=2, work=obey), **changes)  # type: ignore[arg-type]


def ids(path: Path) -> list[str]:
    return [json.loads(line.raw)["id"] for line in read_lines([str(path)], limit=1 << 20)]


def interrupt_after(count: int) -> Callable[[Progress], None]:
    def report(progress: Progress) -> None:
        if progress.documents == count:
            raise KeyboardInterrupt

    return report


@pytest.mark.parametrize("name", NAMES)
def test_an_interrupted_run_goes_on_where_it_stopped(name: str, tmp_path: Path) -> None:
    source, target = documents(tmp_path / "in.jsonl", 60), tmp_path / name
    with pytest.raises(KeyboardInterrupt):
        run(job(source, target), interrupt_after(25))
    assert not target.exists()
    assert ids(part_of(str(target))) == [f"d{number}" for number in range(25)]
    with part_of(str(target)).open("ab") as part:
        part.write(b'\x1f\x8b{"id": "half a li')
    with pytest.raises(ResumeError, match="--resume"):
        run(job(source, target))
    summary = run(job(source, target, resume=True))
    assert (summary.skipped, summary.documents) == (25, 35)
    assert ids(target) == [f"d{number}" for number in range(60)]
    assert not part_of(str(target)).exists()


def test_a_finished_run_takes_in_what_was_added(tmp_path: Path) -> None:
    source, target = documents(tmp_path / "in.jsonl", 3), tmp_path / "out.jsonl"
    run(job(source, target))
    documents(tmp_path / "in.jsonl", 2, start=3)
    assert run(job(source, target, resume=True)).documents == 2
    assert run(job(source, target, resume=True)).documents == 0
    assert ids(target) == ["d0", "d1", "d2", "d3", "d4"]


@pytest.mark.parametrize(("first", "count"), [("e0", 3), ("d0", 2)])
def test_the_output_of_another_job_is_not_continued(first: str, count: int, tmp_path: Path) -> None:
    source, target = documents(tmp_path / "in.jsonl", 3), tmp_path / "out.jsonl"
    run(job(source, target))
    Path(source).write_text(Path(source).read_text().replace("d0", first))
    Path(source).write_text("".join(Path(source).read_text().splitlines(keepends=True)[:count]))
    with pytest.raises(ResumeError, match="another job"):
        run(job(source, target, resume=True))
    assert len(ids(target)) == 3
    assert not part_of(str(target)).exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [("notes.txt", b"no line break"), ("notes.jsonl", b'{"id": "d0"}\nhalf a line'), ("notes.gz", b"one\ntwo\n")],
)
def test_a_file_that_is_no_output_is_not_continued(name: str, content: bytes, tmp_path: Path) -> None:
    source, target = documents(tmp_path / "in.jsonl", 3), tmp_path / name
    target.write_bytes(content)
    with pytest.raises(ResumeError, match="left as it is"):
        run(job(source, target, resume=True))
    assert target.read_bytes() == content
    assert not part_of(str(target)).exists()


def test_the_input_is_never_taken_for_an_interrupted_run(tmp_path: Path) -> None:
    source = documents(tmp_path / "out.jsonl.part", 1)
    with pytest.raises(InputError):
        run(job(source, tmp_path / "out.jsonl", resume=True))
    assert ids(Path(source)) == ["d0"]


def test_progress_and_summary_count_what_was_done(tmp_path: Path) -> None:
    source = documents(tmp_path / "in.jsonl", 3)
    documents(tmp_path / "in.jsonl", 1, start=3, content="crash")
    seen: list[Progress] = []
    summary = run(job(source, tmp_path / "out.jsonl"), seen.append)
    assert summary.outcomes == {"ok": 3, "engine-crashed": 1}
    assert (summary.documents, summary.failed) == (4, 1)
    assert seen[0] == Progress(0, 0, 0, 0)
    assert seen[-1] == Progress(Path(source).stat().st_size, 4, 1, 0)


def test_input_that_breaks_off_keeps_its_answers_for_a_resume(tmp_path: Path) -> None:
    import gzip

    data = gzip.compress(Path(documents(tmp_path / "plain", 4)).read_bytes())
    source, target = tmp_path / "in.jsonl.gz", tmp_path / "out.jsonl"
    source.write_bytes(data[:-4])
    with pytest.raises(InputError):
        run(job(str(source), target))
    assert len(ids(part_of(str(target)))) == 4
    source.write_bytes(data)
    assert run(job(str(source), target, resume=True)).skipped == 4


def test_the_output_is_never_an_input(tmp_path: Path) -> None:
    source = documents(tmp_path / "in.jsonl", 1)
    with pytest.raises(InputError):
        run(job(source, Path(source), resume=True))
    assert ids(Path(source)) == ["d0"]


def children_of(pid: int) -> list[int]:
    lists = [path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    direct = [int(word) for words in lists for word in words.split()]
    return direct + [child for parent in direct for child in children_of(parent)]


def test_a_killed_run_leaves_no_process_and_can_be_resumed(tmp_path: Path) -> None:
    content = "The ferry to Norrholm sails twice a day in winter, the harbour office said. " * 20
    source, target = documents(tmp_path / "in.jsonl", 200, content=content), tmp_path / "out.jsonl"
    command = [sys.executable, "-m", "content_cleaner", "batch", source, "-o", str(target), "-j", "1", "--resume"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        part = part_of(str(target))
        wait_for(lambda: part.exists() and part.stat().st_size > 0)
        children = children_of(process.pid)
        process.kill()
    assert not target.exists()
    assert children
    wait_for(lambda: not any(is_running(child) for child in children))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "answered before" in done.stderr
    assert ids(target) == [f"d{number}" for number in range(200)]


def test_ctrl_c_ends_a_run_at_once_and_keeps_its_answers(tmp_path: Path) -> None:
    content = "The ferry to Norrholm sails twice a day in winter, the harbour office said. " * 20
    source, target = documents(tmp_path / "in.jsonl", 3_000, content=content), tmp_path / "out.jsonl"
    command = [sys.executable, "-m", "content_cleaner", "batch", source, "-o", str(target), "-j", "1"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    wait_for(lambda: part_of(str(target)).exists() and part_of(str(target)).stat().st_size > 0)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the command and its engine processes
    _, errors = process.communicate(timeout=10)
    assert process.returncode == 130
    assert errors.strip() == "content-cleaner: interrupted"
    assert 0 < len(ids(part_of(str(target)))) < 3_000


def wait_for(condition: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
