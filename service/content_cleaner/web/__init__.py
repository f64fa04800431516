"""The HTTP service."""

from content_cleaner.web.app import create_app

__all__ = ["create_app"]
