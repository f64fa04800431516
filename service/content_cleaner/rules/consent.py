"""Cookie banners and the notices before embedded content."""

from __future__ import annotations

from content_cleaner.rules.matchers import at_most, phrased
from content_cleaner.rules.rule import HTML, Rule
from content_cleaner.rules.signals import signal

RULES = (
    Rule(
        "consent-label",
        "consent",
        True,
        signal("consent.whole"),
        phrased("consent", "whole", words=12),
        "A label or button and nothing else: “Accept all cookies”;"
        " not “Accept all that comes”.",
    ),
    Rule(
        "consent-opening",
        "consent",
        True,
        signal("consent.starts"),
        phrased("consent", "starts", words=90),
        "Words that open such notices: “We use cookies to improve this site”;"
        " not “We use cookies, said the baker, with butter only”.",
    ),
    Rule(
        "consent-phrase",
        "consent",
        True,
        signal("consent.contains"),
        phrased("consent", "contains", words=90),
        "A phrase of such notices in a short block: “Read our cookie policy”;"
        " not “The court said that use of cookies was legal”.",
    ),
    Rule(
        "consent-wording",
        "consent",
        False,
        signal("consent.doubtful", "consent.openings", "consent.mentions"),
        at_most(90),
        "The vocabulary of such notices, not enough to decide: “Cookies on this page”;"
        " not a recipe for cookies.",
    ),
    Rule(
        "consent-element",
        "consent",
        False,
        signal("in.consent"),
        at_most(180),
        "The element, its parent or its grandparent is named so: “<div id='cookie-banner'>”;"
        " not a baker’s page of cookies.",
        HTML,
    ),
)
