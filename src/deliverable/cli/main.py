"""Arguments to an exit code: the commands by name, and what becomes of every way in which one can end."""

import gc
import inspect
import io
import os
import sys
from types import ModuleType
from typing import Annotated

import typer

from deliverable import __version__
from deliverable.cli import audit, check, explain, free, lint, needs, new, record, rule, schema
from deliverable.cli.common import note
from deliverable.errors import Exit, UserError
from deliverable.formats.cells import clean

# In the order of the help. A module offers `command`, whose docstring is the help, and `EXAMPLES`, its first lines.
COMMANDS: dict[str, ModuleType] = {
    "check": check,
    "new": new,
    "needs": needs,
    "free": free,
    "lint": lint,
    "rule": rule,
    "explain": explain,
    "schema": schema,
    "audit": audit,
    "record": record,
}

EXAMPLES = ("deliverable check museum-site", "deliverable new", "deliverable lint")
COMPLETING = "_DELIVERABLE_COMPLETE"
"""The variable by which a shell asks what a line may go on with."""
EXPECTED = {
    **dict.fromkeys(("--by", "--deadline", "--until", "--end", "--finish"), "--due"),
    **dict.fromkeys(("--work", "--skill", "--skills", "--task", "--estimate", "--days"), "--effort"),
    **dict.fromkeys(("--template", "--from-deal", "--copy"), "--like"),
    **dict.fromkeys(("--for", "--customer"), "--client"),
    **dict.fromkeys(("--from", "--begin", "--starting"), "--start"),
    **dict.fromkeys(("--except", "--exclude"), "--not (people) or --without (tasks)"),
    **dict.fromkeys(("--price", "--worth"), "--value"),
    **dict.fromkeys(("--write", "--keep"), "--save"),
}
"""What people call the options with which a deal is said, and what each is called."""
REPORT = "this is our fault; please report it with the command and what --debug prints"


def main(argv: list[str] | None = None) -> int:
    """Run one command; the exit code is the public one of docs/exit-codes.md, whatever happens."""
    arguments = sys.argv[1:] if argv is None else argv
    _speak_any_encoding()
    thresholds = gc.get_threshold()
    gc.set_threshold(200_000, 50, 100)  # much is built and little thrown away: collecting less often halves the reading
    try:
        return _run(arguments)
    except UserError as error:
        note(f"deliverable: {clean(error.message)}" + (f"\nhint: {clean(error.hint)}" if error.hint else ""))
        return int(error.code)
    except KeyboardInterrupt:
        return int(Exit.INTERRUPTED)
    except OSError as error:
        if error.filename is None:
            return _our_fault(error, arguments)
        note(f"deliverable: {error.filename}: {error.strerror}")
        return int(Exit.WRONG)
    except Exception as error:  # noqa: BLE001 - the last resort: an uncaught one would exit 1, which means "no"
        return _our_fault(error, arguments)
    finally:
        gc.set_threshold(*thresholds)


def _run(arguments: list[str]) -> int:
    code: object = None
    _say_which_option(arguments)
    try:
        build()(args=arguments, prog_name="deliverable")
    except SystemExit as end:
        code = end.code
    if code == Exit.NO and _is_for_a_shell(arguments):
        return int(Exit.WRONG)  # Typer's way to say that it doesn't know the shell; 1 is what a command answers
    return code if isinstance(code, int) else int(Exit.OK)


def _say_which_option(arguments: list[str]) -> None:
    """Raise UserError for an option that people expect of another name."""
    if arguments[:1] in (["check"], ["new"]):
        for word in arguments[1:]:
            name = word.partition("=")[0]
            if name in EXPECTED:
                message = f"there is no option {name}"
                raise UserError(message, f"it is called {EXPECTED[name]}")


def _is_for_a_shell(arguments: list[str]) -> bool:
    """Whether completion is asked for, or to be set up: then no command of ours is run."""
    return COMPLETING in os.environ or arguments[:1] in (["--install-completion"], ["--show-completion"])


def _our_fault(error: BaseException, arguments: list[str]) -> int:
    if "--debug" in arguments:
        import traceback

        note("".join(traceback.format_exception(error)).rstrip())
    note(f"deliverable: {type(error).__name__}: {error} ({REPORT})".replace("\n", " "))
    return int(Exit.OUR_FAULT)


def _speak_any_encoding() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def build() -> typer.Typer:
    """The Typer application: plain help without markup, no traceback of its own, `-h` for help."""
    app = typer.Typer(
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=True,
        invoke_without_command=True,
        context_settings={"help_option_names": ["-h", "--help"]},
        callback=_start,
        help=_with_examples(EXAMPLES, "Can we deliver what is about to be sold?"),
    )
    for name, module in COMMANDS.items():
        said = inspect.cleandoc(module.command.__doc__ or "")
        app.command(name, help=_with_examples(module.EXAMPLES, said), short_help=said.split("\n")[0])(module.command)
    return app


def _with_examples(examples: tuple[str, ...], said: str) -> str:
    return "\b\nFor example:\n" + "\n".join(f"  {line}" for line in examples) + f"\n\n{said}"


def _start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        typer.echo(f"deliverable {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
