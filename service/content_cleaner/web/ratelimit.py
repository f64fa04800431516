"""An optional limit of requests a client, by Flask-Limiter (the extra 'limits')."""

from __future__ import annotations

import hashlib

from flask import Flask, request
from werkzeug.middleware.proxy_fix import ProxyFix

from content_cleaner.settings import SettingError, Settings, variable
from content_cleaner.web.security import key_is_known, presented_key
from content_cleaner.web.services import services


def register(app: Flask, settings: Settings) -> None:
    """Limit the cleaning routes of `app` where the settings say so; raises `SettingError`."""
    hops = settings.trusted_proxies
    if hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]
    if not settings.rate_limit:
        return
    try:
        from flask_limiter import Limiter
        from limits import parse_many
    except ImportError as error:
        detail = "needs the extra 'limits': pip install 'content-cleaner[limits]'"
        raise SettingError(f"{variable('rate_limit')} {detail}") from error
    try:
        parse_many(settings.rate_limit)
    except ValueError as error:
        raise SettingError(f"{variable('rate_limit')} must be a limit such as '600/minute'") from error
    limiter = Limiter(
        client,
        storage_uri=settings.rate_limit_storage,
        strategy="moving-window",
        headers_enabled=True,
        # A store that is down must not take the service with it.
        in_memory_fallback_enabled=not settings.rate_limit_storage.startswith("memory"),
        default_limits=[settings.rate_limit],
    )
    limiter.request_filter(_is_free)
    limiter.init_app(app)


def client() -> str:
    """Who is counted: the holder of a key, else the address. Made-up keys must not make new clients."""
    key = presented_key(request)
    if key_is_known(key, services().settings.api_keys):
        return "key:" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return f"address:{request.remote_addr}"


def _is_free() -> bool:
    return not request.path.startswith("/v1/")
