"""What one takes away from the page: the text, the JSON, the command; and what it shows when nothing is to be had."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from browser.conftest import KEY, TryIt

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload

SAMPLE = "de-museum-night.html"
DEEP = "<div>" * 40 + "deep" + "</div>" * 40


def clipboard(tried: TryIt) -> str:
    text: str = tried.page.evaluate("navigator.clipboard.readText()")
    return text


def downloaded(tried: TryIt) -> tuple[str, dict[str, Any]]:
    tried.show("text")
    with tried.page.expect_download() as caught:
        tried.find("#download").click()
    answer: dict[str, Any] = json.loads(Path(caught.value.path()).read_text(encoding="utf-8"))
    return caught.value.suggested_filename, answer


def command(tried: TryIt) -> str:
    tried.find(".shell summary").click()
    tried.find("#copy-curl").click()
    tried.page.wait_for_selector("#copy-curl:text-is('Copied')")
    return clipboard(tried)


def run(line: str, folder: Path, **environment: str) -> dict[str, Any]:
    """What a shell makes of the command."""
    environ = {"PATH": "/usr/bin:/bin", **environment}
    done = subprocess.run(
        ["bash", "-s"], input=line.encode(), capture_output=True, timeout=30, cwd=folder, check=True, env=environ
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_text_answer_and_command_can_be_taken_away(tried: TryIt, tmp_path: Path) -> None:
    before = tried.sample(SAMPLE)
    answer = tried.answer(tried.find(f"#legend [data-reason={next(iter(before['stats']['removed']))}] input").uncheck)
    del answer["passages"]
    assert downloaded(tried) == ("de-museum-night.clean.json", answer)
    tried.find("#copy").click()
    tried.page.wait_for_selector("#copy:text-is('Copied')")
    assert tried.find("#status").inner_text() == "Copied to the clipboard."
    assert clipboard(tried) == answer["text"]
    assert run(command(tried), tmp_path) == answer


def test_the_command_gives_the_answer_of_a_file(tried: TryIt, tmp_path: Path) -> None:
    content = "<h1>Ferry</h1>\r\n<p>It's back.</p>".encode("utf-16")
    (tmp_path / "the captain's log.html").write_bytes(content)
    upload: FilePayload = {"name": "the captain's log.html", "mimeType": "text/html", "buffer": content}
    tried.answer(lambda: tried.find("#file").set_input_files(upload))
    assert run(command(tried), tmp_path) == downloaded(tried)[1]


@pytest.mark.parametrize("repeated", [1, 40])
def test_the_command_gives_the_answer_of_a_text(tried: TryIt, tmp_path: Path, repeated: int) -> None:
    text = f'It\'s "$HOME" `date` !! \\n {"and so on " * 80 * repeated}\nEND\n' * (repeated // 8 + 1)
    tried.page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
    tried.find("#content").focus()
    tried.answer(lambda: tried.page.keyboard.press("Control+V"))
    line = command(tried)
    assert ("<<" in line) == (repeated > 1)
    assert run(line, tmp_path) == downloaded(tried)[1]


def test_a_service_with_keys_asks_for_one(strict: TryIt, tmp_path: Path) -> None:
    refused = strict.sample(SAMPLE)
    assert refused["code"] == "unauthorized"
    assert "API key" in strict.find("#problem").inner_text()
    assert strict.page.evaluate("document.activeElement.id") == "key"
    assert not strict.find("#result").is_visible()
    strict.page.keyboard.type(KEY)
    answer = strict.answer(lambda: strict.page.keyboard.press("Enter"))
    assert answer["verdict"] == "ok"
    assert not strict.find("#unlock").is_visible()
    assert not strict.find("#problem").is_visible()
    line = command(strict)
    assert KEY not in line
    assert run(line, tmp_path, CONTENT_CLEANER_KEY=KEY) == downloaded(strict)[1]


def test_problems_are_told(strict: TryIt) -> None:
    strict.find("#ask .primary").click()
    assert "There is no document yet" in strict.find("#problem").inner_text()
    strict.find("#content").fill("word " * 15_000)
    strict.find("#ask .primary").click()
    assert "this service takes 60 kB" in strict.find("#problem").inner_text()
    strict.find("#content").fill(DEEP)
    strict.answer(strict.find("#ask .primary").click)
    strict.find("#key").fill(KEY)
    strict.answer(strict.find("#unlock .primary").click)
    told = strict.find("#problem").inner_text()
    assert "nested too deeply" in told
    assert "HTTP 422 · content-too-deep · urn:request:" in told
    assert strict.find("#problem").get_attribute("role") == "alert"


def test_refusals_and_silence_are_told(tried: TryIt) -> None:
    members = {
        "title": "Too many",
        "detail": "Slow down.",
        "code": "rate-limited",
        "errors": [{"pointer": "/x", "detail": "no"}],
    }
    headers = {"Content-Type": "application/problem+json", "Retry-After": "7"}
    tried.page.route("**/v1/clean*", lambda route: route.fulfill(status=429, headers=headers, body=json.dumps(members)))
    tried.sample(SAMPLE)
    told = tried.find("#problem").inner_text()
    assert all(words in told for words in ("Too many", "Slow down. Try again in 7 s.", "/x: no", "HTTP 429"))
    tried.page.unroute("**/v1/clean*")
    tried.page.route("**/v1/clean*", lambda route: route.abort())
    tried.find("#ask .primary").click()
    tried.page.wait_for_selector("#problem:has-text('cannot be reached')")
    tried.page.unroute("**/v1/clean*")
    assert tried.answer(tried.find("#ask .primary").click)["verdict"] == "ok"
    assert not tried.find("#problem").is_visible()


def test_a_refused_change_leaves_the_legend_as_it_was(tried: TryIt) -> None:
    answer = tried.sample(SAMPLE)
    tried.page.route("**/v1/clean*", lambda route: route.abort())
    switch = tried.find(f"#legend [data-reason={next(iter(answer['stats']['removed']))}] input")
    switch.click()
    tried.page.wait_for_selector("#problem:not([hidden])")
    assert switch.is_checked()
    assert tried.clean_text() == answer["text"]


def violations(tried: TryIt) -> list[tuple[str, str, str]]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(tried.page).response["violations"]
    return [(entry["id"], entry["impact"], node["html"][:160]) for entry in found for node in entry["nodes"]]


def test_axe_finds_nothing(tried: TryIt) -> None:
    assert violations(tried) == []
    answer = tried.sample(SAMPLE)
    reason = next(iter(answer["stats"]["removed"]))
    tried.answer(tried.find(f"#legend [data-reason={reason}] input").uncheck)
    tried.find(".shell summary").click()
    tried.point_at(tried.find(".removed").first)
    assert violations(tried) == []
    tried.show("text")
    assert violations(tried) == []


def test_axe_finds_nothing_in_a_refusal(strict: TryIt) -> None:
    strict.sample(SAMPLE)
    assert strict.find("#unlock").is_visible()
    assert violations(strict) == []
