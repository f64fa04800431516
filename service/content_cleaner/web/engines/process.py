"""What an engine process does: one task after the other, on a short leash."""

from __future__ import annotations

import contextlib
import logging
import resource
import socket
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from content_cleaner.settings import MEBIBYTE, Settings
from content_cleaner.web.engines.channel import ChannelClosedError, receive_task, send_answer
from content_cleaner.web.engines.perform import SELF_TEST, Limits, perform, self_test_passed
from content_cleaner.web.engines.tasks import Answer, Task
from content_cleaner.web.problems import Problem

Work = Callable[[Task, Limits], Answer]

_OOM_SCORE = Path("/proc/self/oom_score_adj")
_FIRST_VICTIM = "800"
_NETWORK_EVENTS = frozenset({"socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo"})


def warm_up(settings: Settings, work: Work = perform) -> None:
    """Load the engine and clean the built-in document; raises `RuntimeError` where the engine does not work."""
    if not self_test_passed(work(SELF_TEST, Limits.of(settings))):
        raise RuntimeError("the engine lost the article of the built-in document")


def engine_main(channel: socket.socket, settings: Settings, work: Work = perform) -> None:
    """Clean the tasks that come in on `channel` until it is closed."""
    _leash(settings.engine_megabytes * MEBIBYTE)
    limits = Limits.of(settings)
    while True:
        try:
            send_answer(channel, _outcome(receive_task(channel), limits, work))
        except ChannelClosedError:
            return


def _outcome(task: Task, limits: Limits, work: Work) -> Answer | Problem:
    try:
        return work(task, limits)
    except Problem as problem:
        return problem


def _leash(memory_bytes: int) -> None:
    """Bound memory, write no core files and no logs, be the first to go when memory runs out, and use no network."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if memory_bytes:
        resource.setrlimit(resource.RLIMIT_DATA, (memory_bytes, memory_bytes))
    with contextlib.suppress(OSError):  # not Linux, or not allowed: an ordinary process then
        _OOM_SCORE.write_text(_FIRST_VICTIM, encoding="ascii")
    # Libraries log pieces of what they cannot parse, or warn of them, and documents belong in no log.
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    sys.addaudithook(_refuse_network)


def _refuse_network(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _NETWORK_EVENTS:
        raise PermissionError("the engine uses no network")
