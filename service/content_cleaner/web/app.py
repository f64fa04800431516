"""The application factory."""

from __future__ import annotations

import threading

from flask import Flask

from content_cleaner.settings import Settings
from content_cleaner.web import (
    api,
    batch,
    bodies,
    docs,
    health,
    observability,
    page,
    problems,
    ratelimit,
    security,
    tracing,
)
from content_cleaner.web.bodies import HeldBytes
from content_cleaner.web.engines.inline import InlineEngines
from content_cleaner.web.engines.perform import model_version
from content_cleaner.web.engines.tasks import Engines
from content_cleaner.web.metrics import Metrics
from content_cleaner.web.services import EXTENSION, Services


def create_app(
    settings: Settings | None = None, engines: Engines | None = None, metrics: Metrics | None = None
) -> Flask:
    """The WSGI application; without `engines` it cleans in its own process, one document at a time."""
    settings = settings or Settings()
    model = model_version()
    app = Flask(__name__, static_folder=None)
    app.extensions[EXTENSION] = Services(
        settings=settings,
        engines=engines or InlineEngines(settings),
        held=HeldBytes(settings.max_held_bytes),
        metrics=metrics or Metrics(model=model),
        model=model,
        batches=threading.BoundedSemaphore(settings.max_batches),
    )
    problems.register(app)
    bodies.register(app)
    observability.register(app)
    security.register(app)
    ratelimit.register(app, settings)
    tracing.register(app, settings)
    for module in (api, batch, health, docs, page):
        app.register_blueprint(module.blueprint)
    return app
