"""Every code sample of README and documentation does what the page says."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from .markdown_samples import LANGUAGES, NOT_RUN, Sample, matches, pages, samples

SERVICE, SITE = "http://localhost:8000", "http://localhost:9000"
SECONDS = 120
MISSING = [tool for tool in ("bash", "curl") if shutil.which(tool) is None]


def run_python(text: str, names: dict[str, Any]) -> str:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(text, "<sample>", "exec"), names)
    return printed.getvalue()


def run_shell(text: str) -> str:
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    command = ["bash", "-eu", "-c", text]
    done = subprocess.run(
        command, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False, timeout=SECONDS
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def check(sample: Sample) -> None:
    assert sample.language in LANGUAGES, f"{sample.place}: no language, or an unknown one"
    assert sample.not_run is None or sample.not_run in NOT_RUN, f"{sample.place}: {sample.not_run}"
    if sample.is_output:
        return
    if sample.language == "json":
        for line in sample.text.splitlines() if sample.file else [sample.text]:
            json.loads(line)
    elif sample.language == "yaml":
        assert list(yaml.safe_load_all(sample.text))
    elif sample.language == "toml":
        assert tomllib.loads(sample.text)
    elif sample.language == "python" and sample.file:
        compile(sample.text, sample.file, "exec")


@pytest.mark.skipif(bool(MISSING) and "CI" not in os.environ, reason=f"not installed here: {', '.join(MISSING)}")
@pytest.mark.parametrize("page", pages(), ids=lambda page: f"{page.parent.name}/{page.stem}")
def test_samples_run(page: Path, folder: Path, service_url: str, site_url: str) -> None:
    names: dict[str, Any] = {"__name__": "sample"}
    printed, place = "", ""
    for sample in samples(page):
        check(sample)
        text = sample.text.replace(SERVICE, service_url).replace(SITE, site_url)
        if sample.is_output:
            assert matches(text, printed), f"{sample.place}: {place} prints\n{printed}"
        elif sample.not_run is None and sample.file:
            (folder / sample.file).write_text(text, encoding="utf-8")
        elif sample.is_executed:
            place = sample.place
            try:
                printed = run_python(text, names) if sample.language == "python" else run_shell(text)
            except Exception as error:
                raise AssertionError(f"{place} fails: {error}") from error


def test_there_are_samples_to_run() -> None:
    executed = [sample for page in pages() for sample in samples(page) if sample.is_executed]
    assert len(executed) >= 30
    assert {sample.language for sample in executed} == {"python", "shell"}


def test_outputs_are_compared() -> None:
    assert matches("score 0.97\nend", "score 0.12\nend\n")
    assert matches("one\n...\nfour", "one\ntwo\nthree\nfour")
    assert not matches("one\ntwo", "one\ntwo\nthree")
