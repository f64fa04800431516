"""Cookie banners and the notices before embedded content."""

from __future__ import annotations

from content_cleaner.rules.matchers import all_of, dense, plain_beside
from content_cleaner.rules.rule import HTML, Rule
from content_cleaner.rules.signals import signal

RULES = (
    Rule(
        "consent-label",
        "consent",
        True,
        signal("consent.whole"),
        12,
        None,
        "A label or button and nothing else: “Accept all cookies”; not “Accept all that comes”.",
    ),
    Rule(
        "consent-opening",
        "consent",
        True,
        signal("consent.starts"),
        90,
        plain_beside("consent"),
        "Words that open such notices: “We use cookies to improve this site”;"
        " not “We use cookies, said the baker, with butter only”.",
    ),
    Rule(
        "consent-phrase",
        "consent",
        True,
        signal("consent.contains"),
        90,
        all_of(dense("consent"), plain_beside("consent")),
        "A phrase of such notices in a short block: “Read our cookie policy”;"
        " not “The court said the cookie policy was legal”.",
    ),
    Rule(
        "consent-wording",
        "consent",
        False,
        signal("consent.doubtful", "consent.openings", "consent.mentions"),
        90,
        None,
        "The vocabulary of such notices, which is not enough to decide: “Cookies on this page”;"
        " not a recipe for cookies.",
    ),
    Rule(
        "consent-element",
        "consent",
        False,
        signal("in.consent"),
        180,
        None,
        "The element or one above it is named so: “<div id='cookie-banner'>”; not a baker’s page of cookies.",
        HTML,
    ),
)
