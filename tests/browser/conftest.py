"""The try-it page in Debian's Chromium, at two widths, light and dark, in front of the real engine."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from werkzeug.serving import make_server

from content_cleaner.settings import Settings
from content_cleaner.web import create_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page, Response

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HEIGHTS = {1280: 900, 390: 844}
KEY = "a-key-for-the-browser-tests"


@dataclass(frozen=True)
class Look:
    """How the page is looked at."""

    scheme: str
    width: int

    def __str__(self) -> str:
        return f"{self.scheme}-{self.width}"

    @property
    def is_phone(self) -> bool:
        return self.width < 500


LOOKS = [Look(scheme, width) for scheme in ("light", "dark") for width in HEIGHTS]


class Window:
    """A browser's page, and what ours must never do there: fail in its script, break its policy, ask another host."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        self.asked: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("console", lambda message: self._console(message.type, message.text))
        page.on("request", lambda request: self.asked.append(request.url))

    def _console(self, kind: str, text: str) -> None:
        # The browser itself reports every answer that is not 2xx and every request that fails.
        if kind in {"error", "warning"} and not text.startswith("Failed to load resource"):
            self.faults.append(f"console: {text}")


@dataclass(frozen=True)
class TryIt:
    """The open page."""

    page: Page
    look: Look

    def find(self, selector: str) -> Locator:
        return self.page.locator(selector)

    def answer(self, action: Callable[[], object]) -> dict[str, Any]:
        """What the service answered to what `action` made the page ask, once the page shows it."""
        with self.page.expect_response("**/v1/clean*") as caught:
            action()
        response: Response = caught.value
        answer: dict[str, Any] = response.json()
        self.page.wait_for_selector("#result[aria-busy=false]", state="attached")
        return answer

    def sample(self, name: str) -> dict[str, Any]:
        return self.answer(self.find(f"[data-sample='/samples/{name}']").click)

    def point_at(self, passage: Locator) -> None:
        """With the mouse, or with a finger."""
        if self.look.is_phone:
            passage.tap()
        else:
            passage.hover()

    def show(self, view: str) -> None:
        """Bring a side to the front where there is room for one only."""
        if self.look.is_phone:
            self.find(f".switch [data-view={view}]").click()

    def clean_text(self) -> str:
        return "\n\n".join(self.find("#text p").all_text_contents())


def installed_browser() -> str | None:
    return next(filter(None, map(shutil.which, BROWSERS)), None)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium. The tests need it: in CI they fail without it, elsewhere they are skipped."""
    path = installed_browser()
    with suppress(ImportError):
        from playwright.sync_api import sync_playwright

        if path:
            with sync_playwright() as playwright:
                chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
                yield chromium
                chromium.close()
            return
    lacking = (
        "the extra 'test' (playwright)" if path else f"a browser: one of {', '.join(BROWSERS)} (apt install chromium)"
    )
    if os.environ.get("CI"):
        pytest.fail(f"the browser tests need {lacking}")
    pytest.skip(f"the browser tests need {lacking}")


@pytest.fixture(scope="package", params=LOOKS, ids=str)
def look(request: pytest.FixtureRequest) -> Look:
    chosen: Look = request.param
    return chosen


@pytest.fixture(scope="package")
def window(browser: Browser, look: Look) -> Iterator[Window]:
    """One window a look: to open one takes longer than most tests."""
    context = browser.new_context(
        color_scheme=look.scheme,  # type: ignore[arg-type]
        viewport={"width": look.width, "height": HEIGHTS[look.width]},
        has_touch=look.is_phone,
        permissions=["clipboard-read", "clipboard-write"],
        reduced_motion="reduce",
    )
    context.set_default_timeout(30_000)
    yield Window(context.new_page())
    context.close()


def opened(window: Window, look: Look, address: str) -> Iterator[TryIt]:
    window.faults.clear()
    window.asked.clear()
    window.page.goto(address)
    yield TryIt(window.page, look)
    window.page.unroute_all()
    assert window.faults == []
    assert [url for url in window.asked if not url.startswith((f"{address}/", "blob:", "data:"))] == []


@pytest.fixture
def tried(window: Window, look: Look, service_url: str) -> Iterator[TryIt]:
    """The page of a service anybody may use."""
    yield from opened(window, look, service_url)


@pytest.fixture(scope="session")
def strict_url() -> Iterator[str]:
    """A service that wants a key and takes little: 60 kB, and HTML of no depth."""
    settings = Settings(api_keys=(KEY,), max_body_bytes=60_000, max_depth=16)
    server = make_server("127.0.0.1", 0, create_app(settings), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def strict(window: Window, look: Look, strict_url: str) -> Iterator[TryIt]:
    """The page of that service."""
    yield from opened(window, look, strict_url)
