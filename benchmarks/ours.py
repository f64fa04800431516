"""Our own answers: from the artefacts that the package ships, or from models that have not seen the page's domain."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple
from unittest import mock

import content_cleaner
from content_cleaner.document import Kind
from content_cleaner.model import scorer


class Job(NamedTuple):
    """A document for our cleaner, and the folder and fold of the model to use (None: the shipped one)."""

    content: str
    kind: Kind
    url: str | None
    models: tuple[Path, int] | None = None


class Folds(NamedTuple):
    """Cross-validation's models: `KIND.FOLD.npz` in a folder, and in `folds.json` the fold that tests each domain."""

    folder: Path
    fold_of: dict[str, int]

    @classmethod
    def read(cls, folder: Path) -> Folds:
        """The folds in a folder."""
        return cls(folder, json.loads((folder / "folds.json").read_text(encoding="utf-8")))

    def model(self, domain: str, kind: Kind) -> tuple[Path, int]:
        """The model that has not seen a domain. A domain that no fold tests was never trained on: any will do."""
        fold = self.fold_of.get(domain, 0)
        path = self.folder / f"{kind}.{fold}.npz"
        if not path.exists():
            raise FileNotFoundError(f"{path} is missing: the folds have no model for {kind}")
        return self.folder, fold


def clean(job: Job) -> str:
    """The article text of one document."""
    content_type = "text/html" if job.kind == "html" else "text/plain"
    if job.models is None:
        return content_cleaner.clean(job.content, content_type=content_type, url=job.url).text
    folder, fold = job.models
    with mock.patch.object(scorer, "load", lambda kind: _model(folder, fold, kind)):
        return content_cleaner.clean(job.content, content_type=content_type, url=job.url).text


@cache
def _model(folder: Path, fold: int, kind: Kind) -> scorer.Scorer:
    with (folder / f"{kind}.{fold}.npz").open("rb") as stream:
        return scorer.read(stream)
