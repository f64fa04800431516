from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest

from content_cleaner.batch.compression import Format, compressed_frame, intact_length
from content_cleaner.batch.files import InputError, check_distinct, check_readable, read_lines, total_bytes
from content_cleaner.batch.records import BrokenLineError, answer_line, id_of, parse_record
from content_cleaner.render import dump_json

FORMATS: list[Format] = ["plain", "gzip", "zstd"]


def pack(data: bytes, form: Format) -> bytes:
    if form == "plain":
        return data
    raw = io.BytesIO()
    with compressed_frame(raw, form) as frame:
        frame.write(data)
    return raw.getvalue()


@pytest.mark.parametrize("form", FORMATS)
def test_lines_are_read_from_any_format_whatever_the_name(form: Format, tmp_path: Path) -> None:
    path = tmp_path / "documents"
    path.write_bytes(pack(b"one\n\n  \ntwo\r\n", form) + pack(b"three", form))
    lines = list(read_lines([str(path)], limit=100))
    assert [(line.number, line.raw) for line in lines] == [(1, b"one"), (4, b"two"), (5, b"three")]
    assert lines[-1].position == path.stat().st_size == total_bytes([str(path)])


def test_lines_of_several_files_are_numbered_in_their_own(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(b"1\n2\n")
    names = [str(tmp_path / "a"), str(tmp_path / "b")]
    lines = list(read_lines(names, limit=100))
    assert [(line.source, line.number, line.position) for line in lines] == [
        (names[0], 1, 2), (names[0], 2, 4), (names[1], 1, 6), (names[1], 2, 8),
    ]  # fmt: skip


def test_a_line_above_the_limit_is_cut_and_the_next_is_whole(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 11 + b"\n" + b"y" * 10 + b"\n" + b"z" * 3_000_000)
    lines = list(read_lines([str(tmp_path / "a")], limit=10))
    assert [(line.number, line.oversized, line.raw[:1]) for line in lines] == [
        (1, True, b"x"),
        (2, False, b"y"),
        (3, True, b"z"),
    ]
    assert max(len(line.raw) for line in lines) == 11


@pytest.mark.parametrize("form", ["gzip", "zstd"])
def test_damaged_input_is_read_as_far_as_it_goes(form: Format, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(pack(b"one\n", form) + pack(b"two\n" * 1000, form)[:-6])
    with pytest.raises(InputError, match="to its end"):
        list(read_lines([str(path)], limit=100))
    reader = read_lines([str(path)], limit=100)
    assert next(reader).raw == b"one"


def test_files_are_checked_before_work_starts(tmp_path: Path) -> None:
    good = tmp_path / "a"
    good.write_bytes(b"{}")
    check_readable([str(good), "-"])
    for bad in (tmp_path / "missing", tmp_path):
        with pytest.raises(InputError):
            check_readable([str(good), str(bad)])
    assert total_bytes([str(good), "-"]) is None
    check_distinct([str(good)], str(tmp_path / "b"))
    with pytest.raises(InputError, match="input and output"):
        check_distinct([str(good)], f"{tmp_path}/./a")


@pytest.mark.parametrize("form", FORMATS)
def test_the_intact_part_ends_with_the_last_whole_frame_or_line(form: Format) -> None:
    whole = pack(b"one\n", form) + pack(b"two\n", form)
    for rest in (pack(b"three\n" * 500, form)[:-9], b"", b"{"):
        whole_lines = whole + (rest[: rest.rfind(b"\n") + 1] if form == "plain" else b"")
        assert intact_length(io.BytesIO(whole + rest), form) == len(whole_lines)
    assert intact_length(io.BytesIO(pack(b"one\n", form)[:-1]), form) == 0


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"no json", "not JSON: Expecting value at character 1"),
        (b"[1]", "not an object"),
        (b"{}", "content is missing"),
        (b'{"content": 5}', "content is missing"),
        (b'{"content": "a", "url": 5}', "url is not a string"),
        (b'{"content": "a", "options": []}', "options is not an object"),
        (b'{"content": "a", "id": {}}', "id is neither"),
        (b'{"content": "a", "id": true}', "id is neither"),
        (b'{"content": "\xff"}', "not UTF-8 at byte 14"),
        (b'{"content": NaN}', "not JSON"),
        (b"[" * 200_000, "nested too deeply"),
        (b"9" * 5000, "not JSON"),
    ],
)
def test_a_broken_line_says_what_is_wrong_and_quotes_nothing(raw: bytes, message: str) -> None:
    with pytest.raises(BrokenLineError, match=message):
        parse_record(raw)
    assert id_of(raw) is None or b"id" in raw


def test_a_record_takes_what_design_names_and_passes_over_the_rest() -> None:
    record = parse_record('\ufeff{"id": 5, "content": "a", "title": null, "more": [1], "options": null}'.encode())
    assert (record.id, record.content, record.title, record.options) == (5, "a", None, {})


def answer(record: object, **options: object) -> dict[str, object]:
    from content_cleaner.batch.files import Line

    return json.loads(answer_line(Line("in", 3, json.dumps(record).encode(), 0), options).line)  # type: ignore[no-any-return]


def test_an_answer_is_the_result_of_the_engine_with_the_id_of_the_line() -> None:
    from content_cleaner import Options, clean

    content = "The bridge in Oberau was reopened on Monday after two years of work.\n\nTraffic returned at once."
    expected = json.loads(dump_json(clean(content, options=Options(favor="recall")).to_dict())) | {"id": 7}
    assert answer({"id": 7, "content": content, "options": {"favor": "recall"}}, favor="precision") == expected


def test_errors_of_the_engine_are_answers() -> None:
    assert answer({"id": "a", "content": "b", "options": {"nope": 1}})["error"] == {
        "code": "invalid-options",
        "detail": "unknown options: nope",
    }
    assert answer({"id": "a", "content": "b" * 9}, max_chars=5)["id"] == "a"
    assert answer({"id": "a"}) == {
        "id": "a",
        "file": "in",
        "line": 3,
        "error": {"code": "invalid-request", "detail": "content is missing or not a string"},
    }


def test_lone_surrogates_are_answered_as_replacement_characters() -> None:
    text = "A sentence with half a character \ud83d in it, which no file can hold as it is."
    line = answer({"id": "a\udc00", "content": text})
    assert line["id"] == "a\ufffd"
    assert "\\ud83d" not in json.dumps(line)


def test_gzip_members_are_readable_by_others(tmp_path: Path) -> None:
    (tmp_path / "a.gz").write_bytes(pack(b"one\n", "gzip") + pack(b"two\n", "gzip"))
    assert gzip.decompress((tmp_path / "a.gz").read_bytes()) == b"one\ntwo\n"
