"""Passages and reasons: pointing at them, moving among them, switching them off and on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import content_cleaner
from browser.conftest import Look, TryIt

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload, Locator

SAMPLE = "de-museum-night.html"
LONG = 10_000


def top(part: Locator) -> float:
    place: float = part.evaluate("(part) => part.getBoundingClientRect().top")
    return place


def test_pointing_at_a_passage_says_why(tried: TryIt) -> None:
    answer = tried.sample(SAMPLE)
    for row in (tried.find(".removed").first, tried.find(".removed").nth(5)):
        tried.point_at(row)
        passage = answer["passages"][int(row.get_attribute("data-index") or -1)]
        about = tried.find("#about")
        assert about.get_attribute("data-reason") == passage["reason"]
        label = tried.find(f"#legend [data-reason={passage['reason']}] .name").inner_text()
        assert tried.find("#about strong").inner_text() == label == row.locator(".label").text_content()
        assert tried.find("#rule").inner_text() == passage["rule"]
        assert f"{int(passage['score'] * 100 + 0.5)} %" in tried.find("#score-number").inner_text()
        assert about.is_visible()
    tried.point_at(tried.find(".kept").first)
    assert tried.find("#about strong").inner_text() == "Kept"
    tried.point_at(tried.find(".title"))
    assert tried.find("#about strong").inner_text() == "Title"
    assert "not repeated in the text" in tried.find("#about .why").inner_text()


def test_the_keyboard_reaches_every_passage(tried: TryIt) -> None:
    answer = tried.sample(SAMPLE)
    removed = [index for index, passage in enumerate(answer["passages"]) if passage["reason"]]
    focused = "Number(document.activeElement.dataset.index ?? -1)"
    tried.find("#legend input:visible").last.focus()
    stops = 0
    while tried.page.evaluate(focused) != 0 and stops < 4:
        tried.page.keyboard.press("Tab")
        stops += 1
    assert tried.page.evaluate(focused) == 0
    expected = {"ArrowDown": 1, "ArrowUp": 0, "End": len(answer["passages"]) - 1, "Home": 0}
    for key, index in expected.items():
        tried.page.keyboard.press(key)
        assert tried.page.evaluate(focused) == index
    following = [index for index in removed if index > 0]
    for key, index in (("n", following[0]), ("n", following[1]), ("p", following[0])):
        tried.page.keyboard.press(key)
        assert tried.page.evaluate(focused) == index
    assert tried.page.evaluate("document.activeElement.getAttribute('aria-describedby')") == "about"
    assert tried.find("#rule").inner_text() == answer["passages"][following[0]]["rule"]
    assert tried.find("#passages [tabindex='0']").count() == 1
    tried.page.keyboard.press("Tab")
    assert tried.page.evaluate(focused) == -1


def test_a_pointer_at_rest_does_not_speak_up_where_keys_scroll(tried: TryIt) -> None:
    answer = tried.sample(SAMPLE)
    removed = [index for index, passage in enumerate(answer["passages"]) if passage["reason"]]
    tried.point_at(tried.find(".removed").nth(1))
    tried.find(".removed").first.focus()
    for index in removed[1:]:
        tried.page.keyboard.press("n")
        tried.page.wait_for_timeout(60)  # for what the scrolling brings about
        assert tried.find("#rule").inner_text() == answer["passages"][index]["rule"]


def test_the_legend_counts_reasons_and_switches_them(tried: TryIt) -> None:
    before = tried.sample(SAMPLE)
    removed = before["stats"]["removed"]
    counts = tried.find("#legend label:visible").evaluate_all(
        "all => Object.fromEntries(all.map((l) => [l.dataset.reason, Number(l.querySelector('.count').textContent)]))"
    )
    assert counts == removed
    reason = "related" if "related" in removed else next(iter(removed))
    switch = tried.find(f"#legend [data-reason={reason}] input")
    with tried.page.expect_request("**/v1/clean*") as asked:
        after = tried.answer(switch.uncheck)
    assert f"keep={reason}" in asked.value.url
    assert reason not in after["stats"]["removed"]
    assert tried.clean_text() == after["text"] != before["text"]
    restored = tried.find(f".restored[data-reason={reason}]")
    assert restored.count() == removed[reason]
    assert (restored.first.locator(".label").text_content() or "").endswith(", kept")
    tried.point_at(restored.first)
    assert "because you chose so" in tried.find("#about .why").inner_text()
    assert tried.answer(switch.check)["text"] == before["text"] == tried.clean_text()
    assert restored.count() == 0


def test_focus_and_place_stay_when_the_answer_changes(tried: TryIt) -> None:
    before = tried.sample(SAMPLE)
    switch = tried.find(f"#legend [data-reason={next(iter(before['stats']['removed']))}] input")
    last = tried.find(".removed").last
    last.scroll_into_view_if_needed()
    switch.focus()
    places = [top(part) for part in (switch, last)]
    tried.answer(lambda: tried.page.keyboard.press("Space"))
    assert tried.page.evaluate("document.activeElement.name") == switch.get_attribute("name")
    assert abs(top(switch) - places[0]) < 1
    # A phone has one scroll position, and that one follows the focus.
    assert tried.look.is_phone or abs(top(last) - places[1]) < 30


@pytest.fixture(scope="module")
def long_page() -> tuple[str, dict[str, Any]]:
    """A page and its answer: by the same engine, but without the service's deadline, for it is the page that counts."""
    links = "".join(f"<li><a href='/{n}'>Parish {n}</a></li>" for n in range(LONG // 5))
    lines = (f"<p>Line {n} of the register names parish {n % 97}, and what its wardens paid." for n in range(LONG))
    page = f"<nav><ul>{links}</ul></nav><article>{''.join(lines)}</article>"
    return page, content_cleaner.clean(page, content_type="text/html").to_dict(passages=True)


@pytest.mark.parametrize("look", [Look("light", 1280), Look("dark", 390)], ids=str, indirect=True)
def test_a_long_document_is_drawn_in_parts(tried: TryIt, long_page: tuple[str, dict[str, Any]]) -> None:
    page, document = long_page
    tried.page.route("**/v1/clean*", lambda route: route.fulfill(json=document))
    upload: FilePayload = {"name": "long.html", "mimeType": "text/html", "buffer": page.encode()}
    answer = tried.answer(lambda: tried.find("#file").set_input_files(upload))
    assert answer["removed"]
    assert len(answer["passages"]) == tried.find(".passage").count() >= LONG
    # What is far from the window is neither laid out nor painted, and one listener serves all passages.
    assert tried.page.evaluate("getComputedStyle(document.querySelector('.chunk')).contentVisibility") == "auto"
    tried.point_at(tried.find(".passage").nth(LONG // 2))
    assert tried.find("#about").is_visible()
