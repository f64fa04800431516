"""Imprint, copyright, terms: what stands under every page."""

from __future__ import annotations

import re

from content_cleaner.rules.matchers import all_of, dense, plain_beside, shape
from content_cleaner.rules.rule import HTML, Candidate, Rule
from content_cleaner.rules.signals import signal

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def _dated(candidate: Candidate) -> bool:
    return _YEAR.search(candidate.line) is not None


_SIGN = r"\([cC]\)\s*(?:[cC]opyright|(?:19|20)\d\d\b|[A-Z][^;]{0,80}\b(?:19|20)\d\d\b[^;a-z]*$)"

RULES = (
    Rule(
        "footer-copyright",
        "footer",
        True,
        signal("footer.starts", "footer.openings"),
        40,
        all_of(shape(rf"^\W*(?:©|{_SIGN}|[cC]opyright|COPYRIGHT)", longest=400), _dated),
        "The sign or word and a year: “© 2024 Valley Post Ltd”; not “Copyright law changed little "
        "until the presses came.”, nor the item “(c) the Harbour Act 2000;” of a law.",
    ),
    Rule(
        "footer-label",
        "footer",
        True,
        signal("footer.whole"),
        12,
        None,
        "A label or button and nothing else: “All rights reserved”; not “About us nobody knew”.",
    ),
    Rule(
        "footer-opening",
        "footer",
        True,
        signal("footer.starts"),
        90,
        plain_beside("footer"),
        "Words that open such notices: “© 2024 Valley Post Ltd”; not “© is the sign of copyright, he wrote”.",
    ),
    Rule(
        "footer-phrase",
        "footer",
        True,
        signal("footer.contains"),
        90,
        all_of(dense("footer"), plain_beside("footer")),
        "A phrase of such notices in a short block: “Terms of use | Privacy policy”;"
        " not “He said all rights reserved to the crown were gone”.",
    ),
    Rule(
        "footer-wording",
        "footer",
        False,
        signal("footer.doubtful", "footer.openings", "footer.mentions"),
        90,
        None,
        "The vocabulary of such notices, which is not enough to decide: “Copyright”; not an article about copyright.",
    ),
    Rule(
        "footer-element",
        "footer",
        False,
        signal("in.footer"),
        180,
        None,
        "The element or one above it is named so: “<footer>”; not an article’s own footer with notes.",
        HTML,
    ),
)
