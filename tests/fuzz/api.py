"""Schemathesis against the running service, from the service's own OpenAPI document.

python -m tests.fuzz.api --minutes 10
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.service.conftest import running

HERE = Path(__file__).parent
SERVE = [sys.executable, "-m", "content_cleaner", "serve"]
SETTINGS = {"CONTENT_CLEANER_LOG_LEVEL": "warning"}


def fuzz(seconds: float, directory: Path, seed: int | None = None) -> subprocess.CompletedProcess[str]:
    """Run Schemathesis for `seconds`; its output and exit status. Without a `seed`, each run tries other requests."""
    with running(directory, SERVE, SETTINGS) as service:
        command = [
            str(Path(sys.executable).with_name("schemathesis")),
            *("--config-file", str(HERE / "schemathesis.toml")),
            *("run", f"http://127.0.0.1:{service.port}/openapi.json"),
            *("--max-time", str(max(1, round(seconds))), "--continue-on-failure", "--no-shrink"),
            *(("--seed", str(seed)) if seed is not None else ()),
        ]
        environment = os.environ | {"SCHEMATHESIS_HOOKS": "hooks", "PYTHONPATH": str(HERE), "NO_COLOR": "1"}
        return subprocess.run(
            command, env=environment, cwd=directory, capture_output=True, text=True, timeout=seconds + 120, check=False
        )


def main() -> int:
    """Exit status 1 where something was found."""
    command = argparse.ArgumentParser(description=__doc__)
    command.add_argument("--minutes", type=float, default=10)
    chosen = command.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        done = fuzz(chosen.minutes * 60, Path(directory))
    print(done.stdout, done.stderr)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
