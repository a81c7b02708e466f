"""`deliverable check A B C` and `check --all`: deals to their answers, what holds of all together, and an exit code."""

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from deliverable.cli import common, workers
from deliverable.cli.check import CODES, STDIN, STDIN_NAME, Proposal, proposal
from deliverable.cli.common import Common
from deliverable.cli.progress import Progress, progress
from deliverable.errors import Exit, UserError

if TYPE_CHECKING:
    from deliverable.answers.several import Several
    from deliverable.answers.together import Own, Together
    from deliverable.book import Book, Deal
    from deliverable.findings import Finding

WORST_FIRST = (Exit.WRONG, Exit.UNKNOWN, Exit.NO, Exit.OK)


class Asked(NamedTuple):
    """A deal, with the firm's questions for which something is assumed and those that it leaves open."""

    deal: "Deal"
    assumed: tuple[str, ...]
    blocking: tuple[str, ...]


class Read(NamedTuple):
    """Deals beside the capacity as it stands, with all faults found, and files that hold no deal."""

    book: "Book"
    found: "list[Finding]"
    deals: tuple[Asked, ...]
    texts: Mapping[str, str]
    unread: tuple[str, ...] = ()
    closed: Mapping[str, int] = {}


class Done(NamedTuple):
    """What comes of one deal: its own answer, that in a line, and as JSON where that is asked for."""

    own: "Own"
    brief: str
    document: dict[str, Any] | None


class Wanted(NamedTuple):
    """What was asked: deals by name or every open one; whether something was said that is `of_one` deal alone; whether
    to answer although questions are open; how many processes (None: as many as pay), and the search's limit.
    """

    names: tuple[str, ...]
    every: bool
    of_one: bool
    assume: bool
    jobs: int | None
    limit: float


def several(shared: Common, wanted: Wanted) -> Exit:
    """Check deals, those named or every open one, each alone and then all together."""
    from deliverable.files.disk import find_folder

    _sensible(wanted)
    here = Path.cwd()
    folder = find_folder(shared.capacity, os.environ, here)
    read = read_several(shared, folder, here, wanted.names, every=wanted.every)
    if wanted.every:
        read = _open(read)
    known, joint, stopped = _checked(shared, read, wanted)
    answer = replace(_answer(shared, read, known, joint, stopped=stopped), limit=wanted.limit)
    common.emit(shared, _said(shared, answer, known))
    ended = stopped or (joint is not None and joint.stopped)
    return Exit.INTERRUPTED if ended else _code(answer)


def _sensible(wanted: Wanted) -> None:
    if wanted.every and wanted.names:
        message = f"--all is every open deal, and {wanted.names[0]} is named"
        raise UserError(message, "either the one or the other")
    if wanted.of_one:
        message = "--offer, --words, --effort and the like are about one deal"
        raise UserError(message, f"ask for one: deliverable check {wanted.names[0] if wanted.names else 'DEAL'}")


# --- reading ----------------------------------------------------------------------------------------------------------


def read_several(shared: Common, folder: Path, here: Path, names: Sequence[str], *, every: bool = False) -> Read:
    """The folder with the deals in it, read once."""
    from deliverable.answers.allow import arguable
    from deliverable.files.allows import allows
    from deliverable.files.disk import printed, read_tree
    from deliverable.files.load import load, load_deal
    from deliverable.files.tree import is_deal
    from deliverable.rules import faults

    if names.count(STDIN) > 1:
        message = "only one deal can come from stdin"
        raise UserError(message, "save the others in files")
    tree = read_tree(folder, deals=True, relative_to=here)
    loaded = load(tree, printed(folder, here))
    if shared.verbose:
        common.note(f"read {len(tree)} files in {printed(folder, here)}")
    deals: dict[str, Asked] = {}
    unread = []
    for asked in _proposals(names, folder, here, every=every):
        path = printed(asked.file, here) if asked.file is not None else STDIN_NAME
        stem = asked.file.stem if asked.file is not None and is_deal(tree.inside.get(path, "")) else None
        one = load_deal(loaded, path, asked.content, stem, stands_in=not asked.by_id)
        loaded = one.loaded
        if one.deal is None:
            unread.append(_no_deal(path, every=every))
        elif one.deal.id in deals and every:
            continue  # that two files say the same id is a fault of the data, which keeps it from an answer
        elif one.deal.id in deals:
            message = f"{one.deal.id} is asked for twice"
            raise UserError(message, "name each deal once")
        else:
            deals[one.deal.id] = Asked(one.deal, one.assumed, one.blocking)
    found = arguable([*loaded.findings, *faults(loaded.book, loaded.unread)], allows(loaded.documents))
    return Read(loaded.book, found, tuple(deals.values()), loaded.texts, tuple(unread))


def _proposals(names: Sequence[str], folder: Path, here: Path, *, every: bool) -> Iterator[Proposal]:
    from deliverable.files.disk import deal_files

    if not every:
        yield from (proposal(name, folder, here) for name in names)
        return
    for _, file in sorted(deal_files(folder).items()):
        yield Proposal(file, file.read_bytes(), by_id=True)


def _no_deal(path: str, *, every: bool) -> str:
    """A file without a deal: of all that are there it is one to be told, of those that were named a wrong use."""
    if not every:
        message = f"{path} holds no deal"
        raise UserError(message, "a deal begins with `deal: its-id`")
    return path


def _open(read: Read) -> Read:
    """The deals that are still to be decided, by due date."""
    from deliverable.answers.several import by_due

    of = {asked.deal.id: asked for asked in read.deals}
    order = [of[deal.id] for deal in by_due([asked.deal for asked in read.deals if asked.deal.status == "open"])]
    closed = Counter(asked.deal.status for asked in read.deals if asked.deal.status != "open")
    return read._replace(deals=tuple(order), closed=dict(closed))


# --- checking ---------------------------------------------------------------------------------------------------------


def _checked(shared: Common, read: Read, wanted: Wanted) -> tuple[list[Done], "Together | None", bool]:
    """Each deal's own answer, what holds of them together, and whether somebody stopped it."""
    known: list[Done] = []
    joint: Together | None = None
    count = len(read.deals)
    at_once = workers.usual(count) if wanted.jobs is None else wanted.jobs
    try:
        # workers are forked before the line on the terminal has a thread of its own
        with (
            workers.in_order(_task(shared, read, wanted), count, at_once) as results,
            progress(quiet=shared.quiet) as line,
        ):
            for number, asked in enumerate(read.deals, 1):
                line.say(f"checking {number} of {count}: {asked.deal.id}")
                known.append(next(results))
                if "stopped" in known[-1].own.reasons:
                    raise KeyboardInterrupt
            joint = _joint(shared, read, known, wanted, line)
    except KeyboardInterrupt:
        return known, None, True
    return known, joint, joint is not None and "stopped" in joint.verdict.reasons


def _task(shared: Common, read: Read, wanted: Wanted) -> Any:
    """What is done with the number of a deal."""
    from deliverable.answers.check import check
    from deliverable.answers.together import own_of
    from deliverable.pages.brief import brief

    def task(number: int) -> Done:
        deal, assumed, blocking = read.deals[number]
        answer = check(
            read.book,
            deal,
            shared.as_of,
            read.found,
            assumed=assumed,
            blocking=blocking,
            anyway=wanted.assume,
            limit=wanted.limit,
        )
        document = None
        if shared.format == "json":
            from deliverable.formats import check_json

            document = check_json.document(answer)
        return Done(own_of(answer), brief(answer), document)

    return task


def _joint(shared: Common, read: Read, known: list[Done], wanted: Wanted, line: Progress) -> "Together | None":
    from deliverable.answers.together import together

    deals = [asked.deal for asked in read.deals]
    own = {deal.id: done.own for deal, done in zip(deals, known, strict=True)}
    blocking = {} if wanted.assume else {asked.deal.id: asked.blocking for asked in read.deals}
    line.say(f"checking all {len(deals)} together")
    return together(read.book, deals, shared.as_of, own, blocking=blocking, limit=wanted.limit, tell=line.say)


# --- answering --------------------------------------------------------------------------------------------------------


def _answer(shared: Common, read: Read, known: list[Done], joint: "Together | None", *, stopped: bool) -> "Several":
    from deliverable.answers.several import Row, Several

    rows = [Row(asked.deal, done.own, done.brief) for asked, done in zip(read.deals, known, strict=False)]
    rows += [Row(asked.deal, None) for asked in read.deals[len(known) :]]
    return Several(read.book, shared.as_of, tuple(rows), joint, read.closed, read.unread, stopped)


def _said(shared: Common, answer: "Several", known: list[Done]) -> str:
    if shared.format == "json":
        from deliverable.formats import json
        from deliverable.formats.checks_json import document

        return json.dump(document(answer, [done.document for done in known if done.document is not None]))
    from deliverable.pages.together import page

    return common.said(shared, page(answer))


def _code(answer: "Several") -> Exit:
    """The worst of all answers, the one about all together included."""
    codes = {Exit.WRONG if word is None else CODES[word] for word in answer.words}
    codes |= {Exit.WRONG} if answer.unread else set()
    return next((code for code in WORST_FIRST if code in codes), Exit.OK)
