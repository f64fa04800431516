"""The same documents through the engine in this process and through a real service: equal results, equal errors."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from content_cleaner import CleaningError, Options, clean
from content_cleaner.client import (
    AsyncClient,
    AuthorizationError,
    CleanerError,
    Client,
    Connection,
    Document,
    Failure,
    Result,
)
from content_cleaner.render import to_json
from content_cleaner.settings import Settings
from content_cleaner.web import create_app

PAGE = (
    "<html lang=sv><head><meta charset=iso-8859-1><title>Fyrvaktare tillbaka | Varnsunds Tidning</title>"
    "<meta property='og:site_name' content='Varnsunds Tidning'></head><body><nav><a href=/>Hem</a></nav><article>"
    "<h1>Fyrvaktare tillbaka</h1><p>Fyren på Varnsund har två vaktare igen, elva år efter att den sista lämnade ön "
    "och flyttade till fastlandet med sin familj.</p><figure><img src=a.jpg><figcaption>Fyren i maj. Foto: Elsa Ny"
    "</figcaption></figure><p>De valdes bland nittio personer som hade sökt, sade kustkontoret på tisdagen, och de "
    "flyttar in redan i höst.</p></article><footer>© Varnsunds Tidning</footer></body></html>"
)
TEXT = (
    "Ferry stays in port\n\nThe ferry to Norrholm stayed in port on Sunday, the harbour office said, because the ice "
    "was too thick for it.\n\nSign up for our newsletter\n\nThe next boat is due on Monday at half past six.\n"
)
DOCUMENTS = {
    "html": Document(PAGE),
    "text": Document(TEXT, content_type="text/plain"),
    "options": Document(TEXT, options={"keep": ["signup"], "favor": "recall", "language": "en", "metadata": False}),
    "context": Document(PAGE, url="https://example.com/fyr/1", title="Fyrvaktare tillbaka"),
    "bytes": Document(PAGE.encode("latin-1"), content_type="text/html; charset=iso-8859-1"),
    "bytes-context": Document(
        PAGE.encode("latin-1"), url="https://example.com/å", title="Fyr", options={"favor": "recall"}
    ),
    "utf-16": Document(TEXT.encode("utf-16")),
    "empty": Document(""),
    "empty-bytes": Document(b""),
    "half-character": Document(TEXT.replace("ice", "ice \ud83d")),
    "long": Document("\n\n".join(f"{TEXT} {number}" for number in range(400))),
    "no-options": Document(TEXT, options={"nonsense": 1}),
    "bad-options": Document(TEXT, options={"keep": ["nonsense"]}),
    "image": Document(TEXT, content_type="image/png"),
    "image-bytes": Document(b"\x89PNG\r\n\x1a\n" * 9, content_type="image/png"),
    "too-large": Document(TEXT, options={"max_chars": 10}),
}
Ask = Callable[[Document], Result]


def expected(document: Document) -> dict[str, Any] | str:
    """The result of the engine as JSON, or the code of its error."""
    try:
        options = Options.from_mapping(document.options)
        answer = clean(
            document.content,
            content_type=document.content_type,
            url=document.url,
            title=document.title,
            options=options,
        )
    except CleaningError as error:
        return error.code
    return {**json.loads(to_json(answer)), "id": document.id}


def outcome(ask: Ask, document: Document) -> dict[str, Any] | str:
    try:
        return ask(document).to_dict()
    except CleanerError as error:
        return error.code


def raised(answer: Result | Failure) -> Result:
    if isinstance(answer, Failure):
        raise answer.error
    return answer


@pytest.fixture(params=["sync", "async", "sync-batch", "async-batch"])
def ask(request: pytest.FixtureRequest, service_url: str) -> Iterator[Ask]:
    async def later(document: Document) -> Result:
        async with AsyncClient(service_url) as client:
            if request.param == "async":
                return await client.clean_document(document)
            return raised(await anext(client.clean_many([document])))

    if request.param.startswith("async"):
        yield lambda document: asyncio.run(later(document))
        return
    with Client(service_url) as client:
        if request.param == "sync":
            yield client.clean_document
        else:
            yield lambda document: raised(next(client.clean_many([document])))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_service_answers_as_the_engine_does(name: str, ask: Ask) -> None:
    document = DOCUMENTS[name]
    answer = outcome(ask, document)
    assert answer == expected(document)
    assert isinstance(answer, dict) or answer in {"invalid-options", "unsupported-content-type", "content-too-large"}


def mixed(count: int) -> Iterator[Document]:
    kinds = list(DOCUMENTS.values())
    for number in range(count):
        kind = kinds[number % len(kinds)]
        yield Document(kind.content, f"d{number}", kind.content_type, kind.url, kind.title, kind.options)


def test_many_documents_come_back_in_order_each_with_its_own_outcome(service_url: str) -> None:
    def told(answer: Result | Failure) -> tuple[Any, Any]:
        return answer.id, answer.error.code if isinstance(answer, Failure) else answer.to_dict()

    async def later() -> list[Result | Failure]:
        async with AsyncClient(service_url) as client:
            return [answer async for answer in client.clean_many(mixed(64))]

    wanted = [(document.id, expected(document)) for document in mixed(64)]
    with Client(service_url) as client:
        assert [told(answer) for answer in client.clean_many(mixed(64))] == wanted
    assert [told(answer) for answer in asyncio.run(later())] == wanted


def test_leaving_many_documents_early_ends_at_once(service_url: str) -> None:
    with Client(service_url) as client:
        answers = client.clean_many(mixed(10_000))
        assert next(answers).id == "d0"
        answers.close()
        assert client.clean("Still there, says the keeper of the lighthouse.").verdict


def test_a_service_with_keys_lets_in_who_has_one() -> None:
    key = "an-example-of-a-key"
    transport = httpx.WSGITransport(create_app(Settings(api_keys=(key,))))
    connection = Connection(http={"transport": transport})
    with Client("http://cleaner.example", api_key=key, connection=connection) as client:
        assert client.clean(TEXT).text
    for wrong in ("another-key-altogether", None):
        with (
            Client("http://cleaner.example", api_key=wrong, connection=connection) as client,
            pytest.raises(AuthorizationError),
        ):
            client.clean(TEXT)
