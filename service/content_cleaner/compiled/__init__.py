"""Compiled twins of the hottest loops: the same results as the Python beside them, several times as fast.

Each module here is a Cython source. It is None where it could not be built, and then its Python twin does the work.
"""

try:
    from content_cleaner.compiled import words
except ImportError:
    words = None  # type: ignore[assignment]

__all__ = ["words"]
