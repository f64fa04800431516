"""The rules of the house, held by machine: who may import whom, and who may touch the world outside."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "service" / "content_cleaner"
MODULES = sorted(path for path in PACKAGE.rglob("*.py"))
ENGINE = {
    "afterwards",
    "assembly",
    "belonging",
    "certainty",
    "completion",
    "copies",
    "enclosed",
    "further",
    "parting",
    "document",
    "render",
    "pipeline",
    "evidence",
    "mending",
    "naming",
    "signed",
    "standfirst",
    "titling",
    "unscraped",
    "verdicts",
    "intake",
    "metadata",
}
ENGINE |= {"blocks", "model", "rules"}


def relative(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def part(path: Path) -> str:
    return relative(path).split("/")[0].removesuffix(".py")


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def attributes(path: Path) -> set[str]:
    return {ast.unparse(node) for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)}


def test_import_contracts() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_only_settings_read_the_environment(path: Path) -> None:
    found = {name for name in attributes(path) if name in {"os.environ", "os.getenv", "os.environb", "os.putenv"}}
    found |= {name for name in imports(path) if name in {"os.environ", "os.getenv"}}
    assert not found or relative(path) == "settings.py"


def test_the_values_need_the_standard_library_only() -> None:
    roots = {name.split(".")[0] for name in imports(PACKAGE / "document.py")}
    assert roots <= sys.stdlib_module_names


def test_the_client_imports_nothing_else_of_the_package() -> None:
    imported = {name for path in MODULES if part(path) == "client" for name in imports(path)}
    inside = {name for name in imported if name.split(".")[0] == "content_cleaner"}
    assert inside
    assert all(name.startswith("content_cleaner.client.") for name in inside)


@pytest.mark.parametrize("path", [path for path in MODULES if part(path) in ENGINE], ids=relative)
def test_the_engine_asks_no_clock_and_no_network(path: Path) -> None:
    clock = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "datetime.datetime.now"}
    outside = {"time", "random", "secrets", "socket", "urllib.request", "http.client", "logging.config", "asyncio"}
    assert not attributes(path) & (clock | {"datetime.date.today", "logging.basicConfig"})
    assert not set(imports(path)) & outside


def test_the_face_of_the_package_loads_no_engine_until_asked() -> None:
    script = (
        "import sys, content_cleaner, content_cleaner.document\n"
        "assert 'lxml' not in sys.modules and 'content_cleaner.pipeline' not in sys.modules\n"
        "assert callable(content_cleaner.clean) and 'content_cleaner.pipeline' in sys.modules\n"
        "assert set(content_cleaner.__all__) <= {*dir(content_cleaner), 'clean'}\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_modules_and_functions_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 350
    functions = [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = [node.name for node in functions if (node.end_lineno or 0) - node.lineno + 1 > 60]
    assert long == []
