"""The options that say a deal without a file: what was typed to the deal's text, and where it is kept."""

import functools
import inspect
import re
import shlex
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from deliverable.cli import common, completing
from deliverable.errors import Exit, UserError
from deliverable.typed.said import OPTIONS, Draft, Said, Typed
from deliverable.typed.unclear import quoted

if TYPE_CHECKING:
    from datetime import date

    from deliverable.answers.understood import Understood
    from deliverable.files.load import Loaded
    from deliverable.files.nodes import Document

STDIN = "stdin"
NAME = "as asked"
"""What a deal without a file is called where its lines are shown."""
MOST_LETTERS = 2_000
"""Of one value."""
SHOWN = 8
"""So many names at most are listed in a hint."""
_NOTHING = Said()


def _many(option: str, metavar: str, told: str, **more: Any) -> Any:
    return Annotated[list[str] | None, typer.Option(option, metavar=metavar, help=told, **more)]


# All of them lists, so that what can be said once isn't lost silently when it is said twice.
_MORE = {"autocompletion": completing.models}
_DECLARED = {
    "effort": _many("--effort", "WORK", "Work: react=20d, ui-design@4=10-16d, build:php=5d, 3 weeks of react."),
    "due": _many("--due", "DAY", "When it must end: 2027-03, mid March, in 6 weeks."),
    "start": _many("--start", "DAY", "No work before: 2027-01-11, next Monday."),
    "client": _many("--client", "NAME", "Whom it is for."),
    "like": _many("--like", "DEAL", "Begin with the work of a deal or a template.", **_MORE),
    "after": _many("--after", "TASK:TASK", "What comes after what: qa:react. A task is called as its skill."),
    "wait": _many("--wait", "TASK=5d:WHOM", "A wait, with --after: approval=5d:client."),
    "input": _many("--input", "WHAT", "What the client gives: texts by 15 January."),
    "without": _many("--without", "TASK", "Leave a task out."),
    "priority": _many("--priority", "TASK=could", "must, should or could."),
    "people": _many("--people", "TASK=N", "How many may share a skill's work."),
    "flexible": _many("--flexible", "WHAT=HOW", "date, scope, budget: fixed, preferred, flexible."),
    "latest": _many("--latest", "DAY", "How late they could live with."),
    "name": _many("--name", "NAME", "What it is."),
    "id": _many("--id", "ID", "The new deal's id; else from client or name."),
    "owner": _many("--owner", "NAME", "Who in sales asks."),
    "value": _many("--value", "MONEY", "What it is worth to us: 84000, 84k."),
    "probability": _many("--probability", "SHARE", "How likely it is won."),
    "budget": _many("--budget", "MONEY", "What the client can pay."),
    "confidence": _many("--confidence", "SHARE", "How sure a yes must be: 80%."),
    "answer": _many("--answer", "ID=TEXT", "An answer to one of our questions."),
    "hurdle": _many("--hurdle", "ID=TEXT", "Why a question is hard to ask."),
    "site": _many("--site", "SITE", "Only people of this site."),
    "team": _many("--team", "TEAM", "Only people of this team."),
    "who": _many("--who", "PERSON", "Only these people."),
    "exclude": _many("--not", "PERSON", "None of these people."),
}
_SAVE = Annotated[bool, typer.Option("--save", help="Write what was asked as a new deal's file.")]
"""In the order of the help: what is said most first."""


def _parameters() -> list[inspect.Parameter]:
    kind = inspect.Parameter.KEYWORD_ONLY
    many = [inspect.Parameter(f"said_{name}", kind, default=None, annotation=a) for name, a in _DECLARED.items()]
    return [*many, inspect.Parameter("save", kind, default=False, annotation=_SAVE)]


def options(run: Callable[..., Exit]) -> Callable[..., Exit]:
    """Give a command these options, as its `typed` argument; below `common.options`."""
    declared = _parameters()

    @functools.wraps(run)
    def wrapped(shared: common.Common, **given: Any) -> Exit:
        said = {p.name.removeprefix("said_"): given.pop(p.name) for p in declared}
        return run(shared, typed=typed_of(said), **given)

    own = [p for p in inspect.signature(run, eval_str=True).parameters.values() if p.name != "typed"]
    parameters = [own[0], *(p.replace(kind=p.KEYWORD_ONLY) for p in (*own[1:2], *declared, *own[2:]))]
    wrapped.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # what Typer reads
    return wrapped


def sensible(typed: Typed, deal: str | None, offer: str | None = None) -> None:
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
    if typed.save and offer is not None:
        message = "--save writes the deal as it is asked, not an offer"
        raise UserError(message, f"the offer: --offer {offer} --take -o FILE")


def stray(typed: Typed, words: Sequence[str]) -> UserError | None:
    """What is wrong with words that name no deal, where that can be told: quotes were forgotten, or it is work."""
    said = " ".join(words)
    if typed.anything:
        message = f"{quoted(said)} stands alone"
        return UserError(
            message, 'words that belong together go in quotes: --due "mid March", --effort "3 weeks of react"'
        )
    if re.search(r"=\s*[0-9.]|^[0-9.]+\s*(?:[hdw]|days?|weeks?|hours?)\b", said):
        message = f"{quoted(said)} is no deal but work"
        return UserError(message, f"say it with --effort: check --effort {shlex.quote(said)} --due mid-March")
    return None


def typed_of(given: Mapping[str, Any]) -> Typed:
    """The options as they were given. Raises UserError for one without its value, or said twice that can't be."""
    texts = {name: tuple(given.get(name) or ()) for name in _DECLARED}
    for name, values in texts.items():
        option = "--like" if name == "like" else OPTIONS[name]
        for value in values:
            _sound_value(option, value)
        if len(values) > 1 and not isinstance(getattr(_NOTHING, name, ""), tuple):
            message = f"{option} is said {len(values)} times"
            raise UserError(message, f"once is enough: {option} {shlex.quote(values[-1])}")
    said: dict[str, Any] = {
        name: values if isinstance(getattr(_NOTHING, name), tuple) else "".join(values)
        for name, values in texts.items()
        if name != "like"
    }
    return Typed(Said(**said), "".join(texts["like"]), bool(given.get("save")))


def _sound_value(option: str, value: str) -> None:
    """Raise UserError for what can be no value of any option."""
    wrong = {
        "has no value": ("" if value.strip() else "say it, or leave the option out")
        or (f"{quoted(value)} is the next option" if value.startswith("--") else ""),
        "is too long": f"{MOST_LETTERS} letters at most" if len(value) > MOST_LETTERS else "",
        "is not UTF-8 text": ""
        if value.isascii() or not any("\ud800" <= c <= "\udfff" for c in value)
        else "type it anew",
    }
    for what, hint in wrong.items():
        if hint:
            message = f"{option} {what}"
            raise UserError(message, hint)


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

    begun: dict[str, Any] = {} if changed is None else seen(_sound(changed, loaded))
    told: tuple[Understood, ...] = ()
    if typed.like:
        begun, told = _alike(typed, loaded, folder, today)
    found = sketch(typed.said, loaded.book, today, begun, _taken(loaded, folder))
    return Draft(str(found.deal["deal"]), found.deal, paper(found.deal), (*told, *found.understood))


def _taken(loaded: "Loaded", folder: Path) -> set[str]:
    """Ids under which the firm knows something already, or has a file."""
    from deliverable.files.disk import deal_files

    book = loaded.book
    holds = {booking.deal for booking in book.bookings.values() if booking.deal}
    return {*book.deals, *book.promises, *book.bookings, *holds, *deal_files(folder)}


def _sound(doc: "Document", loaded: "Loaded") -> Any:
    """The map of a deal's file that has no fault of its own. Raises UserError for another one."""
    from deliverable.files.deals import DealReader, own_findings
    from deliverable.findings import Severity

    read = DealReader(loaded.book.firm).read(doc, None)
    found = (*own_findings(doc, read.about), *read.findings)
    if doc.root is None or read.deal is None or any(finding.severity is Severity.ERROR for finding in found):
        message = f"{doc.path} has faults, so nothing can begin with it"
        raise UserError(message, f"deliverable check {'-' if doc.path == STDIN else doc.path} says which")
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
    found = likeness(seen(_sound(doc, loaded)), days.get("start"), days.get("due"))
    told = [f"the work of {file.stem}" + (", and nothing else of that deal" if found.dropped else "")]
    told += [f"its milestones {_moved(found.weeks)}"] if found.dated else []
    told += [f"the days of its inputs {_moved(found.given)}"] if found.awaited else []
    return dict(found.deal), tuple(Understood(typed.like, part, plain=True) for part in told)


def _moved(weeks: int | None) -> str:
    if weeks is None:
        return "left open"
    if not weeks:
        return "as they are"
    return f"{abs(weeks)} week{'' if abs(weeks) == 1 else 's'} {'later' if weeks > 0 else 'sooner'}"


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

    meant = likely(name.casefold(), known)
    close = [meant] if meant else [one for one in known if name.casefold() in one]
    if close:
        return f"did you mean {' or '.join(close[:SHOWN])}?"
    more = f" and {len(known) - SHOWN} more" if len(known) > SHOWN else ""
    return f"known are {', '.join(known[:SHOWN])}{more}" if known else "templates live in templates/"


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
