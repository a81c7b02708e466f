"""Work as people say it ("react=20d", "ui-design@4=10-16d", "3 weeks of react") to tasks' requirements."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Final

from deliverable.dataclass import dataclass
from deliverable.typed.amount import effort_of
from deliverable.typed.skills import skill_of
from deliverable.typed.unclear import UnclearError, quoted

EXAMPLE: Final = "write it like react=20d, ui-design@4=10-16d or 3 weeks of react"
LEVELS: Final = range(1, 6)
_WORDS: Final = "half an?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty"
_COUNT: Final = rf"(?:[0-9]+ 1/2|[0-9](?:[0-9.,]*[0-9])?[½¼¾]?|\.[0-9]+|[½¼¾]|(?:{_WORDS})\b)"
_UNITS: Final = "hours?|hrs?|days?|weeks?|wks?|fortnights?|months?|pd"
_UNIT: Final = rf"(?:(?<=[0-9.])\s*[hdw]\b|\s*(?:(?:person|man|working)[- ])?(?:{_UNITS})\b)"
_AMOUNT: Final = rf"(?:between\s+)?{_COUNT}(?:{_UNIT})?(?:\s*(?:-|–|\bto\b|\bor\b|\band\b)\s*{_COUNT})*{_UNIT}"
_AND: Final = re.compile(rf"\s*(?:,(?![0-9])|;|\+|\band\b)\s*(?={_AMOUNT})")
_EACH: Final = re.compile(r"[^=]+=[^=]*?(?=\s*(?:[,;+]|\band\b)\s*[^=,;+]+=|$)")
_BETWEEN: Final = re.compile(r"^\s*(?:[,;+]|and\b)\s*")
_NAMED_FIRST: Final = re.compile(r"(?P<skill>.*?)\s*=\s*(?P<amount>[^=]+)")
_OF: Final = re.compile(rf"(?P<amount>{_AMOUNT})\s+(?:of\s+|for\s+)?(?P<skill>\D.*)")
_LAST: Final = re.compile(rf"(?P<skill>\D.*?):?\s+(?:for\s+)?(?P<amount>{_AMOUNT})")
_PEOPLE: Final = re.compile(
    r"(?P<people>[0-9]+)\s+[^\W\d][\w .-]*?\s+(?:for\s+)?(?P<each>[0-9]+)\s*(?P<unit>weeks?|days?|w|d)\b.*"
)
_LEVEL: Final = re.compile(r"(?P<skill>.+?)\s*(?:@|,?\s*\(?(?:at\s+)?level\s+)(?P<level>[^)]*?)\)?")


@dataclass(frozen=True, slots=True)
class Work:
    """So much work in a skill: `task` is "" where nobody said which task it belongs to. `amount` is as the files have
    it, `said` as it was typed; `graded`: a level was asked for.
    """

    task: str
    skill: str
    level: int
    amount: str
    said: str
    graded: bool = False

    @property
    def plain(self) -> bool:
        """Whether it was typed as it was understood, so that there is nothing to explain."""
        level = f"@{self.level}" if self.graded else ""
        task = f"{self.task}:" if self.task else ""
        return self.said.strip() == f"{task}{self.skill}{level}={self.amount}"


def works_of(text: str, known: Mapping[str, tuple[str, ...]], day: Fraction) -> Iterator[Work]:
    """The work that a text speaks of, one part or several of them. Raises UnclearError.

    `known` are the skills with their other names, `day` is what a day of effort is in minutes.
    """
    task = ""
    for part in _parts(text):
        work = _work(part, known, day)
        task = work.task or task  # a task that was named holds for what follows it
        yield replace(work, task=task)


def _parts(text: str) -> list[str]:
    """The text cut where a comma or "and" begins another amount, or a comma another `skill=`."""
    flat = " ".join(text.split())
    if "=" in flat and _EACH.match(flat):
        return [_BETWEEN.sub("", part).strip() for part in _EACH.findall(flat)]
    if re.match("between ", flat):
        return [flat]  # its "and" is that of the range
    return [part for part in _AND.split(flat) if part] or [flat]


def _work(said: str, known: Mapping[str, tuple[str, ...]], day: Fraction) -> Work:
    found = _NAMED_FIRST.fullmatch(said) if "=" in said else None
    found = found or _OF.fullmatch(said) or _LAST.fullmatch(said)
    if found is None:
        message = f"{quoted(said)} is no work" if said else "no work is given"
        raise UnclearError(message, _why(said))
    task, named = _task(found["skill"]) if "=" in said else ("", found["skill"])
    if not named:
        message = f"{quoted(said)} names no skill"
        raise UnclearError(message, EXAMPLE)
    graded = _LEVEL.fullmatch(named)
    level = _level(graded["level"], said) if graded else 1
    skill = skill_of(graded["skill"] if graded else named, known)
    return Work(task, skill, level, effort_of(found["amount"], day), said, graded is not None)


def _why(said: str) -> str:
    if found := _PEOPLE.fullmatch(said):
        days = int(found["people"]) * int(found["each"]) * (5 if found["unit"].startswith("w") else 1)
        return f"say how much work it is: {found['people']} people for {found['each']} {found['unit']} are {days} days"
    if re.fullmatch(r"[0-9.\s]*[^\W\d][\w .-]*", said) and not re.search(_AMOUNT, said):
        return f"how much of it? {EXAMPLE}"
    return EXAMPLE


def _task(named: str) -> tuple[str, str]:
    """`build:react`: the task that the work belongs to, and the skill."""
    before, colon, after = named.rpartition(":")
    return (task_id(before), after.strip()) if colon else ("", named)


def task_id(text: str) -> str:
    """A task's name as an id. Raises UnclearError."""
    found = slug(text)
    if not found:
        message = f"{quoted(text)} can't be the name of a task"
        raise UnclearError(message, "use letters and digits, such as build")
    return found


def slug(text: str) -> str:
    """Words to an id: small letters and digits with dashes between; "" where there are none."""
    import unicodedata

    bare = unicodedata.normalize("NFKD", text.replace("ß", "ss")).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", bare).strip("-")[:60].strip("-")


def _level(text: str, said: str) -> int:
    if text.strip().isdecimal() and int(text) in LEVELS:
        return int(text)
    message = f"{quoted(text)} in {quoted(said)} is no level"
    raise UnclearError(message, "levels go from 1 (learning) to 5 (teaches others)")
