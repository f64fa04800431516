"""What tags and class, id and role names tell about a block: each name is read once a page."""

from __future__ import annotations

import functools
from types import MappingProxyType

import ahocorasick_rs

from content_cleaner.document import Label, Page
from content_cleaner.rules.signals import BITS, STRUCTURE_REASONS

_AT = BITS[f"at.{STRUCTURE_REASONS[0]}"]
_IN = BITS[f"in.{STRUCTURE_REASONS[0]}"]
_OWN = {reason: 1 << position for position, reason in enumerate(STRUCTURE_REASONS)}

TAGS = MappingProxyType(
    {"figcaption": "figcaption", "nav": "navigation", "footer": "footer", "time": "timestamp", "form": "signup"}
)
WRAPPERS = frozenset(("html", "body", "main", "article"))
"""Their names describe the whole page ("has-comments"), not what is in them."""

NAMES = MappingProxyType(
    {
        "caption": "caption captions captiontext legende didascalia podpis imgcaption bu-text",
        "figcaption": "figcaption wp-caption-text img-caption image-caption imagecaption image_caption photo-caption "
        "photocaption media-caption mediacaption figure-caption article-caption gallery-caption picture-caption "
        "caption-text cutline bildunterschrift bildtext pie-de-foto image__caption figure__caption media__caption "
        "photo__caption lead-image-caption image-description",
        "credit": "credit imagecredit photocredit photo-credit image-credit picture-credit img-credit photographer "
        "fotograf attribution bildnachweis photo-source image-source mediacredit creditline copyright-holder",
        "byline": "byline bylines author authors authorname author-name author-bio author-box authorbox bio autor "
        "auteur autore author-info author-card contributor contributors writer journalist reporter byauthor",
        "timestamp": "timestamp dateline-date pubdate publish-date published post-date entry-date article-date "
        "datepublished datemodified article-time date-published updated date-header publication-date timeago posted-on "
        "reading-time readtime read-time dateline",
        "signup": "newsletter newsletters signup sign-up subscribe-form newsletter-form email-signup mailing-list "
        "mailchimp mc4wp mc_embed_signup optin opt-in newslettersignup subscribe-box newsletter-box inscription",
        "share": "share sharing sharebar share-bar share-buttons sharetools share-tools socialshare social-share "
        "sharedaddy addthis addtoany a2a_kit social social-links social-media social-icons sociallinks socialmedia "
        "sharethis share-links social-sharing socials shariff follow-us whatsapp tweet",
        "related": "related related-posts related-articles relatedarticles relatedposts related-content recommended "
        "recommendations recirculation recirc read-more readmore more-stories most-read mostread most-popular popular "
        "trending see-also also-read outbrain taboola jp-relatedposts inline-related yarpp more-news latest-news "
        "similar suggested you-may-like teaser teasers recommend onward relacionadas relacionados",
        "advert": "advert adverts advertisement advertising ad ads ad-slot adslot ad-container dfp sponsored sponsor "
        "sponsors promo promoted promotion banner banner-ad adsense adsbygoogle native-ad google-ad publicite anzeige "
        "werbung reklama publicidad",
        "consent": "cookie cookies consent gdpr cookie-banner cookiebanner cookie-notice cookie-consent ccpa "
        "onetrust cmp privacy-banner cookie-law",
        "paywall": "paywall paywalled regwall subscription-wall piano meter-wall subscriber-only premium-teaser "
        "paywall-overlay subscribe-wall gateway-content",
        "comments": "comments comment commentlist comment-list comment-form disqus disqus_thread respond replies "
        "commenting comment-body comment-content fb-comments kommentare commentaires comentarios commenti",
        "navigation": "nav navbar navigation menu menubar breadcrumb breadcrumbs pagination pager sidebar topbar "
        "toolbar toc skip-link skiplink tabs tablist prev-next nav-links page-numbers navmenu submenu megamenu "
        "tags tag-list taglist tag-links post-tags entry-tags topics categories cat-links search searchform "
        "menuitem dropdown",
        "footer": "footer contentinfo site-footer page-footer colophon copyright legal disclaimer footer-links "
        "footernav imprint",
    }
)
_NEGATIONS = ("has", "with", "no", "is", "show", "hide", "without", "have")


@functools.cache
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, tuple[int, ...]]:
    patterns: dict[str, int] = {}
    for reason, names in NAMES.items():
        for name in names.split():
            patterns[name] = patterns.get(name, 0) | _OWN[reason]
    return ahocorasick_rs.AhoCorasick(list(patterns), store_patterns=False), tuple(patterns.values())


def _bits_of_names(names: str) -> int:
    """What class, id and role names say: bits at the positions of STRUCTURE_REASONS."""
    automaton, bits = _automaton()
    found, length = 0, len(names)
    for pattern, start, end in automaton.find_matches_as_indexes(names, overlapping=True):
        if (end < length and names[end].isalnum()) or (start and names[start - 1].isalnum()):
            continue
        if start > 2 and names[start - 1] in "-_" and names[max(0, start - 8) : start - 1].endswith(_NEGATIONS):
            continue
        found |= bits[pattern]
    return found


def _bits_of_label(label: Label) -> int:
    """What the tag says, too."""
    if label.tag in WRAPPERS:
        return 0
    bits = _bits_of_names(label.names) if label.names else 0
    return bits | _OWN[TAGS[label.tag]] if label.tag in TAGS else bits


def structure_signals(page: Page) -> dict[int, int]:
    """Element index -> signal bits, for every element that holds a block.

    `at.X`: the element, its parent or its grandparent says X; `in.X`: any ancestor does.
    """
    labels, parents = page.elements.labels, page.elements.parents
    bits_of: dict[int, int] = {}
    own: dict[int, int] = {-1: 0}
    far: dict[int, int] = {-1: 0}
    signals: dict[int, int] = {}
    for leaf in dict.fromkeys([block.element for block in page.blocks]):
        path, index = [], leaf
        while index not in far:
            path.append(index)
            index = parents[index]
        above = far[index]
        for index in reversed(path):
            label = labels[index]
            if label not in bits_of:
                bits_of[label] = _bits_of_label(page.labels[label])
            own[index] = bits = bits_of[label]
            far[index] = above = above | bits
        near = 0
        if above:
            parent = parents[leaf]
            near = own[leaf] | own[parent] | (own[parents[parent]] if parent >= 0 else 0)
        signals[leaf] = near * _AT | above * _IN
    return signals
