"""The command: clean, explain, batch, serve."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import click

from content_cleaner import __version__
from content_cleaner.document import FAVORS, REASONS, CleanedDocument, CleaningError, ContentTooLarge, Options
from content_cleaner.render import to_json, to_markdown, to_text
from content_cleaner.settings import SettingError, Settings, usable_cpus
from content_cleaner.terminal import explanation, harmless, progress_bar, summary_line

VERDICT, INPUT, SOME_FAILED, ENGINE, INTERRUPTED, PIPE_CLOSED, TERMINATED = 1, 3, 4, 5, 130, 141, 143
# No address to listen on, a worker that does not start, an application that does not load.
GUNICORN_FAILED = frozenset((1, 3, 4))
EXIT_CODES = """\b
Exit codes:
  0    done
  1    with --strict: the document's verdict is not "ok"
  2    wrong usage
  3    the input cannot be read or cleaned, or the output cannot be written
  4    batch: done, but some documents failed
  5    the engine or the service does not start
  130  interrupted (Ctrl-C); 143 terminated; 141 the reader of the output went away
"""
_KEEP = f"Leave these passages in; may be repeated. One of: {', '.join(REASONS)}."
_FAVOR = "What becomes of doubtful passages: precision drops them, recall keeps them."
_BYTES_A_CHARACTER = 4

Command = Callable[..., Any]


@click.group(epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="content-cleaner", message="%(prog)s %(version)s")
def commands() -> None:
    """Clean article text from raw scraped text or HTML, with every removal explained."""


def _document_options(command: Command) -> Command:
    """What clean and explain share."""
    decorators: list[Callable[[Command], Command]] = [
        click.argument("file", metavar="FILE", type=click.Path(allow_dash=True)),
        click.option("--content-type", metavar="TYPE", help="As in HTTP: 'text/html; charset=…' (default: found out)."),
        click.option("--url", help="Where the document came from; for the metadata, never fetched."),
        click.option("--title", help="The headline, where it is known."),
        click.option("--keep", multiple=True, metavar="REASON", type=click.Choice(REASONS), help=_KEEP),
        click.option("--favor", type=click.Choice(FAVORS), default="balanced", show_default=True, help=_FAVOR),
        click.option("--language", metavar="CODE", help="Language of the text (en, de …), where it is known."),
        click.option("--strict", is_flag=True, help="Exit with 1 unless the verdict is 'ok'."),
    ]
    for decorator in reversed(decorators):
        command = decorator(command)
    return command


@commands.command(epilog=EXIT_CODES, short_help="Print the clean text of a document.")
@_document_options
@click.option("--json", "form", flag_value="json", type=str, default=None, help="The whole result, on one line.")
@click.option("--markdown", "form", flag_value="markdown", type=str, help="Headline and text as Markdown.")
def clean(form: str | None, strict: bool, **given: Any) -> int:
    """Print the clean text of FILE (HTML or plain text; "-" is standard input)."""
    document = _cleaned(**given)
    text = {"json": to_json, "markdown": to_markdown}.get(form or "", to_text)(document)
    _print(harmless(text) if sys.stdout.isatty() else text)
    return _verdict_code(document, strict)


@commands.command(epilog=EXIT_CODES, short_help="Show a document with what was removed and why.")
@_document_options
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@click.option("--no-color-variable", envvar="NO_COLOR", default="", hidden=True)
def explain(color: str, no_color_variable: str, strict: bool, **given: Any) -> int:
    """Show FILE with every removed passage in its place, with its reason, rule and score.

    A score is the probability, 0 to 1, that the passage belongs to the article. On a terminal the reasons have
    colours, unless NO_COLOR is set or --color says otherwise.
    """
    document = _cleaned(**given)
    coloured = color == "always" or (color == "auto" and sys.stdout.isatty() and not no_color_variable)
    text = "\n".join(explanation(document))
    _print(text if coloured else click.unstyle(text))
    return _verdict_code(document, strict)


def _parse_options(context: click.Context, parameter: click.Parameter, value: str) -> dict[str, Any]:
    try:
        values = json.loads(value)
        if not isinstance(values, dict):
            raise click.BadParameter("not a JSON object")
        Options.from_mapping(values)
    except CleaningError as error:
        raise click.BadParameter(str(error)) from error
    except (ValueError, RecursionError) as error:
        raise click.BadParameter("not a JSON object") from error
    return values


@commands.command(epilog=EXIT_CODES, short_help="Clean many documents: JSON Lines in, JSON Lines out.")
@click.argument("inputs", nargs=-1, required=True, metavar="IN...", type=click.Path(allow_dash=True))
@click.option("-o", "--output", required=True, metavar="OUT", type=click.Path(allow_dash=True, dir_okay=False))
@click.option("-j", "--processes", type=click.IntRange(1, 512), help="Engine processes (default: one for each CPU).")
@click.option(
    "--timeout", type=click.FloatRange(0.1, 86_400), default=60.0, show_default=True, help="Seconds a document."
)
@click.option(
    "--options", callback=_parse_options, default="{}", metavar="JSON", help="""Such as '{"keep": ["caption"]}'."""
)
@click.option("--resume", is_flag=True, help="Continue an interrupted run, or add what IN has grown by.")
@click.option("-q", "--quiet", is_flag=True, help="No progress bar, no summary.")
def batch(inputs: tuple[str, ...], output: str, resume: bool, quiet: bool, **given: Any) -> int:
    """Clean the documents of IN... into OUT.

    IN has one {"id", "content", "content_type"?, "url"?, "title"?, "options"?} a line; OUT gets, in the same order,
    one result or one {"id", "error": {"code", "detail"}} a line. Files may be compressed (.gz, .zst); "-" is
    standard input or output. OUT appears when it is complete and grows as OUT.part until then.
    """
    from content_cleaner import batch as batches  # so that the other commands start fast

    processes = given["processes"] or usable_cpus()
    pool = batches.PoolSettings(processes=processes, timeout=given["timeout"], options=given["options"])
    job = batches.Job(inputs, output, resume=resume, pool=pool)
    started = time.monotonic()
    try:
        with progress_bar(batches.total_bytes(inputs), hidden=quiet) as report:
            summary = batches.run(job, report)
    except batches.PoolError as error:
        _fail(ENGINE, str(error))
    except (batches.InputError, batches.ResumeError) as error:
        _fail(INPUT, str(error))
    if not quiet:
        click.echo(summary_line(summary, time.monotonic() - started), err=True)
    return SOME_FAILED if summary.failed else 0


@commands.command(epilog=EXIT_CODES, short_help="Start the HTTP service.")
@click.option("--host", help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65_535), help="Port to listen on; 0 takes a free one.")
@click.option("--workers", type=click.IntRange(0, 256), help="Engine processes; 0: one for each CPU.")
def serve(**given: Any) -> int:
    """Start the HTTP service. Settings come from the environment (CONTENT_CLEANER_...); options win over them."""
    from content_cleaner.web.server import run  # only here are flask and gunicorn needed

    try:
        chosen = {name: value for name, value in given.items() if value is not None}
        settings = replace(Settings.from_environ(), **chosen)
    except SettingError as error:
        raise click.UsageError(str(error)) from error
    master = os.getpid()
    try:
        run(settings)
    except SystemExit as end:
        failed = isinstance(end.code, str) or end.code in GUNICORN_FAILED
        if os.getpid() != master or not failed:  # a process that the server forked, or a server that was stopped
            raise
        _fail(ENGINE, str(end.code) if isinstance(end.code, str) else "the service does not start")
    return 0


def _cleaned(
    file: str, *, content_type: str | None, url: str | None, title: str | None, **given: Any
) -> CleanedDocument:
    """The document in `file`, cleaned; ends the command where that cannot be."""
    from content_cleaner.pipeline import clean as clean_content  # slow to load, and --help does without

    try:
        options = Options(frozenset(given["keep"]), given["favor"], given["language"])
    except CleaningError as error:
        raise click.UsageError(str(error)) from error
    try:
        content = _read(file, options.max_chars * _BYTES_A_CHARACTER)
        return clean_content(content, content_type=content_type, url=url, title=title, options=options)
    except CleaningError as error:
        _fail(INPUT, f"{file}: {error} ({error.code})")
    except OSError as error:
        _fail(INPUT, f"cannot read {file}: {error.strerror}")


def _read(file: str, limit: int) -> bytes:
    if file == "-":
        content = sys.stdin.buffer.read(limit + 1)
    else:
        with Path(file).open("rb") as raw:
            content = raw.read(limit + 1)
    if len(content) > limit:
        raise ContentTooLarge(f"more than {limit:,} bytes")
    return content


def _print(text: str) -> None:
    # sys.stdout.buffer is unbuffered, and may write a part only, where PYTHONUNBUFFERED is set
    with open(sys.stdout.fileno(), "wb", closefd=False) as stdout:
        stdout.write(text.encode() + b"\n")


def _verdict_code(document: CleanedDocument, strict: bool) -> int:
    return VERDICT if strict and document.verdict != "ok" else 0


def _fail(code: int, message: str) -> NoReturn:
    click.echo(f"content-cleaner: {harmless(message)}", err=True)
    raise SystemExit(code)


def _on_terminate(number: int, frame: object) -> NoReturn:
    raise SystemExit(TERMINATED)


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command and exit with one of `EXIT_CODES`."""
    before = signal.signal(signal.SIGTERM, _on_terminate)
    try:
        code = _run(sys.argv[1:] if arguments is None else arguments)
    finally:
        signal.signal(signal.SIGTERM, before)
    raise SystemExit(code)


def _run(arguments: list[str]) -> int:
    """The exit code of the command."""
    try:
        # not commands.main(): it ends a broken pipe with 1, which means something else here
        with commands.make_context("content-cleaner", arguments) as context:
            code = int(commands.invoke(context) or 0)
        sys.stdout.flush()
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("content-cleaner: interrupted", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that the flush at exit has a place to go
        return PIPE_CLOSED
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        click.echo(f"content-cleaner: {place}{error.strerror or error}", err=True)
        return INPUT
    return code
