"""A firm and what was said so far to the questions that are still to be asked, in order."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from deliverable.book import Book, IntakeQuestion
from deliverable.dataclass import dataclass
from deliverable.typed.said import Typed
from deliverable.typed.sketch import HOW
from deliverable.typed.skills import known_skills
from deliverable.typed.tasks import requirements

CHECK: Final = "check"
ALL: Final = 40
"""So many skills at most are named in the help."""
SETTABLE: Final = ("flexibility.date", "flexibility.scope", "flexibility.budget")


@dataclass(frozen=True, slots=True)
class Ask:
    """One question: `id`, what is asked, and how it is answered. `field` is the option that the answer is behind,
    `lead` what goes before the answer there; `many` may be answered line by line. `unknown` says what becomes of no
    answer, `help` why it is asked; `choices` are words that can be completed. `hurdle` is the firm's question whose
    difficulty can be noted instead.
    """

    id: str
    text: str
    field: str
    example: str = ""
    unknown: str = ""
    help: tuple[str, ...] = ()
    lead: str = ""
    many: bool = False
    choices: tuple[str, ...] = ()
    hurdle: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What can be named: the book, and the deals and templates that a new deal can begin with."""

    book: Book
    models: tuple[str, ...] = ()


def asks(known: Known, typed: Typed, scope: Iterable[tuple[str, Any]]) -> Iterator[Ask]:
    """Every question of a deal, in order. Some hang on what was said: `typed`, and the tasks that came of it."""
    tasks = list(scope)
    yield Ask("client", "Who is it for?", "client", "City Museum", "a client without a name")
    yield Ask("name", "What is it, in a few words?", "name", "Exhibition website", 'a "New deal"')
    if known.models:
        yield _like(known)
    yield _work(known, typed)
    if len([name for name, task in tasks if requirements(task) or "crew" in task]) > 1:
        yield _order([name for name, _ in tasks], typed.like)
    if tasks:
        yield _inputs([name for name, _ in tasks], typed.like)
    yield from _days(typed)
    yield from _about(known)
    for question in known.book.firm.questions.values():
        if question.needed_for == CHECK:
            yield from _of_the_firm(question, typed)


def _like(known: Known) -> Ask:
    shown = ", ".join(known.models[:6]) + (f" and {len(known.models) - 6} more" if len(known.models) > 6 else "")
    return Ask(
        "like", f"Which of these is it like: {shown}? (Enter: none)", "like", "", "like none of them",
        ("It begins with the same work. What is different you can say with the next question.",), choices=known.models,
    )  # fmt: skip


def _work(known: Known, typed: Typed) -> Ask:
    what = "What work is it instead?" if typed.like else "What work is it?"
    left = "the same work" if typed.like else "no work, and so no answer yet"
    more: tuple[str, ...] = (
        "So much of which skill, a line each. `build: react=20d` gives the task another name, @4 asks for a level.",
        "What can't be said in a line (crews, people by name) goes into the deal's file afterwards.",
    )
    skills = tuple(sorted(known_skills(known.book)))
    more = (*more, f"Skills: {', '.join(skills[:ALL])}{f' and {len(skills) - ALL} more' if len(skills) > ALL else ''}.")
    return Ask("work", what, "effort", "3 weeks of react, or react@4=10-16d", left, more, many=True, choices=skills)


def _order(names: list[str], like: str) -> Ask:
    helped = (f"The tasks are {', '.join(names)}. What isn't said to wait can go on at the same time.",)
    return Ask(
        "order", "Does some of it have to wait for other work?", "after", f"{names[-1]} after {names[0]}",
        f"the order of {like} stays" if like else "all of it can go on at the same time", helped, many=True,
        choices=tuple(names),
    )  # fmt: skip


def _inputs(names: list[str], like: str) -> Ask:
    helped = (f"`{names[0]}: texts by 15 January` says which task waits for it; else all that comes first does.",
              "It becomes a condition of the yes.")  # fmt: skip
    return Ask(
        "inputs", "What must the client give us, and by when?", "input", "texts by 15 January",
        f"what {like} waits for" if like else "nothing is waited for", helped, many=True, choices=tuple(names),
    )  # fmt: skip


def _days(typed: Typed) -> Iterator[Ask]:
    yield Ask("start", "When could work begin?", "start", "2027-01-11, next Monday, January", "from today")
    yield Ask("due", "When must it be done?", "due", "2027-03-19, mid March, in 6 weeks", "the earliest day is told")
    if typed.said.due:
        helped = ("A later day is only offered if they could live with it.",)
        yield Ask("latest", "How late could they live with?", "latest", "end of April", "not said", helped)


def _about(known: Known) -> Iterator[Ask]:
    currency = f", in {known.book.firm.currency}" if known.book.firm.currency else ""
    yield Ask("value", f"What is it worth to us{currency}?", "value", "84k", "not said")
    yield Ask("probability", "How likely is it that we win it?", "probability", "50%", "not said")
    people = tuple(sorted(known.book.people))
    yield Ask("owner", "Who of us asks?", "owner", people[0] if people else "tom", "not said", choices=people)


def _of_the_firm(question: IntakeQuestion, typed: Typed) -> Iterator[Ask]:
    """A question of the firm's own, and what its answer leaves open."""
    helped = [f"Why: {question.why}."] if question.why else []
    if question.hurdle:
        helped.append(f"Others found it hard: {question.hurdle}.")
    helped.append("Can't ask it? `! why not` notes what makes it hard.")
    unknown = question.if_unknown or "we can't tell yet: it has no assumption"
    name = question.id
    yield Ask(f"question:{name}", question.ask, "answer", "", unknown, tuple(helped), f"{name}=", hurdle=name)
    if any(answer.startswith(f"{question.id}=") for answer in typed.said.answer):
        for key in (key for key in SETTABLE if key in question.sets):
            what = key.partition(".")[2]
            yield Ask(
                f"sets:{key}", f"In a word, is the {what} fixed, preferred or flexible?", "flexible", "fixed",
                "preferred", ("fixed: never changed; preferred: changed last; flexible: changed first.",), f"{what}=",
                choices=HOW,
            )  # fmt: skip
