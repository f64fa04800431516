"""POST /v1/clean/batch: NDJSON in, NDJSON out, both as streams."""

from __future__ import annotations

import contextlib
import json
import logging
import socket
import threading
from collections.abc import Iterator, Mapping
from typing import Any, cast

from flask import Blueprint, Request, Response, g, request

from content_cleaner.render import dump_json
from content_cleaner.web.bodies import receive
from content_cleaner.web.decoding import decode
from content_cleaner.web.documents import batch_query, json_task
from content_cleaner.web.engines.tasks import Answer
from content_cleaner.web.lines import TOO_LONG, split_lines
from content_cleaner.web.problems import Problem, overloaded
from content_cleaner.web.services import Services, services
from content_cleaner.web.window import Entry, Window

log = logging.getLogger(__name__)
blueprint = Blueprint("batch", __name__)
NDJSON = "application/x-ndjson"
REQUEST_TYPES = (NDJSON, "application/ndjson", "application/jsonl", "application/jsonlines")
JOIN_SECONDS = 20.0


@blueprint.post("/v1/clean/batch")
def clean_batch() -> Response:
    """Clean documents, one a line; each line is answered in its order, with a result or an error."""
    if request.mimetype not in REQUEST_TYPES:
        detail = f"Content-Type must be one of {', '.join(REQUEST_TYPES)}."
        raise Problem("unsupported-content-type", detail, {"Accept-Post": ", ".join(REQUEST_TYPES)})
    if request.headers.get("Accept") and request.accept_mimetypes.best_match(REQUEST_TYPES) is None:
        raise Problem("not-acceptable", f"Accept must allow {NDJSON}.")
    query = batch_query(request.args)
    asked = cast(Request, request._get_current_object())  # type: ignore[attr-defined]  # another thread reads it
    chunks = decode(receive(asked, None), asked.headers.get("Content-Encoding"))
    shared = services()
    if not shared.batches.acquire(blocking=False):
        raise overloaded("Enough batches are being served already.", retry_after=5)
    answers = Batch(shared, (chunks, query), asked.environ.get("gunicorn.socket"), g.get("request_id", ""))
    response = Response(answers, content_type=NDJSON)
    response.headers["X-Accel-Buffering"] = "no"  # a proxy in front must not hold answers back
    return response


class Batch:
    """The answer lines of one batch request; closing it stops the work.

    A thread of its own reads and submits, so that answers go out even while the client takes its time to send.
    """

    def __init__(
        self,
        shared: Services,
        asked: tuple[Iterator[bytes], Mapping[str, Any]],
        connection: socket.socket | None,
        request_id: str,
    ) -> None:
        """asked: the pieces of the body, and what the query says of every document."""
        self._shared = shared
        self._chunks, self._query = asked
        self._socket = connection
        self._instance = f"urn:request:{request_id}"
        self._window = Window(2 * shared.engines.size, shared.settings.max_decoded_bytes)
        self._reader = threading.Thread(target=self._read, name="batch-reader", daemon=True)
        self._reader.start()
        self._closed = False

    def __iter__(self) -> Iterator[bytes]:
        """Each answer as soon as it and all before it are there."""
        while (entry := self._window.take()) is not None:
            yield self._line(entry) + b"\n"

    def close(self) -> None:
        """Called by the server at the end of the answer, and when the client is gone."""
        if self._closed:
            return
        self._closed = True
        self._window.close()
        if self._reader.is_alive() and self._socket is not None:
            with contextlib.suppress(OSError):  # gone already
                self._socket.shutdown(socket.SHUT_RD)
        self._reader.join(JOIN_SECONDS)
        self._shared.batches.release()

    def _read(self) -> None:
        """Submit line after line until the end, or until nobody wants the answers any more."""
        try:
            lines = split_lines(self._chunks, self._shared.settings.max_decoded_bytes)
            for count, line in enumerate(lines, start=1):
                if count > self._shared.settings.max_batch_documents:
                    limit = self._shared.settings.max_batch_documents
                    raise Problem("too-many-documents", f"A batch may have {limit} documents; the rest was not read.")
                if not self._window.make_room(len(line or b"")):
                    return
                self._window.put(self._entry(line))
        except Problem as problem:
            self._stop(problem)
        except Exception as error:
            log.error("unexpected %s while reading a batch", type(error).__name__)
            self._stop(Problem("internal-error", "The rest of the batch was not read."))
        finally:
            self._window.finish()

    def _stop(self, problem: Problem) -> None:
        """The stream itself is broken: a last line says so."""
        if self._window.make_room(0):
            self._window.put(Entry(None, problem, 0))

    def _entry(self, line: bytes | None) -> Entry:
        if line is TOO_LONG:
            limit = self._shared.settings.max_decoded_bytes
            return Entry(None, Problem("content-too-large", f"A line may have {limit} bytes."), 0)
        try:
            task = json_task(line, self._query)
        except Problem as problem:
            return Entry(_id_of(line), problem, len(line))
        return Entry(task.id, self._shared.engines.submit(task, patient=True), len(line))

    def _line(self, entry: Entry) -> bytes:
        try:
            if isinstance(entry.outcome, Problem):
                raise entry.outcome
            answer: Answer = entry.outcome.result()
        except Problem as problem:
            self._shared.metrics.problem(problem.code)
            members = problem.to_dict() | {"instance": self._instance}
            return dump_json({"id": entry.id, "error": members}).encode()
        self._shared.metrics.document(answer)
        return answer.body


def _id_of(line: bytes) -> Any:
    """The id of a line that is wrong otherwise, where it has one."""
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        return None
    found = values.get("id") if isinstance(values, dict) else None
    return found if isinstance(found, str | int) and len(str(found)) <= 1024 else None
