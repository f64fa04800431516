"""Short runs of both fuzzers, and the corpus replayed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from content_cleaner import Options
from content_cleaner.document import REASONS

from .api import fuzz
from .documents import content_types, contents
from .engine import CORPUS, check, options


@pytest.mark.parametrize("path", sorted(CORPUS.iterdir()), ids=lambda path: path.name)
@pytest.mark.parametrize("content_type", [None, "text/html", "text/plain"])
def test_corpus(path: Path, content_type: str | None) -> None:
    check(path.read_bytes(), content_type)
    check(path.read_bytes().decode("utf-8", "surrogateescape"), content_type)
    check(path.read_bytes(), content_type, Options(keep=frozenset(REASONS)))


@settings(max_examples=120, deadline=None)
@given(contents, content_types, options)
def test_engine(content: str | bytes, content_type: str | None, chosen: Options) -> None:
    check(content, content_type, chosen)


def test_api(tmp_path: Path) -> None:
    done = fuzz(12, tmp_path, seed=1)  # the long run, by hand, looks for what is new; this one that nothing came back
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-2000:]
