"""The HTTP service."""

from typing import Any

__all__ = ["create_app"]


def __getattr__(name: str) -> Any:
    """Load the application when it is asked for: the health check does without Flask."""
    if name != "create_app":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from content_cleaner.web.app import create_app

    return create_app
