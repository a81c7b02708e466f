"""What was typed, beside what it begins with, to a deal as plain data and how each part was understood."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from deliverable.answers.understood import Understood
from deliverable.book import Book
from deliverable.dataclass import dataclass
from deliverable.pages.words import long_day
from deliverable.supply import WorkingDays
from deliverable.typed import amount, figures, tasks, when
from deliverable.typed.said import OPTIONS, Said
from deliverable.typed.skills import known_skills
from deliverable.typed.unclear import UnclearError, is_unknown, quoted
from deliverable.typed.work import Work, slug, works_of

HOW: Final = ("fixed", "preferred", "flexible")
ORDER: Final = (
    "deal", "name", "client", "owner", "start", "due", "latest_acceptable", "flexibility", "budget", "confidence",
    "value", "probability", "status", "sites", "teams", "who", "not", "answers", "hurdles", "inputs", "scope", "with",
)  # fmt: skip
DAYS: Final = {"start": ("start", "start"), "due": ("due", "due"), "latest": ("latest_acceptable", "due")}
"""Option to the deal's key, and to which day of a stretch it is."""
LISTS: Final = {"site": "sites", "team": "teams", "who": "who", "exclude": "not"}
TEXTS: Final = {"client": "client", "name": "name", "owner": "owner"}
REACH: Final = 12_000
"""Calendar days in which the firm's working days are looked for."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """A deal as plain data, in the order of the file, and how what was typed was understood."""

    deal: Mapping[str, Any]
    understood: tuple[Understood, ...]


class OptionError(UnclearError):
    """The same as UnclearError, with the option that it was typed behind."""

    def __init__(self, option: str, unclear: UnclearError) -> None:
        super().__init__(unclear.message, unclear.hint, unclear.slip)
        self.option = option


def dates_of(said: Said, book: Book, today: date) -> dict[str, date]:
    """The days that were typed, by the deal's key."""
    out = {}
    for option, (key, end) in DAYS.items():
        if text := getattr(said, option):
            with naming(option):
                out[key] = when.day_of(text, today, end, lambda count: ahead(book, today, count))
    return out


def ahead(book: Book, today: date, count: int) -> date:
    """The day so many of the firm's working days from today."""
    days = [
        day for day in WorkingDays(book, today.toordinal(), today.toordinal() + REACH).days if day > today.toordinal()
    ]
    if count == 0:
        return today
    if count > len(days):
        message = f"the firm has no {count} working days ahead"
        raise UnclearError(message, when.HINT)
    return date.fromordinal(days[count - 1])


def sketch(said: Said, book: Book, today: date, begun: Mapping[str, Any], taken: Iterable[str] = ()) -> Sketch:
    """The deal that was typed. `begun` is what it begins with: nothing, what it takes from another deal, or a whole
    deal of which some is to be different. `taken` are ids that a new deal can't have.

    Raises OptionError for what can't be understood.
    """
    deal: dict[str, Any] = dict(begun)
    told: list[Understood] = []
    for option, draw in _DRAWN.items():
        if getattr(said, option):
            with naming(option):
                told += draw(deal, getattr(said, option), book, today)
    told += _dated(deal, said, dates_of(said, book, today))
    if said.wait:
        with naming("wait"):
            tasks.all_tied(deal, said.wait)
    if "deal" not in deal:
        deal["deal"] = _id(said, deal, set(taken))
    return Sketch({key: deal[key] for key in ORDER if key in deal} | deal, tuple(told))


def _dated(deal: dict[str, Any], said: Said, days: Mapping[str, date]) -> Iterator[Understood]:
    """Give the deal its days, and see that they are in order."""
    for option, (key, _) in DAYS.items():
        if key in days:
            deal[key] = days[key].isoformat()
            yield _day_told(option, getattr(said, option), days[key])
    start, due, latest = (_day_in(deal, key) for key in ("start", "due", "latest_acceptable"))
    if start and due and due < start:
        with naming("due" if said.due else "start"):
            message = f"the deal would be due on {long_day(due)}, before it starts on {long_day(start)}"
            raise UnclearError(message, "say a later day for --due, or a sooner one for --start")
    if due and latest and latest < due and said.latest:
        with naming("latest"):
            message = f"{long_day(latest)} is before the day it is due, {long_day(due)}"
            raise UnclearError(message, "say the last day that they could live with: on or after --due")
    if due and latest and latest < due and said.due:
        del deal["latest_acceptable"]
        yield Understood(said.due, f"no longer that they could live with {long_day(latest)}", plain=True)


def _day_in(deal: Mapping[str, Any], key: str) -> date | None:
    """One of the deal's days; None where none is said, or none that can be read."""
    try:
        return date.fromisoformat(str(deal[key])) if deal.get(key) else None
    except ValueError:
        return None


class naming:  # noqa: N801 - reads as `with naming("due"):`
    """Say which option an unclear text was typed behind."""

    def __init__(self, option: str) -> None:
        self.option = OPTIONS[option]

    def __enter__(self) -> None:
        """Nothing to begin."""

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, UnclearError) and not isinstance(error, OptionError):
            raise OptionError(self.option, error) from None


def _id(said: Said, deal: Mapping[str, Any], taken: set[str]) -> str:
    """The id that was asked for, else one from the client or the name that nothing else has."""
    if said.id:
        with naming("id"):
            return _own_id(said.id, taken)
    words = str(deal.get("client") or "") or said.name
    base = slug(words) or "new-deal"
    return next(name for n in range(1, len(taken) + 3) if (name := base if n == 1 else f"{base}-{n}") not in taken)


def _own_id(text: str, taken: set[str]) -> str:
    found = slug(text)
    if found != text:
        message = f"{quoted(text)} is no id"
        raise UnclearError(message, f"write {found}" if found else "write it like city-museum")
    if found in taken:
        message = f"there is something called {found} already"
        raise UnclearError(message, "name another one")
    return found


def _day_told(option: str, text: str, day: date) -> Understood:
    lead = {"start": "start", "due": "due", "latest": "could live with"}[option]
    return Understood(text, f"{lead} {long_day(day)}", plain=when.is_iso(text))


# --- single values ---------------------------------------------------------------------------------------------------


Draw = Callable[[dict[str, Any], Any, Book, date], Iterator[Understood]]


def _text(key: str) -> Draw:
    def draw(deal: dict[str, Any], text: str, _book: Book, _today: date) -> Iterator[Understood]:
        deal[key] = " ".join(text.split())
        lead = {"client": "for ", "owner": "asked by ", "name": "called "}[key]
        yield Understood(text, f"{lead}{deal[key]}", plain=True)

    return draw


def _money(key: str) -> Draw:
    def draw(deal: dict[str, Any], text: str, book: Book, _today: date) -> Iterator[Understood]:
        deal[key] = figures.money_of(text, book.firm.currency)
        currency = f" {book.firm.currency}" if book.firm.currency else ""
        yield Understood(text, f"{key} {deal[key]:,}{currency}", plain=text == str(deal[key]))

    return draw


def _share(key: str) -> Draw:
    def draw(deal: dict[str, Any], text: str, _book: Book, _today: date) -> Iterator[Understood]:
        deal[key] = figures.share_of(text)
        yield Understood(text, f"{key} {deal[key].removesuffix('%')} %", plain=text == deal[key])

    return draw


def _list(key: str) -> Draw:
    """Ids and names, several behind one option or one behind each."""

    def draw(deal: dict[str, Any], texts: tuple[str, ...], book: Book, _today: date) -> Iterator[Understood]:
        named = [part.strip() for text in texts for part in text.split(",") if part.strip()]
        if not named:
            message = "nobody is named"
            raise UnclearError(message, "leave the option out, or name somebody")
        deal[key] = list(dict.fromkeys(tasks.whom(key, name, book) for name in named))
        if both := set(deal.get("who") or ()) & set(deal.get("not") or ()):
            message = f"{' and '.join(sorted(both))} can't be both among --who and --not"
            raise UnclearError(message, "say one of them")
        lead = {"sites": "only people of ", "teams": "only the team ", "who": "only ", "not": "without "}[key]
        yield Understood(", ".join(texts), lead + ", ".join(deal[key]), plain=deal[key] == named)

    return draw


def _flexible(deal: dict[str, Any], texts: tuple[str, ...], _book: Book, _today: date) -> Iterator[Understood]:
    flexibility = dict(deal.get("flexibility") or {})
    said: dict[str, str] = {}
    for text in texts:
        what, how = tasks.pair(text, "date=fixed")
        key = what.casefold()
        if key not in ("date", "scope", "budget") or how not in HOW:
            message = f"{quoted(text)} doesn't say how far something may change"
            raise UnclearError(message, "date, scope or budget is fixed, preferred or flexible: date=fixed")
        if said.setdefault(key, how) != how:
            message = f"the {key} can't be {said[key]} and {how}"
            raise UnclearError(message, "say one of them")
        flexibility[key] = how
        yield Understood(text, f"the {key} is {how}", plain=True)
    deal["flexibility"] = flexibility


def _answers(deal: dict[str, Any], texts: tuple[str, ...], book: Book, _today: date) -> Iterator[Understood]:
    """Answers to the firm's questions: for people to read, since what counts is said with days, work and the like."""
    noted = dict(deal.get("answers") or {})
    for text in texts:
        name, value = _question(text, "date-is-hard=the exhibition opens", book)
        if is_unknown(value):
            message = f"{quoted(value)} is no answer to {name}"
            raise UnclearError(message, f"leave it out, or say what makes it hard: --hurdle {name}=...")
        noted[name] = value
        yield Understood(text, f"noted on {name}: {value} (nothing else in the deal changes by that)", plain=True)
    deal["answers"] = noted


def _hurdles(deal: dict[str, Any], texts: tuple[str, ...], book: Book, _today: date) -> Iterator[Understood]:
    noted = dict(deal.get("hurdles") or {})
    for text in texts:
        name, noted[name] = _question(text, "date-is-hard=they were away", book)
        yield Understood(text, f"hard to ask, {name}: {noted[name]}", plain=True)
    deal["hurdles"] = noted


def _question(text: str, example: str, book: Book) -> tuple[str, str]:
    name, value = tasks.pair(text, example, lower=False)
    return tasks.known_as(name, book.firm.questions, "question"), value


# --- the work --------------------------------------------------------------------------------------------------------


def _effort(deal: dict[str, Any], texts: tuple[str, ...], book: Book, _today: date) -> Iterator[Understood]:
    known = known_skills(book)
    works = [work for text in texts for work in works_of(text, known, book.firm.day)]
    scope, begun = tasks.scope_of(deal), tasks.scope_of(deal)
    seen: set[tuple[str, str]] = set()
    for work in works:
        task = tasks.task_for(work, begun)
        if (task, work.skill) in seen:
            message = f"{work.skill} is said twice for {task}"
            raise UnclearError(message, f"say it once, or name the other task: more:{work.skill}={work.amount}")
        seen.add((task, work.skill))
        level = tasks.put(scope, task, work)
        yield Understood(work.said, _work_told(task, work, level), plain=work.plain)
    deal["scope"] = scope


def _work_told(task: str, work: Work, asked: int) -> str:
    level = f" (level {asked})" if asked > 1 else ""
    lead = "" if task == work.skill else f"{task}: "
    return f"{lead}{amount.in_words(work.amount)} of {work.skill}{level}"


def _once(seen: set[str], name: str, what: str) -> None:
    """Raise UnclearError where something is said a second time, and only one of both can be so."""
    if name in seen:
        message = f"{name}: {what} is said twice"
        raise UnclearError(message, "say it once")
    seen.add(name)


def _wait(deal: dict[str, Any], texts: tuple[str, ...], _book: Book, _today: date) -> Iterator[Understood]:
    scope = tasks.scope_of(deal)
    seen: set[str] = set()
    for text in texts:
        name, length, whom = tasks.wait_parts(text)
        task = tasks.new_task(name, scope)
        _once(seen, task, "its wait")
        scope[task] = {**tasks.kept(scope.get(task)), "wait": length} | ({"waiting_for": whom} if whom else {})
        lead = f" for {whom}" if whom else ""
        yield Understood(text, f"{task}: {amount.in_words(length, 'working day')} of waiting{lead}", plain=False)
    deal["scope"] = scope


def _after(deal: dict[str, Any], texts: tuple[str, ...], book: Book, _today: date) -> Iterator[Understood]:
    scope, known = tasks.scope_of(deal), known_skills(book)
    for text in texts:
        task, before = tasks.order_of(text, scope, known)
        entry = dict(scope[task])
        entry["after"] = list(dict.fromkeys([*(entry.get("after") or ()), *before]))
        scope[task] = {"after": entry.pop("after")} | entry
        yield Understood(text, f"{task} after {' and '.join(before)}", plain=True)
    deal["scope"] = scope


def _priority(deal: dict[str, Any], texts: tuple[str, ...], book: Book, _today: date) -> Iterator[Understood]:
    scope, known = tasks.scope_of(deal), known_skills(book)
    seen: set[str] = set()
    for text in texts:
        named, priority = tasks.pair(text, "archive=could")
        if priority not in ("must", "should", "could"):
            message = f"{quoted(text)} is no priority"
            raise UnclearError(message, "must, should or could: archive=could")
        task = tasks.task_of(named, scope, known)
        _once(seen, task, "its priority")
        scope[task] = {"priority": priority} | {k: v for k, v in scope[task].items() if k != "priority"}
        yield Understood(text, f"{task} is a {priority}", plain=True)
    deal["scope"] = scope


def _people(deal: dict[str, Any], texts: tuple[str, ...], book: Book, _today: date) -> Iterator[Understood]:
    scope, known = tasks.scope_of(deal), known_skills(book)
    seen: set[str] = set()
    for text in texts:
        named, count = tasks.pair(text, "build=1")
        if not count.isdecimal() or not 1 <= int(count) <= 1000:
            message = f"{quoted(text)} is no number of people"
            raise UnclearError(message, "write it like build=1")
        task = tasks.task_of(named, scope, known)
        _once(seen, task, "how many people")
        tasks.shared_by(scope, task, int(count))
        yield Understood(
            text, f"at most {count} {'person' if count == '1' else 'people'} per skill on {task}", plain=True
        )
    deal["scope"] = scope


def _input(deal: dict[str, Any], texts: tuple[str, ...], book: Book, today: date) -> Iterator[Understood]:
    scope, known = tasks.scope_of(deal), known_skills(book)
    inputs = dict(deal.get("inputs") or {})
    seen: set[str] = set()

    def day_of(text: str) -> date:
        return when.day_of(text, today, "due", lambda count: ahead(book, today, count))

    for text in texts:
        given = tasks.input_of(text, scope, known, day_of)
        name = tasks.same_input(given.what, inputs) or slug(given.what)
        _once(seen, name, "what the client gives")
        old = inputs.get(name) if isinstance(inputs.get(name), Mapping) else {}
        inputs[name] = {"what": given.what, **(old or {})} | ({"by": given.by.isoformat()} if given.by else {})
        waiting = [task for task, entry in scope.items() if name in (entry.get("inputs") or ())]
        waiting = list(dict.fromkeys([*waiting, *given.tasks])) or list(tasks.first_tasks(scope))
        for task in waiting:
            scope[task] = {**scope[task], "inputs": list(dict.fromkeys([*(scope[task].get("inputs") or ()), name]))}
        by = f" by {long_day(given.by)}" if given.by else ", the day not known yet"
        what = inputs[name]["what"]
        yield Understood(text, f"{what} from the client{by}; before that no {' or '.join(waiting)}", plain=False)
    deal["inputs"], deal["scope"] = inputs, scope


def _without(deal: dict[str, Any], texts: tuple[str, ...], book: Book, _today: date) -> Iterator[Understood]:
    scope, known = tasks.scope_of(deal), known_skills(book)
    gone: set[str] = set()
    named = [part.strip() for text in texts for part in text.split(",") if part.strip()]
    for name in named:
        task = tasks.task_of(name, scope, known)
        gone.update(scope[task].get("inputs") or ())
        tasks.leave_out(scope, task)
        yield Understood(name, f"without {task}", plain=True)
    deal["scope"] = scope
    if isinstance(deal.get("inputs"), Mapping):
        gone -= {name for task in scope.values() for name in task.get("inputs") or ()}
        deal["inputs"] = {name: given for name, given in deal["inputs"].items() if name not in gone}


_DRAWN: Final[Mapping[str, Draw]] = {
    "without": _without,
    "effort": _effort,
    "wait": _wait,
    "after": _after,
    "priority": _priority,
    "people": _people,
    "input": _input,
    **{option: _list(key) for option, key in LISTS.items()},
    "flexible": _flexible,
    **{option: _text(key) for option, key in TEXTS.items()},
    **{option: _money(option) for option in ("value", "budget")},
    **{option: _share(option) for option in ("probability", "confidence")},
    "answer": _answers,
    "hurdle": _hurdles,
}
"""In the order in which they build on each other."""
