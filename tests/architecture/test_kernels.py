"""Where there is a C compiler, the compiled loops are built: a broken source must not go unnoticed."""

from __future__ import annotations

import shutil
from importlib import import_module
from pathlib import Path

import pytest

COMPILED = Path(__file__).parents[2] / "service" / "content_cleaner" / "compiled"


@pytest.mark.parametrize("name", sorted(path.stem for path in COMPILED.glob("*.pyx")))
def test_the_kernel_is_there(name: str) -> None:
    if shutil.which("cc") or shutil.which("gcc"):
        assert import_module(f"content_cleaner.compiled.{name}").__file__
    assert (COMPILED / f"{name}.pyi").exists()
