"""Elements inside an article that are no part of it, told by what they are: dialogs, forms, signatures, menus."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from content_cleaner.document import Label, Page
from content_cleaner.naming import Name

# What holds more of the kept words is the article, whatever it is called.
MAX_SHARE = 0.7
# By rule the tags, and what the elements' names hold; a name between blanks is a whole one.
RULES: Mapping[Name, tuple[frozenset[str], tuple[str, ...]]] = {
    Name("boilerplate", "dialog-element"): (
        frozenset(("dialog",)),
        ("modal", "dialog", "popup", "popover", "lightbox", "tooltip"),
    ),
    Name("boilerplate", "form-element"): (frozenset(("form", "fieldset", "legend", "label")), ()),
    Name("boilerplate", "notice-element"): (frozenset(), ("notice", "announcement", "disclaimer")),
    Name("boilerplate", "poll-element"): (frozenset(), ("poll", "quiz", "survey")),
    Name("comments", "signature-element"): (frozenset(), ("signature", "interactionstatistic")),
    Name("comments", "review-element"): (frozenset(), (" review ", " reviews ")),
    Name("navigation", "menu-element"): (frozenset(("nav",)), ("navigation",)),
    Name("footer", "foot-element"): (frozenset(("footer",)), ()),
}


def elements(kept: NDArray[np.bool_], page: Page, words: NDArray[np.float32]) -> list[tuple[NDArray[np.bool_], Name]]:
    """Which of n kept blocks are inside such an element, by rule; none where they would be most of the article."""
    telling = _telling(page.labels)
    if not telling:
        return []
    places = np.flatnonzero(kept).tolist()
    labels, parents = page.elements.labels, page.elements.parents
    inside: dict[int, float] = {}
    for index in places:
        for element in _around(page.blocks[index].element, parents):
            inside[element] = inside.get(element, 0.0) + float(words[index])
    most = MAX_SHARE * float(words[kept].sum())
    found: dict[Name, list[int]] = {}
    for index in places:
        for element in _around(page.blocks[index].element, parents):
            if inside[element] > most:
                break
            name = telling.get(labels[element])
            if name is not None:
                found.setdefault(name, []).append(index)
                break
    if float(words[[index for some in found.values() for index in some]].sum()) > most:
        return []
    masks = []
    for name, some in found.items():
        mask = np.zeros(len(kept), bool)
        mask[some] = True
        masks.append((mask, name))
    return masks


def _telling(labels: Sequence[Label]) -> dict[int, Name]:
    """The rule of each label that tells one, by the label's number."""
    telling: dict[int, Name] = {}
    every = " ".join(["", *[f"{label.names} \n" for label in labels]])
    for name, (tags, words) in RULES.items():
        present = [word for word in words if word in every]
        for number, (tag, names) in enumerate(labels):
            if tag in tags or (present and any(word in f" {names} " for word in present)):
                telling.setdefault(number, name)
    return telling


def _around(element: int, parents: Sequence[int]) -> Iterator[int]:
    while element >= 0:
        yield element
        element = parents[element]
