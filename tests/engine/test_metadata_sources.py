"""Where title, author and date come from, when a page names several or names them badly."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from typing import Any

import pytest

from content_cleaner import clean, metadata
from content_cleaner.blocks import html
from content_cleaner.document import Metadata, Page

TITLE = "Old bridge to be rebuilt by spring"
PROSE = (
    "The river had risen for nine days when the council met in the old mill, and nobody in the room wanted to be the "
    "first to say that the bridge would have to close for the winter."
)
ARTICLE = {"@type": "NewsArticle", "headline": TITLE, "author": {"@type": "Person", "name": "Jane Doe"}}


def script(*objects: Any) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(value)}</script>' for value in objects)


def meta(**values: str) -> str:
    return "".join(f"<meta property='{name.replace('__', ':')}' content='{value}'>" for name, value in values.items())


def read(head: str = "", body: str = "") -> tuple[Page, Any]:
    source = f"<html><head>{head}</head><body>{body}<p>The river rose for nine days.</p></body></html>"
    tree = html.parse(source)
    return replace(html.cut(source, tree), hints=metadata.hints(tree)), tree


def found(head: str = "", body: str = "") -> Metadata:
    page, tree = read(head, body)
    return metadata.find(page, tree, None)


def titles(head: str = "", body: str = "") -> tuple[str, ...]:
    return metadata.headlines(read(head, body)[0]).certain


def test_an_author_that_points_to_another_object_is_resolved() -> None:
    person = {"@type": "Person", "@id": "#p1", "name": "Jane Doe"}
    graph = {"@graph": [{"@type": "Article", "author": {"@id": "#p1"}}, person]}
    assert found(script(graph)).author == "Jane Doe"


@pytest.mark.parametrize("value", ["By Jane Doe", "BY: Jane Doe", " Jane  Doe ", "jane@post.example (Jane Doe)"])
def test_an_author_is_a_name_without_the_word_before_it(value: str) -> None:
    assert found(script({"@type": "Article", "author": {"name": value}})).author == "Jane Doe"


@pytest.mark.parametrize("value", ["null", "None", "undefined", "admin", "jane@example.com"])
def test_what_programs_write_for_nobody_is_no_author(value: str) -> None:
    assert found(script({"@type": "Article", "author": value}) + meta(author=value)).author is None


@pytest.mark.parametrize("label", ["Written by", "Écrit par", "Автор:"])
def test_the_card_for_messages_names_the_author(label: str) -> None:
    card = f'<meta name="twitter:label1" content="{label}"><meta name="twitter:data1" content="Jane Doe">'
    assert found(card).author == "Jane Doe"


def test_a_card_that_names_the_time_to_read_names_no_author() -> None:
    card = '<meta name="twitter:label1" content="Est. reading time"><meta name="twitter:data1" content="4 minutes">'
    assert found(card).author is None


def test_tags_around_the_name_of_an_author_are_left_out() -> None:
    assert found(meta(author="&lt;b&gt;Jane Doe&lt;/b&gt;")).author == "Jane Doe"


def test_the_name_of_an_author_is_unescaped() -> None:
    assert found(script({"@type": "Article", "author": "Jos&eacute; O&#39;Neil"})).author == "José O'Neil"


def test_a_person_comes_before_an_organization() -> None:
    paper = {"@type": "NewsMediaOrganization", "name": "Valley Post"}
    person = {"@type": "Person", "name": "Jane Doe"}
    assert found(script({"@type": "Article", "author": [paper, person]})).author == "Jane Doe"
    article = script({"@type": "Article", "author": paper})
    assert found(article + meta(author="Jane Doe")).author == "Jane Doe"
    assert found(article).author == "Valley Post"


@pytest.mark.parametrize("name", ["citation_author", "dcterms.creator", "dc.creator"])
def test_libraries_names_for_the_author_are_known(name: str) -> None:
    assert found(f"<meta name='{name}' content='Jane Doe'>").author == "Jane Doe"


@pytest.mark.parametrize(
    ("name", "values", "author"),
    [
        ("citation_author", ("Doe, Jane", "O'Neil, John P.", "Doe, Jane"), "Jane Doe, John P. O'Neil"),
        ("author", ("Jane Doe", "John Roe"), "Jane Doe, John Roe"),
        ("author", ("Reuters, AFP",), "Reuters, AFP"),
        ("article:author", ("https://example.com/jane", "Jane Doe"), "Jane Doe"),
    ],
)
def test_each_of_several_authors_is_named(name: str, values: tuple[str, ...], author: str) -> None:
    assert found("".join(f'<meta name="{name}" content="{value}">' for value in values)).author == author


@pytest.mark.parametrize(
    ("before", "after"),
    [("/*<![CDATA[*/ ", " /*]]>*/"), ("//<![CDATA[\n", "\n//]]>"), ("<!-- ", " -->"), ("<!--\n", "\n//-->")],
)
def test_wrapped_json_is_read(before: str, after: str) -> None:
    assert found(f'<script type="application/ld+json">{before}{json.dumps(ARTICLE)}{after}</script>').author == (
        "Jane Doe"
    )


def test_commas_too_many_are_left_out_and_strings_stay() -> None:
    text = '{"@type": "Article", "headline": "One ,] two \\" ,}", "author": ["Jane Doe", ] , }'
    page, _ = read(f'<script type="application/ld+json">{text}</script>')
    assert page.hints["articles"] == [{"@type": "Article", "headline": 'One ,] two " ,}', "author": ["Jane Doe"]}]


@pytest.mark.parametrize("junk", ['\\"', ", ", '",', "[", "/*", "\\"])
def test_broken_json_costs_little(junk: str) -> None:
    began = time.perf_counter()
    read(f'<script type="application/ld+json">{{"{junk * (400_000 // len(junk))}</script>')
    assert time.perf_counter() - began < 3


def test_a_list_of_other_articles_does_not_speak_for_the_page() -> None:
    other = {"@type": "Article", "headline": "Ten cakes", "author": "Max Moe", "datePublished": "2020-01-02"}
    listing = {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": other}]}
    own = {"@type": "Article", "headline": TITLE}
    assert found(script(listing, own)).author is None
    assert found(script(listing, own)).date is None
    assert titles(script(listing, own))[0] == TITLE
    assert found(script(listing)).author == "Max Moe"


def test_of_several_articles_the_one_that_the_head_names_comes_first() -> None:
    other = {"@type": "Article", "headline": "Ten cakes for autumn", "author": "Max Moe"}
    assert found(script(other, ARTICLE) + f"<title>{TITLE} | Valley Post</title>").author == "Jane Doe"
    mine = {"@type": "Article", "author": "Jane Doe", "mainEntityOfPage": {"@id": "https://post.example/bridge/"}}
    link = "<link rel='canonical' href='https://post.example/bridge'>"
    assert found(script(other, mine) + link).author == "Jane Doe"


def test_comments_give_no_author_and_no_date() -> None:
    remark = "<a rel='author' href='/max'>Max Moe</a> <time datetime='2021-05-06'>6 May 2021</time>"
    assert found(body=f"<ol class='comment-list'><li>{remark}</li></ol>") == Metadata()
    assert found(body=f"<div id='comments'><p>{remark}</p></div>") == Metadata()


@pytest.mark.parametrize(
    "byline",
    [
        "<span class='author vcard'>By <a class='url fn n' href='/jane'>Jane Doe</a></span>",
        "<span class='author vcard'>Jane Doe</span>",
        "<span itemprop='author' itemscope><img alt=''><span itemprop='name'>Jane Doe</span>, editor</span>",
        "<a itemprop='author' href='/jane'>Jane Doe</a>",
    ],
)
def test_microdata_and_microformats_name_the_author(byline: str) -> None:
    assert cleaned_author(f"<article><p>Posted {byline}</p><p>{PROSE}</p></article>") == "Jane Doe"


def cleaned_author(body: str) -> str | None:
    return clean(f"<html><body>{body}</body></html>", content_type="text/html").metadata.author


@pytest.mark.parametrize(
    "body",
    [
        "<div class='comment-author vcard'><b class='fn'>Max Moe</b></div>",
        "<div itemprop='review'><span itemprop='author'>Max Moe</span></div>",
        "<ul>" + "".join(f"<li itemprop='author'>{first} Moe</li>" for first in ("Max", "Ann", "Eve", "Ian")) + "</ul>",
        "<span class='author vcard'>12 posts</span>",
        "<span class='author vcard'>All articles</span>",
        "<p>Posted <span class='author vcard'>View all posts by the staff</span></p>",
        "<div itemscope itemtype='https://schema.org/Book'><span itemprop='author'>Max Moe</span></div>",
        "<blockquote>Rise. <span itemprop='author'>Max Moe</span></blockquote>",
        "<figure><span itemprop='author'>Max Moe</span></figure>",
        "<div class='sidebar-left'><span class='author vcard'>Max Moe</span></div>",
    ],
)
def test_what_microdata_says_of_others(body: str) -> None:
    assert cleaned_author(f"{body}<p>{PROSE}</p>") is None


def test_the_visible_byline_comes_before_microdata() -> None:
    other = "<span class='author vcard'>Valley Post</span>"
    assert cleaned_author(f"<article><h1>{TITLE}</h1><p>By Jane Doe</p>{other}<p>{PROSE}</p></article>") == "Jane Doe"


@pytest.mark.parametrize("names", ["related-posts", "box most-read", "c-recommended", "teaser", "latest-news"])
def test_other_articles_give_no_author_and_no_date(names: str) -> None:
    pointer = "<a rel='author' href='/max'>Max Moe</a> <time datetime='2019-05-01'>1 May 2019</time>"
    assert found(body=f"<div class='{names}'><p>{pointer}</p></div>") == Metadata()


@pytest.mark.parametrize("names", ["post comments-open", "has-comments", "commentary", "post has-related"])
def test_names_that_only_speak_of_comments_hide_nothing(names: str) -> None:
    byline = "<a rel='author' href='/jane'>Jane Doe</a>"
    assert found(body=f"<article class='{names}'>{byline}</article>").author == "Jane Doe"


@pytest.mark.parametrize(
    "heading",
    [
        "<h1>Old bridge<br>to be rebuilt by spring</h1>",
        "<h1><div><span>Old bridge</span></div><div>to be rebuilt by spring</div></h1>",
    ],
)
@pytest.mark.parametrize(
    "head",
    [meta(og__title=TITLE), script({"@type": "Article", "headline": TITLE}), f"<title>{TITLE} | Valley Post</title>"],
)
def test_a_heading_on_two_lines_is_one_title(head: str, heading: str) -> None:
    assert titles(head, heading)[0] == TITLE


def test_two_headings_stay_two() -> None:
    given = titles(f"<title>{TITLE}</title>", "<h1>Old bridge</h1><h1>to be rebuilt by spring</h1>")
    assert given[0] == "to be rebuilt by spring"


@pytest.mark.parametrize("head", [meta(og__title=TITLE), script({"@type": "Article", "headline": TITLE})])
def test_the_announced_title_comes_before_a_heading_with_a_kicker(head: str) -> None:
    assert titles(head, f"<h1><span>Region</span>{TITLE}</h1>") == (TITLE, f"Region{TITLE}")


def test_a_heading_that_goes_on_stays_the_title() -> None:
    assert titles(meta(og__title="Old bridge to be rebuilt"), f"<h1>{TITLE}</h1>")[0] == TITLE


@pytest.mark.parametrize("sign", ["¶", " ¶", " #", "<a href='#top'>#</a>"])
def test_a_sign_that_links_to_the_heading_is_no_part_of_it(sign: str) -> None:
    assert titles(f"<title>{TITLE}</title>", f"<h1>{TITLE}{sign}</h1>")[0] == TITLE


def test_the_sign_in_a_name_stays() -> None:
    assert titles("<title>How to learn C#</title>", "<h1>How to learn C#</h1>")[0] == "How to learn C#"


SITE_HEADING = "<h1>Valley Post</h1>"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (meta(og__site_name="Valley Post", og__title=TITLE) + f"<title>Valley Post | {TITLE}</title>", SITE_HEADING),
        (meta(og__title=TITLE) + f"<title>{TITLE} | Valley Post</title>", SITE_HEADING),
        (f"<title>{TITLE} | Valley Post</title>", f"{SITE_HEADING}<h2>{TITLE}</h2>"),
    ],
)
def test_the_name_of_the_site_is_no_title(head: str, body: str) -> None:
    assert titles(head, body) == (TITLE,)


def test_a_title_behind_the_name_of_the_site_stays() -> None:
    head = meta(og__title="The Valley Post and Courier | Bridge shut")
    head += "<title>The Valley Post and Courier | Bridge shut</title>"
    assert titles(head, "<h1>Bridge shut</h1>")[0] == "Bridge shut"


def test_the_title_of_a_drawing_is_not_the_page_s() -> None:
    page, _ = read(body=f"<svg><g><title>Arrow to the left</title></g></svg><title>{TITLE}</title>")
    assert page.hints["title"] == TITLE
    assert titles(body="<svg><title>Arrow to the left</title></svg>") == ()


def test_a_title_that_was_escaped_twice_is_read_once_more() -> None:
    assert titles(meta(og__title="Salt &amp;amp; pepper &amp;#8217;24"))[0] == "Salt & pepper ’24"
    given = titles("<title>Salt &amp;amp; pepper</title>", "<h1>Salt &amp;amp; pepper</h1>")
    assert given == ("Salt & pepper", "Salt &amp; pepper")


@pytest.mark.parametrize("value", ["May 7, 2024", "7 May 2024", "Tuesday, May 7th, 2024 10:30", "2024-05-07T08:00:00Z"])
def test_a_date_in_english_words_is_read(value: str) -> None:
    head = meta(article__modified_time="2024-06-01T08:00:00Z")
    assert found(script({"@type": "Article", "datePublished": value}) + head).date == "2024-05-07"


@pytest.mark.parametrize(
    "line", ["Published: May 7, 2024", "By Jane Doe | Posted on 7 May 2024", "Published 2024-05-07"]
)
def test_the_day_that_a_page_shows_comes_before_that_of_its_last_change(line: str) -> None:
    head = meta(article__modified_time="2024-06-01T08:00:00Z")
    assert found(head, f"<p>{line}</p>").date == "2024-05-07"
    assert found(head, "<p>Nothing was said of 7 May 2024.</p>").date == "2024-06-01"


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-03-05T10:00:00Z", "2024-03-05"),
        ("March 5, 2024", "2024-03-05"),
        ("Tue, 05 Mar 2024 10:00:00 GMT", "2024-03-05"),
        ("2024-02-30", "2024-05-06"),  # there is no such day: the address says one
    ],
)
def test_a_day_that_the_head_names_comes_before_the_address(value: str, day: str) -> None:
    page = f'<meta property="article:published_time" content="{value}"><h1>Bridge</h1><p>The bridge is open.</p>'
    answer = clean(page, content_type="text/html", url="https://example.com/2024/05/06/bridge")
    assert answer.metadata.date == day
