"""Real Scrapy crawls a small site, with the engine and with the service."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from site_pages import ARTICLES, SITE, Page, pages, served

from content_cleaner import CleaningError, clean
from content_cleaner.render import to_json
from running_service import free_port, kill_service, running_service


class Crawl(NamedTuple):
    cleaned: dict[str, Any]  # by path
    stats: dict[str, Any]


def crawl(site: str, tmp_path: Path, **settings: Any) -> Crawl:
    out = tmp_path / "items.jsonl"
    script = Path(__file__).with_name("crawl.py")
    done = subprocess.run(
        [sys.executable, str(script), site, str(out), json.dumps(settings)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    items = [json.loads(line) for line in out.read_text().splitlines()]
    cleaned = {item["url"].removeprefix(SITE): item["cleaned"] for item in items}
    assert len(cleaned) == len(items)
    return Crawl(cleaned, json.loads(done.stdout.splitlines()[-1]))


def expected(path: str, page: Page) -> dict[str, Any]:
    try:
        answer = clean(page.body, content_type=page.content_type, url=f"{SITE}{path}")
    except CleaningError as error:
        return {"error": {"code": error.code}}
    return dict(json.loads(to_json(answer)))


@pytest.fixture(scope="module")
def wanted() -> dict[str, Any]:
    return {path: expected(path, page) for path, page in pages().items() if path != "/"}


def check_complete(answer: Crawl, wanted: dict[str, Any]) -> None:
    assert ARTICLES >= 50
    assert answer.cleaned.keys() == wanted.keys()
    assert answer.stats["item_scraped_count"] == len(wanted)
    assert [one["error"] for one in answer.cleaned.values() if "error" in one][1:] == []
    for path, cleaned in answer.cleaned.items():
        if "error" in cleaned:
            cleaned["error"].pop("detail")
        assert cleaned == wanted[path]
    assert answer.stats["content_cleaner/cleaned"] == ARTICLES + 1
    assert answer.stats["content_cleaner/failed"] == 1
    assert answer.stats["content_cleaner/error/unsupported-content-type"] == 1
    for verdict, count in Counter(one["verdict"] for one in wanted.values() if "verdict" in one).items():
        assert answer.stats[f"content_cleaner/verdict/{verdict}"] == count
    counted = {name for name in answer.stats if name.startswith("content_cleaner/removed/")}
    removed = {reason for one in wanted.values() for reason in one.get("stats", {}).get("removed", {})}
    assert counted == {f"content_cleaner/removed/{reason}" for reason in removed}


def test_a_crawl_with_engine_processes_of_its_own(wanted: dict[str, Any], tmp_path: Path) -> None:
    with served() as site:
        check_complete(crawl(site, tmp_path), wanted)


def test_a_crawl_through_the_service(wanted: dict[str, Any], service_url: str, tmp_path: Path) -> None:
    with served() as site:
        check_complete(crawl(site, tmp_path, CONTENT_CLEANER_URL=service_url), wanted)


class Halfway:
    """Holds the 25th page and all after it until the items before are cleaned, and `action` is done."""

    def __init__(self, action: Callable[[], None], tmp_path: Path) -> None:
        self._action = action
        self._items = tmp_path / "items.jsonl"
        self._lock = threading.Lock()
        self._done = False

    def __call__(self, count: int) -> None:
        if count < 25:
            return
        with self._lock:
            if not self._done:
                self._wait_for(16)
                self._action()
                self._done = True

    def _wait_for(self, items: int) -> None:
        end = time.monotonic() + 60
        while time.monotonic() < end and not (self._items.exists() and self._items.read_bytes().count(b"\n") >= items):
            time.sleep(0.05)


def test_a_service_that_goes_away_costs_no_item(wanted: dict[str, Any], tmp_path: Path) -> None:
    port = free_port()
    settings = {"CONTENT_CLEANER_ATTEMPTS": 2, "CONTENT_CLEANER_CONCURRENCY": 3}
    with (
        running_service(port) as service,
        served(Halfway(lambda: kill_service(service), tmp_path)) as site,
    ):
        answer = crawl(site, tmp_path, CONTENT_CLEANER_URL=f"http://127.0.0.1:{port}", **settings)
    assert answer.cleaned.keys() == wanted.keys()
    marked = [one for one in answer.cleaned.values() if one.get("error", {}).get("code") == "unreachable"]
    assert len(wanted) - 24 <= len(marked) <= len(wanted) - 16
    assert answer.stats["content_cleaner/error/unreachable"] == len(marked)
    others = [one["error"]["code"] for one in answer.cleaned.values() if "error" in one and one not in marked]
    assert set(others) <= {"unsupported-content-type"}


def test_a_service_that_comes_back_in_time_is_not_even_noticed(wanted: dict[str, Any], tmp_path: Path) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    gone, crawled = threading.Event(), threading.Event()

    def come_back() -> None:
        gone.wait(90)
        with running_service(port):
            crawled.wait(120)

    with ThreadPoolExecutor(1) as threads, running_service(port) as service:

        def restart() -> None:
            kill_service(service)
            gone.set()

        comeback = threads.submit(come_back)
        try:
            with served(Halfway(restart, tmp_path)) as site:
                answer = crawl(site, tmp_path, CONTENT_CLEANER_URL=url, CONTENT_CLEANER_ATTEMPTS=9)
        finally:
            gone.set()
            crawled.set()
    assert comeback.exception() is None
    check_complete(answer, wanted)
