"""The tree of a revision or of what is staged is what the disk held."""

from pathlib import Path

import pytest

from deliverable.errors import UserError
from deliverable.files.disk import read_tree
from deliverable.files.git import has_commits, revision_tree, staged_tree
from deliverable.files.tree import Tree
from tests.repository import commit, git, write

NO_GIT = {"PATH": "/nowhere"}


@pytest.fixture
def capacity(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A capacity folder in a repository of more."""
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "capacity"
    write(tmp_path, other="x: 1\n", README_dot_md="# x")
    write(
        folder,
        firm="firm: {name: L}\n",
        deals__d="deal: d\n",
        people__ä_ö="people: {}\n",
        history__old_dot_csv="project\n",
        templates__t="deal: t\n",
        words__client_dot_txt="[yes]\n",
        wrong_dot_yml="x: 1\n",
        crlf=b"skills:\r\n  a: {}\r\n",
        binary=b"\xff\x00",
    )
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "a.yaml").write_text("x: 1\n")
    return folder


def environ() -> dict[str, str]:
    import os

    return dict(os.environ)


def at(folder: Path, revision: str = "HEAD", here: Path | None = None) -> Tree:
    return revision_tree(folder, revision, environ(), relative_to=here or folder.parent)


def same(one: Tree, other: Tree) -> bool:
    return (dict(one), one.inside, one.refused) == (dict(other), other.inside, other.refused)


@pytest.mark.parametrize("here", [".", "capacity", "capacity/people", ".."])
def test_a_commit_is_read_as_the_disk_is(capacity: Path, here: str) -> None:
    commit(capacity.parent)
    where = (capacity.parent / here).resolve()
    disk = read_tree(capacity, deals=True, relative_to=where)
    assert len(disk) == 8
    assert same(at(capacity, here=where), disk)
    assert same(staged_tree(capacity, environ(), relative_to=where), disk)


def test_a_folder_may_be_the_whole_repository(capacity: Path) -> None:
    commit(capacity)
    assert same(at(capacity), read_tree(capacity, deals=True, relative_to=capacity.parent))


def test_each_revision_has_its_own_files(capacity: Path) -> None:
    first = commit(capacity.parent)
    write(capacity, firm="firm: {name: M}\n", new="skills: {}\n")
    (capacity / "deals" / "d.yaml").unlink()
    commit(capacity.parent)
    before, after = at(capacity, first), at(capacity, "main")
    assert before["capacity/firm.yaml"] == b"firm: {name: L}\n"
    assert after["capacity/firm.yaml"] == b"firm: {name: M}\n"
    assert after.keys() ^ before.keys() == {"capacity/new.yaml", "capacity/deals/d.yaml"}
    assert dict(at(capacity, "HEAD~1")) == dict(before)


def test_what_is_staged_is_neither_the_disk_nor_the_commit(capacity: Path) -> None:
    commit(capacity.parent)
    write(capacity, firm="firm: {name: staged}\n")
    git(capacity, "add", "firm.yaml")
    write(capacity, firm="firm: {name: disk}\n", new="skills: {}\n")
    tree = staged_tree(capacity, environ(), relative_to=capacity.parent)
    assert tree["capacity/firm.yaml"] == b"firm: {name: staged}\n"
    assert "capacity/new.yaml" not in tree
    assert at(capacity)["capacity/firm.yaml"] == b"firm: {name: L}\n"


def test_links_inside_the_folder_are_followed_and_others_refused(capacity: Path) -> None:
    (capacity / "one.yaml").symlink_to("two.yaml")
    (capacity / "two.yaml").symlink_to("firm.yaml")
    (capacity / "out.yaml").symlink_to("../other.yaml")
    (capacity / "nowhere.yaml").symlink_to("gone.yaml")
    (capacity / "round.yaml").symlink_to("round.yaml")
    commit(capacity.parent)
    tree = at(capacity)
    assert tree["capacity/one.yaml"] == tree["capacity/firm.yaml"]
    assert set(tree.refused) == {"capacity/out.yaml", "capacity/nowhere.yaml", "capacity/round.yaml"}


def test_a_folder_that_was_not_there_holds_nothing(capacity: Path) -> None:
    git(capacity.parent, "init", "-q", "-b", "main")
    git(capacity.parent, "add", "other.yaml")
    git(capacity.parent, "commit", "-q", "-m", "x")
    assert dict(at(capacity)) == {}


def test_before_the_first_commit_there_is_none(capacity: Path) -> None:
    git(capacity.parent, "init", "-q")
    assert not has_commits(capacity, environ(), relative_to=capacity)
    commit(capacity.parent)
    assert has_commits(capacity, environ(), relative_to=capacity)


@pytest.mark.parametrize("revision", ["gone", "-x", "--output=x", "", "HEAD:capacity", "a\nb", "main..main", "HEAD~9"])
def test_a_revision_that_git_does_not_know(capacity: Path, revision: str) -> None:
    commit(capacity.parent)
    with pytest.raises(UserError) as raised:
        at(capacity, revision)
    assert raised.value.message == f"git knows no revision `{revision}`"
    assert raised.value.code == 2
    assert not (capacity / "x").exists()


def test_a_shallow_clone_says_so(capacity: Path, tmp_path: Path) -> None:
    first = commit(capacity.parent)
    write(capacity, new="skills: {}\n")
    commit(capacity.parent)
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{tmp_path}", "clone")
    with pytest.raises(UserError) as raised:
        at(tmp_path / "clone" / "capacity", first)
    assert raised.value.message == f"`{first}` is not in this shallow clone"
    assert "fetch-depth: 0" in raised.value.hint
    assert len(at(tmp_path / "clone" / "capacity")) == 9


def test_where_there_is_no_repository(capacity: Path) -> None:
    with pytest.raises(UserError) as raised:
        at(capacity)
    assert raised.value.message == "capacity is not in a git repository"
    assert "not a git repository" in raised.value.hint


def test_where_there_is_no_git(capacity: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(UserError) as raised:
        revision_tree(capacity, "HEAD", environ(), relative_to=capacity)
    assert raised.value.message == "git is not installed"


def test_a_conflict_in_what_is_staged_is_to_be_settled_first(capacity: Path) -> None:
    commit(capacity.parent)
    git(capacity, "checkout", "-q", "-b", "side")
    write(capacity, firm="firm: {name: side}\n")
    commit(capacity.parent)
    git(capacity, "checkout", "-q", "main")
    write(capacity, firm="firm: {name: here}\n")
    commit(capacity.parent)
    with pytest.raises(AssertionError):
        git(capacity, "merge", "-q", "side")
    with pytest.raises(UserError) as raised:
        staged_tree(capacity, environ(), relative_to=capacity.parent)
    assert raised.value.message == "firm.yaml is not merged yet"


def test_what_git_sets_for_its_hooks_is_seen_from_where_the_hook_runs(capacity: Path) -> None:
    commit(capacity.parent)
    hook = environ() | {"GIT_DIR": ".git", "GIT_INDEX_FILE": ".git/index"}
    tree = staged_tree(capacity, hook, relative_to=capacity.parent)
    assert len(tree) == 8


def test_a_module_of_another_repository_is_not_looked_into(capacity: Path) -> None:
    write(capacity / "inner.yaml", a="x: 1\n")
    commit(capacity / "inner.yaml")
    commit(capacity.parent)
    assert "capacity/inner.yaml" not in at(capacity)


def test_an_object_that_is_gone_is_said(capacity: Path) -> None:
    commit(capacity.parent)
    name = git(capacity, "rev-parse", "HEAD:capacity/firm.yaml")
    (capacity.parent / ".git" / "objects" / name[:2] / name[2:]).unlink()
    with pytest.raises(UserError) as raised:
        at(capacity)
    assert raised.value.message == f"git has lost {name}"
