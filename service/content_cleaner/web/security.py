"""Security headers and API keys."""

from __future__ import annotations

import hashlib
import hmac

from flask import Flask, Request, Response, request

from content_cleaner.settings import Settings
from content_cleaner.web.problems import Problem
from content_cleaner.web.services import services

OPEN_ROUTES = frozenset({"/healthz", "/readyz"})
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def register(app: Flask) -> None:
    """Guard the routes of `app` and set the headers of its answers."""
    app.before_request(_guard)
    app.after_request(_set_headers)


def presented_key(asked: Request) -> str:
    """The API key of a request, from `Authorization: Bearer` or `X-API-Key`; empty where there is none."""
    scheme, _, token = asked.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else asked.headers.get("X-API-Key", "")


def key_is_known(key: str, keys: tuple[str, ...]) -> bool:
    """Whether `key` is among `keys`, in a time that tells nothing about them."""
    presented = hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()
    found = [hmac.compare_digest(presented, hashlib.sha256(known.encode()).digest()) for known in keys]
    return any(found)


def needs_key(route: str, settings: Settings) -> bool:
    """Whether a route is closed to those without a key. Pages hold no secrets; what they call is guarded."""
    if route == "/metrics":
        return settings.metrics == "key"
    return bool(settings.api_keys) and route.startswith("/v1/")


def _guard() -> None:
    settings = services().settings
    route = request.url_rule.rule if request.url_rule else ""
    if needs_key(route, settings) and not key_is_known(presented_key(request), settings.api_keys):
        detail = "Send a valid key as 'Authorization: Bearer KEY' or as 'X-API-Key: KEY'."
        raise Problem("unauthorized", detail, {"WWW-Authenticate": 'Bearer realm="content-cleaner"'})


def _set_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    page = response.mimetype == "text/html"
    response.headers.setdefault("Content-Security-Policy", PAGE_POLICY if page else DATA_POLICY)
    response.headers.setdefault("Cache-Control", "no-store")
    return response
