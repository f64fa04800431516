from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

import pytest
from scrapy.exceptions import NotConfigured
from scrapy.http import HtmlResponse, Response
from scrapy.settings import Settings

import scrapy
from content_cleaner import CleaningError, Options, clean
from content_cleaner.client import Document
from content_cleaner.scrapy import CleaningPipeline, CleaningSettings, FailedError, clean_document, clean_response

PAGE = "<html><body><p>The mill of Brezovica turns again, after a winter in which it stood still.</p></body></html>"
RESULT = {"verdict": "ok", "text": "T", "stats": {"removed": {"share": 2}}}


class Recorder:
    """A backend that answers as it is told, and remembers what it was asked."""

    def __init__(self, answer: dict[str, Any] | Exception) -> None:
        self.answer = answer
        self.asked: list[Document] = []

    async def clean(self, document: Document) -> dict[str, Any]:
        self.asked.append(document)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    async def close(self) -> None:
        self.asked.clear()


class Declared(scrapy.Item):
    content = scrapy.Field()
    cleaned = scrapy.Field()


class Undeclared(scrapy.Item):
    content = scrapy.Field()


@dataclass
class Record:
    content: str
    cleaned: object = None


def process(item: Any, backend: Recorder, **settings: Any) -> tuple[Any, Counter[str]]:
    counts: Counter[str] = Counter()

    def count(name: str, number: int = 1) -> None:
        counts[name] += number

    pipeline = CleaningPipeline(replace(CleaningSettings.of(Settings()), **settings), count)
    pipeline._backend = backend
    return asyncio.run(pipeline.process_item(item)), counts


@pytest.mark.parametrize("item", [{"content": PAGE}, Declared(content=PAGE), Record(PAGE)])
def test_items_of_any_kind_get_their_answer(item: Any) -> None:
    answer, counts = process(item, Recorder(RESULT))
    assert answer is item
    assert (answer.cleaned if isinstance(answer, Record) else answer["cleaned"]) == RESULT
    assert counts == {"cleaned": 1, "verdict/ok": 1, "removed/share": 2}


def test_fields_and_options_are_handed_on() -> None:
    fields = {"content": "html", "content_type": "type", "url": "link", "title": "name", "cleaned": "article"}
    backend = Recorder(RESULT)
    item = {"html": b"x", "type": "text/html", "link": "https://example.com", "name": "N"}
    answer, _ = process(item, backend, fields=fields, options={"favor": "recall"})
    assert backend.asked == [Document(b"x", None, "text/html", "https://example.com", "N", {"favor": "recall"})]
    assert answer["article"] == RESULT


@pytest.mark.parametrize(
    ("error", "code"), [(FailedError("overloaded", "d"), "overloaded"), (ZeroDivisionError("d"), "internal-error")]
)
def test_an_error_marks_its_item(error: Exception, code: str) -> None:
    answer, counts = process({"content": PAGE}, Recorder(error))
    assert answer["cleaned"]["error"]["code"] == code
    assert counts == {"failed": 1, f"error/{code}": 1}


@pytest.mark.parametrize("item", [{"title": "a"}, {"content": None}, {"content": 5}])
def test_items_without_a_page_pass(item: dict[str, Any]) -> None:
    before = dict(item)
    answer, counts = process(item, Recorder(RESULT))
    assert answer == before
    assert counts == {"skipped": 1}


def test_an_item_without_the_field_for_the_answer_is_not_lost() -> None:
    answer, counts = process(Undeclared(content=PAGE), Recorder(RESULT))
    assert dict(answer) == {"content": PAGE}
    assert counts["error/no-field"] == 1


@pytest.mark.parametrize(
    "values", [{"CONTENT_CLEANER_FIELDS": {"body": "x"}}, {"CONTENT_CLEANER_OPTIONS": {"keep": ["nonsense"]}}]
)
def test_wrong_settings_are_told_at_the_start(values: dict[str, Any]) -> None:
    with pytest.raises(NotConfigured):
        CleaningSettings.of(Settings(values))


def test_settings_have_defaults() -> None:
    settings = CleaningSettings.of(Settings({"CONTENT_CLEANER_URL": "http://127.0.0.1:8000"}))
    assert settings.url == "http://127.0.0.1:8000"
    assert settings.fields["cleaned"] == "cleaned"
    assert settings.timeout == 60.0


def test_a_response_is_cleaned_with_its_type_and_address() -> None:
    headers = {"Content-Type": "text/html; charset=utf-8"}
    response = HtmlResponse("https://example.com/mill", headers=headers, body=PAGE, encoding="utf-8")
    options = Options(favor="recall")
    expected = clean(
        PAGE.encode(), content_type=headers["Content-Type"], url="https://example.com/mill", options=options
    )
    assert clean_response(response, options=options) == expected
    with pytest.raises(CleaningError):
        clean_response(Response("https://example.com/p", headers={"Content-Type": "image/png"}, body=b"\x89PNG"))


def test_an_engine_process_answers_with_result_or_error() -> None:
    assert isinstance(clean_document(Document(PAGE)), str)
    assert clean_document(Document(PAGE, options={"nonsense": 1})) == ("invalid-options", "unknown options: nonsense")
