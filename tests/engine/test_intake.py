from __future__ import annotations

import pytest

from content_cleaner.document import (
    ContentTooLarge,
    InvalidOptions,
    Options,
    UndecodableContent,
    UnsupportedContentType,
)
from content_cleaner.intake import read

SENTENCE = "Die Brücke über die Elster bleibt bis März geschlossen, sagte der Bürgermeister."


def kind(content: str | bytes, content_type: str | None = None) -> str:
    return read(content, content_type, max_chars=10**6).kind


def text(content: bytes, content_type: str | None = None) -> str:
    return read(content, content_type, max_chars=10**6).text


@pytest.mark.parametrize(
    "content",
    [
        "Two is < three, and that is all there is to say.",
        "One word is <b>bold</b> here, the rest is plain.",
        "Use the <p> tag for a paragraph.\nIt is the simplest one.\nNothing else is needed here.",
        "# A heading\n\n- a list item\n- another\n\nSome *Markdown* prose.",
        "if a < b and c > d:\n    print('x')",
        "<title> goes first, and <p> tags come after</p>.",
        "<link rel='icon' href='/i'> <- this is what I mean, and a </p> closes it.",
        "<base of the pyramid> < the top, he wrote, and then </p>.",
        "<meta charset=utf-8> stands in the head, <p> behind it </p>.",
        "",
    ],
)
def test_text_with_a_stray_tag_is_text(content: str) -> None:
    assert kind(content) == "text"


@pytest.mark.parametrize(
    "content",
    [
        "<p>A fragment.</p><p>Another paragraph.</p>",
        "<meta charset=utf-8><p>A fragment.</p>",
        "<title>A page</title>\n<link rel='icon' href='/i.png'><p>A paragraph.</p>",
        "<!DOCTYPE html><title>x</title>",
        "\n <html><body>x</body></html>",
        "<?xml version='1.0'?><html><p>x</p></html>",
        "<div class='a'>One</div>\n<div class='b'>Two</div>",
        "&lt;p&gt;An escaped paragraph.&lt;/p&gt;",
        "<span>One</span> <span>Two</span> <b>Three</b>",
    ],
)
def test_fragments_and_pages_are_html(content: str) -> None:
    assert kind(content) == "html"


def test_the_declared_type_decides() -> None:
    assert kind("<p>One</p><p>Two</p>", "text/plain") == "text"
    assert kind("no tag at all", "text/html; charset=utf-8") == "html"
    assert kind("# Title\n\ntext", "text/markdown") == "text"


def test_a_whole_page_declared_as_text_is_html_with_a_warning() -> None:
    answer = read("<!doctype html><html><body><p>x</p></body></html>", "text/plain", max_chars=1000)
    assert answer.kind == "html"
    assert answer.warnings


def test_escaped_html_is_unescaped_once() -> None:
    answer = read("&lt;p&gt;Fish &amp;amp; chips&lt;/p&gt;", None, max_chars=1000)
    assert answer.text == "<p>Fish &amp; chips</p>"


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        (SENTENCE.encode(), None),
        (b"\xef\xbb\xbf" + SENTENCE.encode(), None),
        (SENTENCE.encode("utf-16"), None),
        (SENTENCE.encode("utf-16-le"), None),
        (SENTENCE.encode("windows-1252"), "text/plain; charset=iso-8859-1"),
        (SENTENCE.encode("windows-1252"), None),
        (SENTENCE.encode(), "text/plain; charset=no-such-charset"),
        (SENTENCE.encode("latin-1"), "text/plain; charset=utf-8"),
    ],
)
def test_encodings(data: bytes, content_type: str | None) -> None:
    assert text(data, content_type) == SENTENCE


def test_meta_charset_is_read() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body><p>Мост закрыт до весны.</p></body></html>'
    assert "Мост закрыт до весны." in text(page.encode("windows-1251"), "text/html")


@pytest.mark.parametrize("charset", ["punycode", "idna", "unicode_escape", "raw-unicode-escape", "utf-7", "U7"])
@pytest.mark.parametrize(
    "sentence", [r"The bridge at C:\temp\new opens, old-fashioned but safe, +AGE- xn--a.", "Die Brücke ist zu."]
)
def test_codecs_that_no_browser_knows_are_passed_over(charset: str, sentence: str) -> None:
    assert text(sentence.encode(), f"text/plain; charset={charset}") == sentence
    assert sentence in text(f"<html><meta charset={charset}><p>{sentence}</p></html>".encode("windows-1252"), None)


def test_japanese_by_declared_charset() -> None:
    sentence = "橋は三月まで閉鎖される。"
    assert text(sentence.encode("shift_jis"), "text/plain; charset=Shift_JIS") == sentence


def test_a_broken_byte_in_utf8_is_replaced_with_a_warning() -> None:
    answer = read(SENTENCE.encode() * 20 + b"\xff", None, max_chars=10**6)
    assert answer.text.startswith(SENTENCE)
    assert answer.warnings


@pytest.mark.parametrize("data", [b"%PDF-1.7 x", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04zip"])
def test_binary_files_are_refused(data: bytes) -> None:
    with pytest.raises(UnsupportedContentType):
        read(data, None, max_chars=1000)


def test_other_types_are_refused() -> None:
    with pytest.raises(UnsupportedContentType):
        read("x", "image/png", max_chars=1000)


def test_binary_data_is_undecodable() -> None:
    with pytest.raises(UndecodableContent):
        read(bytes(range(32)) * 40, None, max_chars=10**6)


def test_a_document_above_the_limit_is_refused() -> None:
    with pytest.raises(ContentTooLarge):
        read("x" * 11, None, max_chars=10)
    with pytest.raises(ContentTooLarge):
        read(b"x" * 50, None, max_chars=10)


def test_a_mark_of_byte_order_in_text_counts_as_a_character_and_in_bytes_does_not() -> None:
    assert read("\ufeffTea", None, max_chars=10).text == " Tea"
    assert read(b"\xef\xbb\xbfTea", None, max_chars=10).text == "Tea"


def test_reasons_that_are_no_list_are_refused() -> None:
    with pytest.raises(InvalidOptions):
        Options(keep=5)  # type: ignore[arg-type]


def test_markdown_below_a_declaration_of_html_is_markdown() -> None:
    menu = "\n".join(f"* [{label}](/{label.lower()})" for label in ("Home", "News", "Sport", "Contact"))
    body = "The council has voted to reopen the bridge on Saturday. [More](/bridge)"
    assert read(f"<!DOCTYPE html> \n\n{menu}\n\n{body}", "text/plain", max_chars=10_000).kind == "text"
    assert read(f"<!DOCTYPE html>\n<p>{body}</p>", None, max_chars=10_000).kind == "html"
