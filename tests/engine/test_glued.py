"""Text whose elements were put together without a blank is cut where they meet, and no other text is."""

from __future__ import annotations

import pytest

from content_cleaner import clean
from content_cleaner.blocks import text

MENU = "HomeNewsSportWeatherCulture"
SENTENCES = (
    "The council has voted to reopen the bridge on Saturday.",
    "Engineers found no damage below the waterline, and the ferry stops on Sunday night.",
    "Nobody at the mill had expected it so soon.",
)


def blocks(source: str) -> list[str]:
    return [block.text for block in text.cut(source).blocks]


def test_menus_and_paragraphs_are_cut_where_they_meet() -> None:
    source = f"{MENU}\n{''.join(SENTENCES)}\nContactImprintPrivacyTerms"
    assert blocks(source) == [
        "Home", "News", "Sport", "Weather", "Culture", *SENTENCES, "Contact", "Imprint", "Privacy", "Terms",
    ]  # fmt: skip


def test_spans_hold_all_of_the_source() -> None:
    source = f"{MENU}{''.join(SENTENCES)}"
    cut = text.cut(source).blocks
    assert "".join(source[block.start : block.end] for block in cut) == source


@pytest.mark.parametrize(
    ("source", "at"),
    [
        ("AlphaBetaGammaDelta", ["Alpha", "Beta", "Gamma", "Delta"]),
        ("ГлавнаяНовостиСпортПогода", ["Главная", "Новости", "Спорт", "Погода"]),
        ("ΑρχικήΕιδήσειςΑθλητικάΚαιρός", ["Αρχική", "Ειδήσεις", "Αθλητικά", "Καιρός"]),
        ("AccueilÉconomieÀ propos", ["Accueil", "Économie", "À propos"]),
    ],
)
def test_capitals_of_all_scripts_that_have_them(source: str, at: list[str]) -> None:
    menu = "OneTwoThreeFour FiveSixSevenEight NineTenElevenTwelve"
    assert blocks(f"{menu}\n{source}")[-len(at) :] == at


def test_three_sentences_without_a_blank_are_cut_and_stay_as_they_are_written() -> None:
    source = "It rained.Then it stopped raining.We went down to the quay.Nobody was there yet."
    assert blocks(source) == [
        "It rained.", "Then it stopped raining.", "We went down to the quay.", "Nobody was there yet.",
    ]  # fmt: skip
    assert clean(source, content_type="text/plain").text == source


def test_paragraphs_of_a_page_that_is_glued_are_paragraphs() -> None:
    body = "".join(SENTENCES * 4)
    answer = clean(f"{MENU}\n{MENU}\n{MENU}\n{body}\nPrivacyTermsContactHelp", content_type="text/plain")
    assert SENTENCES[0] + "\n\n" + SENTENCES[1] in answer.text
    assert "Weather" not in answer.text


@pytest.mark.parametrize(
    "line",
    [
        "He uploaded it to YouTube and LinkedIn from his MacBook, and McDonald wrote about it in JavaScript.",
        "Call getElementById, then addEventListener.",
        "Die LehrerInnen und SchülerInnen trafen sich am Nachmittag im Rathaus.",
        "Rainfall reached 3.5 mm.In places it was twice as much.",
        "Send it to Jane.Doe@example.com or see www.example.com/HomePage.",
    ],
)
def test_other_texts_are_not_cut(line: str) -> None:
    source = f"The river rose for nine days.\n{line}\nThe bridge is open again."
    assert blocks(source) == source.split("\n")


@pytest.mark.parametrize(
    "kept",
    [
        "She posted it on YouTube on Monday.",
        "Mayor McDonald said no.",
        "Ba behangane noMlazi eMbali ngoLwesine.",
        "He wrote „Morgen“ on the door.",
        "See https://example.com/HomePage?articleId=12 for more.",
        "The FlexClip app is new. FlexClip was written in Orrin. A FlexClip costs nothing.",
    ],
)
def test_names_and_addresses_stay_whole_on_a_page_that_is_partly_glued(kept: str) -> None:
    assert kept in blocks(f"{MENU}\n{MENU}\n{MENU}\n{kept}\n{SENTENCES[0]}")


def test_a_credit_stays_with_its_caption() -> None:
    caption = "The bridge at dawn, seen from the old mill.Jane Doe/Valley Post"
    assert caption in blocks(f"{MENU}\n{MENU}\n{MENU}\n{caption}\n{SENTENCES[0]}")


DOTTED = """Reading settings in a small service

The class CraneServiceFactory reads its values through Microsoft.Extensions.Configuration and hands them to the
CraneLoadBalancer. Values that nobody set come from AppDefaultsProvider, and a wrong one ends the service.

Logging goes through Microsoft.Extensions.Logging. The types live in Harbour.Core.Services, the tests beside them."""
CALLS = """Every call to addEventListener should have a twin somewhere. The browser keeps a reference to it for long.
If you write removeEventListener with a new arrow function, nothing happens, because the function is not the same.
React people know the trick from useLayoutEffect and useEffect. With getElementById you keep the node yourself.
In the end we wrote a small helper, registerOnceAndForget, that does both things in one go and needs no care."""


def test_dotted_names_are_no_ends_of_sentences() -> None:
    source = DOTTED.replace("the\n", "the ")
    assert blocks(source) == [line for line in source.split("\n") if line]


def test_names_in_code_stay_in_their_sentences_on_a_page() -> None:
    page = f"Home\nNews\nSports\nSign in\n\n{CALLS}\n\nShare this article\nMost read\nPrivacy policy"
    answer = clean(page, content_type="text/plain").text
    assert all(line in answer for line in CALLS.split("\n"))


def test_what_goes_from_between_glued_texts_leaves_a_break() -> None:
    page = (
        f"{MENU}{MENU}{MENU}The council voted on Saturday.Share this articleThe ferry stops on Sunday night for good, "
        "the captain said to all who had come.Privacy policyTerms of useImprint"
    )
    assert "Saturday.The" not in clean(page, content_type="text/plain").text
