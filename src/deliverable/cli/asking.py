"""The options that say a deal without a file: what was typed to the deal's text, and where it is kept."""

import functools
import inspect
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from deliverable.cli import common, completing
from deliverable.errors import Exit, UserError
from deliverable.typed.said import OPTIONS, Draft, Said, Typed

if TYPE_CHECKING:
    from datetime import date

    from deliverable.answers.understood import Understood
    from deliverable.files.load import Loaded
    from deliverable.files.nodes import Document

NAME = "as asked"
"""What a deal without a file is called where its lines are shown."""
SHOWN = 8
"""So many names at most are listed in a hint."""
Some = list[str] | None


def _declared(
    effort: Annotated[
        Some,
        typer.Option(
            "--effort", metavar="WORK", help="Work: react=20d, ui-design@4=10-16d, build:php=5d, 3 weeks of react."
        ),
    ] = None,
    after: Annotated[
        Some,
        typer.Option(
            "--after", metavar="TASK:TASK", help="What comes after what: qa:react. A task is called as its skill."
        ),
    ] = None,
    wait: Annotated[Some, typer.Option("--wait", metavar="TASK=5d:WHOM", help="A wait: approval=5d:client.")] = None,
    given: Annotated[
        Some, typer.Option("--input", metavar="WHAT", help="What the client gives: texts by 15 January.")
    ] = None,
    priority: Annotated[Some, typer.Option("--priority", metavar="TASK=could", help="must, should or could.")] = None,
    people: Annotated[
        Some, typer.Option("--people", metavar="TASK=N", help="How many may share a skill's work.")
    ] = None,
    without: Annotated[Some, typer.Option("--without", metavar="TASK", help="Leave a task out.")] = None,
    start: Annotated[str, typer.Option("--start", metavar="DAY", help="No work before: 2027-01-11, next Monday.")] = "",
    due: Annotated[
        str, typer.Option("--due", metavar="DAY", help="When it must end: 2027-03, mid March, in 6 weeks.")
    ] = "",
    latest: Annotated[str, typer.Option("--latest", metavar="DAY", help="How late they could live with.")] = "",
    client: Annotated[str, typer.Option("--client", metavar="NAME", help="Whom it is for.")] = "",
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="What it is.")] = "",
    id: Annotated[str, typer.Option("--id", metavar="ID", help="The new deal's id; else from client or name.")] = "",  # noqa: A002
    owner: Annotated[str, typer.Option("--owner", metavar="NAME", help="Who in sales asks.")] = "",
    value: Annotated[str, typer.Option("--value", metavar="MONEY", help="What it is worth to us: 84000, 84k.")] = "",
    probability: Annotated[str, typer.Option("--probability", metavar="SHARE", help="How likely it is won.")] = "",
    budget: Annotated[str, typer.Option("--budget", metavar="MONEY", help="What the client can pay.")] = "",
    confidence: Annotated[str, typer.Option("--confidence", metavar="SHARE", help="How sure a yes must be: 80%.")] = "",
    flexible: Annotated[
        Some, typer.Option("--flexible", metavar="WHAT=HOW", help="date, scope, budget: fixed, preferred, flexible.")
    ] = None,
    answer: Annotated[
        Some, typer.Option("--answer", metavar="ID=TEXT", help="An answer to one of our questions.")
    ] = None,
    hurdle: Annotated[Some, typer.Option("--hurdle", metavar="ID=TEXT", help="Why a question is hard to ask.")] = None,
    site: Annotated[Some, typer.Option("--site", metavar="SITE", help="Only people of this site.")] = None,
    team: Annotated[Some, typer.Option("--team", metavar="TEAM", help="Only people of this team.")] = None,
    who: Annotated[Some, typer.Option("--who", metavar="PERSON", help="Only these people.")] = None,
    exclude: Annotated[Some, typer.Option("--not", metavar="PERSON", help="None of these people.")] = None,
    like: Annotated[
        str,
        typer.Option(
            "--like",
            metavar="DEAL",
            help="Begin with the work of a deal or a template.",
            autocompletion=completing.models,
        ),
    ] = "",
    save: Annotated[bool, typer.Option("--save", help="Write what was asked as a new deal's file.")] = False,
) -> None:
    """Never called: the options with which a deal is said."""


def options(run: Callable[..., Exit]) -> Callable[..., Exit]:
    """Give a command these options, as its `typed` argument; below `common.options`."""
    declared = dict(inspect.signature(_declared).parameters)

    @functools.wraps(run)
    def wrapped(shared: common.Common, **given: Any) -> Exit:
        return run(shared, typed=typed_of({name: given.pop(name) for name in declared}), **given)

    own = [p for p in inspect.signature(run, eval_str=True).parameters.values() if p.name != "typed"]
    parameters = [own[0], *(p.replace(kind=p.KEYWORD_ONLY) for p in (*own[1:], *declared.values()))]
    wrapped.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # what Typer reads
    return wrapped


def sensible(typed: Typed, deal: str | None) -> None:
    """Raise UserError where what was typed can't be put to a deal that has a file, or to none."""
    if deal is None and not typed.anything:
        message = "no deal is named"
        raise UserError(message, "name one: check museum-site; or say it: check --effort react=20d --due mid-March")
    news = [
        option for option, given in (("--like", typed.like), ("--id", typed.said.id), ("--save", typed.save)) if given
    ]
    if deal is not None and news:
        message = f"{news[0]} is for a new deal, and {deal} is named"
        raise UserError(message, f"a new one like it: --like {deal}")


def typed_of(given: Mapping[str, Any]) -> Typed:
    """The options as they were given."""
    said = {("input" if name == "given" else name): value for name, value in given.items()}
    like, save = said.pop("like"), said.pop("save")
    texts: dict[str, Any] = {
        name: value if isinstance(value, str) else tuple(value or ()) for name, value in said.items()
    }
    return Typed(Said(**texts), like, save)


def arguments(typed: Typed) -> list[str]:
    """The options that say the same again, as the arguments of a command."""
    out = ["--like", typed.like] if typed.like else []
    for name, option in OPTIONS.items():
        value = getattr(typed.said, name)
        for text in value if isinstance(value, tuple) else (value,) if value else ():
            out += [f"{option}={text}"] if text.startswith("-") else [option, text]
    return [*out, "--save"] if typed.save else out


def drafted(typed: Typed, loaded: "Loaded", folder: Path, today: "date", changed: "Document | None" = None) -> Draft:
    """The deal that was typed. `changed` is a deal of which some is to be different.

    Raises UserError for what can't be understood.
    """
    from deliverable.typed.sketch import OptionError
    from deliverable.typed.unclear import UnclearError

    try:
        return drawn(typed, loaded, folder, today, changed)
    except OptionError as unclear:
        message = f"{unclear.option}: {unclear.message}"
        raise UserError(message, unclear.hint) from None
    except UnclearError as unclear:
        raise UserError(unclear.message, unclear.hint) from None


def drawn(typed: Typed, loaded: "Loaded", folder: Path, today: "date", changed: "Document | None" = None) -> Draft:
    """The same. Raises UnclearError for what can't be understood, UserError where there is nothing to begin with."""
    from deliverable.files.nodes import seen
    from deliverable.typed.paper import paper
    from deliverable.typed.sketch import sketch

    begun: dict[str, Any] = {} if changed is None else seen(_sound(changed))
    told: tuple[Understood, ...] = ()
    if typed.like:
        begun, told = _alike(typed, loaded, folder, today)
    found = sketch(typed.said, loaded.book, today, begun, _taken(loaded))
    return Draft(str(found.deal["deal"]), found.deal, paper(found.deal), (*told, *found.understood))


def _taken(loaded: "Loaded") -> set[str]:
    """Ids under which the firm knows something already."""
    book = loaded.book
    holds = {booking.deal for booking in book.bookings.values() if booking.deal}
    return {*book.deals, *book.promises, *book.bookings, *holds}


def _sound(doc: "Document") -> Any:
    """The map of a deal's file that has no fault in its YAML."""
    from deliverable.findings import Severity

    if doc.root is None or doc.lost or any(finding.severity is Severity.ERROR for finding in doc.findings):
        message = f"{doc.path} has faults, so nothing can begin with it"
        raise UserError(message, f"deliverable check {doc.path} says which")
    return doc.root


def _alike(
    typed: Typed, loaded: "Loaded", folder: Path, today: "date"
) -> "tuple[dict[str, Any], tuple[Understood, ...]]":
    """What the new deal begins with: the work of another one."""
    from deliverable.answers.understood import Understood
    from deliverable.files.disk import printed
    from deliverable.files.nodes import seen
    from deliverable.files.yamlfile import parse
    from deliverable.typed.like import likeness
    from deliverable.typed.sketch import dates_of

    file = model(typed.like, folder, Path.cwd())
    doc = parse(printed(file, Path.cwd()), _content(file))
    days = dates_of(typed.said, loaded.book, today)
    found = likeness(seen(_sound(doc)), days.get("start"), days.get("due"))
    told = [Understood(typed.like, f"like {file.stem}{_without(found.dropped)}", plain=True)]
    if found.dated:
        told.append(Understood(typed.like, _moved(found.weeks), plain=True))
    return dict(found.deal), tuple(told)


def _without(dropped: tuple[str, ...]) -> str:
    return f", but for its {', '.join(dropped)}" if dropped else ""


def _moved(weeks: int | None) -> str:
    if weeks is None:
        return "its milestones and dates of inputs left out"
    if not weeks:
        return "its milestones and dates of inputs kept"
    count = f"{abs(weeks)} week{'' if abs(weeks) == 1 else 's'}"
    return f"its milestones and dates of inputs {count} {'later' if weeks > 0 else 'sooner'}"


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        message = f"can't read {file}: {error.strerror}"
        raise UserError(message) from error


def model(name: str, folder: Path, here: Path) -> Path:
    """The file of the deal or template to begin with. Raises UserError where there is none, or two."""
    from deliverable.files.disk import deal_files, template_files

    deals, templates = deal_files(folder), template_files(folder)
    found = [files[name] for files in (templates, deals) if name in files]
    if len(found) > 1:
        message = f"{name} is a deal and a template"
        raise UserError(
            message, f"name the file: {' or '.join(str(file.relative_to(folder.parent)) for file in found)}"
        )
    file = found[0] if found else here / name
    if file.is_file():
        return file
    message = f"there is no deal or template called {name}"
    raise UserError(message, _nearest(name, sorted({*deals, *templates})))


def _nearest(name: str, known: list[str]) -> str:
    """What may be meant by a name that isn't there."""
    from deliverable.files.suggest import likely

    meant = likely(name, known)
    close = [meant] if meant else [one for one in known if name.casefold() in one]
    if close:
        return f"did you mean {' or '.join(close[:SHOWN])}?"
    return f"known are {', '.join(known[:SHOWN])}" if known else "templates live in templates/"


def models(folder: Path) -> tuple[str, ...]:
    """The names of the deals and templates that a new one can begin with, templates first."""
    from deliverable.files.disk import deal_files, template_files

    deals, templates = deal_files(folder), template_files(folder)
    return (*sorted(templates.keys() - deals.keys()), *sorted(deals.keys() - templates.keys()))


def kept(name: str, text: str, folder: Path, here: Path) -> Path:
    """Write what was asked as a new deal's file. Raises UserError where there is one of its name."""
    from deliverable.files.disk import printed

    file = folder / "deals" / f"{name}.yaml"
    if file.exists():
        message = f"{printed(file, here)} is there already"
        raise UserError(message, "name the new deal otherwise: --id another-id")
    file.parent.mkdir(exist_ok=True)
    common.write_file(file, text)
    return file
