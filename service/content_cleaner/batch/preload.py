"""Imported by the fork server only: what is loaded here is loaded once, and shared by all processes forked from it."""

from contextlib import suppress

from content_cleaner.allocator import give_back_freed
from content_cleaner.batch.files import Line
from content_cleaner.batch.records import answer_line

_SAMPLES = (
    b'{"content": "<html><body><p>A short page, for loading all that pages need.</p></body></html>"}',
    b'{"content": "A short text, for loading all that texts need."}',
)

give_back_freed()
for _sample in _SAMPLES:
    with suppress(Exception):  # the fork server must live; each process tries for itself, and its failure is reported
        answer_line(Line("", 1, _sample, 0), {})
