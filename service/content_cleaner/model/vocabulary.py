"""How authors name the parts of a page: class, id and role words by what they stand for."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from itertools import chain

import ahocorasick_rs
import numpy as np
from numpy.typing import NDArray

from content_cleaner.compiled import names as compiled

CATEGORIES: dict[str, tuple[str, ...]] = {
    "comments": ("comment", "disqus", "respond", "reply", "replies", "discussion", "kommentar"),
    "share": ("share", "sharing", "social", "addthis", "sns", "follow", "facebook", "twitter", "whatsapp"),
    "related": (
        "relat", "recommend", "readmore", "read-more", "more-", "-more", "outbrain", "taboola", "similar",
        "also",
    ),
    "teaser": ("teaser", "promo", "card", "tile", "trending", "popular", "latest", "most-", "mostread", "newsfeed"),
    "navigation": ("nav", "menu", "breadcrumb", "crumb", "pagination", "pager", "skip", "toolbar", "topbar", "tabs"),
    "footer": ("foot", "colophon", "bottom", "copyright", "legal", "imprint"),
    "header": ("header", "masthead", "banner", "logo", "brand", "topper"),
    "sidebar": ("sidebar", "side-", "rail", "aside", "widget", "secondary", "complementary", "rightcol", "right-col"),
    "advert": (
        "advert", "adslot", "ad-", "ads-", "-ad", "sponsor", "dfp", "commercial", "adsense", "werbung",
        "banner-ad",
    ),
    "signup": ("newsletter", "subscri", "signup", "sign-up", "register", "mailing", "optin", "abo-", "cta"),
    "consent": ("cookie", "consent", "gdpr", "onetrust", "privacy", "cmp-"),
    "paywall": ("paywall", "regwall", "piano", "meter", "barrier", "premium", "paid"),
    "caption": ("caption", "legend", "bildunter"),
    "media": (
        "image", "img", "photo", "figure", "gallery", "picture", "media", "thumb", "foto", "bild", "slide",
        "carousel",
    ),
    "credit": ("credit", "source", "rights", "agency", "photographer"),
    "byline": ("byline", "author", "writer", "autor", "contributor", "avatar", "profile", "vcard", "bio"),
    "date": ("date", "time", "publish", "updated", "posted"),
    "meta": ("meta", "info", "details", "stats", "views", "count"),
    "tags": ("tag", "topic", "categor", "keyword", "label", "taxonomy"),
    "body": (
        "articlebody", "article-body", "article_body", "article__body", "articletext", "article-text", "article_text",
        "article-content", "article__content", "articlecontent", "post-content", "post_content", "postcontent",
        "post-body", "postbody", "entry-content", "entrycontent", "story-body", "storybody", "story-content",
        "story-text", "body-copy", "bodytext", "body-text", "richtext", "rich-text", "wysiwyg", "prose", "markdown",
        "news-text", "main-text", "field-name-body", "text-formatted", "newstext", "news_text",
        "content-body",
        "content__body",
    ),
    "content": ("content", "body", "text", "paragraph", "copy", "block"),
    "article": ("article", "story", "post", "entry", "news", "blog", "single"),
    "main": ("main", "primary", "center", "centre", "middle", "maincol"),
    "title": ("title", "headline", "heading", "hed", "subject"),
    "summary": (
        "summary", "lead", "intro", "standfirst", "dek", "excerpt", "abstract", "subtitle", "descri", "chapo",
    ),
    "form": ("form", "search", "login", "signin", "input", "password", "captcha", "field"),
    "overlay": ("modal", "popup", "overlay", "dialog", "lightbox", "drawer", "tooltip", "dropdown", "toast"),
    "list": ("list", "grid", "feed", "archive", "result", "item", "row"),
    "product": ("product", "price", "cart", "shop", "sku", "spec", "rating", "review"),
    "forum": ("forum", "thread", "message", "msg", "member", "signature", "user", "vbulletin", "topic"),
    "code": ("code", "highlight", "syntax", "snippet", "gist"),
    "contents": ("toc", "table-of-contents", "contents", "jump", "anchor"),
    "hidden": (
        "hidden", "hide", "sr-only", "visually", "screen-reader", "offscreen", "invisible", "collapse",
        "print",
    ),
    "player": ("video", "player", "audio", "podcast", "embed", "iframe"),
    "aside-box": (
        "infobox", "info-box", "factbox", "fact-box", "pullquote", "pull-quote", "sidebar-box", "correction",
        "note",
    ),
    "quote": ("quote", "blockquote", "zitat"),
    "accordion": ("accordion", "faq", "tab-", "panel", "toggle"),
    "hero": ("hero", "jumbotron", "splash", "cover"),
}  # fmt: skip

NAMES = tuple(CATEGORIES)
TAGS = (
    "article", "main", "section", "aside", "nav", "header", "footer", "figure", "form", "table", "ul", "ol",
    "blockquote", "details", "dialog", "p", "li", "td", "h1", "h2", "h3", "button", "label", "a", "span", "div",
    "pre", "dl", "address", "time",
)  # fmt: skip


@functools.cache
def _matcher() -> tuple[ahocorasick_rs.AhoCorasick, NDArray[np.intp]]:
    words = [(word, index) for index, name in enumerate(NAMES) for word in CATEGORIES[name]]
    return ahocorasick_rs.AhoCorasick([word for word, _ in words]), np.array([index for _, index in words], np.intp)


@functools.cache
def _automaton() -> compiled.Categories:
    return compiled.Categories(tuple(CATEGORIES.values()))


def categories(names: Sequence[str]) -> NDArray[np.bool_]:
    """Which categories each of n attribute texts names: n x len(NAMES)."""
    if compiled is None:
        return categories_in_python(names)
    found = np.empty((len(names), len(NAMES)), bool)
    _automaton().mark(list(names), found)
    return found


def categories_in_python(names: Sequence[str]) -> NDArray[np.bool_]:
    """What `categories` gives where nothing is compiled."""
    found = np.zeros((len(names), len(NAMES)), bool)
    if not names:
        return found
    matcher, index_of = _matcher()
    hits = matcher.find_matches_as_indexes("\n".join(names), overlapping=True)
    if hits:
        pattern, start, _ = np.fromiter(chain.from_iterable(hits), np.intp, 3 * len(hits)).reshape(-1, 3).T
        lengths = np.fromiter(map(len, names), np.intp, len(names))
        ends = np.cumsum(lengths + 1)
        found[np.searchsorted(ends, start, side="right"), index_of[pattern]] = True
    return found
