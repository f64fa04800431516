"""Code samples of the documentation: found in the Markdown, run in order, page by page.

How a page marks its samples:

- A fence with `title="NAME"` is a file of that name; the samples after it find it in their folder.
- `<!-- output -->` before a fence: it is what the sample before it prints. Figures with a fraction are not compared
  (scores change with every model), and `...` stands for anything.
- `<!-- not run: REASON -->` before a fence: it is not executed, and the reason is one of `NOT_RUN`.
- All other fences in `python` and `shell` are executed; `json` and `yaml` have to parse; `text` is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

ROOT = Path(__file__).parents[2]
NOT_RUN = ("needs a container engine", "needs a cluster", "needs the data sets", "needs a fresh machine", "stays up")
LANGUAGES = ("python", "shell", "json", "yaml", "toml", "text")
_DIRECTIVE = re.compile(r"\s*<!-- (output|not run: (.+)) -->\s*$")
_TITLE = re.compile(r'title="([\w.-]+)"')
_FIGURE = re.compile(r"\d+\.\d+")


@dataclass(frozen=True)
class Sample:
    """A fenced code block; `line` is that of its fence, from 1."""

    page: str
    line: int
    language: str
    text: str
    file: str | None
    is_output: bool
    not_run: str | None

    @property
    def place(self) -> str:
        return f"{self.page}:{self.line}"

    @property
    def is_executed(self) -> bool:
        return self.language in ("python", "shell") and not (self.file or self.is_output or self.not_run)


def pages() -> list[Path]:
    """README and all pages of the documentation."""
    return [ROOT / "README.md", ROOT / "training" / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def samples(path: Path) -> Iterator[Sample]:
    """The fenced code blocks of a page, in order."""
    directive = ""
    for token in MarkdownIt("commonmark").parse(path.read_text(encoding="utf-8")):
        if token.type == "fence":
            yield _sample(path, token.info, token.content, (token.map or [0])[0] + 1, directive)
        if token.nesting >= 0:
            directive = token.content if token.type == "html_block" else ""


def _sample(path: Path, info: str, text: str, line: int, directive: str) -> Sample:
    title = _TITLE.search(info)
    found = _DIRECTIVE.match(directive)
    return Sample(
        page=str(path.relative_to(ROOT)),
        line=line,
        language=info.split(" ", maxsplit=1)[0],
        text=text,
        file=title.group(1) if title else None,
        is_output=found is not None and found.group(1) == "output",
        not_run=found.group(2) if found else None,
    )


def matches(shown: str, printed: str) -> bool:
    """Whether a page shows what was printed, figures with a fraction and `...` aside."""
    pattern = re.escape(_FIGURE.sub("#", shown.strip())).replace(r"\.\.\.", ".*")
    return re.fullmatch(pattern, _FIGURE.sub("#", printed.strip()), re.DOTALL) is not None
