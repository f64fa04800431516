"""Elements inside an article that are no part of it, told by what they are: dialogs, forms, signatures, menus."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from content_cleaner.blocks.sentences import ends_sentence
from content_cleaner.certainty import Seen
from content_cleaner.document import Block, Page, Reason
from content_cleaner.naming import Name
from content_cleaner.rules import UNSURE

# What holds more of the kept words is the article, whatever it is called.
MAX_SHARE = 0.7
DIALOG = Name("boilerplate", "dialog-element")
PROFILE = Name("comments", "profile-element")
PROFILES = (
    "message-usertitle", "message-userextras", "userbanner", "postprofile", "usertitle", "membergroup", "postgroup",
    "postcount", "post-thanks", "post-buttons", "quickbuttons", "moderatorbar", "message-lastedit",
    "bbcodeblock-expandlink", "crawler-post-infos",
)  # fmt: skip
# More is said in a post.
MAX_PROFILE_WORDS = 12
AUTHOR_BOX = Name("byline", "author-box")
AUTHOR_BOXES = (
    "author-bio", "author-box", "author_box", "authorbox", "about-author", "about-the-author", "author__bio",
    "author_bio", "elementor-author-box",
)  # fmt: skip
# What holds more of the kept words is a biography.
MAX_AUTHOR_SHARE = 0.25
WIKI_PARTS = (
    "mw-editsection", "mw-jump-link", "mw-cite-backlink", "printfooter", "catlinks", "navbox", "sitesub", "ambox",
    "tmbox",
)  # fmt: skip
BUTTON = Name("boilerplate", "button-element")
# Bootstrap's class for the title of a section that opens at a click.
OPENER = "btn-link"
# Longer is a card or a question.
MAX_BUTTON_WORDS = 6
# By rule the tags, and what the elements' names hold; a name between blanks is a whole one.
RULES: Mapping[Name, tuple[frozenset[str], tuple[str, ...]]] = {
    DIALOG: (
        frozenset(("dialog",)),
        ("modal", "dialog", "popup", "popover", "lightbox", "tooltip"),
    ),
    Name("boilerplate", "form-element"): (frozenset(("form", "fieldset", "legend", "label")), ()),
    Name("boilerplate", "notice-element"): (frozenset(), ("notice", "announcement", "disclaimer")),
    Name("boilerplate", "poll-element"): (frozenset(), ("poll", "quiz", "survey")),
    Name("comments", "signature-element"): (frozenset(), ("signature", "interactionstatistic")),
    Name("comments", "review-element"): (frozenset(), (" review ", " reviews ")),
    # What forums say of who wrote a post: XenForo, phpBB, vBulletin, SMF, Discourse.
    PROFILE: (frozenset(), tuple(f" {name} " for name in PROFILES)),
    # Discourse's card of a page that a post links to.
    Name("related", "link-preview"): (frozenset(), (" onebox ",)),
    AUTHOR_BOX: (frozenset(), tuple(f" {name} " for name in AUTHOR_BOXES)),
    BUTTON: (frozenset(), (" btn ", " cmp-button ", " wp-block-button__link ", " wp-element-button ")),
    # What MediaWiki puts around and into articles.
    Name("navigation", "wiki-element"): (frozenset(), tuple(f" {name} " for name in WIKI_PARTS)),
    Name("navigation", "menu-element"): (frozenset(("nav",)), ("navigation",)),
    Name("footer", "foot-element"): (frozenset(("footer",)), ()),
}

SIGNUP_BOX = Name("signup", "signup-box")
SIGNUP: Reason = "signup"
FIELD = "input"
# Of a box, from the field outwards, and of the fields and invitations that are looked at.
BOX_LEVELS, MAX_BOX_ELEMENTS, MAX_SEEDS = 4, 120, 12
MIN_INVITATIONS = 2
MAX_BOX_WORDS, MAX_BOX_SHARE = 80, 0.2

_BY_TAG = {tag: name for name, (tags, _) in RULES.items() for tag in tags}
_BY_WORD = {word: name for name, (_, words) in RULES.items() for word in words}


def elements(kept: NDArray[np.bool_], page: Page, words: NDArray[np.float32]) -> list[tuple[NDArray[np.bool_], Name]]:
    """Which of n kept blocks are inside such an element, by rule; none where they would be most of the article."""
    places = np.flatnonzero(kept).tolist()
    sizes = words.tolist()
    labels = page.elements.labels
    inside = _inside(page, {index: sizes[index] for index in places})
    most = MAX_SHARE * float(words[kept].sum())
    most_of_author = MAX_AUTHOR_SHARE * float(words[kept].sum())
    telling = _telling(page, {labels[element] for element, size in inside.items() if size <= most})
    if not telling:
        return []
    of: dict[int, Name] = {}
    for element, size in inside.items():
        name = telling.get(labels[element]) or of.get(page.elements.parents[element])
        if name is not None and size <= (most_of_author if name == AUTHOR_BOX else most):
            of[element] = name
    found: dict[Name, list[int]] = {}
    for index in places:
        name = of.get(page.blocks[index].element)
        block = page.blocks[index]
        if name is None or (name == DIALOG and _opens_it(page, block, of)):
            continue
        if name == PROFILE and sizes[index] > MAX_PROFILE_WORDS and ends_sentence(block.text):
            continue
        if name != BUTTON or (sizes[index] <= MAX_BUTTON_WORDS and _is_button(page, block)):
            found.setdefault(name, []).append(index)
    if sum(sizes[index] for some in found.values() for index in some) > most:
        return []
    masks = []
    for name, some in found.items():
        mask = np.zeros(len(kept), bool)
        mask[some] = True
        masks.append((mask, name))
    return masks


def _opens_it(page: Page, block: Block, of: Mapping[int, Name]) -> bool:
    """Whether a block is a sentence that is a link, which opens a dialog and is in none: `<a class='popup'>`."""
    is_link = page.labels[page.elements.labels[block.element]].tag == "a"
    return is_link and of.get(page.elements.parents[block.element]) is None and ends_sentence(block.text)


def _is_button(page: Page, block: Block) -> bool:
    """Whether a block is a link with a few words on it: no heading, no sentence, no title of a section that opens."""
    label = page.labels[page.elements.labels[block.element]]
    shown = label.tag == "a" and OPENER not in label.names
    return shown and block.kind in ("paragraph", "list-item") and not ends_sentence(block.text)


def signup_boxes(kept: NDArray[np.bool_], seen: Seen) -> NDArray[np.bool_]:
    """Which of n kept blocks stand in a small box where one signs up or gives money.

    A rule says so of one of its blocks, and it has a field to fill in, or sure rules say so of two. Its sentences, and
    the consent below the button, read as those of the article do.
    """
    boxed = np.zeros(len(kept), bool)
    page, words = seen.page, seen.words
    telling = np.flatnonzero(seen.of(SIGNUP, least=UNSURE)).tolist()
    if not telling:
        return boxed
    told = {i: [rule.decisive for rule in seen.found[i] if rule.reason == SIGNUP] for i in telling}
    holders = np.array([block.element for block in page.blocks])
    most = min(MAX_BOX_WORDS, MAX_BOX_SHARE * float(words[kept].sum()))
    known: set[tuple[int, bool]] = set()
    rising = np.sort(holders[kept])
    of_kept = rising.tolist()
    for place, has_field in _seeds(page, told, rising):
        for element, end in _around(page, place):
            if bisect_left(of_kept, element) == bisect_left(of_kept, end):
                continue  # nothing to lose yet
            inside = np.flatnonzero((holders >= element) & (holders < end))
            if (element, has_field) in known or words[inside].sum() > most:
                break
            known.add((element, has_field))
            invitations = [told[index] for index in inside.tolist() if index in told]
            if (has_field and invitations) or sum(map(any, invitations)) >= MIN_INVITATIONS:
                boxed[inside] = kept[inside]
    return boxed


def _seeds(page: Page, told: Mapping[int, Sequence[bool]], kept: NDArray[np.intp]) -> Iterator[tuple[int, bool]]:
    """The first fields and sure invitations that may share a box with a kept block, and whether they are fields.

    kept: the elements of the kept blocks, rising.
    """
    is_field = np.array([label.tag == FIELD for label in page.labels], bool)
    fields = np.flatnonzero(is_field[np.asarray(page.elements.labels)])
    sure = [element for index, own in told.items() if (element := page.blocks[index].element) >= 0 and any(own)]
    for places, are_fields in ((fields, True), (np.array(sure, np.intp), False)):
        near = np.searchsorted(kept, places - MAX_BOX_ELEMENTS) < np.searchsorted(kept, places + MAX_BOX_ELEMENTS)
        for place in places[near][:MAX_SEEDS].tolist():
            yield place, are_fields


def _around(page: Page, place: int) -> Iterator[tuple[int, int]]:
    """The small elements around one, from the inside outwards, each with the first element behind it."""
    parents, depths = page.elements.parents, page.elements.depths
    element = end = place
    for _ in range(BOX_LEVELS):
        element = parents[element]
        if element < 0:
            return
        end = max(end, element + 1)
        while end < len(depths) and depths[end] > depths[element]:
            end += 1
            if end - element > MAX_BOX_ELEMENTS:
                return
        yield element, end


def _inside(page: Page, sizes: Mapping[int, float]) -> dict[int, float]:
    """The words under each element around the blocks whose sizes are given; elements before their descendants."""
    parents = page.elements.parents
    own: dict[int, float] = {}
    for index, size in sizes.items():
        element = holder = page.blocks[index].element
        while element >= 0 and element not in own:
            own[element] = 0.0
            element = parents[element]
        if holder >= 0:
            own[holder] += size
    order = sorted(own)
    for element in reversed(order):
        if parents[element] >= 0:
            own[parents[element]] += own[element]
    return {element: own[element] for element in order}


def _telling(page: Page, numbers: Collection[int]) -> dict[int, Name]:
    """The rule of each of the labels that tells one, by the label's number."""
    telling: dict[int, Name] = {}
    every = " \n ".join([page.labels[number].names for number in numbers])
    present = [word for word in _BY_WORD if word in f" {every} "]
    for number in numbers:
        tag, names = page.labels[number]
        name = _BY_TAG.get(tag)
        if name is None and present and names:
            name = next((_BY_WORD[word] for word in present if word in f" {names} "), None)
        if name is not None:
            telling[number] = name
    return telling
