"""What goes to the service and what comes back: frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Self

from content_cleaner.client.errors import CleanerError, ServiceError

Identifier = str | int | None


@dataclass(frozen=True, slots=True)
class Document:
    """A document to clean: text, or bytes as they came from the network.

    content_type: as in HTTP, with charset. options: as in the HTTP API, such as {"keep": ["caption"]}.
    """

    content: str | bytes
    id: Identifier = None
    content_type: str | None = None
    url: str | None = None
    title: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Removal:
    """A removed passage; offsets are code points; `score`, 0 to 1, is how much like article text it looked."""

    reason: str
    rule: str
    text: str
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page says about the article; `date` is ISO 8601."""

    author: str | None
    date: str | None
    site: str | None
    description: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Stats:
    """Sizes in characters, counts of blocks, removals by reason."""

    input_chars: int
    output_chars: int
    blocks: int
    kept: int
    removed: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Result:
    """A cleaned document, as the service returns it."""

    id: Identifier
    kind: str
    title: str | None
    text: str
    language: str | None
    verdict: str
    confidence: float
    metadata: Metadata
    removed: tuple[Removal, ...]
    stats: Stats
    warnings: tuple[str, ...]

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any]) -> Self:
        """A result from parsed JSON; what a newer service adds is passed over. Raises `ServiceError`."""
        try:
            known = _known(cls, values)
            known["metadata"] = Metadata(**_known(Metadata, values["metadata"]))
            known["removed"] = tuple(Removal(**_known(Removal, removal)) for removal in values["removed"])
            known["stats"] = Stats(**_known(Stats, values["stats"]))
            known["warnings"] = tuple(values["warnings"])
            return cls(**known)
        except (AttributeError, KeyError, TypeError) as error:
            raise ServiceError("unexpected-answer", "This is not the answer of a content cleaner.") from error

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready values, as the service sent them."""
        return {**asdict(self), "removed": [asdict(removal) for removal in self.removed], "warnings": [*self.warnings]}


@dataclass(frozen=True, slots=True)
class Failure:
    """What became of one document of many that could not be cleaned."""

    id: Identifier
    error: CleanerError


Outcome = Result | Failure


def _known(kind: type[Any], values: Mapping[str, Any]) -> dict[str, Any]:
    return {entry.name: values[entry.name] for entry in fields(kind)}
