"""Comments of readers and their forms."""

from __future__ import annotations

from content_cleaner.rules.matchers import all_of, plain_beside, shape
from content_cleaner.rules.rule import HTML, Candidate, Rule
from content_cleaner.rules.signals import signal

# As blog software heads the comments of an entry, in its translations.
_COUNTED = (
    "responses?|thoughts?|comments?|replies|reply|reactions?|gedanken?|kommentare?|antworten?|réponses?|réflexions?|"
    "commentaires?|réactions?|respuestas?|comentarios?|pensamientos?|pensieri|commenti|commento|risposte|risposta|"
    "comentários?|respostas?|gedachten?|reacties?|kommentarer|svar|tankar|tanker|komentarze|komentarzy?|myśli|komentářů?|"
    "комментари[йяев]{1,2}|коментар[івя]{0,2}"
)
_TO = "to|on|for|zu|auf|sur|à|a|en|su|para|em|op|over|om|på|till|til|do|na temat|u|к|на|до"

_QUOTED = r"[\"“”„«‘'‚][^\n]{1,150}[\"“”»’']"
_MIN_TEXT, _ABOVE = 200, 40


def _stands_below_text(candidate: Candidate) -> bool:
    """A title may count thoughts as well."""
    above = candidate.page.blocks[max(0, candidate.position - _ABOVE) : candidate.position]
    return any(len(block.text) >= _MIN_TEXT for block in above)


RULES = (
    Rule(
        "comments-label",
        "comments",
        True,
        signal("comments.whole"),
        12,
        None,
        "A label or button and nothing else: “Leave a comment”; not “No comment was all he said”.",
    ),
    Rule(
        "comments-count-label",
        "comments",
        True,
        signal("digit"),
        25,
        all_of(shape(rf"(?i)^\d{{1,5}} (?:{_COUNTED}) (?:{_TO}) ?{_QUOTED}$"), _stands_below_text),
        "How many comments follow on what is quoted: “3 Responses to ‘The old bridge’”; not “3 thoughts on bridges”.",
    ),
    Rule(
        "comments-opening",
        "comments",
        True,
        signal("comments.starts"),
        40,
        plain_beside("comments"),
        "Words that open such notices: “You must be logged in to post a comment”;"
        " not “Join the conversation, she told him”.",
    ),
    Rule(
        "comments-phrase",
        "comments",
        True,
        signal("comments.contains"),
        40,
        plain_beside("comments"),
        "A phrase of such notices in a short block: “Have a view? Join the conversation below”;"
        " not “He was asked to leave a comment”.",
    ),
    Rule(
        "comments-wording",
        "comments",
        False,
        signal("comments.doubtful", "comments.openings", "comments.mentions"),
        40,
        None,
        "The vocabulary of such notices, which is not enough to decide: “Reply”; not an interview’s answers.",
    ),
    Rule(
        "comments-element",
        "comments",
        False,
        signal("in.comments"),
        80,
        None,
        "The element or one above it is named so: “<ol class='commentlist'>”;"
        " not a forum, where the posts are the content.",
        HTML,
    ),
)
