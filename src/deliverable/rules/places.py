"""Key paths to the place that a finding points at: the exact one, else the nearest around it that is written."""

from collections.abc import Callable, Iterable

from deliverable.book import Places
from deliverable.findings import KeyPath, Place

NOWHERE = Place("", 1, 1, 1, 1)


def exact(places: Places, values: Iterable[KeyPath] = (), keys: Iterable[KeyPath] = ()) -> Place | None:
    """The place of the first of these keys, else of the first of these values, that is written."""
    for path in keys:
        if (place := places.key(path)) is not None:
            return place
    for path in values:
        if (place := places.of(path)) is not None:
            return place
    return None


def broken(places: Places, path: KeyPath) -> bool:
    """Whether what is missing there is missing because of a fault that reading the files has found."""
    said: Callable[[KeyPath], bool] | None = getattr(places, "broken", None)
    return said is not None and said(path)


def spoiled(places: Places) -> Iterable[KeyPath]:
    """The key paths that a finding of reading the files speaks about."""
    return (path for path in getattr(places, "spoiled", ()) if path)


def lost(places: Places) -> Iterable[KeyPath]:
    """The key paths of which something below could not be read."""
    return (path for path in getattr(places, "lost", ()) if path)


def nearest(places: Places, path: KeyPath) -> Place:
    """The place of the value, else of the key of what holds it, and so on outwards."""
    if (place := places.of(path)) is not None:
        return place
    for size in range(len(path), 0, -1):
        if (place := places.key(path[:size]) or places.of(path[:size])) is not None:
            return place
    return NOWHERE
