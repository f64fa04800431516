"""Text all in one line is cut where labels, dates and credits are glued to sentences, and nowhere else."""

import pytest

from content_cleaner import clean, parting
from content_cleaner.blocks import text

PROSE = (
    "The old bridge over the Linden opened to traffic again on Monday, two years after a flood carried away its "
    "middle pier. The county paid for the stones, and the village for the beer on the day of the opening. Nobody knows "
    "who paid for the band, which played until the rain came and everybody ran for the tents beyond the river. "
)
MORE = (
    "The ferry that carried cars across in the meantime has been sold to a man from the coast. He wants to grow "
    "mussels there, and asked the council for a mooring below the weir, where the water is calm."
)
QUOTE = "“I had given up on it,” said Marta Lind, who drives the milk lorry, and was the first to cross."


def parts(source: str) -> list[str]:
    return [block.text for block in parting.parted(text.cut(source)).blocks]


@pytest.mark.parametrize(
    ("source", "part"),
    [
        (f"{PROSE}Sign up for our newsletter {QUOTE} {PROSE}", "Sign up for our newsletter"),
        (f"{PROSE}Share this article {QUOTE} {PROSE}", "Share this article"),
        (f"The bridge at dawn. (John Roe/Valley Post) {PROSE}{QUOTE}", "(John Roe/Valley Post)"),
        (f"Published: 2 March 2026 {PROSE}{QUOTE}", "Published: 2 March 2026"),
        (f"Old bridge reopens after two years Old bridge reopens after two years {PROSE}{QUOTE}",
         "Old bridge reopens after two years"),
        (f"Home News Old bridge opens at last Old bridge opens at last {PROSE}{QUOTE}", "Old bridge opens at last"),
        (f"Home News Local Sport Weather Our Village Fairs Opinion Contact {PROSE}{QUOTE}",
         "Home News Local Sport Weather Our Village Fairs Opinion Contact"),
        (f"Главная Новости Политика Спорт Погода Город Район Архив Карта Форум Старый мост снова открыт всем. {PROSE}",
         "Главная Новости Политика Спорт Погода Город Район Архив Карта Форум"),
        (f"{PROSE}Lesen Sie auch: Warum die Fähre teurer wird Jetzt anmelden {QUOTE} {PROSE}", "Jetzt anmelden"),
    ],
)  # fmt: skip
def test_what_is_glued_to_sentences_is_a_part_of_its_own(source: str, part: str) -> None:
    found = parts(source)
    assert part in found
    assert "".join("".join(found).split()) == "".join(source.split())


@pytest.mark.parametrize(
    "sentence",
    [
        "He told them to Sign up for our newsletter before the end of the week.",
        "The sign read Share this article with a friend or burn it.",
        "She clicked Accept all cookies and left the room.",
        "The minister (of the Liberal Party) said that he would not go.",
        "The results (12/3 and 15/4) surprised Nobody and her brother.",
        "Marta Lind, Jonas Berg, Ada Holm, Otto Falk, Ina Vik and Per Lie were there, and all the others stayed away.",
        "President Anna Berg and Vice President Jonas Holm met on the bridge, and nobody else was asked to come.",
        "Members of the jury are Anna Berg Jonas Holm Ada Vik Otto Falk Ina Lie Per Dahl Marta Lind and a dog.",
        "On Monday Tarn County Council, the Linden Valley Water Board and the Old Mill Trust said that they would pay.",
    ],
)
def test_sentences_stay_whole(sentence: str) -> None:
    assert sentence in parts(f"{PROSE}{sentence} {PROSE}{QUOTE}")


def test_a_name_behind_a_menu_stays_whole() -> None:
    menu = "Home News Local Sport Weather Opinion Business"
    sentence = "Marta Lind Jonas Berg Ada Holm Otto Falk Ina Vik and Per Lie were the first to cross the bridge."
    assert parts(f"{menu} {sentence} {PROSE}{QUOTE}")[:2] == [menu, sentence]


def test_a_menu_without_a_sentence_behind_it_stays_in_one_piece() -> None:
    menu = "Home News Local Sport Weather Opinion Business Culture Travel Contact Linden Valley."
    assert parts(f"{menu} {PROSE}{QUOTE}")[0] == menu


def test_a_line_of_an_article_alone_comes_back_as_it_was() -> None:
    source = f"{PROSE}{QUOTE} {MORE}"
    assert clean(source, content_type="text/plain").text == source


def test_a_sentence_behind_a_pointer_is_not_lost() -> None:
    source = (
        f"Share this article {PROSE}Read more: Why the ferry costs more The council meets again in May. {QUOTE} {PROSE}"
    )
    assert "The council meets again in May." in clean(source, content_type="text/plain").text


def test_spans_hold_every_character() -> None:
    source = f"  Old bridge reopens Old bridge reopens Published: 2 March 2026 {PROSE}Share this {QUOTE}\u200b {PROSE}"
    page = parting.parted(text.cut(source))
    held = "".join(source[block.start : block.end] for block in page.blocks)
    assert "".join(held.split()) == "".join(source.split())


def test_blanks_that_mean_something_stay() -> None:
    source = f"{PROSE}It cost 12\u00a0000\u00a0euros in the end. {QUOTE} {MORE}"
    assert "It cost 12\u00a0000\u00a0euros in the end." in parts(source)
