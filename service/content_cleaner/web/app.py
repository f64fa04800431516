"""The application factory."""

from __future__ import annotations

from flask import Flask

from content_cleaner.settings import Settings
from content_cleaner.web import api, health, problems
from content_cleaner.web.bodies import HeldBytes
from content_cleaner.web.inline import InlineEngines
from content_cleaner.web.services import EXTENSION, Services
from content_cleaner.web.tasks import Engines


def create_app(settings: Settings | None = None, engines: Engines | None = None) -> Flask:
    """The WSGI application; without `engines` it cleans in its own process, one document at a time."""
    settings = settings or Settings()
    app = Flask(__name__, static_folder=None)
    app.extensions[EXTENSION] = Services(
        settings=settings,
        engines=engines or InlineEngines(settings),
        held=HeldBytes(settings.max_held_bytes),
    )
    problems.register(app)
    for module in (api, health):
        app.register_blueprint(module.blueprint)
    return app
