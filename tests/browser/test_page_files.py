"""The page's files, without a browser."""

from __future__ import annotations

import re
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from content_cleaner.document import FAVORS, REASONS, VERDICTS
from content_cleaner.settings import Settings
from content_cleaner.web import create_app, page

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "service" / "content_cleaner"


@pytest.fixture
def client() -> FlaskClient:
    return create_app(Settings(api_keys=("a-key-of-the-page-tests",))).test_client()


def test_samples_are_the_seed_documents() -> None:
    folder = {path.name for path in page.SAMPLES_FOLDER.iterdir() if not path.name.startswith(".")}
    assert folder == page.SAMPLE_NAMES
    for name in folder:
        assert (page.SAMPLES_FOLDER / name).read_bytes() == (ROOT / "seeds" / name).read_bytes(), (
            f"cp seeds/{name} service/content_cleaner/web/samples/"
        )


def test_all_files_are_part_of_the_distribution() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = project["tool"]["setuptools"]["package-data"]["content_cleaner"]
    files = [path for part in ("samples", "static", "templates") for path in (PACKAGE / "web" / part).iterdir()]
    lost = [path.name for path in files if not any(fnmatch(str(path.relative_to(PACKAGE)), p) for p in patterns)]
    assert len(files) > len(page.SAMPLES)
    assert lost == []


def test_every_word_is_explained_and_every_reason_has_a_look() -> None:
    assert tuple(page.REASON_WORDS) == REASONS
    assert tuple(page.VERDICT_WORDS) == VERDICTS
    assert tuple(page.FAVOR_WORDS) == FAVORS
    style = (PACKAGE / "web" / "static" / "page.css").read_text(encoding="utf-8")
    hatched = style[style.index('[data-reason="duplicate-block"], [data-reason="credit"]') :].split("{")[0]
    looks = {}
    for reason in REASONS:
        hue = re.search(rf'\[data-reason="{reason}"\][^{{}}]*{{ --hue: var\(--(\w+)\)', style)
        assert hue, reason
        looks[reason] = (hue[1], f'"{reason}"' in hatched)
    assert len(set(looks.values())) == len(REASONS)


def test_the_page_is_open_and_has_a_strict_policy(client: FlaskClient) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    policy = answer.headers["Content-Security-Policy"]
    assert {"default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'"} <= set(
        policy.split("; ")
    )
    assert "unsafe" not in policy
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", answer.text)
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", answer.text)


def test_samples_are_served_as_text(client: FlaskClient) -> None:
    for name in sorted(page.SAMPLE_NAMES):
        answer = client.get(f"/samples/{name}", buffered=True)
        assert answer.content_type == "text/plain; charset=utf-8"
        assert answer.data == (ROOT / "seeds" / name).read_bytes()
    assert client.get("/samples/../page.py").status_code == 404
    assert client.get("/samples/.gitattributes").status_code == 404
