"""What tags and class, id and role names tell about a block: each name is read once a page."""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from types import MappingProxyType

import ahocorasick_rs

from content_cleaner.compiled import survey as kernel
from content_cleaner.document import BESIDE_SIDEBAR, Label, Page
from content_cleaner.rules.signals import BITS, STRUCTURE_REASONS

_AT = BITS[f"at.{STRUCTURE_REASONS[0]}"]
_IN = BITS[f"in.{STRUCTURE_REASONS[0]}"]
_OWN = {reason: 1 << position for position, reason in enumerate(STRUCTURE_REASONS)}

TAGS = MappingProxyType(
    {"figcaption": "figcaption", "nav": "navigation", "footer": "footer", "time": "timestamp", "form": "signup"}
)
WRAPPERS = frozenset(("html", "body", "main", "article"))
"""Their names describe the whole page ("has-comments"), not what is in them."""

WIDE_SHARE, WIDE_CHARS = 0.7, 1_000
"""So do those of an element that holds so much of a page's text, and so many characters ("sidebar-right")."""

LONG_REASONS = frozenset(("consent", "comments", "footer", "paywall"))
"""But these may be longer than all the rest of a page."""

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
        "onetrust privacy-banner cookie-law cmpbox cmpwrapper qc-cmp qc-cmp2 didomi usercentrics cookiebot "
        "trustarc truste cookieyes cookiefirst iubenda borlabs klaro cmplz axeptio tarteaucitron sp_message_container",
        "paywall": "regwall subscription-wall piano meter-wall subscriber-only premium-teaser "
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
_NARROW = sum(bit for reason, bit in _OWN.items() if reason not in LONG_REASONS)
_NEGATIONS = ("has", "with", "no", "is", "show", "hide", "without", "have")


_WITHIN = 8  # characters before a name in which a negation stands


@functools.cache
def _patterns() -> dict[str, int]:
    patterns: dict[str, int] = {}
    for reason, names in NAMES.items():
        for name in names.split():
            patterns[name] = patterns.get(name, 0) | _OWN[reason]
    return patterns


@functools.cache
def _trie() -> kernel.Trie:
    return kernel.Trie(list(_patterns()))


@functools.cache
def _automaton() -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(list(_patterns()), store_patterns=False)


def _bits_of_names(labels: Sequence[Label]) -> list[int]:
    """What class, id and role names say: for each label bits at the positions of STRUCTURE_REASONS."""
    names = ["" if tag in WRAPPERS else names.replace(BESIDE_SIDEBAR, "") for tag, names in labels]
    bits = tuple(_patterns().values())
    return kernel.name_bits(names, _trie(), bits) if kernel is not None else name_bits(names, bits)


def name_bits(names: Sequence[str], bits: Sequence[int]) -> list[int]:
    """The bits of the patterns found in each of the names."""
    found = [0] * len(names)
    ends = list(accumulate([len(name) + 1 for name in names]))
    for pattern, first, last in _automaton().find_matches_as_indexes("\n".join(names), overlapping=True):
        index = bisect_right(ends, first)
        begin = ends[index - 1] if index else 0
        name, start, end = names[index], first - begin, last - begin
        if (end < len(name) and name[end].isalnum()) or (start and name[start - 1].isalnum()):
            continue
        if start > 2 and name[start - 1] in "-_" and name[max(0, start - _WITHIN) : start - 1].endswith(_NEGATIONS):
            continue
        found[index] |= bits[pattern]
    return found


def structure_signals(page: Page) -> list[int]:
    """The signal bits of every block's element, 0 where it has none.

    `at.X`: the element, its parent or its grandparent says X; `in.X`: any ancestor does.
    """
    own = _bits_of_names(page.labels)
    for number, label in enumerate(page.labels):
        if label.tag in TAGS:
            own[number] |= _OWN[TAGS[label.tag]]
    labels, parents = page.elements.labels, page.elements.parents
    holders = [block.element for block in page.blocks]
    sizes = [len(block.text) for block in page.blocks]
    if kernel is not None:
        return kernel.ancestry(labels, parents, own, holders, sizes, (WIDE_SHARE, WIDE_CHARS, _NARROW), _AT, _IN)
    return ancestry(labels, parents, own, holders, sizes)


def ancestry(
    labels: Sequence[int], parents: Sequence[int], own: Sequence[int], holders: Sequence[int], sizes: Sequence[int]
) -> list[int]:
    """What the elements that hold blocks, and those around them, say.

    own: what each label says; sizes: the characters of each block.
    """
    said = _said(labels, own, _held(parents, holders, sizes), max(WIDE_SHARE * sum(sizes), WIDE_CHARS))
    far: dict[int, int] = {-1: 0}
    signals: dict[int, int] = {-1: 0}
    for leaf in dict.fromkeys(holders):
        path, index = [], leaf
        while index not in far:
            path.append(index)
            index = parents[index]
        above = far[index]
        for index in reversed(path):
            far[index] = above = above | said[index]
        if above:
            parent = parents[leaf]
            grandparent = parents[parent] if parent >= 0 else -1
            near = said[leaf] | (said[parent] if parent >= 0 else 0) | (said[grandparent] if grandparent >= 0 else 0)
            signals[leaf] = near * _AT | above * _IN
        else:
            signals[leaf] = 0
    return [signals[holder] for holder in holders]


def _held(parents: Sequence[int], holders: Sequence[int], sizes: Sequence[int]) -> list[int]:
    """The characters under each element, which comes before its descendants."""
    held = [0] * len(parents)
    for holder, size in zip(holders, sizes, strict=True):
        if holder >= 0:
            held[holder] += size
    for index in range(len(parents) - 1, 0, -1):
        if parents[index] >= 0:
            held[parents[index]] += held[index]
    return held


def _said(labels: Sequence[int], own: Sequence[int], held: Sequence[int], most: float) -> list[int]:
    """What each element says of what it holds."""
    return [own[label] & ~_NARROW if size >= most else own[label] for label, size in zip(labels, held, strict=True)]
