"""Imprint, copyright, terms: what stands under every page."""

from __future__ import annotations

from content_cleaner.rules.matchers import at_most, phrased
from content_cleaner.rules.rule import HTML, Rule
from content_cleaner.rules.signals import signal

RULES = (
    Rule(
        "footer-label",
        "footer",
        True,
        signal("footer.whole"),
        phrased("footer", "whole", words=12),
        "A label or button and nothing else: “All rights reserved”;"
        " not “About us nobody knew”.",
    ),
    Rule(
        "footer-opening",
        "footer",
        True,
        signal("footer.starts"),
        phrased("footer", "starts", words=90),
        "Words that open such notices: “© 2024 Valley Post Ltd”;"
        " not “© is the sign of copyright, he wrote”.",
    ),
    Rule(
        "footer-phrase",
        "footer",
        True,
        signal("footer.contains"),
        phrased("footer", "contains", words=90),
        "A phrase of such notices in a short block: “Terms of use | Privacy policy”;"
        " not “He said all rights reserved to the crown were gone”.",
    ),
    Rule(
        "footer-wording",
        "footer",
        False,
        signal("footer.doubtful", "footer.openings", "footer.mentions"),
        at_most(90),
        "The vocabulary of such notices, not enough to decide: “Copyright”;"
        " not an article about copyright.",
    ),
    Rule(
        "footer-element",
        "footer",
        False,
        signal("in.footer"),
        at_most(180),
        "The element, its parent or its grandparent is named so: “<footer>”;"
        " not an article’s own footer with notes.",
        HTML,
    ),
)
