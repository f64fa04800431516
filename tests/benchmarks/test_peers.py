from __future__ import annotations

import pytest

from benchmarks import peers


@pytest.mark.parametrize(
    "line",
    [
        "The ferry to Nordholm sails again from Monday.",
        'Nobody had asked them, said the captain, "until now"',
        "Will the ferry sail on Sunday too?",
    ],
)
def test_c4_keeps_sentences(line: str) -> None:
    assert peers.c4_keeps(line)


@pytest.mark.parametrize(
    "line",
    [
        "The ferry to Nordholm sails again",
        "It sails again.",
        "The ferry to Nordholm sails again ...",
        "Please enable JavaScript to see when the ferry sails.",
        "See our privacy policy for what we do with your data.",
        "function sails(to) { return true and nothing else at all.",
        "",
    ],
)
def test_c4_drops_the_rest(line: str) -> None:
    assert not peers.c4_keeps(line)


def test_c4_leaves_whole_lines_in_order() -> None:
    text = "Home\nThe ferry to Nordholm sails again from Monday.[2]\nShare this\n  Tickets cost nine crowns a person. "
    assert peers.c4_lines(text, None) == (
        "The ferry to Nordholm sails again from Monday.\nTickets cost nine crowns a person."
    )


def test_lines_reach_an_html_extractor_as_paragraphs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "trafilatura", lambda content, url: content)
    assert peers.trafilatura_lines("Tea & cake\n\n <b>", None) == (
        "<html><body><p>Tea &amp; cake</p>\n<p> &lt;b&gt;</p></body></html>"
    )


def test_every_peer_has_a_name_of_its_own() -> None:
    names = [peer.name for peer in peers.HTML_PEERS + peers.TEXT_PEERS]
    assert len(set(names)) == len(names)
