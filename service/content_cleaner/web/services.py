"""What the routes of one application share."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import cast

from flask import current_app

from content_cleaner.settings import Settings
from content_cleaner.web.bodies import HeldBytes
from content_cleaner.web.engines.tasks import Engines
from content_cleaner.web.metrics import Metrics

EXTENSION = "content_cleaner"


@dataclass(frozen=True, slots=True)
class Services:
    """Settings, engines and bounds of an application."""

    settings: Settings
    engines: Engines
    held: HeldBytes
    metrics: Metrics
    model: str
    batches: threading.BoundedSemaphore


def services() -> Services:
    """The services of the current application."""
    return cast(Services, current_app.extensions[EXTENSION])
