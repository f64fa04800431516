"""Where there is a C compiler, the compiled loops are built: a broken source must not go unnoticed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from content_cleaner import compiled

COMPILED = Path(__file__).parents[2] / "service" / "content_cleaner" / "compiled"


def test_every_source_has_its_name() -> None:
    assert sorted(path.stem for path in COMPILED.glob("*.pyx")) == list(compiled.NAMES)


@pytest.mark.parametrize("name", compiled.NAMES)
def test_the_kernel_is_there(name: str) -> None:
    if shutil.which("cc") or shutil.which("gcc"):
        assert import_module(f"content_cleaner.compiled.{name}").__file__
    assert (COMPILED / f"{name}.pyi").exists()


SCRIPT = """
import sys
from pathlib import Path
from content_cleaner import clean, compiled

if sys.argv[1] == "without":
    vars(compiled).update(dict.fromkeys(compiled.NAMES))
for suffix, content_type in ((".html", "text/html"), (".txt", "text/plain")):
    for path in sorted(Path("seeds").glob(f"*{suffix}")):
        print(clean(path.read_bytes(), content_type=content_type).to_dict())
print(compiled.complete(), file=sys.stderr)
"""


def test_without_any_of_them_the_answers_are_the_same() -> None:
    def run(how: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", SCRIPT, how]
        return subprocess.run(command, capture_output=True, text=True, check=True, cwd=COMPILED.parents[2])

    without = run("without")
    assert without.stderr == "False\n"
    assert run("with").stdout == without.stdout != ""
