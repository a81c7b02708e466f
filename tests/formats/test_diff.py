"""Two contents as a diff that `patch` takes."""

import subprocess
from pathlib import Path

import pytest

from deliverable.formats.diff import unified


def test_the_changed_lines_with_what_is_around_them() -> None:
    before = "".join(f"{n}\n" for n in range(9)).encode()
    assert unified("a/b.yaml", before, before.replace(b"4", b"four")) == (
        "--- a/b.yaml\n+++ a/b.yaml\n@@ -2,7 +2,7 @@\n 1\n 2\n 3\n-4\n+four\n 5\n 6\n 7\n"
    )


def test_nothing_where_nothing_changed() -> None:
    assert unified("a", b"x\n", b"x\n") == unified("a", b"", b"") == ""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"a\r\nb\r\n", b"a\r\nc\r\n"),
        (b"a\nb", b"a\nc"),
        (b"a\nb\n", b"a\nb"),
        ("a\x0bb\x85c\n".encode(), "a\x0bb\u2028d\n".encode()),
        (b"\xef\xbb\xbfa\n", b"\xef\xbb\xbfb\n"),
        ("é\u2028x\n".encode(), "è\u2028y\n".encode()),
    ],
)
def test_patch_makes_of_the_one_the_other(tmp_path: Path, before: bytes, after: bytes) -> None:
    (tmp_path / "a.yaml").write_bytes(before)
    diff = unified("a.yaml", before, after).encode()
    done = subprocess.run(["git", "apply", "-p0", "-"], cwd=tmp_path, input=diff, capture_output=True)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "a.yaml").read_bytes() == after
