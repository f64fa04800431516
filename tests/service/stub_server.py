"""The service with a stand-in for the engine whose documents can misbehave on command.

python stub_server.py: settings from the environment, as for the real one.
"""

from __future__ import annotations

import os
import signal
import time

from content_cleaner.settings import Settings
from content_cleaner.web.engines.perform import Limits
from content_cleaner.web.engines.tasks import Answer, Task
from content_cleaner.web.problems import Problem
from content_cleaner.web.server import run

KEPT: list[bytes] = []


def misbehave(task: Task, limits: Limits) -> Answer:
    """Do what the first line says (SLEEP or BURN seconds, KEEP megabytes, CRASH, MEMORY, PID), then give it back."""
    text = task.content if isinstance(task.content, str) else task.content.decode()
    word, _, argument = text.split("\n", 1)[0].partition(" ")
    if word == "SLEEP":
        time.sleep(float(argument))
    elif word == "BURN":
        end = time.process_time() + float(argument)
        while time.process_time() < end:
            pass
    elif word == "CRASH":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif word == "MEMORY":
        try:
            bytearray(10**11)
        except MemoryError as error:
            raise Problem("content-too-demanding", "no memory") from error
    elif word == "KEEP":
        KEPT.append(b"x" * int(argument) * 2**20)
    elif word == "PID":
        text = str(os.getpid())
    return Answer(text.encode(), "ok", "text", {"caption": 1}, len(text), len(text), 0.001)


if __name__ == "__main__":
    run(Settings.from_environ(), misbehave)
