"""`deliverable new`: questions and answers to a deal's file and its verdict."""

import os
import shlex
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from deliverable.cli import asking, check, common
from deliverable.cli.common import Common
from deliverable.errors import Exit, UserError
from deliverable.formats.cells import clean
from deliverable.typed.said import Draft, Said, Typed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deliverable.typed.interview import Interview
    from deliverable.typed.questions import Ask

EXAMPLES = ("deliverable new", "deliverable new --like website", "deliverable new < answers.txt")
TOLD = "    "
"""Before what is said in answer to a line."""


@common.options("text", "json", "markdown")
@asking.options
def command(
    shared: Common,
    assume: Annotated[
        bool, typer.Option("--assume", help="Answer although questions are open that should come first, and say which.")
    ] = False,
    typed: Typed = Typed(Said()),  # noqa: B008 - frozen
) -> Exit:
    """Ask what has to be known of a deal, write its file, and say whether we can deliver it.

    A line is an answer; an empty one is "don't know", ? says more, < goes back, . takes the rest as assumed. What is
    said with an option isn't asked. Questions go to stderr; stdout has the answer alone, as check gives it.

    Exit codes: those of check.
    """
    from deliverable.files.disk import find_folder, printed, read_tree
    from deliverable.files.load import load
    from deliverable.typed.interview import Interview
    from deliverable.typed.questions import Known

    here = Path.cwd()
    folder = find_folder(shared.capacity, os.environ, here)
    loaded = load(read_tree(folder, deals=True, relative_to=here), printed(folder, here))

    def draft(so_far: Typed) -> Draft:
        return asking.drawn(so_far, loaded, folder, shared.as_of)

    asking.drafted(typed, loaded, folder, shared.as_of)  # what is wrong with an option is said before anything is asked
    interview = Interview(Known(loaded.book, asking.models(folder)), draft, typed)
    _ask_all(interview)
    said = interview.typed._replace(save=True)
    if not said.anything:
        message = "nothing was said about the deal"
        raise UserError(message, "answer a question, or say it with options: deliverable new --help")
    common.note("")
    name = draft(said).id
    code = check.answered(shared, None, said, assume=assume)
    common.note(f"\nThe same without questions:\n  {_again(shared, said, name)}{' --assume' if assume else ''}")
    return code


def _again(shared: Common, typed: Typed, name: str) -> str:
    """The command that does the same without questions; the id is said, since the next one would be another."""
    words = ["deliverable", "check", *asking.arguments(typed._replace(said=replace(typed.said, id=name)))]
    if shared.capacity is not None:
        words += ["-C", shared.capacity]
    if shared.dated:
        words += ["--as-of", shared.as_of.isoformat()]
    if shared.format not in (None, "text"):
        words += ["--format", str(shared.format)]
    if shared.output is not None:
        words += ["-o", str(shared.output)]
    return clean(shlex.join([*words, "-q"] if shared.quiet else words))


def _ask_all(interview: "Interview") -> None:
    """Ask until there is nothing left to ask, or nobody answers any more."""
    from deliverable.typed.interview import COMMANDS

    talks = sys.stdin.isatty()
    common.note(COMMANDS)
    while (ask := interview.ask) is not None:
        _put_question(interview, ask)
        line = _line(ask)
        reply = interview.hear("." if line is None else line)
        for told in reply.told:
            common.note(TOLD + clean(told))
        if not (reply.taken or talks or line == "?"):
            message = f"in answer to `{ask.text}`: {reply.told[0] if reply.told else 'not understood'}"
            raise UserError(message, " ".join(reply.told[1:]) or "nobody can be asked back where answers are piped in")


def _put_question(interview: "Interview", ask: "Ask") -> None:
    """The question with its number; of one that has an answer already only whether there is more."""
    if interview.more:
        common.note("")
        common.note(f"{TOLD}And what else? (Enter: that is all)")
        return
    number, count = interview.where
    example = f" For example: {clean(ask.example)}" if ask.example else ""
    common.note(f"\n{number}/{count} {clean(ask.text)}{example}")
    if ask.hurdle:
        common.note(f"{TOLD}If you don't know: {clean(ask.unknown)}")


def _line(ask: "Ask") -> str | None:
    """A line of whoever answers; None where there is none left."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        if sys.stdin.isatty():
            _put("> ")
        found = sys.stdin.readline()
        return found.rstrip("\n") if found else None
    _complete(ask.choices)
    try:
        return input("> ")
    except EOFError:
        _put("\n")
        return None


def _put(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()


def _complete(words: "Iterable[str]") -> None:
    """Let the tab key complete these words, where the terminal has line editing."""
    try:
        import readline
    except ImportError:  # not on every system
        return
    known = sorted(words)

    def fitting(text: str, state: int) -> str | None:
        fits = [word for word in known if word.startswith(text)]
        return fits[state] if state < len(fits) else None

    readline.set_completer(fitting)
    readline.set_completer_delims(" ,:=@")
    readline.parse_and_bind("tab: complete")
