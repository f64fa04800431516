"""The values that travel through the cleaner: all frozen, standard library only."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, NamedTuple, get_args

Kind = Literal["html", "text"]
Reason = Literal[
    "duplicate-headline",
    "duplicate-block",
    "caption",
    "credit",
    "byline",
    "timestamp",
    "signup",
    "share",
    "related",
    "advert",
    "consent",
    "paywall",
    "comments",
    "navigation",
    "footer",
    "boilerplate",
]
Verdict = Literal["ok", "empty", "too_short", "paywall_stub", "index_page", "consent_wall", "error_page"]
Favor = Literal["precision", "balanced", "recall"]

REASONS: tuple[Reason, ...] = get_args(Reason)
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
FAVORS: tuple[Favor, ...] = get_args(Favor)
# Where the head of an HTML page says what the page is about: its meta descriptions, and JSON-LD's parts.
STATEMENTS = ("summary", "body", "texts", "descriptions", "names")


class CleaningError(ValueError):
    """Input or options that the cleaner cannot take.

    `code` is stable and meant for programs; the message is meant for people and never quotes the document.
    """

    code = "cleaning-error"


class UndecodableContent(CleaningError):
    """Bytes that no encoding at hand turns into text."""

    code = "undecodable-content"


class UnsupportedContentType(CleaningError):
    """A content type that holds neither text nor HTML (an image, a PDF, an archive ...)."""

    code = "unsupported-content-type"


class ContentTooLarge(CleaningError):
    """A document above `Options.max_chars`."""

    code = "content-too-large"


class InvalidOptions(CleaningError):
    """An option, or its value, that does not exist."""

    code = "invalid-options"


# ISO 639-1, or the whole of a tag as HTML has it: "en", "pt-BR", "zh-Hant".
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,2}")


@dataclass(frozen=True, slots=True)
class Options:
    """What a caller may choose.

    keep: reasons whose passages stay in the text (`{"caption"}` returns captions).
    favor: "precision" drops what is doubtful, "recall" keeps it.
    language: ISO 639-1 code of the text where the caller knows it; it replaces detection.
    metadata: whether author, date, site and description are looked for.
    max_chars: documents above it raise `ContentTooLarge`.
    """

    keep: frozenset[Reason] = frozenset()
    favor: Favor = "balanced"
    language: str | None = None
    metadata: bool = True
    max_chars: int = 20_000_000

    def __post_init__(self) -> None:
        if isinstance(self.keep, str) or not isinstance(self.keep, Iterable):
            raise InvalidOptions("options.keep is a list of reasons")
        object.__setattr__(self, "keep", frozenset(self.keep))
        unknown = sorted(map(str, self.keep - set(REASONS)))
        if unknown:
            raise InvalidOptions(f"unknown reasons in options.keep: {', '.join(unknown)}")
        if self.favor not in FAVORS:
            raise InvalidOptions(f"options.favor must be one of {', '.join(FAVORS)}")
        if self.language is not None and not (isinstance(self.language, str) and LANGUAGE.fullmatch(self.language)):
            raise InvalidOptions("options.language must be a language code such as 'en'")
        if not isinstance(self.metadata, bool):
            raise InvalidOptions("options.metadata must be true or false")
        if not isinstance(self.max_chars, int) or isinstance(self.max_chars, bool) or self.max_chars < 1:
            raise InvalidOptions("options.max_chars must be a positive whole number")

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any]) -> Options:
        """Options from parsed JSON; raises `InvalidOptions` for an unknown name or a bad value."""
        unknown = sorted(map(str, set(values) - set(cls.__dataclass_fields__)))
        if unknown:
            raise InvalidOptions(f"unknown options: {', '.join(unknown)}")
        try:
            return cls(**values)
        except TypeError as error:
            raise InvalidOptions(f"options of a wrong type: {error}") from error


# The name of what holds the text and the sidebar, in themes of WordPress: no sidebar.
BESIDE_SIDEBAR = "content-sidebar"


class Label(NamedTuple):
    """What an element is called; many elements of a page share one."""

    tag: str
    names: str = ""  # class, id, role, itemprop ..., lower case, separated by blanks


@dataclass(frozen=True, slots=True)
class Elements:
    """The elements of an HTML tree in document order, as columns: pages have thousands of them."""

    labels: array[int] = field(default_factory=lambda: array("i"))  # indices into Page.labels
    parents: array[int] = field(default_factory=lambda: array("i"))  # indices into these columns, -1 at the root
    depths: array[int] = field(default_factory=lambda: array("i"))

    def __len__(self) -> int:
        return len(self.labels)


class Block(NamedTuple):
    """A piece of the document's visible text that is kept or removed as a whole.

    `start` and `end` are code-point offsets: for plain text into the decoded input, for HTML into the visible text
    (all blocks in order, each followed by a line break). `text` has its white space collapsed.
    """

    text: str
    start: int
    end: int
    kind: str = "paragraph"  # paragraph, heading, list-item, table-row, quote, code, caption, line
    joint: str = "\n\n"  # what separates it from the block before it, when both are kept
    element: int = -1  # index into Page.elements of the element that holds it, -1 for plain text
    link_chars: int = 0
    hidden: bool = False
    level: int = 0  # of a heading: 1 to 6; of a list item: nesting


@dataclass(frozen=True, slots=True)
class Page:
    """A document cut into blocks, with what the tree tells about them."""

    kind: Kind
    source: str  # decoded input for plain text, visible text for HTML
    blocks: tuple[Block, ...]
    elements: Elements = field(default_factory=Elements)
    labels: tuple[Label, ...] = ()
    hints: Mapping[str, Any] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


class Span(NamedTuple):
    """Code-point offsets, `end` exclusive."""

    start: int
    end: int


class Passage(NamedTuple):
    """A block with the decision about it. `score` is the probability, 0..1, that it belongs to the article.

    The one block that gave the answer its title has the kind "headline": it is neither in the text nor removed.
    """

    text: str
    start: int
    end: int
    kind: str
    joint: str
    level: int
    score: float
    reason: Reason | None = None  # None: kept, or the headline
    rule: str = ""

    @property
    def kept(self) -> bool:
        """Whether the passage is part of the answer's text."""
        return self.reason is None and self.kind != "headline"


class Removal(NamedTuple):
    """A removed passage: why (`reason`), by which rule, and how much like article text it looked (`score`, 0..1)."""

    reason: Reason
    rule: str
    text: str
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page says about the article, in its markup or in the lines above the text; None where it says nothing.

    `date` is ISO 8601 (YYYY-MM-DD).
    """

    author: str | None = None
    date: str | None = None
    site: str | None = None
    description: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class CleanedDocument:
    """The answer. `passages` are all blocks in reading order, kept and removed; everything else follows from them."""

    kind: Kind
    title: str | None
    text: str
    language: str | None
    verdict: Verdict
    confidence: float
    metadata: Metadata
    passages: tuple[Passage, ...]
    input_chars: int
    warnings: tuple[str, ...] = ()
    id: str | None = None

    @property
    def removed(self) -> tuple[Removal, ...]:
        """What was taken out, in reading order."""
        return tuple(
            Removal(p.reason, p.rule, p.text, p.start, p.end, p.score) for p in self.passages if p.reason is not None
        )

    @property
    def stats(self) -> dict[str, Any]:
        """Sizes in characters and blocks, and the number of removals by reason."""
        counts = Counter(p.reason for p in self.passages if p.reason is not None)
        return {
            "input_chars": self.input_chars,
            "output_chars": len(self.text),
            "blocks": len(self.passages),
            "kept": sum(p.kept for p in self.passages),
            "removed": {reason: counts[reason] for reason in REASONS if counts[reason]},
        }

    def to_dict(self, *, passages: bool = False) -> dict[str, Any]:
        """The result as JSON-ready values, keys as in the README; with `passages`, all blocks in reading order too."""
        answer: dict[str, Any] = {
            "id": self.id,
            "kind": self.kind,
            "title": self.title,
            "text": self.text,
            "language": self.language,
            "verdict": self.verdict,
            "confidence": self.confidence,
            "metadata": asdict(self.metadata),
            "removed": [removal._asdict() for removal in self.removed],
            "stats": self.stats,
            "warnings": list(self.warnings),
        }
        if passages:
            answer["passages"] = [
                {
                    "text": p.text,
                    "start": p.start,
                    "end": p.end,
                    "kind": p.kind,
                    "score": p.score,
                    "reason": p.reason,
                    "rule": p.rule,
                }
                for p in self.passages
            ]
        return answer
