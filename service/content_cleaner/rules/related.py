"""Pointers to other pages: “Read more: …”, cross-links in capitals, lists of what else there is."""

from __future__ import annotations

from content_cleaner.rules.matchers import all_of, before_pointer, heads_text, leads, linked, none_of, plain_beside
from content_cleaner.rules.rule import HTML, Rule
from content_cleaner.rules.signals import signal

RULES = (
    Rule(
        "related-label",
        "related",
        True,
        signal("related.whole"),
        12,
        None,
        "A label and nothing else: “You may also like”; not “You may also like it cold, with mint.”",
    ),
    Rule(
        "related-pointer",
        "related",
        True,
        signal("related.starts", "related.openings"),
        40,
        all_of(before_pointer("related"), none_of(heads_text)),
        "A pointer and a sign before the other headline: “READ MORE: Bridge reopens”; not “Read more, he told them.”",
    ),
    Rule(
        "related-opening",
        "related",
        True,
        signal("related.starts"),
        30,
        all_of(plain_beside("related"), none_of(heads_text)),
        "Words that open pointers: “Click here for all our bridge stories”; not “Click here, she said.”",
    ),
    Rule(
        "related-phrase",
        "related",
        True,
        signal("related.contains"),
        35,
        all_of(leads("related"), plain_beside("related")),
        "A phrase of pointers: “The post Bridge reopens appeared first on Valley Post”; not “A pier is a bridge that "
        "ends in the water. See also: Jetties.”, whose first sentence would be lost",
    ),
    Rule(
        "related-wording",
        "related",
        False,
        signal("related.doubtful", "related.openings", "related.mentions"),
        30,
        None,
        "The vocabulary of pointers: “Find out more in our guide”; advice in an article sounds the same.",
    ),
    Rule(
        "related-capitals-link",
        "related",
        False,
        signal("capitals"),
        30,
        linked(0.9),
        "A line in capitals that is one link: “TOWN COUNCIL VOTES ON FERRY”; a linked subheading may look so.",
        HTML,
        shortest=4,
    ),
    Rule(
        "related-capitals",
        "related",
        False,
        signal("capitals"),
        25,
        None,
        "A line in capitals: “TOWN COUNCIL VOTES ON FERRY FARES TODAY”; subheadings and telegrams are written so too.",
        shortest=5,
    ),
    Rule(
        "related-element",
        "related",
        False,
        signal("in.related"),
        60,
        None,
        "The element or one above it is named so: “<div class='related-posts'>”; not sure on pages made of teasers.",
        HTML,
    ),
)
