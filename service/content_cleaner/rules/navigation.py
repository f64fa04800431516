"""Ways through the site: menus, breadcrumbs, tags, page numbers."""

from __future__ import annotations

from content_cleaner.rules.matchers import plain_beside
from content_cleaner.rules.rule import HTML, Rule
from content_cleaner.rules.signals import signal

RULES = (
    Rule(
        "navigation-label",
        "navigation",
        True,
        signal("navigation.whole"),
        12,
        None,
        "A label or button and nothing else: “Skip to main content”; not “Home at last”.",
    ),
    Rule(
        "navigation-opening",
        "navigation",
        True,
        signal("navigation.starts"),
        30,
        plain_beside("navigation"),
        "Words that open such notices: “Tags: bridge, river, flood”; not “Home, he said, was elsewhere”.",
    ),
    Rule(
        "navigation-phrase",
        "navigation",
        True,
        signal("navigation.contains"),
        30,
        plain_beside("navigation"),
        "A phrase of such notices in a short block: “You are here: Home > News”;"
        " not “You are here because of me, she said”.",
    ),
    Rule(
        "navigation-wording",
        "navigation",
        False,
        signal("navigation.doubtful", "navigation.openings", "navigation.mentions"),
        30,
        None,
        "The vocabulary of such notices, which is not enough to decide: “Overview”; not a subheading of a manual.",
    ),
    Rule(
        "navigation-element",
        "navigation",
        False,
        signal("in.navigation"),
        60,
        None,
        "The element or one above it is named so: “<nav>”; not a table of contents in the article.",
        HTML,
    ),
)
