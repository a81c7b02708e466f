"""Folders on disk."""

import os
from pathlib import Path

import pytest

from deliverable.errors import UserError
from deliverable.files.disk import find_folder, folder_around, printed, read_tree
from tests.files.reading import FIRM


@pytest.fixture
def capacity(tmp_path: Path) -> Path:
    folder = tmp_path / "capacity"
    (folder / "deals").mkdir(parents=True)
    (folder / "firm.yaml").write_bytes(FIRM)
    (folder / "deals" / "d.yaml").write_text("deal: d\n")
    return folder


# --- finding ---------------------------------------------------------------------------------------------------------


def test_the_option_comes_first(capacity: Path, tmp_path: Path) -> None:
    assert find_folder("capacity", {"DELIVERABLE_CAPACITY": "elsewhere"}, tmp_path) == capacity
    assert find_folder(str(capacity), {}, Path("/")) == capacity


def test_the_folder_around_a_file_that_need_not_be_there(capacity: Path, tmp_path: Path) -> None:
    assert folder_around(capacity / "deals" / "new" / "x.yaml") == capacity
    assert folder_around(capacity / "firm.yaml") == capacity
    assert folder_around(tmp_path / "x.yaml") is None


def test_then_the_environment(capacity: Path, tmp_path: Path) -> None:
    (tmp_path / "x" / "capacity").mkdir(parents=True)
    (tmp_path / "x" / "capacity" / "firm.yaml").write_bytes(FIRM)
    assert find_folder(None, {"DELIVERABLE_CAPACITY": str(capacity)}, tmp_path / "x") == capacity
    assert find_folder(None, {"DELIVERABLE_CAPACITY": ""}, tmp_path) == capacity


def test_then_the_nearest_parent(capacity: Path, tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    (tmp_path / "a" / "capacity").mkdir()  # no firm.yaml in it
    assert find_folder(None, {}, deep) == capacity
    assert find_folder(None, {}, capacity / "deals") == capacity


def test_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        find_folder(None, {}, tmp_path)
    assert caught.value.code == 2
    assert "-C" in caught.value.hint


@pytest.mark.parametrize(
    ("option", "said", "hint"),
    [
        ("nowhere", "--capacity nowhere does not exist", "name the folder that holds firm.yaml"),
        ("capacity/firm.yaml", "--capacity capacity/firm.yaml is no folder", "name the folder that holds firm.yaml"),
        (".", "--capacity . holds no firm.yaml", "did you mean capacity?"),
        ("empty", "--capacity empty holds no firm.yaml", "name the folder that holds firm.yaml"),
    ],
)
def test_wrong_options(capacity: Path, tmp_path: Path, option: str, said: str, hint: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UserError) as caught:
        find_folder(option, {}, tmp_path)
    assert (caught.value.message, caught.value.hint, caught.value.code) == (said, hint, 2)


def test_a_folder_with_data_and_no_firm_is_read_so_that_lint_can_say_it(tmp_path: Path) -> None:
    (tmp_path / "people.yaml").write_text("people: {}\n")
    assert find_folder(".", {}, tmp_path) == tmp_path / "."


# --- reading ---------------------------------------------------------------------------------------------------------


def test_the_files_by_printed_path_in_order(capacity: Path, tmp_path: Path) -> None:
    (capacity / "people").mkdir()
    (capacity / "people" / "b.yaml").write_text("b")
    (capacity / "people" / "a.yaml").write_text("a")
    for path in ("notes.txt", ".hidden.yaml", "templates/t.yaml", "history/h.yaml", "words/w.yaml", ".git/g.yaml"):
        (capacity / path).parent.mkdir(exist_ok=True)
        (capacity / path).write_text("x")
    tree = read_tree(capacity, deals=True, relative_to=tmp_path)
    assert sorted(tree) == [
        "capacity/deals/d.yaml",
        "capacity/firm.yaml",
        "capacity/people/a.yaml",
        "capacity/people/b.yaml",
    ]
    assert tree["capacity/people/a.yaml"] == b"a"
    assert tree.refused == {}
    assert "capacity/deals/d.yaml" not in read_tree(capacity, deals=False, relative_to=tmp_path)


def test_yml_files_are_named_and_not_read(capacity: Path, tmp_path: Path) -> None:
    (capacity / "people.yml").write_text("people: {}")
    assert read_tree(capacity, deals=True, relative_to=tmp_path)["capacity/people.yml"] == b""


def test_paths_are_seen_from_where_the_command_runs(capacity: Path, tmp_path: Path) -> None:
    assert "firm.yaml" in read_tree(capacity, deals=True, relative_to=capacity)
    (tmp_path / "x").mkdir()
    assert "../capacity/firm.yaml" in read_tree(capacity, deals=True, relative_to=tmp_path / "x")
    assert printed(capacity, tmp_path) == "capacity"


def test_links_out_of_the_folder_are_not_followed(capacity: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("people: {}")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "x.yaml").write_text("people: {}")
    (capacity / "out.yaml").symlink_to(tmp_path / "secret.yaml")
    (capacity / "folder").symlink_to(tmp_path / "outside")
    (capacity / "in.yaml").symlink_to(capacity / "firm.yaml")
    tree = read_tree(capacity, deals=False, relative_to=tmp_path)
    assert sorted(tree) == ["capacity/firm.yaml", "capacity/in.yaml"]
    assert tree.refused == {
        "capacity/folder": "it is a link to a folder, which is not followed",
        "capacity/out.yaml": "it is a link to a file outside the folder",
    }


def test_a_link_to_nothing_and_a_loop(capacity: Path, tmp_path: Path) -> None:
    (capacity / "gone.yaml").symlink_to(capacity / "nothing")
    (capacity / "loop.yaml").symlink_to(capacity / "loop.yaml")
    tree = read_tree(capacity, deals=False, relative_to=tmp_path)
    assert sorted(tree.refused) == ["capacity/gone.yaml", "capacity/loop.yaml"]


def test_a_folder_called_like_a_file_is_no_file(capacity: Path, tmp_path: Path) -> None:
    (capacity / "x.yaml").mkdir()
    (capacity / "x.yaml" / "y.yaml").write_text("people: {}")
    assert "capacity/x.yaml/y.yaml" in read_tree(capacity, deals=False, relative_to=tmp_path)


def test_a_pipe_is_not_waited_for(capacity: Path, tmp_path: Path) -> None:
    os.mkfifo(capacity / "pipe.yaml")
    assert read_tree(capacity, deals=False, relative_to=tmp_path).refused == {"capacity/pipe.yaml": "it is no file"}


def test_what_may_not_be_read_is_refused_with_the_reason(
    capacity: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", denied)
    assert read_tree(capacity, deals=False, relative_to=tmp_path).refused == {"capacity/firm.yaml": "Permission denied"}


def test_a_folder_that_may_not_be_listed(capacity: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.scandir

    def scandir(path: Path) -> object:
        if str(path).endswith("deals"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert read_tree(capacity, deals=True, relative_to=tmp_path).refused == {"capacity/deals": "Permission denied"}


def test_a_folder_that_may_not_be_looked_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(path: Path) -> object:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "is_file", denied)
    monkeypatch.setattr(Path, "iterdir", denied)
    with pytest.raises(UserError) as caught:
        find_folder(".", {}, tmp_path)
    assert "Permission denied" in caught.value.message


def test_another_drive_has_no_relative_path(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, start: Path) -> str:
        raise ValueError

    monkeypatch.setattr(os.path, "relpath", refuse)
    assert printed(Path("/x/capacity"), Path("/y")) == "/x/capacity"


def test_files_of_the_folder_only(capacity: Path, tmp_path: Path) -> None:
    (capacity / "templates").symlink_to(tmp_path)
    assert read_tree(capacity, deals=False, relative_to=tmp_path).refused == {}
