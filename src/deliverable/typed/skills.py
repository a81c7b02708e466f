"""The name of a skill as somebody says it to the skill's id in the catalogue; what isn't sure is asked back."""

import re
from collections.abc import Iterator, Mapping

from deliverable.book import Book
from deliverable.typed.unclear import UnclearError, quoted

MOST = 4
"""So many at most are asked back about."""
ALL = 30
"""So many at most are listed."""
SHORTEST = 3
"""Letters of a word by which a skill may be recognised."""


def known_skills(book: Book) -> dict[str, tuple[str, ...]]:
    """Every skill's id, of the catalogue and of whoever has one, with the other names it goes by."""
    out: dict[str, tuple[str, ...]] = {
        skill.id: tuple(name for name in (skill.name, *skill.also_called) if name) for skill in book.skills.values()
    }
    skilled = [
        *(person.skills for person in book.people.values()),
        *(pool.skills for pool in book.contractors.values()),
    ]
    for name in (name for skills in skilled for name in skills):
        out.setdefault(name, ())
    return out


def skill_of(text: str, known: Mapping[str, tuple[str, ...]]) -> str:
    """The id of a skill by its id or any of its names. Raises UnclearError, with what may be meant."""
    return one_of("skill", text, known)


def one_of(noun: str, text: str, known: Mapping[str, tuple[str, ...]]) -> str:
    """The same of whatever else has a name."""
    wanted = folded(text)
    if text.strip() in known:
        return text.strip()
    exact = text.strip().casefold()
    named = sorted({skill for skill, names in known.items() if exact in map(str.casefold, names)})
    if len(named) == 1:
        return named[0]
    if not re.fullmatch(r"[\w\s./&'()-]*", exact):
        wanted = exact  # C++ and C# are not C
    fits = sorted({skill for skill, names in known.items() if wanted in map(folded, (skill, *names))})
    if len(fits) == 1:
        return fits[0]
    if fits:
        message = f"{quoted(text)} can be {len(fits)} of them"
        raise UnclearError(message, f"{' or '.join(fits)}?")
    message = f"no {noun} is called {quoted(text)}"
    found = meant(text, known)
    raise UnclearError(message, _hint(noun, wanted, found, known), None if found is None else (text, found))


def meant(text: str, known: Mapping[str, tuple[str, ...]]) -> str | None:
    """The skill that is most like what was typed, if one is like it and no other has a part of it."""
    from deliverable.files.suggest import likely

    parts = _sharing(folded(text), known)
    if parts:
        return parts[0] if len(parts) == 1 else None
    names = dict(_names(known))
    found = likely(folded(text), names)
    return None if found is None else names[found]


def _sharing(wanted: str, known: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The skills of which a whole word is in what was typed."""
    words = {word for word in wanted.split("-") if len(word) >= SHORTEST}
    return sorted({skill for name, skill in _names(known) if words & set(name.split("-"))})


def _hint(noun: str, wanted: str, found: str | None, known: Mapping[str, tuple[str, ...]]) -> str:
    if not known:
        return f"nobody has a {noun} in these files yet"
    if found is not None:
        return f"did you mean {found}?"
    close = _sharing(wanted, known)
    if close:
        return f"did you mean {' or '.join(close[:MOST])}?"
    listed = sorted(known)
    more = f" and {len(listed) - ALL} more" if len(listed) > ALL else ""
    return f"known are {', '.join(listed[:ALL])}{more}"


def _names(known: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    for skill, names in known.items():
        for name in names:
            yield folded(name), skill
    yield from ((skill, skill) for skill in known)


def folded(name: str) -> str:
    """A name without what nobody says: small letters, a dash for whatever is between the words."""
    return re.sub(r"[^\w]+", "-", name.casefold()).strip("-")
