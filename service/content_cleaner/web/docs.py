"""GET /openapi.json and /docs: the reference, generated from the models and served without any other host."""

from __future__ import annotations

from importlib.resources import files

from flask import Blueprint, Response, current_app, jsonify, render_template, send_file
from werkzeug.exceptions import NotFound

from content_cleaner.web.openapi import build_openapi
from content_cleaner.web.services import services

blueprint = Blueprint("docs", __name__)
ASSETS = frozenset({"swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png"})


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """The OpenAPI 3.1 document of this service."""
    return jsonify(build_openapi(services().settings))


@blueprint.get("/docs")
def index() -> str:
    """The same for people."""
    return render_template("docs.html")


@blueprint.get("/docs/<name>")
def asset(name: str) -> Response:
    """A file of Swagger UI."""
    if name not in ASSETS:
        raise NotFound
    path = files("flask_swagger_ui") / "dist" / name
    return send_file(str(path), max_age=current_app.get_send_file_max_age(name) or 3600)
