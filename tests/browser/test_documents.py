"""A document on the page: how it comes in, and both sides of the answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from browser.conftest import TryIt

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload

SEEDS = Path(__file__).parents[2] / "seeds"
HTML_SAMPLE = "de-museum-night.html"
TEXT_SAMPLE = "en-harbour-ferry.txt"
DROP = """([name, type, text]) => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([text], name, { type }));
  for (const kind of ["dragover", "drop"]) {
    document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }
}"""


def shown(tried: TryIt) -> list[list[str]]:
    """(look, text) of every passage on the left."""
    rows: list[list[str]] = tried.page.evaluate(
        "[...document.querySelectorAll('.passage')].map((row) => "
        "[row.dataset.look, row.querySelector('.words').textContent])"
    )
    return rows


def expected(answer: dict[str, Any]) -> list[list[str]]:
    return [[expected_look(passage), passage["text"]] for passage in answer["passages"]]


def expected_look(passage: dict[str, Any]) -> str:
    if passage["reason"]:
        return f"removed {passage['reason']}"
    return "title" if passage["kind"] == "headline" else "kept"


@pytest.mark.parametrize("name", [HTML_SAMPLE, TEXT_SAMPLE])
def test_a_sample_is_shown_on_both_sides(tried: TryIt, name: str) -> None:
    answer = tried.sample(name)
    assert shown(tried) == expected(answer)
    assert tried.clean_text() == answer["text"]
    assert answer["removed"]
    struck = tried.find("del").evaluate_all("all => all.map((words) => getComputedStyle(words).textDecorationLine)")
    assert struck == ["line-through"] * len(answer["removed"])
    assert tried.find("#source").inner_text() == f"Sample: {name}"


def test_what_was_found_stands_above(tried: TryIt) -> None:
    answer = tried.sample(HTML_SAMPLE)
    assert tried.find("#title").inner_text() == answer["title"]
    assert tried.find("#verdict strong").inner_text() == answer["verdict"]
    assert tried.find("#percent").inner_text() == f"{int(answer['confidence'] * 100 + 0.5)} %"
    facts = dict(
        zip(tried.find("#metadata dt").all_inner_texts(), tried.find("#metadata dd").all_inner_texts(), strict=True)
    )
    found = {name.capitalize(): value for name, value in answer["metadata"].items() if value and name != "url"}
    assert found.items() <= facts.items()
    assert facts["Language"] == "German"
    assert f"{answer['stats']['kept']} of {answer['stats']['blocks']} passages" in tried.find("#counts").inner_text()
    assert tried.find("#status").inner_text().startswith("Cleaned in ")


def test_pasted_text_is_cleaned_at_once(tried: TryIt) -> None:
    raw = (SEEDS / HTML_SAMPLE).read_text(encoding="utf-8")
    tried.page.evaluate("(text) => navigator.clipboard.writeText(text)", raw)
    tried.find("#content").focus()
    answer = tried.answer(lambda: tried.page.keyboard.press("Control+V"))
    assert answer["kind"] == "html"
    assert shown(tried) == expected(answer)


def test_typed_text_is_cleaned_on_demand(tried: TryIt) -> None:
    tried.sample(HTML_SAMPLE)
    tried.find("#content").fill("<p>One short line.</p>")
    assert tried.find("#source").inner_text() == ""
    answer = tried.answer(lambda: tried.find("#content").press("Control+Enter"))
    assert [passage["text"] for passage in answer["passages"]] == ["One short line."]
    answer = tried.answer(lambda: tried.find("#type").select_option("text/plain"))
    assert answer["kind"] == "text"
    assert shown(tried) == expected(answer)
    assert tried.find("#verdict strong").inner_text() == answer["verdict"].replace("_", " ")


def test_a_file_is_dropped(tried: TryIt) -> None:
    raw = (SEEDS / HTML_SAMPLE).read_text(encoding="utf-8")
    answer = tried.answer(lambda: tried.page.evaluate(DROP, ["museum.html", "text/html", raw]))
    assert shown(tried) == expected(answer)
    assert tried.find("#source").inner_text().startswith("File: museum.html")
    assert tried.find("#content").input_value() == raw
    assert not tried.find(".drop").is_visible()


def test_a_file_in_another_encoding_is_sent_as_it_is(tried: TryIt) -> None:
    page = (SEEDS / "ru-interview-old-layout.html").read_text(encoding="utf-8").replace("utf-8", "windows-1251")
    upload: FilePayload = {"name": "old.html", "mimeType": "text/html", "buffer": page.encode("windows-1251")}
    answer = tried.answer(lambda: tried.find("#file").set_input_files(upload))
    assert "Аркадий" in json.dumps(answer, ensure_ascii=False)
    assert "not shown here" in tried.find("#source").inner_text()
    assert shown(tried) == expected(answer)


def test_right_to_left_text_runs_from_the_right(tried: TryIt) -> None:
    answer = tried.sample("ar-calligrapher.html")
    assert answer["language"] == "ar"
    tried.show("text")
    for selector in ("#title", "#text p", ".passage .words"):
        assert tried.find(selector).first.evaluate("(words) => getComputedStyle(words).direction") == "rtl"
    assert tried.find("#text").get_attribute("lang") == "ar"
    assert tried.find(".masthead").evaluate("(part) => getComputedStyle(part).direction") == "ltr"


def test_a_verdict_that_is_not_ok_is_explained(tried: TryIt) -> None:
    tried.find("#content").fill("<html><body></body></html>")
    assert tried.answer(tried.find("#ask .primary").click)["verdict"] == "empty"
    assert tried.find("#verdict").text_content() == "empty nothing to read was found"
    assert tried.find("#text").inner_text() == "No text is left."
    assert tried.find("#nothing").is_visible()


def test_doubtful_passages_go_or_stay(tried: TryIt) -> None:
    tried.sample(HTML_SAMPLE)
    with tried.page.expect_request("**/v1/clean*") as asked:
        answer = tried.answer(lambda: tried.find("#favor").select_option("recall"))
    assert "favor=recall" in asked.value.url
    assert shown(tried) == expected(answer)


@pytest.mark.parametrize("name", ["", HTML_SAMPLE])
def test_it_fits_the_screen(tried: TryIt, name: str) -> None:
    if name:
        tried.sample(name)
        tried.find(".shell summary").click()
    wide, room = tried.page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide <= room
    panes = [tried.find(selector).is_visible() for selector in ("#passages", "#text")]
    assert panes == [bool(name), bool(name) and not tried.look.is_phone]
    light = tried.page.evaluate(
        "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).every((part) => part > 200)"
    )
    assert light == (tried.look.scheme == "light")
