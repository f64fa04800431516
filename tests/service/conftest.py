"""An application with a fast stand-in for nothing: the real engine, inline."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from content_cleaner.settings import Settings
from content_cleaner.web import create_app


@pytest.fixture
def settings() -> Settings:
    return Settings(max_body_bytes=200_000, max_decoded_bytes=400_000, max_depth=5_000)


@pytest.fixture
def app(settings: Settings) -> Flask:
    return create_app(settings)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
