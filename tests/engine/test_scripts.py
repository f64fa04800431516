"""Scripts, styles and data of a page in its plain text are set apart; code that an article shows is not."""

from __future__ import annotations

import pytest

from content_cleaner import clean
from content_cleaner.blocks import scripts, text

BODY = (
    "The council has voted to reopen the bridge on Saturday, after two years in which the ferry was the only way over.",
    "Engineers found no damage below the waterline, and the ferry stops on Sunday night for good.",
    "Nobody at the mill had expected it so soon, and the owner has flour for a whole winter in her barn.",
)
STYLES = "@font-face{font-family:Orrin;src:url(/orrin.woff2)}" + "".join(
    f".box{number}{{display:block;margin:{number}px;padding:0;color:#333}}" for number in range(30)
)
TAGS = """window.dataLayer = window.dataLayer || [];
function gtag(){dataLayer.push(arguments);}
gtag('js', new Date());
gtag('config', 'G-1');
(function(){
var slot = document.createElement('script');
slot.async = true;
document.head.appendChild(slot);
})();"""
DATA = '{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Bridge reopens", "articleBody": "%s"}'
MENU = "Home\nNews\nSport\nContact"
PAGE = "\n\n".join(
    (STYLES, TAGS, MENU, "Bridge reopens", DATA % " ".join(BODY), *BODY, "All rights reserved. Privacy policy", TAGS)
)


def test_scripts_styles_and_data_go_and_the_article_stays() -> None:
    answer = clean(PAGE, content_type="text/plain")
    assert answer.text.removeprefix("Bridge reopens\n\n") == "\n\n".join(BODY)
    gone = [removal for removal in answer.removed if removal.rule == "page-script"]
    assert {removal.reason for removal in gone} == {"boilerplate"}
    assert STYLES in gone[0].text


def test_passages_hold_all_of_the_text_in_order() -> None:
    passages = clean(PAGE, content_type="text/plain").passages
    assert "".join("".join(PAGE[p.start : p.end] for p in passages).split()) == "".join(PAGE.split())


def test_what_is_kept_on_request_is_in_the_text() -> None:
    from content_cleaner import Options

    answer = clean(PAGE, content_type="text/plain", options=Options(keep=frozenset(("boilerplate",))))
    assert STYLES in answer.text


SAMPLES = """How to load a script late

Every page of ours loaded four scripts before its first word was shown. This is what we do now.

window.addEventListener('load', function () {
    var tag = document.createElement('script');
    document.body.appendChild(tag);
});

The style sheet needs two rules and no more, which everybody can read:

@media screen {
    .late { color: #333 !important; }
}

Since then the first word is there after half a second, and nobody has missed the scripts."""


def test_samples_of_code_in_an_article_stay() -> None:
    assert not scripts.are_in(SAMPLES)
    assert clean(SAMPLES, content_type="text/plain").text.split() == SAMPLES.split()


@pytest.mark.parametrize("open_end", ["function never(){ if (window.top) {", "{" * 50 + "window.a;"])
def test_braces_that_nothing_closes_take_no_prose(open_end: str) -> None:
    source = f"{STYLES}\n{TAGS}\n{open_end}\n" + "\n".join(BODY * 3)
    assert all(sentence in [block.text for block in text.cut(source).blocks] for sentence in BODY)


def test_a_line_of_code_with_an_article_in_it_is_not_taken_whole() -> None:
    glued = f"var a={{}};window.b=1;document.write('x');{' '.join(BODY)}"
    kept = " ".join(block.text for block in text.cut(f"{STYLES}\n{TAGS}\n{glued}").blocks)
    assert BODY[1] in kept


def test_calls_in_code_are_no_links_of_markdown() -> None:
    calls = "\n".join(f"handlers[name{number}](event);" for number in range(20))
    assert text.cut(f"{calls}\n\nThe river rose for nine days.").hints["shape"] != "markdown"
