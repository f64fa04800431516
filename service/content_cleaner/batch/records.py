"""One line in, one line out. This is what runs in the engine processes.

Errors have the codes of the HTTP service.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from content_cleaner.batch.files import Line
from content_cleaner.document import CleaningError, Options
from content_cleaner.render import dump_json

BROKEN, INVALID = "broken-json", "invalid-request"
_TEXTS = ("content_type", "url", "title")


class Answer(NamedTuple):
    """One line of the output, without line break; `outcome` is its verdict or the code of its error."""

    line: str
    outcome: str
    failed: bool


class BrokenLineError(ValueError):
    """A line that is no document; the detail never quotes it."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Record:
    """A document to clean, as its line says."""

    id: str | int | None
    content: str
    content_type: str | None
    url: str | None
    title: str | None
    options: Mapping[str, Any]


def parse_record(raw: bytes) -> Record:
    """The document on a line of JSON; raises `BrokenLineError`. Keys that are not known are passed over."""
    values = _parse_object(raw)
    content = values.get("content")
    if not isinstance(content, str):
        raise BrokenLineError(INVALID, "content is missing or not a string")
    wrong = [name for name in _TEXTS if not isinstance(values.get(name), str | None)]
    if wrong:
        raise BrokenLineError(INVALID, f"{wrong[0]} is not a string")
    options = values.get("options")
    if not isinstance(options, dict | None):
        raise BrokenLineError(INVALID, "options is not an object")
    if not _is_id(values.get("id")):
        raise BrokenLineError(INVALID, "id is neither a string nor a whole number")
    texts = {name: values.get(name) for name in _TEXTS}
    return Record(id=values.get("id"), content=content, options=options or {}, **texts)


def id_of(raw: bytes) -> str | int | None:
    """The id on a line of input or output; None where the line has none or is broken."""
    try:
        value = _parse_object(raw).get("id")
    except BrokenLineError:
        return None
    return value if _is_id(value) else None


def clean_line(raw: bytes, options: Mapping[str, Any]) -> Answer:
    """The result, or the error, of the document on one line. Raises `BrokenLineError` and nothing else.

    options: as in JSON; those on the line itself win.
    """
    from content_cleaner.pipeline import clean

    identity = None
    try:
        record = parse_record(raw)
        identity = record.id
        document = clean(
            record.content,
            content_type=record.content_type,
            url=record.url,
            title=record.title,
            options=Options.from_mapping({**options, **record.options}),
        )
        return Answer(dump_json({**document.to_dict(), "id": identity}), document.verdict, False)
    except BrokenLineError:
        raise
    except CleaningError as error:
        return failure(identity, error.code, str(error))
    except MemoryError:
        return failure(identity, "content-too-demanding", "the document needs more memory than there is")
    except Exception as error:  # one document must never end a run of millions
        return failure(identity, "internal-error", f"unexpected {type(error).__name__}")


def answer_line(line: Line, options: Mapping[str, Any]) -> Answer:
    """`clean_line`, and for a line that is no document an error that says where it stands."""
    try:
        return clean_line(line.raw, options)
    except BrokenLineError as error:
        return broken(line, error.code, error.detail)


def broken(line: Line, code: str, detail: str) -> Answer:
    """The error of a line that cannot be told by its id alone."""
    identity = None if line.oversized else id_of(line.raw)
    return failure(identity, code, detail, place={"file": line.source, "line": line.number})


def failure(identity: Any, code: str, detail: str, place: Mapping[str, Any] | None = None) -> Answer:
    """An error as a line of output."""
    return Answer(dump_json({"id": identity, **(place or {}), "error": {"code": code, "detail": detail}}), code, True)


def _parse_object(raw: bytes) -> dict[str, Any]:
    try:
        values = json.loads(raw.decode("utf-8-sig"), parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise BrokenLineError(BROKEN, f"not UTF-8 at byte {error.start + 1}") from error
    except json.JSONDecodeError as error:
        raise BrokenLineError(BROKEN, f"not JSON: {error.msg} at character {error.pos + 1}") from error
    except RecursionError as error:
        raise BrokenLineError(BROKEN, "nested too deeply") from error
    except ValueError as error:
        raise BrokenLineError(BROKEN, "not JSON: a number that is none") from error
    if not isinstance(values, dict):
        raise BrokenLineError(INVALID, "not an object")
    return values


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _is_id(value: Any) -> bool:
    return isinstance(value, str | int | None) and not isinstance(value, bool)
