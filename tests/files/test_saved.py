"""Bytes of a saved answer: what is read, and every kind of what is none."""

import json

import pytest

from deliverable.errors import Exit, UserError
from deliverable.files import saved
from deliverable.files.saved import read_saved


def test_an_answer_is_read_as_it_was_written() -> None:
    data = {"schema": "deliverable.check/1", "plan": [{"minutes": 270, "share": 0.5}], "proof": None, "name": "Zoë"}
    for text in (json.dumps(data), json.dumps(data, ensure_ascii=False), "\ufeff" + json.dumps(data)):
        assert read_saved("a.json", text.encode()) == data


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is not JSON"),
        (b"{", "is not JSON: Expecting property name enclosed in double quotes (line 1, column 2)"),
        (b"\x00", "is not JSON"),
        (b"verdict: yes\n", "is not JSON"),
        (b'{"a": 1}{}', "is not JSON"),
        ("{}".encode("utf-16"), "is not UTF-8 text"),
        (b'{"a": "\xff"}', "is not UTF-8 text"),
        (b"[]", "is JSON, but no map"),
        (b"7", "is JSON, but no map"),
        (b"null", "is JSON, but no map"),
        (b'{"a": 1, "b": {"c": 1, "c": 2}}', "says `c` twice in one map"),
        (b'{"a": NaN}', "holds NaN, which is no number"),
        (b'{"a": -Infinity}', "holds -Infinity, which is no number"),
        (b'{"a": 1e999}', "holds 1e999, which is no number"),
        (b'{"a": 1234567890123456}', "holds a number of 16 digits"),
        (b'{"a": -' + b"9" * 100_000 + b"}", "holds a number of 100001 digits"),
        (b"[" * 200_000, "nested deeper"),
        (b'{"a":' * 200_000, "nested deeper"),
        (b'{"a": ' + b"[" * 41 + b"]" * 41 + b"}", "nested deeper"),
    ],
)
def test_what_is_no_answer_is_wrong_use_with_a_sentence(content: bytes, says: str) -> None:
    with pytest.raises(UserError) as caught:
        read_saved("a.json", content)
    assert says in caught.value.message
    assert caught.value.message.startswith("a.json ")
    assert caught.value.code is Exit.WRONG
    assert "--format json" in caught.value.hint


def test_a_long_key_is_not_printed_whole() -> None:
    key = "k" * 10_000
    with pytest.raises(UserError) as caught:
        read_saved("a.json", f'{{"{key}": 1, "{key}": 2}}'.encode())
    assert len(caught.value.message) < 120


def test_it_is_not_read_when_it_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved, "MOST_BYTES", 10)
    assert read_saved("a.json", b'{"a": 123}') == {"a": 123}
    with pytest.raises(UserError, match="larger than any answer"):
        read_saved("a.json", b'{"a": 1234}')


def test_as_deep_as_an_answer_may_be() -> None:
    inner = b"[" * 39 + b"]" * 39
    assert read_saved("a.json", b'{"a": ' + inner + b"}")
    with pytest.raises(UserError):
        read_saved("a.json", b'{"a": [' + inner + b"]}")
