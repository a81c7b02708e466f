"""Ids, days and lists of a deal to the phrases that a person would write to another."""

from collections.abc import Collection, Sequence
from datetime import date

from deliverable.book import Deal
from deliverable.pages.words import MONTHS, WEEKDAYS, listed, table_day, week_day

PROPER = {name.lower(): name for name in (*MONTHS, *WEEKDAYS)}


def spoken(name: str) -> str:
    """A task's id as it is said: idea approval, February."""
    words = name.replace("-", " ")
    return PROPER.get(words, words)


def tasks(names: Sequence[str]) -> str:
    """Tasks, all of them: what isn't named is not agreed."""
    return listed([spoken(name) for name in names])


def steps(names: Sequence[str]) -> str:
    """Tasks inside a sentence, where a bare name could be misread: the step “look”."""
    return f"the step{'' if len(names) == 1 else 's'} {listed([f'“{spoken(name)}”' for name in names])}"


def titled(deal: Deal) -> str:
    """A deal's name in quotation marks, so that any name reads well inside a sentence."""
    return f"“{deal.name or spoken(deal.id)}”"


def days(found: Collection[date], near: date) -> str:
    """Friday 19 March and Wednesday 19 May."""
    return listed([week_day(day, near) for day in sorted(found)])


def stretch(first: date, last: date, near: date) -> str:
    """Mon 1 February to Tue 16 February."""
    return table_day(first, near) if first == last else f"{table_day(first, near)} to {table_day(last, near)}"


def sentence(text: str) -> str:
    """The same with a capital at its front."""
    return text[:1].upper() + text[1:]


def hello(name: str) -> str:
    """A greeting, by name where one is known."""
    return f"Hello {sentence(name)}," if name else "Hello,"
