"""`deliverable free`: what is left to sell, by skill or by person, week by week."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from deliverable.cli import common
from deliverable.cli.common import Common
from deliverable.errors import Exit, UserError

if TYPE_CHECKING:
    from deliverable.answers.free import Asked, FreeAnswer
    from deliverable.book import Book

EXAMPLES = ("deliverable free", "deliverable free --skill react --level 4 --people")
LEVELS = 5
WEEKS, MOST_WEEKS = 12, 260
COUNTING = ("all", "holds", "firm")


@common.options("text", "json", "csv", "markdown")
def command(
    shared: Common,
    skill: Annotated[
        str | None, typer.Option("--skill", metavar="SKILL", help="Of one skill, by its id or what it is called.")
    ] = None,
    level: Annotated[int, typer.Option("--level", metavar="1-5", help="People with at least that level.")] = 1,
    team: Annotated[str | None, typer.Option("--team", metavar="TEAM", help="People of that team.")] = None,
    site: Annotated[str | None, typer.Option("--site", metavar="SITE", help="People of that site.")] = None,
    people: Annotated[bool, typer.Option("--people", help="Who rather than what: a row a person.")] = False,
    counting: Annotated[
        str,
        typer.Option(
            "--counting",
            metavar="|".join(COUNTING),
            help="Which commitments count: all, those of somebody by name, or of these all but holds.",
        ),
    ] = COUNTING[0],
    weeks: Annotated[int, typer.Option("--weeks", metavar="N", help="For so many weeks.")] = WEEKS,
    first: Annotated[
        str | None,
        typer.Option("--from", metavar="DAY", help="From that day on (2027-01-11, mid January); else today."),
    ] = None,
) -> Exit:
    """What is left to sell? Skills by weeks, in person-days, with what can be booked at all and who is free together.

    Exit codes: 0 done, 2 the data has faults that touch what is counted.
    """
    from deliverable.answers.allow import arguable
    from deliverable.answers.free import Asked, free
    from deliverable.files.allows import allows
    from deliverable.files.disk import find_folder, printed, read_tree
    from deliverable.files.load import load
    from deliverable.rules import faults

    asked = Asked(
        level=_between("--level", level, LEVELS),
        people=people,
        counting=common.choice("--counting", counting, COUNTING),
        weeks=_between("--weeks", weeks, MOST_WEEKS),
    )
    here = Path.cwd()
    folder = find_folder(shared.capacity, os.environ, here)
    tree = read_tree(folder, deals=False, relative_to=here)
    name = printed(folder, here)
    loaded = load(tree, name)
    if shared.verbose:
        common.note(f"read {len(tree)} files in {name}")
    found = arguable([*loaded.findings, *faults(loaded.book, loaded.unread)], allows(loaded.documents))
    asked = _understood(loaded.book, shared.as_of, asked, {"--skill": skill, "--team": team, "--site": site}, first)
    answer = free(loaded.book, shared.as_of, found, asked)
    common.emit(shared, _said(answer, shared, loaded.texts))
    return Exit.WRONG if answer.faults else Exit.OK


def _between(option: str, given: int, most: int) -> int:
    if 1 <= given <= most:
        return given
    message = f"{option} can't be {given}"
    raise UserError(message, f"a whole number from 1 to {most}")


def _understood(
    book: "Book", today: date, asked: "Asked", names: Mapping[str, str | None], first: str | None
) -> "Asked":
    """The same of the skill, the team and the site that are meant, and from the day that is."""
    from dataclasses import replace

    from deliverable.typed.skills import known_skills, one_of

    known: dict[str, Mapping[str, tuple[str, ...]]] = {
        "--skill": known_skills(book),
        "--team": {person.team: () for person in book.people.values() if person.team},
        "--site": {person.site: () for person in book.people.values() if person.site},
    }
    meant: dict[str, Any] = {}
    for option, text in names.items():
        noun = option.removeprefix("--")
        if text is not None:
            with _naming(option):
                meant[noun] = one_of(noun, text, known[option])
    if first is not None:
        from deliverable.typed.sketch import ahead
        from deliverable.typed.when import day_of

        with _naming("--from"):
            meant["first"] = day_of(first, today, "start", lambda count: ahead(book, today, count))
    return replace(asked, **meant)


@contextmanager
def _naming(option: str) -> Iterator[None]:
    """What isn't understood is said with the option that it was typed behind."""
    from deliverable.typed.unclear import UnclearError

    try:
        yield
    except UnclearError as unclear:
        message = f"{option}: {unclear.message}"
        raise UserError(message, unclear.hint) from None


def _said(answer: "FreeAnswer", shared: Common, texts: Mapping[str, str]) -> str:
    if shared.format == "json":
        from deliverable.formats import json
        from deliverable.formats.free_json import document

        return json.dump(document(answer))
    from deliverable.pages.free import page
    from deliverable.pages.lint import elsewhere

    if shared.format != "csv":
        return common.said(shared, page(answer, texts))
    from deliverable.answers.free import ALL
    from deliverable.formats import csv, text
    from deliverable.formats.free_csv import header, rows

    if answer.faults:  # a table has no place for them
        common.note(text.render(page(answer, texts), width=shared.width, colour=False, unicode=shared.unicode).rstrip())
    elif answer.elsewhere:
        common.note(elsewhere(answer.elsewhere))
    if answer.nobody and answer.asked.counting == ALL:
        common.note("what is booked for nobody by name is in no row; --format text says how much it is")
    return csv.dump(header(answer), rows(answer))
