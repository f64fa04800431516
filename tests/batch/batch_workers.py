"""Work for pools under test: importable, because engine processes load it by name."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Mapping
from typing import Any

from content_cleaner.batch.files import Line
from content_cleaner.batch.records import Answer


def obey(line: Line, options: Mapping[str, Any]) -> Answer:
    """Do what the document says: crash, hang, wait, or answer with its id and the process that did it."""
    record = json.loads(line.raw)
    match record["content"].split():
        case ["crash"]:
            os.kill(os.getpid(), signal.SIGKILL)
        case ["hang"]:
            time.sleep(60)
        case ["wait", seconds]:
            time.sleep(float(seconds))
    return Answer(json.dumps({"id": record.get("id"), "pid": os.getpid()}), "ok", False)


def refuse(line: Line, options: Mapping[str, Any]) -> Answer:
    """An engine that cannot be loaded."""
    raise ImportError("no engine here")
