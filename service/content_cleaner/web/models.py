"""The typed bodies of the HTTP API: what requests are checked against and what the OpenAPI document shows."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from content_cleaner.document import LANGUAGE, Favor, Kind, Reason, Verdict


def _whole_as_int(value: Any) -> Any:
    """In JSON, 5.0 is a whole number."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Whole = Annotated[int, BeforeValidator(_whole_as_int)]
Positive = Annotated[int, Field(ge=1), BeforeValidator(_whole_as_int)]
Identifier = Annotated[str, Field(max_length=1024)] | Whole
EXAMPLE_TEXT = (
    "Harbour ferry returns\n\n"
    "The harbour ferry of Lindenmouth sails again from Monday, the council said, after four months in the dock.\n\n"
    "Sign up for our newsletter\n\n"
    "Fares stay as they were, and the first boat leaves at half past six in the morning, an hour before the old one.\n"
)


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CleanOptions(_Request):
    """What a caller may choose."""

    keep: list[Reason] = Field(default_factory=list, max_length=64, description="Reasons whose passages stay.")
    favor: Favor = Field(default="balanced", description="`precision` drops what is doubtful, `recall` keeps it.")
    language: str | None = Field(
        default=None,
        max_length=12,
        pattern=f"^{LANGUAGE.pattern}$",
        description="ISO 639-1 code, where it is known; replaces detection.",
    )
    metadata: bool = Field(default=True, description="Whether author, date, site and description are looked for.")
    max_chars: Positive | None = Field(default=None, description="Refuse documents with more characters.")
    passages: bool = Field(default=False, description="Also return all passages, kept and removed, in reading order.")


class DocumentAbout(_Request):
    """What a request may say about its document."""

    url: str | None = Field(default=None, max_length=8192, description="Where it came from; never fetched.")
    title: str | None = Field(default=None, max_length=4096, description="The headline, where it is known.")
    options: CleanOptions = Field(default_factory=CleanOptions)
    id: Identifier | None = Field(default=None, description="Comes back in the answer.")


class CleanRequest(DocumentAbout):
    """A document to clean."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={
            "examples": [{"content": EXAMPLE_TEXT, "content_type": "text/plain", "url": "https://example.com/ferry"}]
        },
    )

    content: str = Field(description="Raw text or HTML.")
    content_type: str | None = Field(
        default=None,
        max_length=256,
        description="Media type of `content`; decides text or HTML where given.",
        examples=["text/html", "text/plain"],
    )


class CleanFields(_Request):
    """A document as a field of a form; options are query parameters."""

    content: str = Field(description="The document.")
    url: str = Field(default="", max_length=8192)
    title: str = Field(default="", max_length=4096)


class CleanUpload(_Request):
    """A document as a file of a form; its type is that of the part. `options` is JSON."""

    file: bytes = Field(min_length=1, description="The document.", json_schema_extra={"format": "binary"})
    url: str = Field(default="", max_length=8192)
    title: str = Field(default="", max_length=4096)
    options: CleanOptions = Field(default_factory=CleanOptions)


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RemovedPassage(_Answer):
    """A removed passage; offsets are code points, into the text or into the visible text of HTML."""

    reason: Reason
    rule: str
    text: str
    start: int
    end: int
    score: float


class PassageAnswer(_Answer):
    """A passage, kept (`reason` is null) or removed."""

    text: str
    start: int
    end: int
    kind: str
    score: float
    reason: Reason | None
    rule: str


class MetadataAnswer(_Answer):
    """What the page says about the article."""

    author: str | None
    date: str | None
    site: str | None
    description: str | None
    url: str | None


class StatsAnswer(_Answer):
    """Sizes in characters and counts of blocks."""

    input_chars: int
    output_chars: int
    blocks: int
    kept: int
    removed: dict[Reason, int]


class CleanResponse(_Answer):
    """The clean text, and why everything else was removed."""

    id: Identifier | None
    kind: Kind
    title: str | None
    text: str
    language: str | None
    verdict: Verdict
    confidence: float = Field(ge=0, le=1)
    metadata: MetadataAnswer
    removed: list[RemovedPassage]
    stats: StatsAnswer
    warnings: list[str]
    passages: list[PassageAnswer] | None = Field(default=None, description="Only with `options.passages`.")


class FaultAnswer(_Answer):
    """One wrong place of a request."""

    pointer: str = Field(description="JSON pointer into the request.")
    detail: str


class ProblemAnswer(_Answer):
    """An error, as RFC 9457 problem details."""

    type: str = Field(description="Stable; `urn:content-cleaner:problem:<code>`.")
    title: str
    status: int
    detail: str
    code: str = Field(description="The last part of `type`.")
    errors: list[FaultAnswer] = []
    instance: str | None = Field(default=None, description="`urn:request:<request id>`, as in the log.")


class BatchError(_Answer):
    """The answer line of a document that failed."""

    id: Identifier | None
    error: ProblemAnswer


class HealthAnswer(_Answer):
    """Whether the service is up."""

    status: Literal["ok"]


class ReadyAnswer(_Answer):
    """Whether the service can clean documents now."""

    status: Literal["ready"]
    version: str
    model: str
    compiled: bool = Field(description="Whether all compiled parts were built; without them documents take longer.")


def json_schema_of(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON schema of a model (draft 2020-12)."""
    return model.model_json_schema()
