"""Names of tasks and people as they are typed to those that are meant, and changes of a scope that is plain data."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from deliverable.book import Book
from deliverable.dataclass import dataclass
from deliverable.typed.amount import wait_of
from deliverable.typed.skills import folded, one_of, skill_of
from deliverable.typed.unclear import UnclearError, is_none, is_unknown, quoted
from deliverable.typed.work import Work, slug, task_id

Scope = dict[str, dict[str, Any]]
MOST: Final = 12
"""So many names at most are listed in a hint."""
CLIENT: Final = re.compile(r"(?:the )?(?:client|customer)s?", re.IGNORECASE)


def scope_of(deal: Mapping[str, Any]) -> Scope:
    """A copy of the deal's tasks. Raises UnclearError for a scope that isn't a map of maps."""
    scope = deal.get("scope") or {}
    if not isinstance(scope, Mapping) or not all(isinstance(task, Mapping) for task in scope.values()):
        message = "the scope that it begins with can't be read"
        raise UnclearError(message, "deliverable lint says why")
    return {name: dict(task) for name, task in scope.items()}


def pair(text: str, example: str, *, lower: bool = True) -> tuple[str, str]:
    """`name=value` or `name: value` as its two sides."""
    flat = " ".join(text.split())
    name, sign, value = (
        (part.strip() for part in re.split("([=:])", flat, maxsplit=1)) if re.search("[=:]", flat) else ("", "", "")
    )
    if not (name and sign and value):
        message = f"{quoted(text)} is only half of it"
        raise UnclearError(message, f"write both halves, like {example}")
    return name, value.casefold() if lower else value


def some(names: Sequence[str]) -> str:
    """The names; of many the first, and how many more."""
    more = f" and {len(names) - MOST} more" if len(names) > MOST else ""
    return ", ".join(names[:MOST]) + more


def known_as(text: str, known: Mapping[str, Any], noun: str) -> str:
    """The id that was typed, if it is one of the known."""
    wanted = slug(text)
    if wanted in known:
        return wanted
    from deliverable.files.suggest import likely

    message = f"no {noun} is called {quoted(text)}"
    meant = likely(wanted, known)
    hint = f"did you mean {meant}?" if meant else f"known are {some(list(known))}" if known else "there are none"
    raise UnclearError(message, hint, (text, meant) if meant else None)


def whom(key: str, text: str, book: Book) -> str:
    """A site, a team or a person (or pool) of the book, by its id or its name. Raises UnclearError."""
    known: dict[str, tuple[str, ...]]
    if key in ("who", "not"):
        known = dict.fromkeys(book.contractors, ())
        known |= {p.id: tuple({p.name, p.name.partition(" ")[0]} - {""}) for p in book.people.values()}
        return one_of("person", text, known)
    noun = key.removesuffix("s")
    known = dict.fromkeys(sorted({getattr(person, noun) for person in book.people.values()} - {""}), ())
    return one_of(noun, text, known)


# --- which task ------------------------------------------------------------------------------------------------------


def task_of(text: str, scope: Scope, skills: Mapping[str, tuple[str, ...]]) -> str:
    """The task that was named, by its id or by the skill that is its name. Raises UnclearError."""
    wanted = slug(text)
    if wanted in scope:
        return wanted
    try:
        skill = skill_of(text, skills)
    except UnclearError:
        skill = ""
    if skill in scope:
        return skill
    if not scope:
        message = f"there is no task {quoted(text)}, nor any other yet"
        raise UnclearError(message, "say the work first: --effort react=20d")
    return known_as(text, scope, "task")


def task_for(work: Work, scope: Scope) -> str:
    """The task that work belongs to: the one that was named, the one that has this skill already, or a new one."""
    if work.task:
        return work.task
    there = [name for name, task in scope.items() if work.skill in dict(requirements(task))]
    if len(there) > 1:
        message = f"{work.skill} is needed in {', '.join(there[:MOST])}"
        raise UnclearError(message, f"say in which: {there[0]}:{work.skill}={work.amount}")
    return there[0] if there else new_task(work.skill, scope)


def new_task(name: str, scope: Scope) -> str:
    """The name as an id, which a task without work may have already."""
    found = task_id(name)
    if requirements(scope.get(found, {})) or "crew" in scope.get(found, {}):
        message = f"there is a task {found} already"
        raise UnclearError(message, "give this one another name")
    return found


def first_tasks(scope: Scope) -> Iterator[str]:
    """Tasks that wait for no other task, and are no wait themselves."""
    return (name for name, task in scope.items() if not task.get("after") and "wait" not in task)


def order_of(text: str, scope: Scope, skills: Mapping[str, tuple[str, ...]]) -> tuple[str, list[str]]:
    """`qa:react,php` or `qa after react and php`: a task, and those that must have ended before it."""
    found = re.fullmatch(r"(.+?)(?:\s*[:=]\s*|\s+after\s+)(.+)", text.strip())
    if found is None:
        message = f"{quoted(text)} doesn't say what comes after what"
        raise UnclearError(message, "write it like qa:react or qa after react")
    before = [part for part in re.split(r"\s*[,+]\s*|\s+and\s+", found[2]) if part]
    task = task_of(found[1], scope, skills)
    named = [task_of(part, scope, skills) for part in before]
    if task in named:
        message = f"{task} can't come after itself"
        raise UnclearError(message, "write it like qa:react")
    return task, named


def wait_parts(text: str) -> tuple[str, str, str]:
    """`approval=5d:client` or `approval: 5 days for the client`: the task, how long, and for whom ("" for nobody)."""
    name, rest = pair(text, "approval=5d:client", lower=False)
    found = re.fullmatch(r"(.+?)\s*(?::|\bfor\b|\bof\b)\s*(.+)", rest)
    length, whom = (found[1], found[2]) if found else (rest, "")
    return name, wait_of(length), "client" if CLIENT.fullmatch(whom) else whom


# --- requirements ----------------------------------------------------------------------------------------------------


def requirements(task: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The skills of a task's work with what is said of each."""
    effort = task.get("effort")
    if isinstance(effort, Mapping):
        return list(effort.items())
    rows = effort if isinstance(effort, list) else []
    return [(str(row.get("skill")), row) for row in rows if isinstance(row, Mapping)]


def put(scope: Scope, task: str, work: Work) -> int:
    """Give a task this work: instead of what it has of the skill, or beside its other work. What was asked of the skill
    besides stays, its level too; that is given back. Raises UnclearError where it has the skill more than once.
    """
    entry = scope.setdefault(task, {})
    if "wait" in entry or "crew" in entry:
        message = f"{task} is {'a wait' if 'wait' in entry else 'a crew'}, not so much work"
        raise UnclearError(message, f"give the work another task: other:{work.skill}={work.amount}")
    there = [said for skill, said in requirements(entry) if skill == work.skill]
    if len(there) > 1:
        message = f"{task} needs {work.skill} in {len(there)} parts"
        raise UnclearError(message, "change them in the deal's file")
    old = there[0] if there and isinstance(there[0], Mapping) and "effort" in there[0] else {}
    whole = {**old, **_asked(work)}
    effort = entry.get("effort")
    if isinstance(effort, list):
        row = {"skill": work.skill, **whole}
        rows = [row if said.get("skill") == work.skill else said for said in effort]
        entry["effort"] = rows if there else [*rows, row]
    else:
        plain = set(whole) == {"effort"} or whole == {"effort": work.amount, "level": 1}
        entry["effort"] = {**(effort or {}), work.skill: work.amount if plain else whole}
    return int(whole.get("level", 1))


def _asked(work: Work) -> dict[str, Any]:
    return {"effort": work.amount} | ({"level": work.level} if work.graded else {})


def shared_by(scope: Scope, task: str, people: int) -> None:
    """Let so many people at most share each requirement of a task."""
    entry = scope[task]
    effort = entry.get("effort")
    if isinstance(effort, list):
        entry["effort"] = [{**row, "people": people} for row in effort]
    elif isinstance(effort, Mapping):
        entry["effort"] = {
            skill: {**(said if isinstance(said, Mapping) and "effort" in said else {"effort": said}), "people": people}
            for skill, said in effort.items()
        }
    else:
        message = f"{task} has no work that people could share"
        raise UnclearError(message, "name a task with work")


def kept(task: Mapping[str, Any] | None) -> dict[str, Any]:
    """What stays of a task when its wait is another one: all but its length."""
    return {key: value for key, value in (task or {}).items() if key != "wait"}


def leave_out(scope: Scope, task: str) -> None:
    """Take a task away; what came after it comes after what it came after."""
    gone = scope.pop(task)
    for name, other in scope.items():
        after = other.get("after")
        if isinstance(after, list) and task in after:
            at = after.index(task)
            rest = dict.fromkeys([*after[:at], *(gone.get("after") or ()), *after[at + 1 :]])
            scope[name] = {**other, "after": list(rest)} if rest else {k: v for k, v in other.items() if k != "after"}


# --- what the client gives -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Given:
    """What the client must give, by when (None where nobody knows), and the tasks that are said to wait for it."""

    what: str
    by: date | None
    tasks: tuple[str, ...]


def input_of(text: str, scope: Scope, skills: Mapping[str, tuple[str, ...]], day_of: Callable[[str], date]) -> Given:
    """`texts by 15 January`, `build: texts by 15 January` or `texts`. Raises UnclearError, also for a day that isn't
    understood; `day_of` reads it.
    """
    flat = " ".join(text.split())
    before, colon, rest = flat.partition(":")
    named = tuple(task_of(part, scope, skills) for part in before.split(",")) if colon else ()
    what, by = _what_and_day((rest if colon else flat).strip(), day_of)
    if not slug(what) or is_none(what) or is_unknown(what) or "=" in what:
        message = f"{quoted(text)} doesn't say what the client gives"
        raise UnclearError(message, "write it like `texts by 15 January`, or `build: texts by 15 January`")
    if not scope:
        message = "there is no work yet that could wait for it"
        raise UnclearError(message, "say the work first: --effort react=20d")
    return Given(what, by, named)


_BY: Final = re.compile(r"(?P<what>.*?)(?:^|[\s,]+)(?:by|on|until|till|before|in|not later than)\s+(?P<day>.+)")
_NUMBERS: Final = re.compile(r"[0-9]{1,2}[-/.][0-9]{1,2}\S*")


def _what_and_day(text: str, day_of: Callable[[str], date]) -> tuple[str, date | None]:
    """What is given and the day that is said behind it, with "by" or another word for it, or without one."""
    if found := _BY.fullmatch(text):
        try:
            return found["what"], day_of(found["day"])
        except UnclearError:
            if re.search(r"\bby\b|[0-9]", text):
                raise  # that was meant as a day
            return text, None
    words = text.split()
    for count in (3, 2, 1) if re.search("[0-9]", text) else ():
        try:
            if len(words) > count:
                return " ".join(words[:-count]).rstrip(","), day_of(" ".join(words[-count:]))
        except UnclearError:
            if count == 1 and _NUMBERS.fullmatch(words[-1]):
                raise  # 3/4 can be two days
    return text, None


def same_input(what: str, inputs: Mapping[str, Any]) -> str | None:
    """The input that is there already and is meant: by its id, its words or a part of them. Raises UnclearError where
    that can be several.
    """
    wanted = folded(what)
    if slug(what) in inputs:
        return slug(what)
    named = {name: folded(str(entry.get("what") or "")) for name, entry in inputs.items() if isinstance(entry, Mapping)}
    fits = [name for name, words in named.items() if wanted == words]
    parts = set(wanted.split("-"))
    fits = fits or [name for name, words in named.items() if parts <= set(words.split("-"))]
    if len(fits) > 1:
        message = f"{quoted(what)} can be {' or '.join(fits)}"
        raise UnclearError(message, f"write it like {fits[0]} by 15 January")
    return fits[0] if fits else None


# --- waits -----------------------------------------------------------------------------------------------------------


def all_tied(deal: Mapping[str, Any], waits: Sequence[str]) -> None:
    """Raise UnclearError for a wait that was typed, that waits for nothing, and that nothing waits for."""
    scope = scope_of(deal)
    behind = {name for task in scope.values() for name in task.get("after") or ()}
    for text in waits:
        task = task_id(wait_parts(text)[0])
        if not scope[task].get("after") and task not in behind:
            other = next((name for name in scope if name != task), "react")
            message = f"{task} comes after nothing, and nothing comes after it"
            raise UnclearError(message, f"say when it is: --after {task}:{other}")
