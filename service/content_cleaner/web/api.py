"""POST /v1/clean."""

from __future__ import annotations

from concurrent.futures import Future

from flask import Blueprint, Response, g, request

from content_cleaner.web.bodies import read_body
from content_cleaner.web.documents import FORMS, accepted_form, check_content_type, read_task
from content_cleaner.web.engines.tasks import Answer, Form
from content_cleaner.web.services import services

blueprint = Blueprint("api", __name__)
MEDIA_TYPES = {form: media_type for media_type, form in FORMS.items()}


@blueprint.post("/v1/clean")
def clean_document() -> Response:
    """Clean one document."""
    form = accepted_form(request)
    check_content_type(request)
    shared = services()
    with shared.held.share() as share:
        task = read_task(request, read_body(request, shared.settings, share), form)
        future: Future[Answer] = shared.engines.submit(task)
        del task
        answer = future.result()
    g.answer = answer
    shared.metrics.document(answer)
    return _respond(answer, form)


def _respond(answer: Answer, form: Form) -> Response:
    media_type = MEDIA_TYPES[form]
    content_type = media_type if form == "json" else f"{media_type}; charset=utf-8"
    response = Response(answer.body, content_type=content_type)
    # Text and Markdown have no field for it, and an empty answer must never look like a success.
    response.headers["Content-Cleaner-Verdict"] = answer.verdict
    response.headers["Vary"] = "Accept"
    return response
