"""Text that was read in the wrong encoding, and text that only looks like it."""

import pytest

from content_cleaner import clean
from content_cleaner.intake import read
from content_cleaner.mojibake import repaired

ENGLISH = "“We didn’t wait – we couldn’t,” she said…"
SENTENCES = [
    ENGLISH,
    "Der Fährmann sagt: „Über die Brücke führt kein Weg – leider.“ Das „müsste“ man ändern.",
    "Le café était fermé, les élèves protestent.",
    "Паром не ходит с понедельника, сообщили в порту.",
    "渡船从星期一开始停航，港口表示。",
    "Το πλοίο δεν ταξιδεύει από τη Δευτέρα.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_utf8_read_as_latin_1_is_decoded(sentence: str) -> None:
    assert repaired(sentence.encode().decode("latin-1")) == sentence


def test_utf8_read_as_windows_1252_is_decoded() -> None:
    assert repaired(ENGLISH.replace("”", "’").encode().decode("cp1252")) == ENGLISH.replace("”", "’")


def test_the_rest_of_a_page_that_is_wrong_in_part_stays() -> None:
    right = "Müller’s «LIBERTÉ» costs 5 €, in São Paulo too. "
    assert repaired(right + ENGLISH.encode().decode("latin-1")) == right + ENGLISH


@pytest.mark.parametrize(
    "text",
    [
        "Ein Fährmann, «LIBERTÉ», IRMÃ, 5 €, “quoted” – ‘twice’…",
        "Â, Ã and â are letters of Portuguese, Vietnamese and French: âge, irmã, Âu Lạc.",
        "An apostrophe that is read wrongly looks like this: â€™, a quotation mark like that: â€œ.",
        "A single control character: \x99, and one more: \x80.",
        "\x93Quoted\x94 in windows-1252, read as Latin-1: don\x92t, won\x92t, can\x92t, isn\x92t.",
        "",
    ],
)
def test_what_is_right_or_in_doubt_stays(text: str) -> None:
    assert repaired(text) is None


def test_html_is_repaired_with_a_warning_and_plain_text_is_left_as_it_is() -> None:
    wrong = ENGLISH.encode().decode("latin-1")
    answer = read(f"<p>{wrong}</p>", "text/html", max_chars=1000)
    assert answer.text == f"<p>{ENGLISH}</p>"
    assert any("UTF-8" in warning for warning in answer.warnings)
    assert read(wrong, "text/plain", max_chars=1000).text == wrong


@pytest.mark.parametrize("label", ["iso-8859-1", "windows-1252", "iso-8859-2", "koi8-r"])
def test_bytes_that_are_utf8_are_read_as_such_whatever_they_are_declared(label: str) -> None:
    answer = read(SENTENCES[1].encode(), f"text/plain; charset={label}", max_chars=1000)
    assert answer.text == SENTENCES[1]
    assert any("UTF-8" in warning for warning in answer.warnings)


def test_bytes_that_are_no_utf8_are_read_as_declared() -> None:
    answer = read("Überfahrt für Möwen".encode("cp1252"), "text/plain; charset=iso-8859-1", max_chars=1000)
    assert answer.text == "Überfahrt für Möwen"
    assert not answer.warnings


def test_the_answer_tells() -> None:
    page = f"<html><body><article><p>{ENGLISH} {SENTENCES[1]}</p></article></body></html>"
    answer = clean(page.encode().decode("latin-1"), content_type="text/html")
    assert "didn’t" in answer.text
    assert any("UTF-8" in warning for warning in answer.warnings)
