"""A whole sentence that merely begins like a notice stays where the scorer is sure of it; a notice goes."""

from collections.abc import Callable

import pytest

from content_cleaner import clean

PROSE = (
    "The river had risen for nine days when the council met in the old mill, and nobody in the room wanted to be the "
    "first to say that the bridge would have to close for the winter."
)
SENTENCES = [
    "Copyright law has not changed since the year 1988.",
    "Subscribe to the lifeboat fund and you get a sticker.",
    "Click here to open the form.",
    "Mehr über die Ursache will die Polizei am Montag sagen.",
    "Der Newsletter der Stadtverwaltung sorgte in der Sitzung für Gelächter.",
    "Verpassen Sie den letzten Bus, müssen Sie neun Kilometer laufen.",
    "Saken fortsetter i lagmannsretten på mandag.",
    "Más noticias de la expedición llegaron tres semanas después.",
    "Tous les commentaires du juge allaient dans le même sens.",
]


def cleaned(lines: list[str], score: float, scored: Callable[..., None]) -> str:
    scored(score)
    return clean("\n\n".join(lines), content_type="text/plain").text


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_of_which_the_scorer_is_sure_stays(sentence: str, scored: Callable[..., None]) -> None:
    lines = ["Share this article", PROSE, sentence, PROSE.replace("river", "lake")]
    assert sentence in cleaned(lines, 0.95, scored)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_where_the_scorer_is_not_sure_the_rule_decides(sentence: str, scored: Callable[..., None]) -> None:
    lines = ["Share this article", PROSE, sentence, PROSE.replace("river", "lake")]
    assert sentence not in cleaned(lines, 0.7, scored)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_such_a_sentence_alone_is_no_sign_of_a_scraped_page(sentence: str, scored: Callable[..., None]) -> None:
    lines = [PROSE, sentence, PROSE.replace("river", "lake")]
    assert cleaned(lines, 0.7, scored) == "\n\n".join(lines)


@pytest.mark.parametrize(
    "notice",
    [
        "Sign up for our newsletter",
        "Cet article est réservé aux abonnés. Abonnez-vous pour lire la suite à partir de 1 € par mois.",
        "Read more: Why the ferry costs more this summer",
    ],
)
def test_labels_pointers_and_what_two_rules_know_go(notice: str, scored: Callable[..., None]) -> None:
    lines = ["Share this article", PROSE, notice, PROSE.replace("river", "lake")]
    assert notice not in cleaned(lines, 0.97, scored)


@pytest.mark.parametrize(
    ("label", "below", "stays"),
    [
        ("Lesen Sie auch", "Warum die Fähre in diesem Sommer teurer wird", False),
        ("Leggi anche", "Poste, chiudono altri dodici uffici in Valle", False),
        ("Lesen Sie auch", "Die Folgen", True),  # a subheading
        ("Lesen Sie auch", "Die Fähre wird in diesem Sommer teurer, sagte der Rat.", True),
    ],
)
def test_the_headline_below_a_label_goes_with_it(
    label: str, below: str, stays: bool, scored: Callable[..., None]
) -> None:
    lines = [PROSE, label, below, PROSE.replace("river", "lake")]
    assert (below in cleaned(lines, 0.9, scored)) is stays


CAPTION = "Isbrytaren Balder ligger stilla utanför Norrvik."


@pytest.mark.parametrize(("score", "stays"), [(0.7, False), (0.95, True)])
def test_the_line_above_a_credit_is_its_caption(score: float, stays: bool, scored: Callable[..., None]) -> None:
    lines = [PROSE, CAPTION, "Foto: Mats Engdahl/TT", PROSE.replace("river", "lake")]
    assert (CAPTION in cleaned(lines, score, scored)) is stays


def test_the_last_sentence_of_an_article_is_no_caption_of_the_agency_below(scored: Callable[..., None]) -> None:
    lines = ["Share this article", PROSE, PROSE.replace("river", "lake"), CAPTION, "Foto: Mats Engdahl/TT"]
    assert CAPTION in cleaned(lines, 0.7, scored)


def test_a_removed_caption_says_what_it_is(scored: Callable[..., None]) -> None:
    scored(0.7)
    source = "\n\n".join([PROSE, CAPTION, "Foto: Mats Engdahl/TT", PROSE.replace("river", "lake")])
    removed = {r.text: r for r in clean(source, content_type="text/plain").removed}
    assert (removed[CAPTION].reason, removed[CAPTION].rule) == ("caption", "caption-above-credit")
