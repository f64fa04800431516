"""Ways through the site: menus, breadcrumbs, tags, page numbers."""

from __future__ import annotations

from content_cleaner.rules.matchers import at_most, phrased
from content_cleaner.rules.rule import HTML, Rule
from content_cleaner.rules.signals import signal

RULES = (
    Rule(
        "navigation-label",
        "navigation",
        True,
        signal("navigation.whole"),
        phrased("navigation", "whole", words=12),
        "A label or button and nothing else: “Skip to main content”;"
        " not “Home at last”.",
    ),
    Rule(
        "navigation-opening",
        "navigation",
        True,
        signal("navigation.starts"),
        phrased("navigation", "starts", words=30),
        "Words that open such notices: “Tags: bridge, river, flood”;"
        " not “Home, he said, was elsewhere”.",
    ),
    Rule(
        "navigation-phrase",
        "navigation",
        True,
        signal("navigation.contains"),
        phrased("navigation", "contains", words=30),
        "A phrase of such notices in a short block: “You are here: Home > News”;"
        " not “You are here because of me, she said”.",
    ),
    Rule(
        "navigation-wording",
        "navigation",
        False,
        signal("navigation.doubtful", "navigation.openings", "navigation.mentions"),
        at_most(30),
        "The vocabulary of such notices, not enough to decide: “Overview”;"
        " not a subheading of a manual.",
    ),
    Rule(
        "navigation-element",
        "navigation",
        False,
        signal("in.navigation"),
        at_most(60),
        "The element, its parent or its grandparent is named so: “<nav>”;"
        " not a table of contents in the article.",
        HTML,
    ),
)
