"""Compiled twins of the hottest loops: the same results as the Python beside them, several times as fast.

Each module here is a Cython source. `from content_cleaner.compiled import words` gives None where it could not be
built, and then its Python twin does the work.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

NAMES = (
    "characters", "densities", "elements", "ensemble", "languages", "names", "network", "scan", "survey", "tokens",
    "tree", "words",
)  # fmt: skip


def complete() -> bool:
    """Whether all of them were built."""
    return all(getattr(sys.modules[__name__], name) is not None for name in NAMES)


def __getattr__(name: str) -> Any:
    if name not in NAMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        return import_module(f"{__name__}.{name}")
    except ImportError:
        globals()[name] = None
        return None
