"""What the routes of one application share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask import current_app

from content_cleaner.settings import Settings
from content_cleaner.web.bodies import HeldBytes
from content_cleaner.web.tasks import Engines

EXTENSION = "content_cleaner"


@dataclass(frozen=True, slots=True)
class Services:
    """Settings, engines and bounds of an application."""

    settings: Settings
    engines: Engines
    held: HeldBytes


def services() -> Services:
    """The services of the current application."""
    return cast(Services, current_app.extensions[EXTENSION])
