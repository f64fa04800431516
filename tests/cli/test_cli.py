from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from content_cleaner import Options, __version__, clean, cli
from content_cleaner.render import to_json, to_markdown, to_text

ARTICLE = (
    "<html><head><title>Lighthouse keepers return to Varnsund</title></head><body><article>"
    "<h1>Lighthouse keepers return to Varnsund</h1>"
    "<p>The lighthouse at Varnsund has two keepers again, eleven years after the last one left the island.</p>"
    "<p>They were chosen from ninety people who had applied, the coastal office said on Tuesday.</p>"
    "</article><footer>© Varnsund Post</footer></body></html>"
)


class Result(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command, in this process; `stdin` is what it reads from standard input."""

    def call(*arguments: object, stdin: str = "") -> Result:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        with pytest.raises(SystemExit) as caught:
            cli.main([str(argument) for argument in arguments])
        captured = capfdbinary.readouterr()
        return Result(int(caught.value.code or 0), captured.out.decode(), captured.err.decode())

    return call


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.html"
    path.write_text(ARTICLE)
    return path


@pytest.mark.parametrize(("flag", "render"), [(None, to_text), ("--json", to_json), ("--markdown", to_markdown)])
def test_clean_prints_what_the_library_returns(
    flag: str | None, render: Callable[..., str], run: Run, article: Path
) -> None:
    expected = render(clean(ARTICLE.encode())) + "\n"
    assert run("clean", article, *filter(None, [flag])) == Result(0, expected, "")
    assert run("clean", "-", *filter(None, [flag]), stdin=ARTICLE) == Result(0, expected, "")


def test_clean_hands_its_options_on(run: Run, article: Path) -> None:
    options = Options(keep=frozenset({"footer", "caption"}), favor="recall", language="sv")
    expected = clean(
        ARTICLE.encode(), content_type="text/html", url="https://example.com/a", title="Keepers", options=options
    )
    arguments = ["--keep=footer", "--keep=caption", "--favor=recall", "--language=sv", "--title=Keepers"]
    answer = run("clean", article, "--json", "--content-type=text/html", "--url=https://example.com/a", *arguments)
    assert json.loads(answer.out) == json.loads(to_json(expected))


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["clean", "missing.html"], 3),
        (["clean", "."], 3),
        (["clean", "ARTICLE", "--content-type=image/png"], 3),
        (["clean"], 2),
        (["clean", "ARTICLE", "--keep=nonsense"], 2),
        (["clean", "ARTICLE", "--language=x"], 2),
        (["clean", "ARTICLE", "--nonsense"], 2),
        (["nonsense"], 2),
        (["batch", "missing.jsonl", "-o", "out.jsonl"], 3),
        (["batch", "ARTICLE", "-o", "missing/out.jsonl"], 3),
        (["batch", "ARTICLE", "-o", "-", "--resume"], 3),
        (["batch", "ARTICLE", "-o", "-", "--options", "[]"], 2),
        (["batch", "ARTICLE", "-o", "-", "--options", "{"], 2),
        (["batch", "ARTICLE", "-o", "-", "--options", '{"keep": ["x"]}'], 2),
        (["batch", "ARTICLE"], 2),
    ],
)
def test_exit_codes_tell_what_went_wrong(
    arguments: list[str], code: int, run: Run, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(article.parent)
    answer = run(*[str(article) if argument == "ARTICLE" else argument for argument in arguments])
    assert (answer.code, answer.out) == (code, "")
    assert answer.err


def test_strict_reports_a_verdict_that_is_not_ok(run: Run, article: Path) -> None:
    assert run("clean", "-", stdin="").code == 0
    assert run("clean", "-", "--strict", stdin="").code == 1
    assert run("explain", "-", "--strict", stdin="").code == 1
    assert run("clean", article, "--strict").code == (0 if clean(ARTICLE.encode()).verdict == "ok" else 1)


def test_explain_shows_every_passage(run: Run, article: Path) -> None:
    document = clean(ARTICLE.encode())
    answer = run("explain", article)
    assert answer.code == 0
    for passage in document.passages:
        assert passage.text.split()[0] in answer.out
    assert f"{document.verdict} (confidence" in answer.out
    assert "\x1b" not in answer.out


@pytest.mark.parametrize(("flag", "coloured"), [("always", True), ("never", False), ("auto", False)])
def test_colours_are_for_terminals_or_on_request(flag: str, coloured: bool, run: Run, article: Path) -> None:
    assert ("\x1b[" in run("explain", article, f"--color={flag}").out) == coloured


@pytest.mark.parametrize("variable", ["", "1", "yes"])
def test_no_color_switches_the_colours_of_a_terminal_off(
    variable: str, run: Run, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", variable)
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda self: True, raising=False)
    assert ("\x1b[" in run("explain", article).out) == (variable == "")
    assert "\x1b[" in run("explain", article, "--color=always").out


def test_batch_answers_every_line_and_reports_failures(run: Run, tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(json.dumps({"id": "a", "content": ARTICLE}) + "\n")
    answer = run("batch", source, "-o", target, "-j", 1)
    assert (answer.code, answer.out) == (0, "")
    assert answer.err.startswith("1 documents in")
    assert json.loads(target.read_text()) == {**json.loads(to_json(clean(ARTICLE))), "id": "a"}
    with source.open("a") as lines:
        lines.write("broken\n")
    assert run("batch", source, "-o", target, "-j", 1, "--quiet") == Result(4, "", "")
    assert json.loads(target.read_text().splitlines()[1])["line"] == 2


def test_batch_takes_options_for_all_documents(run: Run, tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(json.dumps({"id": "a", "content": "x" * 50}) + "\n")
    assert run("batch", source, "-o", target, "-j", 1, "--options", '{"max_chars": 10}').code in {0, 4}
    assert json.loads(target.read_text())["id"] == "a"


def test_version_and_help(run: Run) -> None:
    assert run("--version") == Result(0, f"content-cleaner {__version__}\n", "")
    for command in ([], ["clean"], ["explain"], ["batch"], ["serve"]):
        answer = run(*command, "--help")
        assert answer.code == 0
        assert "Exit codes:" in answer.out


def test_serve_passes_its_options_over_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from content_cleaner.settings import Settings
    from content_cleaner.web import server

    started: list[Settings] = []
    monkeypatch.setattr(server, "run", started.append)
    monkeypatch.setenv("CONTENT_CLEANER_HOST", "127.0.0.2")
    monkeypatch.setenv("CONTENT_CLEANER_PORT", "7001")
    assert run("serve", "--port", 7002, "--workers", 3).code == 0
    assert [(one.host, one.port, one.workers) for one in started] == [("127.0.0.2", 7002, 3)]
    monkeypatch.setenv("CONTENT_CLEANER_PORT", "many")
    answer = run("serve")
    assert answer.code == 2
    assert "CONTENT_CLEANER_PORT" in answer.err


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "content_cleaner", *map(str, arguments)]


def test_the_engine_and_the_web_are_not_loaded_for_help() -> None:
    script = (
        "import sys; from content_cleaner import cli\ntry: cli.main(['--help'])\nexcept SystemExit: pass\n"
        "loaded = {'lxml', 'numpy', 'flask', 'trafilatura', 'pebble', 'content_cleaner.pipeline'} & set(sys.modules)\n"
        "sys.exit(str(sorted(loaded)) if loaded else 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("kind", ["clean", "batch"])
def test_a_reader_that_goes_away_ends_the_command_quietly(kind: str, tmp_path: Path) -> None:
    sentence = "The harbour of Norrholm froze over in the night to Friday, as it last did in {}.\n\n"
    text = "".join(map(sentence.format, range(4000)))
    source = tmp_path / "in"
    source.write_text(text if kind == "clean" else (json.dumps({"content": text[:4000]}) + "\n") * 200)
    arguments = ["clean", source] if kind == "clean" else ["batch", source, "-o", "-", "-j", 1, "-q"]
    with subprocess.Popen(command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.read(10)
        process.stdout.close()
        assert process.wait(timeout=20) == 141
        assert process.stderr.read() == b""


@pytest.mark.parametrize("end", [1, 3, "Error: no such directory"])
def test_serve_says_that_it_does_not_start(run: Run, monkeypatch: pytest.MonkeyPatch, end: int | str) -> None:
    from content_cleaner.web import server

    def fail(settings: object) -> None:
        raise SystemExit(end)

    monkeypatch.setattr(server, "run", fail)
    assert run("serve").code == 5
