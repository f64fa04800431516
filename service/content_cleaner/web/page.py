"""The try-it page at /: its files are in static/ and templates/."""

from __future__ import annotations

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

blueprint = Blueprint("page", __name__, static_folder="static", static_url_path="/static", template_folder="templates")


@blueprint.get("/")
def index() -> Response:
    """Lead to the documentation until there is a page to try the service."""
    return redirect(url_for("docs.index"))
