from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks import ours
from content_cleaner.model import scorer


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "folds.json").write_text(json.dumps({"one.example": 1, "two.example": 0}), encoding="utf-8")
    for fold in (0, 1):
        (tmp_path / f"text.{fold}.npz").touch()
    return tmp_path


def test_a_page_gets_the_model_that_has_not_seen_its_domain(folder: Path) -> None:
    folds = ours.Folds.read(folder)
    assert folds.model("one.example", "text") == (folder, 1)
    assert folds.model("two.example", "text") == (folder, 0)


def test_a_domain_that_was_in_no_training_takes_any_model(folder: Path) -> None:
    assert ours.Folds.read(folder).model("three.example", "text") == (folder, 0)


def test_folds_without_a_model_are_refused_at_once(folder: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"html\.1\.npz"):
        ours.Folds.read(folder).model("one.example", "html")


def test_the_chosen_model_scores_the_page(tmp_path: Path) -> None:
    shipped = scorer.load("html")
    np.savez_compressed(tmp_path / "html.1.npz", **scorer.arrays_of(shipped))
    (tmp_path / "html.0.npz").touch()
    content = "<main><h1>Ferry</h1><p>The ferry sails again from Monday, with a new engine and a new cook.</p></main>"
    plain = ours.clean(ours.Job(content, "html", None))
    assert ours.clean(ours.Job(content, "html", None, (tmp_path, 1))) == plain
    with pytest.raises(EOFError):
        ours.clean(ours.Job(content, "html", None, (tmp_path, 0)))
    assert scorer.load("html") is shipped
