"""The extractors whose speed is measured, as functions that a fresh process can import by name."""

from __future__ import annotations

import content_cleaner
from benchmarks import peers
from benchmarks.timing import Clean
from content_cleaner import Options, compiled
from content_cleaner.allocator import give_back_freed


def ours(content: str) -> str:
    """Our answer to a page, with metadata."""
    return content_cleaner.clean(content, content_type="text/html").text


def ours_as_served(content: str) -> str:
    """Our answer to a page, in a process that gives back memory as those of the service and of batches do."""
    give_back_freed()
    return ours(content)


def ours_without_metadata(content: str) -> str:
    """Our answer to a page, without author, date and site."""
    return content_cleaner.clean(content, content_type="text/html", options=Options(metadata=False)).text


def ours_in_python(content: str) -> str:
    """Our answer to a page, as where nothing is compiled; for a process that has not loaded the engine yet."""
    vars(compiled).update(dict.fromkeys(compiled.NAMES))
    return ours(content)


def ours_text(content: str) -> str:
    """Our answer to plain text."""
    return content_cleaner.clean(content, content_type="text/plain").text


def trafilatura(content: str) -> str:
    """Trafilatura as it comes."""
    return peers.trafilatura(content, None)


def trafilatura_with_metadata(content: str) -> str:
    """Trafilatura, with author, date and site."""
    from trafilatura import extract

    return extract(content, with_metadata=True) or ""


def resiliparse(content: str) -> str:
    """Resiliparse's main content."""
    return peers.resiliparse(content, None)


def trafilatura_lines(content: str) -> str:
    """Trafilatura on the lines of a plain text."""
    return peers.trafilatura_lines(content, None)


def justext_lines(content: str) -> str:
    """JusText on the lines of a plain text."""
    return peers.justext_lines(content, None)


HTML_TOOLS: dict[str, Clean] = {
    "content-cleaner": ours,
    "content-cleaner as served": ours_as_served,
    "content-cleaner without metadata": ours_without_metadata,
    "content-cleaner without compiled parts": ours_in_python,
    "trafilatura": trafilatura,
    "trafilatura with metadata": trafilatura_with_metadata,
    "resiliparse": resiliparse,
}
TEXT_TOOLS: dict[str, Clean] = {
    "content-cleaner": ours_text,
    "trafilatura on lines": trafilatura_lines,
    "jusText on lines": justext_lines,
}
MEMORY_TOOLS = ("content-cleaner", "content-cleaner as served", "trafilatura", "resiliparse")
