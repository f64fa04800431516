"""The samples through HTTP, in every form, give what the library gives."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from content_cleaner import Options, clean
from content_cleaner.render import to_markdown, to_text
from content_cleaner.settings import Settings
from content_cleaner.web.engines.perform import perform

from .conftest import stand_in

SEEDS = Path(__file__).parents[2] / "seeds"
SAMPLES = sorted(SEEDS.glob("de-*.txt"))[:1] + sorted(SEEDS.glob("en-*.html"))[:1] + sorted(SEEDS.glob("ja-*"))[1:2]
TYPES = {".txt": "text/plain", ".html": "text/html"}


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return stand_in(Settings(), perform).test_client()


@pytest.fixture(params=SAMPLES, ids=lambda path: path.name)
def sample(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def expected(sample: Path, **options: Any) -> dict[str, Any]:
    content = sample.read_text(encoding="utf-8")
    document = clean(content, content_type=TYPES[sample.suffix], options=Options(**options))
    found: dict[str, Any] = json.loads(json.dumps(document.to_dict()))
    return found


def as_json(sample: Path, **more: Any) -> dict[str, Any]:
    return {"content": sample.read_text(encoding="utf-8"), "content_type": TYPES[sample.suffix], **more}


def test_as_json(client: FlaskClient, sample: Path) -> None:
    assert client.post("/v1/clean", json=as_json(sample)).get_json() == expected(sample)


def test_raw(client: FlaskClient, sample: Path) -> None:
    response = client.post("/v1/clean", data=sample.read_bytes(), content_type=TYPES[sample.suffix] + "; charset=utf-8")
    assert response.get_json() == expected(sample)


def test_as_an_upload(client: FlaskClient, sample: Path) -> None:
    upload = (io.BytesIO(sample.read_bytes()), sample.name, TYPES[sample.suffix])
    assert client.post("/v1/clean", data={"file": upload}).get_json() == expected(sample)


def test_options(client: FlaskClient, sample: Path) -> None:
    body = as_json(sample, options={"keep": ["byline", "caption"], "favor": "recall", "metadata": False})
    assert client.post("/v1/clean", json=body).get_json() == expected(
        sample, keep={"byline", "caption"}, favor="recall", metadata=False
    )


def test_text_and_markdown(client: FlaskClient, sample: Path) -> None:
    document = clean(sample.read_text(encoding="utf-8"), content_type=TYPES[sample.suffix])
    for accept, text in (("text/plain", to_text(document)), ("text/markdown", to_markdown(document))):
        response = client.post("/v1/clean", json=as_json(sample), headers={"Accept": accept})
        assert response.get_data(as_text=True) == text
        assert response.headers["Content-Cleaner-Verdict"] == document.verdict


def test_passages(client: FlaskClient, sample: Path) -> None:
    found = client.post("/v1/clean", json=as_json(sample, options={"passages": True})).get_json()
    assert found["stats"]["blocks"] == len(found["passages"])


def test_batch(client: FlaskClient) -> None:
    body = "\n".join(json.dumps(as_json(sample, id=sample.name)) for sample in SAMPLES)
    response = client.post("/v1/clean/batch", data=body, content_type="application/x-ndjson")
    answers = [json.loads(line) for line in response.get_data().splitlines()]
    assert answers == [expected(sample) | {"id": sample.name} for sample in SAMPLES]


def test_ready(client: FlaskClient) -> None:
    found = client.get("/readyz").get_json()
    assert found["status"] == "ready"
    assert len(found["model"]) == 12


def test_half_characters_are_replaced_with_a_warning(client: FlaskClient) -> None:
    answer = client.post("/v1/clean", data=b'{"content": "Ice \\ud83d here."}', content_type="application/json")
    assert answer.get_json()["warnings"] == list(clean("Ice \ud83d here.").warnings) != []
