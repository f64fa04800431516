"""API keys, rate limits and security headers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from content_cleaner.settings import SettingError
from content_cleaner.web.security import key_is_known

KEY = "correct-horse-battery"
TEXT = {"data": "x", "content_type": "text/plain"}


@pytest.mark.parametrize("headers", [{"Authorization": f"Bearer {KEY}"}, {"X-API-Key": KEY}])
def test_a_known_key_opens(make_app: Callable[..., Flask], headers: dict[str, str]) -> None:
    client = make_app(api_keys=("another-key-of-someone", KEY)).test_client()
    assert client.post("/v1/clean", headers=headers, **TEXT).status_code == 200


@pytest.mark.parametrize(
    "headers", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {KEY}"}, {"X-API-Key": KEY[:-1]}]
)
def test_without_one_it_is_closed(make_app: Callable[..., Flask], headers: dict[str, str]) -> None:
    client = make_app(api_keys=(KEY,)).test_client()
    response = client.post("/v1/clean", headers=headers, **TEXT)
    assert (response.status_code, response.get_json()["code"]) == (401, "unauthorized")
    assert response.headers["WWW-Authenticate"].startswith("Bearer")
    assert client.post("/v1/clean/batch", headers=headers).status_code == 401


@pytest.mark.parametrize("path", ["/healthz", "/metrics", "/openapi.json", "/docs"])
def test_the_rest_stays_open(make_app: Callable[..., Flask], path: str) -> None:
    assert make_app(api_keys=(KEY,)).test_client().get(path).status_code == 200


@pytest.mark.parametrize(
    ("metrics", "headers", "status"), [("off", {}, 404), ("key", {}, 401), ("key", {"X-API-Key": KEY}, 200)]
)
def test_metrics_have_their_own_setting(
    make_app: Callable[..., Flask], metrics: str, headers: dict[str, str], status: int
) -> None:
    client = make_app(api_keys=(KEY,), metrics=metrics).test_client()
    assert client.get("/metrics", headers=headers).status_code == status


def test_no_key_is_known_without_keys() -> None:
    assert not key_is_known("", ())
    assert key_is_known("ключ", ("ключ",))


def test_rate_limit(make_app: Callable[..., Flask]) -> None:
    client = make_app(rate_limit="2/minute").test_client()
    first = client.post("/v1/clean", **TEXT)
    assert (first.status_code, first.headers["X-RateLimit-Remaining"]) == (200, "1")
    client.post("/v1/clean", **TEXT)
    refused = client.post("/v1/clean", headers={"X-API-Key": "made up"}, **TEXT)
    assert (refused.status_code, refused.get_json()["code"]) == (429, "rate-limited")
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert client.get("/healthz").status_code == 200


def test_clients_behind_a_trusted_proxy_are_told_apart(make_app: Callable[..., Flask]) -> None:
    client = make_app(rate_limit="1/minute", trusted_proxies=1).test_client()
    statuses = [
        client.post("/v1/clean", headers={"X-Forwarded-For": address}, **TEXT).status_code
        for address in ("192.0.2.1", "192.0.2.2", "192.0.2.1")
    ]
    assert statuses == [200, 200, 429]


@pytest.mark.parametrize("limit", ["lots", "5"])
def test_a_limit_that_cannot_be_read_is_named(make_app: Callable[..., Flask], limit: str) -> None:
    with pytest.raises(SettingError, match="CONTENT_CLEANER_RATE_LIMIT"):
        make_app(rate_limit=limit)


@pytest.mark.parametrize("path", ["/healthz", "/docs", "/nothing", "/static/docs.js"])
def test_security_headers(make_app: Callable[..., Flask], path: str) -> None:
    headers = make_app().test_client().get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_pages_have_no_inline_script_or_style_and_no_other_host(make_app: Callable[..., Flask]) -> None:
    page = make_app().test_client().get("/docs").get_data(as_text=True)
    assert "<script src=" in page
    assert "<script>" not in page
    assert "<style" not in page
    assert "style=" not in page
    assert "//" not in page.replace("<!doctype", "")


def test_pages_find_all_their_files(make_app: Callable[..., Flask]) -> None:
    client = make_app().test_client()
    page = client.get("/docs").get_data(as_text=True)
    links = [part.split('"')[0] for part in page.replace('href="', 'src="').split('src="')[1:]]
    assert len(links) >= 4
    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)
