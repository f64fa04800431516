"""What holds for every document: nothing is lost, nothing but the documented errors, and clean text stays."""

from __future__ import annotations

import html as entities

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content_cleaner import CleanedDocument, CleaningError, clean
from content_cleaner.document import REASONS, VERDICTS

SETTINGS = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])

CODES = {None, "undecodable-content", "unsupported-content-type"}
WORDS = st.sampled_from(
    (
        "the river rose on Friday and nobody said anything about Sign up now newsletter Photo: Share Foto © 2024 By "
        "Jane Мост открыли 河水上涨 。 subscribe 12:30 Read more | Home"
    ).split()
)
LINES = st.lists(WORDS, min_size=1, max_size=25).map(" ".join)
BREAKS = st.sampled_from(["\n", "\n\n", "\r\n", "\r", "\n \n", "\t", " ", "\u2028"])
TEXTS = st.lists(st.tuples(st.one_of(LINES, st.text(max_size=60)), BREAKS), max_size=25).map(
    lambda parts: "".join(text + gap for text, gap in parts)
)
TAGS = st.sampled_from(
    tuple("p div span a b li ul table tr td h1 h2 figure figcaption nav footer article pre br".split())
)


@st.composite
def pages(draw: st.DrawFn) -> str:
    """HTML as people leave it: nested, unclosed, with stray tags and entities."""
    parts = []
    for _ in range(draw(st.integers(0, 20))):
        tag, text = draw(TAGS), draw(st.one_of(LINES, st.text(max_size=30)))
        shape = draw(st.integers(0, 4))
        content = entities.escape(text) if shape else text
        opening = f"<{tag} class='{draw(st.sampled_from(['', 'share', 'body', 'newsletter']))}'>"
        parts.append(opening + content + ("" if shape == 1 else f"</{tag}>"))
    return "<div>" + "".join(parts) + "</div>"


def letters(text: str) -> str:
    """A text without white space and what no reader sees."""
    return "".join(ch for ch in text if not ch.isspace())


def check_shape(answer: CleanedDocument) -> None:
    """What holds for every answer."""
    assert answer.verdict in VERDICTS
    assert 0 <= answer.confidence <= 1
    assert answer.verdict != "ok" or answer.text
    assert all(r.reason in REASONS and r.rule and 0 <= r.score <= 1 for r in answer.removed)
    positions = [(p.start, p.end) for p in answer.passages]
    assert positions == sorted(positions)
    assert all(start <= end for start, end in positions)


@SETTINGS
@given(TEXTS)
def test_every_character_of_a_text_is_kept_or_removed(source: str) -> None:
    answer = clean(source, content_type="text/plain")
    check_shape(answer)
    shown = source.removeprefix("\ufeff")
    spans = "".join(shown[p.start : p.end] for p in answer.passages)
    assert letters(spans) == letters(shown)


@SETTINGS
@given(pages())
def test_every_character_of_a_page_is_kept_or_removed(source: str) -> None:
    answer = clean(source, content_type="text/html")
    check_shape(answer)
    kept = letters("".join(p.text for p in answer.passages if p.kept))
    assert letters(answer.text) == kept


@SETTINGS
@given(st.lists(LINES, min_size=1, max_size=12))
def test_the_words_of_paragraphs_are_all_in_the_passages(lines: list[str]) -> None:
    source = "".join(f"<p>{entities.escape(line)}</p>" for line in lines)
    answer = clean(f"<html><body>{source}</body></html>")
    assert letters("".join(p.text for p in answer.passages)) == letters("".join(lines))


@SETTINGS
@given(
    st.one_of(st.binary(max_size=400), st.text(max_size=400), pages().map(str.encode)),
    st.sampled_from(
        [
            None,
            "text/html",
            "text/plain",
            "text/html; charset=shift_jis",
            "application/octet-stream",
            "image/png",
            "x;=\n",
        ]
    ),
)
def test_only_the_documented_errors_are_raised(content: str | bytes, content_type: str | None) -> None:
    try:
        answer = clean(content, content_type=content_type)
    except CleaningError as error:
        code: str | None = error.code
    else:
        code = None
        check_shape(answer)
    assert code in CODES


@pytest.mark.parametrize("text", ["", " \n\t ", "\ufeff", "<html></html>"])
def test_an_empty_document_has_a_verdict(text: str) -> None:
    answer = clean(text)
    assert (answer.text, answer.verdict, answer.confidence) == ("", "empty", 0.0)
