"""`words/*.txt`: which files are read, and what is wrong with them, with its place."""

from pathlib import Path

import pytest

from deliverable.files.disk import read_tree
from deliverable.files.load import load
from deliverable.files.tree import is_wording
from deliverable.files.wording import Wordings, ours, read_wordings
from tests.files.reading import FIRM


def read(name: str, content: str | bytes) -> Wordings:
    text = content.encode() if isinstance(content, str) else content
    return read_wordings({"capacity/firm.yaml": FIRM, f"capacity/words/{name}": text}, "capacity")


@pytest.mark.parametrize(
    ("rest", "is_one"),
    [
        ("words", True),
        ("words/client-no.txt", True),
        ("words/client-no.TXT", True),
        ("words/more/client-no.txt", True),
        ("words/readme.md", False),
        ("words/.draft.txt", False),
        ("other/client-no.txt", False),
        ("words.txt", False),
    ],
)
def test_which_files_are_wording(rest: str, is_one: bool) -> None:
    assert is_wording(rest) is is_one


@pytest.mark.parametrize("content", ["Hi $client,\r\n\r\n$question\r\n", b"\xef\xbb\xbfHi $client,\n\n$question\n"])
def test_a_sound_file_is_a_template(content: str | bytes) -> None:
    found = read("client-no.txt", content)
    assert found.findings == ()
    assert found.own["client-no"].text == "Hi $client,\n\n$question\n"
    assert found.own["client-no"].fault is None


@pytest.mark.parametrize(
    ("text", "line", "column", "message", "cure"),
    [
        ("a\nb $clinet", 2, 3, "there is no placeholder $clinet in client-no.txt", "did you mean $client?"),
        ("${people}", 1, 1, "there is no placeholder $people in client-no.txt", "there are $deal, $client, "),
        ("only $5", 1, 6, "a dollar sign begins a placeholder, and none follows", "write $$ for a dollar sign"),
    ],
)
def test_a_wrong_placeholder_has_its_place(text: str, line: int, column: int, message: str, cure: str) -> None:
    found = read("client-no.txt", text)
    (finding,) = found.findings
    assert (finding.rule, finding.severity.value) == ("message-placeholder", "error")
    assert finding.place.path == "capacity/words/client-no.txt"
    assert (finding.place.line, finding.place.column) == (line, column)
    assert finding.message == message
    assert finding.cure.startswith(cure)
    assert found.own["client-no"].fault == finding


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("clients-no.txt", "did you mean client-no.txt?"),
        ("client-no.TXT", "did you mean client-no.txt?"),
        ("sub/client-no.txt", "did you mean "),
        ("greeting.txt", "call it one of client-yes, client-yes-if, "),
    ],
)
def test_a_file_that_no_message_is_made_from_is_said(name: str, cure: str) -> None:
    (finding,) = read(name, "whatever $x").findings
    assert (finding.rule, finding.severity.value) == ("message-file", "warning")
    assert finding.message == f"no message is made from capacity/words/{name}"
    assert finding.cure.startswith(cure) or name.startswith("sub/")


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_what_is_no_utf_8_is_said_with_its_place(start: bytes) -> None:
    found = read("ops-yes.txt", start + "Grüße,\n$deal ".encode() + "für".encode("latin-1"))
    (finding,) = found.findings
    assert finding.rule == "message-file"
    assert finding.message == "the byte 0xfc is not UTF-8 text"
    assert (finding.place.line, finding.place.column) == (2, 8)
    assert found.own["ops-yes"].fault == finding


def test_what_can_t_be_read_is_said_and_stops_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "capacity"
    (folder / "words").mkdir(parents=True)
    (folder / "firm.yaml").write_bytes(FIRM)
    outside = tmp_path / "secret.txt"
    outside.write_text("secret")
    (folder / "words" / "client-no.txt").symlink_to(outside)
    tree = read_tree(folder, deals=True, relative_to=tmp_path)
    assert "secret" not in str(dict(tree))
    loaded = load(tree, "capacity")
    (finding,) = loaded.findings
    assert (finding.rule, finding.place.path) == ("message-file", "capacity/words/client-no.txt")
    assert loaded.unread == frozenset()
    assert loaded.wordings["client-no"].fault == finding


def test_a_link_to_a_folder_is_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "capacity"
    folder.mkdir()
    (folder / "firm.yaml").write_bytes(FIRM)
    (tmp_path / "elsewhere").mkdir()
    (folder / "words").symlink_to(tmp_path / "elsewhere")
    loaded = load(read_tree(folder, deals=True, relative_to=tmp_path), "capacity")
    assert [(f.rule, f.place.path) for f in loaded.findings] == [("message-file", "capacity/words")]


def test_our_own_are_there_and_one_that_isn_t_is_our_fault() -> None:
    assert "$question" in ours("client-no").text
    with pytest.raises(OSError, match="nobody-no"):
        ours("nobody-no")
