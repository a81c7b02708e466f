"""The book to what its scopes ask for, each with the key path that it stands under."""

from collections.abc import Iterator, Sequence

from deliverable.book import Book, Crew, Promise, Requirement, Task
from deliverable.dataclass import dataclass
from deliverable.findings import KeyPath

OVER = ("delivered", "withdrawn")
"""What became of a promise that is history: people and skills of back then may be gone."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The tasks of a deal or of a live promise, and the key path that they hang under."""

    path: KeyPath
    tasks: tuple[Task, ...]

    def at(self, task: Task, *keys: str | int) -> KeyPath:
        """The key path of a task or of something in it."""
        return (*self.path, task.id, *keys)


@dataclass(frozen=True, slots=True)
class Demand:
    """A requirement or a crew place; in the short form of a map its skill is the key that it hangs under."""

    what: Requirement | Crew
    path: KeyPath


def live(book: Book) -> Iterator[Promise]:
    """The promises that are still to be kept."""
    return (promise for promise in book.promises.values() if promise.status not in OVER)


def scopes(book: Book) -> Iterator[Scope]:
    """Every deal's scope, then every live promise's."""
    for deal in book.deals.values():
        yield Scope(("deals", deal.id, "scope"), deal.scope or ())
    for promise in live(book):
        yield Scope(("promises", promise.id, "scope"), promise.scope)


def demands(book: Book) -> Iterator[Demand]:
    """Every requirement and every crew place of every scope."""
    for scope in scopes(book):
        for task in scope.tasks:
            yield from _of(scope.at(task, "effort"), task.effort or ())
            yield from _of(scope.at(task, "crew"), task.crew or ())


def _of(path: KeyPath, asked: Sequence[Requirement | Crew]) -> Iterator[Demand]:
    for index, what in enumerate(asked):
        yield Demand(what, (*path, index))
