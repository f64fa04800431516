"""Pages of the documentation that are made from the code: a MkDocs hook.

Nothing here is copied by hand, so nothing can fall behind: reasons and rules from RULES, their examples from the rules'
own test cases and the sample documents, the API from its OpenAPI document, settings and commands from their code.
Run as a script, it renews the table of settings in README.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from content_cleaner.cli import commands
from content_cleaner.document import REASONS
from content_cleaner.rules import RULES, Rule
from content_cleaner.settings import Settings, describe
from content_cleaner.web.openapi import build_openapi
from content_cleaner.web.problems import KINDS, TYPE_PREFIX

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "rules" / "cases"
EXAMPLES_A_REASON = 4
EXAMPLES_A_RULE = 2
LONGEST_EXAMPLE = 160
ABOUT_REASONS = {
    "duplicate-headline": "The headline once more, perhaps in capitals or with the site's name; it is in `title`.",
    "duplicate-block": "A block that stood before, word for word, where repetition is not part of the text.",
    "caption": "Words under a picture, that describe it.",
    "credit": "Who took the picture, or whose it is.",
    "byline": "Who wrote it, and what is said about them.",
    "timestamp": "When it was published or updated, and how long it takes to read.",
    "signup": "Newsletters, accounts, apps and alerts.",
    "share": "Buttons and calls to share or to follow.",
    "related": "Pointers to other articles, teasers, tags.",
    "advert": "Advertisements and their labels.",
    "consent": "Notices about cookies and privacy, and their buttons.",
    "paywall": "What stands in place of the rest of an article.",
    "comments": "Readers' comments, and what is around them.",
    "navigation": "Menus, breadcrumbs, tabs, search, page numbers.",
    "footer": "What stands at the end of every page of a site: copyright, imprint, terms.",
    "boilerplate": "The last resort: the model takes it for no part of the article, and no rule can name it.",
}


def pages() -> dict[str, Callable[[], str]]:
    """Path and maker of every generated page."""
    return {
        "generated/reasons.md": reasons_page,
        "generated/rules.md": rules_page,
        "generated/settings.md": settings_page,
        "generated/problems.md": problems_page,
        "generated/command.md": command_page,
        "generated/http.md": http_page,
        "generated/changelog.md": lambda: (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"),
    }


def on_files(files: Any, config: Any) -> Any:
    """Add the generated pages to those of the folder; called by MkDocs."""
    from mkdocs.structure.files import File

    for path, make in pages().items():
        files.append(File.generated(config, path, content=make()))
    return files


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [
        head,
        ["---"] * len(head),
        *([cell.replace("|", "\\|").replace("\n", " ") for cell in row] for row in rows),
    ]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def reasons_page() -> str:
    """Every reason: what it means, its rules, examples from the sample documents."""
    parts = [
        "# Every reason\n",
        "Each removal has one of these. The examples are from the sample documents.\n",
    ]
    examples = _examples_of_reasons()
    for reason in REASONS:
        parts += [f"## {reason}\n", ABOUT_REASONS[reason] + "\n"]
        shown = [_quoted(text) for text in examples.get(reason, [])] or _cases_of_reason(reason)
        parts += [f"- {text}" for text in shown[:EXAMPLES_A_REASON]]
        ids = [rule.id for rule in RULES if rule.reason == reason]
        parts += ["", "Rules: " + (", ".join(f"[{name}](rules.md#{name})" for name in ids) or "none; the model") + "\n"]
    return "\n".join(parts)


def _examples_of_reasons() -> dict[str, list[str]]:
    """Short removed passages of the sample documents by reason, languages mixed."""
    found: dict[str, list[str]] = {}
    documents = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "seeds").glob("*.json"))]
    for document in documents:
        seen = set()
        for removal in document["removed"]:
            reason, text = removal["reason"], removal["text"]
            if reason not in seen and len(text) <= LONGEST_EXAMPLE and text not in found.get(reason, []):
                found.setdefault(reason, []).append(text)
                seen.add(reason)
    return found


def _cases_of_reason(reason: str) -> list[str]:
    """A case of each rule, for reasons that no sample document has."""
    return [_case(entry) for rule in RULES if rule.reason == reason for entry in _cases(rule).get("match", [])[:1]]


def rules_page() -> str:
    """Every rule with what it matches and what it must leave alone, by reason."""
    parts = [
        "# Every rule\n",
        "A **decisive** rule removes a passage whatever the model says of it. The others only give a reason to what "
        "the model removes, and are known to the model. The examples are tests.\n",
    ]
    for reason in REASONS:
        for rule in (rule for rule in RULES if rule.reason == reason):
            parts += list(_rule(rule))
    return "\n".join(parts)


def _rule(rule: Rule) -> Iterator[str]:
    nature = "decisive" if rule.decisive else "not decisive"
    yield f"## {rule.id}\n"
    yield f"Reason [{rule.reason}](reasons.md#{rule.reason}) · {nature} · {' and '.join(sorted(rule.kinds))}\n"
    yield rule.why.replace("<", "&lt;") + "\n"
    cases = _cases(rule)
    for key, title in (("match", "Matches"), ("not", "Leaves alone")):
        texts = [_case(entry) for entry in cases.get(key, [])[:EXAMPLES_A_RULE]]
        if texts:
            yield f"{title}:\n"
            yield "\n".join(f"- {text}" for text in texts) + "\n"


def _cases(rule: Rule) -> dict[str, Any]:
    path = CASES / f"{rule.id}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _case(entry: str | Mapping[str, Any]) -> str:
    if isinstance(entry, str):
        return _quoted(entry)
    place = f" in {_code(' > '.join(entry['path']))}" if entry.get("path") else ""
    headline = f", under the headline {_quoted(entry['headline'])}" if "headline" in entry else ""
    before = f", after {_quoted(entry['before'][-1])}" if entry.get("before") else ""
    after = f", before {_quoted(entry['after'][0])}" if entry.get("after") else ""
    return _quoted(entry["text"]) + place + headline + before + after


def _quoted(text: str) -> str:
    shown = " ".join(text.split())
    return _code(shown if len(shown) <= LONGEST_EXAMPLE else shown[: LONGEST_EXAMPLE - 1] + "…")


def _code(text: str) -> str:
    fence = "``" if "`" in text else "`"
    return f"{fence} {text} {fence}" if fence == "``" else f"`{text}`"


def settings_table() -> str:
    """Every setting, as README has them too."""
    rows = [(f"`{name}`", f"`{default}`" if default else "", about) for name, default, about in describe()]
    return table(("variable", "default", ""), rows)


def settings_page() -> str:
    """Every setting."""
    about = "Environment variables of the service; each is checked at start, and an unknown one is an error.\n"
    return f"# Settings\n\n{about}\n{settings_table()}\n"


def fill_readme() -> None:
    """Renew the table of settings in README."""
    path = ROOT / "README.md"
    start, end = "<!-- settings:start -->\n", "<!-- settings:end -->"
    before, _, rest = path.read_text(encoding="utf-8").partition(start)
    path.write_text(f"{before}{start}{settings_table()}\n{end}{rest.partition(end)[2]}", encoding="utf-8")


def problems_page() -> str:
    """Every problem that the service answers with."""
    rows = [(str(kind.status), f"`{code}`", kind.title) for code, kind in sorted(KINDS.items(), key=_by_status)]
    about = (
        f"Errors are RFC 9457 problem details, `application/problem+json`. `type` is `{TYPE_PREFIX}` and the code, and "
        "never changes. `instance` has the request's id, as in the log. 503 and 429 come with `Retry-After`.\n"
    )
    return f"# Problems\n\n{about}\n" + table(("status", "code", ""), rows) + "\n"


def _by_status(entry: tuple[str, Any]) -> tuple[int, str]:
    return entry[1].status, entry[0]


def command_page() -> str:
    """The help of every command."""
    parts = ["# Command\n"]
    with click.Context(commands, info_name="content-cleaner") as context:
        parts.append(_help(context))
        for name, command in commands.commands.items():
            with click.Context(command, info_name=name, parent=context) as inner:
                parts += [f"## {name}\n", _help(inner)]
    return "\n".join(parts)


def _help(context: click.Context) -> str:
    context.max_content_width = 100
    return f"```text\n{context.get_help()}\n```\n"


def http_page() -> str:
    """The API, from its OpenAPI document."""
    document = build_openapi(Settings())
    parts = ["# HTTP API\n", document["info"]["description"] + "\n"]
    parts.append("A running service has this at `/docs`, and for programs at `/openapi.json`.\n")
    for path, item in document["paths"].items():
        for method, operation in item.items():
            parts += [f"## {method.upper()} {path}\n", *_operation(operation)]
    parts.append("## Bodies\n")
    for name, schema in sorted(document["components"]["schemas"].items()):
        parts += list(_schema(name, schema))
    return "\n".join(parts)


def _operation(operation: Mapping[str, Any]) -> Iterator[str]:
    yield operation["summary"] + ".\n"
    if "description" in operation:
        yield operation["description"] + "\n"
    rows = [(f"`{p['name']}`", _type(p["schema"]), p.get("description", "")) for p in operation.get("parameters", [])]
    if rows:
        yield table(("query parameter", "type", ""), rows) + "\n"
    if "requestBody" in operation:
        yield table(("body", "schema"), _contents(operation["requestBody"]["content"])) + "\n"
    responses = [
        (status, answer["description"], ", ".join(f"`{media_type}`" for media_type in answer.get("content", {})))
        for status, answer in operation["responses"].items()
    ]
    yield table(("status", "", "answer"), responses) + "\n"


def _contents(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(f"`{kind}`", _type(media["schema"]) if "schema" in media else "") for kind, media in content.items()]


def _schema(name: str, schema: Mapping[str, Any]) -> Iterator[str]:
    yield f"### {name}\n"
    yield schema.get("description", "") + "\n"
    required = set(schema.get("required", []))
    rows = [
        (f"`{field}`" + ("" if field in required else " (optional)"), _type(about), about.get("description", ""))
        for field, about in schema.get("properties", {}).items()
    ]
    yield table(("field", "type", ""), rows) + "\n"


def _type(schema: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name.lower()})"
    if "enum" in schema or "const" in schema:
        return ", ".join(f"`{value}`" for value in schema.get("enum", [schema.get("const")]))
    if "anyOf" in schema:
        return " or ".join(_type(option) for option in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}))}"
    if isinstance(schema.get("additionalProperties"), dict):
        return f"object of {_type(schema['additionalProperties'])}"
    return str(schema.get("type", "any"))


if __name__ == "__main__":
    fill_readme()
