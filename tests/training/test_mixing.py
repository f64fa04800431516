"""Pages with exchanged surroundings: the article stays whole, what comes in is from other sites."""

from __future__ import annotations

import pytest

from training import mixing

SENTENCES = (
    "The ferry to the outer islands will sail again from the first of May, the harbour office said.",
    "It had been laid up since a winter storm bent its bow doors and flooded the lower deck.",
    "A yard in the next county took eleven weeks to straighten the doors and to dry the engines.",
    "Islanders had crossed in fishing boats meanwhile, and the school had moved lessons to the hotel.",
    "Tickets cost what they cost before, and bicycles travel free until the end of the season.",
)
ARTICLE = "\n".join(SENTENCES)


def page(site: str, *, inside: str = "") -> str:
    paragraphs = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES[:3])
    rest = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES[3:])
    return (
        f"<html><head><title>Ferry - {site}</title></head><body><nav><ul><li>{site} front page</li>"
        f"<li>{site} weather and tides</li></ul></nav><main><h1>Ferry</h1>{paragraphs}{inside}{rest}</main>"
        f"<aside><p>{site} most read stories of the week</p></aside>"
        f"<script>var article = '{SENTENCES[0]}';</script></body></html>"
    )


def test_parts_hold_nothing_of_the_article_and_know_their_place() -> None:
    given = mixing.parts(page("Alpha", inside="<figure>Alpha picture of a ferry</figure>"), ARTICLE, "1")
    places = {part.place: part.source for part in given}
    assert "Alpha front page" in places["above"]
    assert "Alpha picture of a ferry" in places["inside"]
    assert "Alpha most read stories" in places["below"]
    assert not any(word in part.source for part in given for word in ("sail again", "eleven weeks", "var article"))


def offered_to(site: str) -> list[mixing.Part]:
    given = [
        (("en",), other, mixing.parts(page(other, inside=f"<aside>{other} newsletter by mail</aside>"), ARTICLE, other))
        for other in ("Alpha", "Beta", "Gamma")
    ]
    return mixing.offers(mixing.pooled(given), ("en",), site, "1")


def test_offers_are_of_other_sites_with_the_same_key() -> None:
    sources = "".join(part.source for part in offered_to("Alpha"))
    assert "Beta" in sources
    assert "Gamma" in sources
    assert "Alpha" not in sources
    assert mixing.offers(mixing.pooled([(("en",), "Beta", offered_to("Alpha"))]), ("fr",), "Alpha", "1") == []


@pytest.mark.parametrize("seed", [str(number) for number in range(20)])
def test_the_article_stays_whole_and_in_order(seed: str) -> None:
    made = mixing.mixed(page("Alpha"), ARTICLE, offered_to("Alpha"), seed)
    assert made is not None
    places = [made.find(f"<p>{sentence}</p>") for sentence in SENTENCES]
    assert min(places) > 0
    assert places == sorted(places)
    assert made == mixing.mixed(page("Alpha"), ARTICLE, offered_to("Alpha"), seed)


def test_surroundings_come_from_elsewhere_and_some_between_paragraphs() -> None:
    made = [mixing.mixed(page("Alpha"), ARTICLE, offered_to("Alpha"), str(number)) or "" for number in range(20)]
    assert any("Beta" in one and "Alpha most read" not in one for one in made)
    first, last = SENTENCES[0], SENTENCES[-1]
    between = [one[one.find(first) : one.find(last)] for one in made]
    assert any("Beta" in one or "Gamma" in one for one in between)


def test_a_page_without_its_article_gives_and_takes_nothing() -> None:
    assert mixing.parts(page("Alpha"), "Something else altogether, of which the page holds not a word.", "1") == []
    assert mixing.mixed(page("Alpha"), "Something else altogether.", offered_to("Alpha"), "1") is None
    assert mixing.parts("", ARTICLE, "1") == []
