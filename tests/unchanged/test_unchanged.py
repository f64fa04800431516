"""Texts that look like junk in places and are not: they must come back as they are, with nothing removed."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from content_cleaner import clean

FILES = sorted((Path(__file__).parent / "cases").glob("*.toml"))


class Case(NamedTuple):
    """A text, the kind of writing it is (`label`), and why a cleaner could be wrong about it (`comment`)."""

    label: str
    language: str
    comment: str
    text: str


def load_cases() -> list[Case]:
    entries = [
        (path.stem, entry) for path in FILES for entry in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    ]
    return [Case(entry["label"], language, entry["comment"], entry["text"]) for language, entry in entries]


def collapse(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


CASES = load_cases()


def test_cases_are_many_and_varied() -> None:
    assert len(CASES) >= 80
    assert len({case.language for case in CASES}) >= 14
    assert all(case.comment for case in CASES)
    repeated = [key for key, count in Counter((case.language, case.label) for case in CASES).items() if count > 1]
    assert repeated == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.language}-{case.label}")
def test_text_comes_back_unchanged(case: Case) -> None:
    answer = clean(case.text, content_type="text/plain")
    assert [(removal.reason, removal.rule, removal.text) for removal in answer.removed] == []
    assert collapse(answer.text) == collapse(case.text)
