"""Every --format to what is written where, before anything is read."""

from pathlib import Path

import pytest

from deliverable.cli.targets import Written, resolved, told_apart
from deliverable.errors import UserError

OUT = Path("out.txt")


@pytest.mark.parametrize(
    ("given", "output", "plain", "beside"),
    [
        (["text"], None, "text", ()),
        (["text"], OUT, "text", ()),
        (["text", "text"], None, "text", ()),
        (["sarif:a.sarif"], None, None, (Written("sarif", Path("a.sarif")),)),
        (["github", "sarif:a.sarif"], None, "github", (Written("sarif", Path("a.sarif")),)),
        (["json:a", "text", "json:b"], OUT, "text", (Written("json", Path("a")), Written("json", Path("b")))),
        (["json:a:b"], None, None, (Written("json", Path("a:b")),)),
    ],
)
def test_one_goes_to_stdout_and_the_others_to_files(
    given: list[str], output: Path | None, plain: str | None, beside: tuple[Written, ...]
) -> None:
    assert told_apart(given, output) == (plain, beside)


@pytest.mark.parametrize(
    ("given", "output", "says", "hint"),
    [
        (
            ["text", "json"],
            None,
            "--format text and --format json can't both be written to stdout",
            "give one of them a file: --format json:FILE",
        ),
        (
            ["text", "json"],
            OUT,
            "--format text and --format json can't both be written to out.txt",
            "give one of them a file: --format json:FILE",
        ),
        (["json:"], None, "--format json: names no file", "--format json:FILE, or --format json alone"),
        (
            ["json:a"],
            OUT,
            "nothing is left to write to out.txt: each --format has a file of its own",
            "leave -o out, or add a --format without a file",
        ),
        (["json:a", "sarif:./a"], None, "two formats can't both be written to a", "give each a file of its own"),
        (["text", "sarif:out.txt"], OUT, "two formats can't both be written to out.txt", "give each a file of its own"),
    ],
)
def test_two_never_go_to_one_place(given: list[str], output: Path | None, says: str, hint: str) -> None:
    with pytest.raises(UserError) as caught:
        told_apart(given, output)
    assert (caught.value.message, caught.value.hint, caught.value.code) == (says, hint, 2)


@pytest.mark.parametrize(
    ("name", "file", "environ", "means"),
    [
        ("auto", None, {}, "text"),
        ("auto", None, {"GITHUB_ACTIONS": "true"}, "github"),
        ("auto", OUT, {"GITHUB_ACTIONS": "true"}, "text"),
        ("auto", None, {"GITHUB_ACTIONS": "false"}, "text"),
        ("auto", None, {"CI": "true"}, "text"),
        ("text", None, {"GITHUB_ACTIONS": "true"}, "text"),
        ("sarif", None, {"GITHUB_ACTIONS": "true"}, "sarif"),
    ],
)
def test_auto_is_for_whoever_reads_it(name: str, file: Path | None, environ: dict[str, str], means: str) -> None:
    assert resolved(name, file, environ) == means
