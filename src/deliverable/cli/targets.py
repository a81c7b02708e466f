"""Every --format as it was given to what is written where: one format to stdout, the others to files of their own."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from deliverable.errors import UserError

AUTO = "auto"


class Written(NamedTuple):
    """A format that goes to a file of its own: `--format NAME:FILE`."""

    format: str
    file: Path


def told_apart(given: Sequence[str], output: Path | None) -> tuple[str | None, tuple[Written, ...]]:
    """The one format for stdout, or for the file of -o, None where there is none; and those with a file of their own.

    Raises UserError where two would go to the same place, or nothing to the file of -o.
    """
    plain = list(dict.fromkeys(text for text in given if ":" not in text))
    beside = [_written(text) for text in given if ":" in text]
    if len(plain) > 1:
        message = f"--format {plain[0]} and --format {plain[1]} can't both be written to {output or 'stdout'}"
        raise UserError(message, f"give one of them a file: --format {plain[1]}:FILE")
    if output and not plain:
        message = f"nothing is left to write to {output}: each --format has a file of its own"
        raise UserError(message, "leave -o out, or add a --format without a file")
    _a_file_each([*([output] if output else []), *(written.file for written in beside)])
    return (plain[0] if plain else None), tuple(beside)


def _written(text: str) -> Written:
    name, _, file = text.partition(":")
    if not file:
        message = f"--format {text} names no file"
        raise UserError(message, f"--format {name}:FILE, or --format {name} alone")
    return Written(name, Path(file))


def _a_file_each(files: Sequence[Path]) -> None:
    places = [file.absolute() for file in files]
    twice = next((file for index, file in enumerate(files) if places[index] in places[:index]), None)
    if twice is not None:
        message = f"two formats can't both be written to {twice}"
        raise UserError(message, "give each a file of its own")


def resolved(name: str, file: Path | None, environ: Mapping[str, str]) -> str:
    """What a name means here: `auto` is GitHub's way in the log of a run there, which no file is, else text."""
    if name != AUTO:
        return name
    return "github" if file is None and environ.get("GITHUB_ACTIONS") == "true" else "text"
