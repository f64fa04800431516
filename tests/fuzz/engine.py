"""Fuzz the engine for some minutes; what broke it is added to the corpus, which the tests replay.

python -m tests.fuzz.engine --minutes 10
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import time
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from content_cleaner import CleaningError, Options, clean
from content_cleaner.document import FAVORS, REASONS
from content_cleaner.render import to_json, to_markdown, to_text

from .documents import content_types, contents

CORPUS = Path(__file__).parent / "corpus"
SECONDS_A_DOCUMENT = 10.0
ROUND = 200
options = st.builds(
    Options,
    keep=st.frozensets(st.sampled_from(REASONS), max_size=3),
    favor=st.sampled_from(FAVORS),
    metadata=st.booleans(),
)


def check(content: str | bytes, content_type: str | None = None, chosen: Options = Options()) -> None:  # noqa: B008
    """What holds for every document: a result or a documented error, in time, that can be written down."""
    start = time.process_time()
    try:
        document = clean(content, content_type=content_type, options=chosen)
    except CleaningError:
        return
    finally:
        assert time.process_time() - start < SECONDS_A_DOCUMENT
    found = json.loads(to_json(document, passages=True))
    assert found["stats"]["blocks"] == len(found["passages"])
    assert 0 <= found["confidence"] <= 1
    assert found["text"] or found["verdict"] != "ok"
    assert not {removal["reason"] for removal in found["removed"]} & set(chosen.keep)
    to_text(document).encode()
    to_markdown(document).encode()


def keep(content: str | bytes) -> Path:
    """Add a document to the corpus."""
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    path = CORPUS / f"found-{hashlib.sha256(data).hexdigest()[:16]}"
    path.write_bytes(data)
    return path


def fuzz(seconds: float, start: int) -> tuple[int, set[Path]]:
    """Documents tried and failures kept in `seconds`, from the random seed `start` on."""
    check("<p>The engine is loaded before the clock starts.</p>")
    tried, found, end = 0, set[Path](), time.monotonic() + seconds
    while time.monotonic() < end:
        last: list[str | bytes] = []

        @seed(start + tried)
        @settings(
            max_examples=ROUND, deadline=None, database=None, phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(contents, content_types, options)
        def attempt(content: str | bytes, content_type: str | None, chosen: Options) -> None:
            last[:] = [content]  # noqa: B023
            check(content, content_type, chosen)

        try:
            attempt()
        except Exception as error:
            path = keep(last[0])
            if path not in found:
                print(f"{type(error).__name__}: kept as {path}", file=sys.stderr)
            found.add(path)
        tried += ROUND
    return tried, found


def main() -> int:
    """Exit status 1 where something was found."""
    command = argparse.ArgumentParser(description=__doc__)
    command.add_argument("--minutes", type=float, default=10)
    command.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    chosen = command.parse_args()
    tried, found = fuzz(chosen.minutes * 60, chosen.seed)
    print(f"seed {chosen.seed}: {tried} documents, {len(found)} failures")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
