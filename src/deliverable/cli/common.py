"""The options that every command takes, and what the terminal is like, to one frozen value; and the one way out."""

import functools
import inspect
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from deliverable.cli.targets import Written, resolved, told_apart
from deliverable.dataclass import dataclass
from deliverable.errors import Exit, UserError

if TYPE_CHECKING:
    from deliverable.page import Page

PIPE_WIDTH = 100
FIRST_DAY, LAST_DAY = (
    date(1970, 1, 1),
    date(2199, 12, 31),
)  # as in the files: FIRST_YEAR and LAST_YEAR of files/kinds.py
COLOURS = ("auto", "always", "never")
SEVERAL = (
    "How the answer is written; without it auto, which is github inside GitHub Actions and else text. NAME:FILE writes "
    "to a file; it may be given several times."
)

Capacity = Annotated[
    str | None,
    typer.Option(
        "--capacity", "-C", metavar="DIR", help="The capacity folder; else $DELIVERABLE_CAPACITY, else capacity/."
    ),
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="The day that counts as today, as 2026-11-28.")
]
Format = Annotated[str | None, typer.Option("--format", metavar="NAME", help="How the answer is written.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the answer here instead.")]
Colour = Annotated[str, typer.Option("--color", metavar="auto|always|never", help="Colour in the answer.")]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="The first line alone; of lint nothing where nothing is wrong.")
]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say on stderr what was read.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show where in the program a fault of ours came from.")]


@dataclass(frozen=True, slots=True)
class Common:
    """The common options, resolved: nothing in here asks the environment again."""

    capacity: str | None
    as_of: date
    format: str | None  # None where all that was asked for goes to files of its own
    output: Path | None
    width: int
    colour: bool
    unicode: bool
    quiet: bool
    verbose: bool
    debug: bool
    dated: bool = False  # whether --as-of was given
    beside: tuple[Written, ...] = ()


def options(*formats: str, several: bool = False) -> Callable[[Callable[..., Exit]], Callable[..., None]]:
    """Give a command the common options as its first argument; `formats` are its --format's, the default first.

    A command that takes `several` may be asked for more than one, each but one with a file of its own.
    """

    def decorate(run: Callable[..., Exit]) -> Callable[..., None]:
        @functools.wraps(run)
        def wrapped(**given: Any) -> None:
            shared = {name: given.pop(name) for name in _shared(formats, several)}
            raise typer.Exit(int(run(settle(formats, **shared), **given)))

        own = list(inspect.signature(run, eval_str=True).parameters.values())[1:]
        parameters = [p.replace(kind=p.KEYWORD_ONLY) for p in (*own, *_shared(formats, several).values())]
        wrapped.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # what Typer reads
        wrapped.__annotations__ = {p.name: p.annotation for p in parameters}
        return wrapped

    return decorate


def _shared(formats: tuple[str, ...], several: bool) -> dict[str, inspect.Parameter]:
    parameters = dict(inspect.signature(_declared).parameters)
    names = "|".join(formats)
    if several:
        choices = Annotated[list[str] | None, typer.Option("--format", metavar=names, help=SEVERAL)]
        return parameters | {"format": parameters["format"].replace(annotation=choices, default=None)}
    one = Annotated[str, typer.Option("--format", metavar=names, help="How the answer is written.")]
    return parameters | {"format": parameters["format"].replace(annotation=one, default=formats[0])}


def _declared(
    capacity: Capacity = None,
    as_of: AsOf = None,
    format: Format = None,  # noqa: A002 - the option's name
    output: Output = None,
    color: Colour = "auto",
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> None:
    """Never called: the signature that every command shares."""


def settle(
    formats: tuple[str, ...],
    *,
    capacity: str | None,
    as_of: str | None,
    format: str | list[str] | None,  # noqa: A002 - the option's name
    output: Path | None,
    color: str,
    quiet: bool,
    verbose: bool,
    debug: bool,
) -> Common:
    """The options as written, checked, with what the terminal and the environment add to them."""
    stream = None if output else sys.stdout
    asked, beside = (format, ()) if isinstance(format, str) else told_apart(format or formats[:1], output)
    for name in (*([] if asked is None else [asked]), *(written.format for written in beside)):
        choice("--format", name, formats)
    return Common(
        capacity=capacity,
        as_of=day(as_of),
        format=None if asked is None else resolved(asked, output, os.environ),
        output=output,
        width=width_for(stream, os.environ),
        colour=colour_for(choice("--color", color, COLOURS), stream, os.environ),
        unicode=unicode_for(stream),
        quiet=quiet,
        verbose=verbose,
        debug=debug,
        dated=as_of is not None,
        beside=tuple(Written(resolved(name, file, os.environ), file) for name, file in beside),
    )


def choice(option: str, given: str, known: tuple[str, ...]) -> str:
    """The word given, if it is one of the known."""
    if given in known:
        return given
    message = f"{option} can't be `{given}`"
    raise UserError(message, f"one of {', '.join(known)}")


def day(given: str | None) -> date:
    """The day that counts as today: the one place that looks at a clock."""
    if given is None:
        return date.today()  # noqa: DTZ011 - the day of whoever asks, in their own place
    try:
        found = date.fromisoformat(given)
    except ValueError:
        found = None
    if found is None or found.isoformat() != given:
        message = f"--as-of can't be `{given}`"
        raise UserError(message, "a date is written as 2026-11-28")
    if not FIRST_DAY <= found <= LAST_DAY:
        message = f"--as-of can't be {given}"
        raise UserError(message, f"days from {FIRST_DAY} to {LAST_DAY} can be planned for")
    return found


def width_for(stream: TextIO | None, environ: Mapping[str, str]) -> int:
    """A terminal's width, else $COLUMNS, else 100: what is piped doesn't depend on a window."""
    if stream is not None and stream.isatty():
        with suppress(OSError, ValueError):
            columns = os.get_terminal_size(stream.fileno()).columns
            if columns > 0:
                return columns
    columns_said = environ.get("COLUMNS", "")
    return int(columns_said) if columns_said.isdecimal() and int(columns_said) > 0 else PIPE_WIDTH


def colour_for(option: str, stream: TextIO | None, environ: Mapping[str, str]) -> bool:
    """--color, else NO_COLOR, else FORCE_COLOR (0 is no), else no for TERM=dumb, else whether it is a terminal."""
    if option != "auto":
        return option == "always"
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR", "") not in ("", "0"):
        return True
    return environ.get("TERM") != "dumb" and stream is not None and stream.isatty()


def unicode_for(stream: TextIO | None) -> bool:
    """Whether more than ASCII can be written; files always are UTF-8."""
    encoding = getattr(stream, "encoding", None)  # text kept in memory has none, and holds anything
    return encoding is None or encoding.lower().replace("-", "").startswith("utf")


def said(common: Common, page: "Page") -> str:
    """A page as text or Markdown; with --quiet its first line alone."""
    if common.quiet:
        page = replace(page, blocks=page.blocks[:1])
    if common.format == "markdown":
        from deliverable.formats import markdown

        return markdown.render(page)
    from deliverable.formats.text import render

    return render(page, width=common.width, colour=common.colour, unicode=common.unicode)


def emit(common: Common, text: str) -> None:
    """Write the answer to stdout, or wholly to the file asked for; a reader that left early is no fault."""
    if common.output is not None:
        write_file(common.output, text)
        return
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        hang_up()


def hang_up() -> None:
    """Let what is still buffered for a closed pipe go nowhere, so that the end of the process says nothing either."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def note(text: str) -> None:
    """Lines beside the answer, on stderr, without power over the terminal."""
    from deliverable.formats.cells import clean

    with suppress(BrokenPipeError):
        sys.stderr.write("\n".join(map(clean, text.split("\n"))) + "\n")


def write_file(path: Path, text: str) -> None:
    """Put the text at the path in one step: either all of it is there or what was there before.

    A pipe or a device is written to, never replaced; what a link leads to is replaced, not the link.
    """
    data = text.encode("utf-8", "backslashreplace")
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(data)
        else:
            _put(Path(os.path.realpath(path)) if path.is_symlink() else path, data)
    except OSError as error:
        message = f"can't write {path}: {error.strerror}"
        raise UserError(message) from error


def _put(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        part.chmod(_mode_of(path))
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _mode_of(path: Path) -> int:
    if path.is_file():
        return path.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
