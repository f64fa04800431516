"""Clean article text from raw scraped text or HTML, with every removal explained."""

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from content_cleaner.document import (
    REASONS,
    CleanedDocument,
    CleaningError,
    Metadata,
    Options,
    Removal,
)

if TYPE_CHECKING:
    from content_cleaner.pipeline import clean

__version__ = version("content-cleaner")
__all__ = [
    "REASONS",
    "CleanedDocument",
    "CleaningError",
    "Metadata",
    "Options",
    "Removal",
    "__version__",
    "clean",
]


def __getattr__(name: str) -> Any:
    """Load the engine when it is first asked for: the client, the command's help and the settings do without it."""
    if name != "clean":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from content_cleaner.pipeline import clean

    return clean
