"""Clean article text from raw scraped text or HTML, with every removal explained."""

from importlib.metadata import version

from content_cleaner.document import (
    REASONS,
    CleanedDocument,
    CleaningError,
    Metadata,
    Options,
    Removal,
)
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
