"""The try-it page at /, its files and its sample documents; all of it comes from this package, nothing from others."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from flask import Blueprint, Response, render_template, send_from_directory
from werkzeug.exceptions import NotFound

from content_cleaner.document import FAVORS, REASONS, VERDICTS, Favor, Reason, Verdict
from content_cleaner.web.services import services

blueprint = Blueprint("page", __name__, static_folder="static", static_url_path="/static", template_folder="templates")
SAMPLES_FOLDER = Path(__file__).parent / "samples"


class Sample(NamedTuple):
    """A document to try: its file, the language it is in (ISO 639-1) and that language's own name."""

    name: str
    language: str
    label: str


class Words(NamedTuple):
    """How the page calls a reason, and what it says about it."""

    label: str
    about: str


SAMPLES: tuple[Sample, ...] = (
    Sample("en-harbour-ferry.txt", "en", "English"),
    Sample("en-shell-howto.html", "en", "English"),
    Sample("ar-calligrapher.html", "ar", "العربية"),
    Sample("de-museum-night.html", "de", "Deutsch"),
    Sample("el-olive-harvest.html", "el", "Ελληνικά"),
    Sample("es-drought-vines.html", "es", "Español"),
    Sample("fr-library-roof.txt", "fr", "Français"),
    Sample("it-chestnut-recipe.txt", "it", "Italiano"),
    Sample("ja-local-railway.txt", "ja", "日本語"),
    Sample("ko-market-night.html", "ko", "한국어"),
    Sample("pt-match-liveblog.html", "pt", "Português"),
    Sample("ru-footbridge.txt", "ru", "Русский"),
    Sample("tr-island-ferry.html", "tr", "Türkçe"),
    Sample("zh-teahouse.txt", "zh", "中文"),
)
SAMPLE_NAMES = frozenset(sample.name for sample in SAMPLES)

REASON_WORDS: Mapping[Reason, Words] = MappingProxyType(
    {
        "duplicate-headline": Words("Duplicate headline", "the headline once more"),
        "duplicate-block": Words("Duplicate passage", "the same words as another passage"),
        "caption": Words("Caption", "text that belongs to a picture"),
        "credit": Words("Credit", "who made a picture or supplied the text"),
        "byline": Words("Byline", "who wrote it"),
        "timestamp": Words("Timestamp", "when it was published or changed"),
        "signup": Words("Sign-up", "an invitation to subscribe, register or install"),
        "share": Words("Share bar", "buttons to pass the page on"),
        "related": Words("Related links", "teasers of other pages"),
        "advert": Words("Advert", "advertising, or the word that announces it"),
        "consent": Words("Consent notice", "a notice about cookies or privacy"),
        "paywall": Words("Paywall notice", "the rest is for subscribers"),
        "comments": Words("Comments", "readers' comments and what surrounds them"),
        "navigation": Words("Navigation", "menus and ways through the site"),
        "footer": Words("Footer", "the end of the page: imprint, rights, contact"),
        "boilerplate": Words("Other boilerplate", "not the article, and nothing more is known"),
    }
)
VERDICT_WORDS: Mapping[Verdict, str] = MappingProxyType(
    {
        "ok": "an article was found",
        "empty": "nothing to read was found",
        "too_short": "too little text for an article",
        "paywall_stub": "only the beginning, the rest is behind a paywall",
        "index_page": "a list of links, not an article",
        "consent_wall": "a consent notice instead of an article",
        "error_page": "an error page instead of an article",
    }
)
FAVOR_WORDS: Mapping[Favor, str] = MappingProxyType(
    {"precision": "are removed", "balanced": "are weighed", "recall": "are kept"}
)


@blueprint.get("/")
def index() -> str:
    """The page; its script asks POST /v1/clean of this service and nobody else."""
    return render_template(
        "page.html",
        samples=SAMPLES,
        reasons=[(reason, REASON_WORDS[reason]) for reason in REASONS],
        verdicts={verdict: VERDICT_WORDS[verdict] for verdict in VERDICTS},
        favors=[(favor, FAVOR_WORDS[favor]) for favor in FAVORS],
        max_bytes=services().settings.max_body_bytes,
    )


@blueprint.get("/samples/<name>")
def sample(name: str) -> Response:
    """A sample document, always as plain text: it is there to be read, not to be run."""
    if name not in SAMPLE_NAMES:
        raise NotFound
    return send_from_directory(SAMPLES_FOLDER, name, mimetype="text/plain")
