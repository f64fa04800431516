"""Cleaning one task: the only place of the service where the engine is called."""

from __future__ import annotations

import hashlib
import re
import time
from dataclasses import dataclass, replace
from importlib.resources import files

from content_cleaner import CleanedDocument, CleaningError, Options, pipeline
from content_cleaner.render import encodable, to_json, to_markdown, to_text
from content_cleaner.settings import Settings
from content_cleaner.web.engines.tasks import Answer, Task
from content_cleaner.web.problems import Problem

_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# Elements without content, and those that the next of their kind ends.
_FLAT = frozenset(
    b"area base br col embed hr img input link meta source track wbr"
    b" dd dt li optgroup option p rb rp rt rtc tbody td tfoot th thead tr".split()
)

SELF_TEST = Task(
    content=(
        "<html><head><title>Ferry returns</title></head><body><nav><a href='/'>Home</a></nav><article>"
        "<h1>Ferry returns</h1>"
        "<p>The harbour ferry of Lindenmouth sails again from Monday, the council said on Friday evening, after four "
        "months in the dock and a repair that cost more than a new boat would have.</p>"
        "<p>Fares stay as they were. The first boat leaves at half past six in the morning, which is an hour before "
        "the old one did, and the last one comes back shortly before midnight.</p></article></body></html>"
    ),
    content_type="text/html",
    options={"language": "en"},
    form="text",
)
SELF_TEST_SENTENCE = b"Fares stay as they were."


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may ask of the engine."""

    max_depth: int

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        """The limits that a deployment sets."""
        return cls(max_depth=settings.max_depth)


def perform(task: Task, limits: Limits) -> Answer:
    """Clean a task; raises `Problem`, nothing else."""
    start = time.monotonic()
    try:
        _check_depth(task.content, limits.max_depth)
        document = pipeline.clean(
            task.content,
            content_type=task.content_type,
            url=task.url,
            title=task.title,
            options=Options.from_mapping(task.options),
        )
        body = _render(document, task)
    except CleaningError as error:
        raise Problem(error.code, encodable(str(error))) from error
    except (MemoryError, RecursionError) as error:
        raise Problem("content-too-demanding", "The document needs more memory than an engine may take.") from error
    except Problem:
        raise
    except Exception as error:
        # Its message may quote the document, so that only its kind leaves this function.
        raise Problem("internal-error", f"The engine failed on this document ({type(error).__name__}).") from error
    return _answer(document, body, time.monotonic() - start)


def model_version() -> str:
    """What tells one trained model from another: the start of the hash of its artefacts."""
    folder = files("content_cleaner") / "model"
    artefacts = sorted(
        (entry for entry in folder.iterdir() if entry.name.endswith(".npz")), key=lambda entry: entry.name
    )
    return hashlib.sha256(b"".join(entry.read_bytes() for entry in artefacts)).hexdigest()[:12]


def self_test_passed(answer: Answer) -> bool:
    """Whether the engine kept the article of the built-in document."""
    return SELF_TEST_SENTENCE in answer.body


def _render(document: CleanedDocument, task: Task) -> bytes:
    if task.form == "text":
        return to_text(document).encode()
    if task.form == "markdown":
        return to_markdown(document).encode()
    # The result's `id` is a text; a number that came as a number goes back as one, and JSON does not mind.
    named = replace(document, id=task.id)  # type: ignore[arg-type]
    return to_json(named, passages=task.passages).encode()


def _answer(document: CleanedDocument, body: bytes, seconds: float) -> Answer:
    stats = document.stats
    return Answer(
        body=body,
        verdict=document.verdict,
        kind=document.kind,
        removed=stats["removed"],
        input_chars=stats["input_chars"],
        output_chars=stats["output_chars"],
        seconds=seconds,
    )


def _check_depth(content: str | bytes, limit: int) -> None:
    """Refuse HTML nested deeper than `limit`; only documents with that many tags are looked at."""
    raw = content.encode("utf-8", "replace") if isinstance(content, str) else content
    if raw.count(b"<") <= limit:
        return
    depth = 0
    for tag in _TAG.finditer(raw):
        if tag[2].lower() in _FLAT:
            continue
        depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > limit:
            raise Problem("content-too-deep", f"HTML elements may be nested {limit} deep.")
