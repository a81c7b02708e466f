"""`deliverable check DEAL`: a deal to a verdict and an exit code."""

import os
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from deliverable.cli import asking, common, completing, words
from deliverable.cli.common import Common
from deliverable.cli.progress import progress
from deliverable.errors import Exit, UserError
from deliverable.typed.said import Said, Typed

if TYPE_CHECKING:
    from deliverable.answers.check import CheckAnswer
    from deliverable.answers.understood import Understood
    from deliverable.book import Book, Deal
    from deliverable.files.wording import Wording
    from deliverable.findings import Finding
    from deliverable.offers import Offer

EXAMPLES = (
    "deliverable check museum-site",
    'deliverable check --effort react=20d --effort "3 weeks of UX design" --due "mid March" --client "City Museum"',
    "deliverable check --like museum-site --due 2027-06",
    "deliverable check museum-site support-retainer",
)
CODES = {"yes": Exit.OK, "no": Exit.NO, "at-risk": Exit.NO, "unknown": Exit.UNKNOWN}
ID = re.compile(r"[a-z0-9][a-z0-9-]*")
SEARCH_LIMIT = 10.0
LONGEST = 86400
SHOWN = 8
"""So many names at most are listed in a hint."""
STDIN = "-"
STDIN_NAME = asking.STDIN


@common.options("text", "json", "markdown")
@asking.options
def command(
    shared: Common,
    deals: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="DEAL...",
            help="A deal's id, the path of its file, or - for stdin; of several each alone, then all together.",
            autocompletion=completing.deals,
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Every open deal of the folder.")] = False,
    offer: Annotated[
        str | None, typer.Option("--offer", metavar="LETTER", help="The whole story of one counter-offer.")
    ] = None,
    take: Annotated[
        bool, typer.Option("--take", help="With --offer and -o: write the deal as the offer has it.")
    ] = False,
    say: Annotated[
        str | None,
        typer.Option("--words", metavar="|".join(words.FOR), help="A message that is ready to send, and to whom."),
    ] = None,
    assume: Annotated[
        bool, typer.Option("--assume", help="Answer although questions are open that should come first, and say which.")
    ] = False,
    no_offers: Annotated[bool, typer.Option("--no-offers", help="The verdict alone; quicker.")] = False,
    search_limit: Annotated[
        float,
        typer.Option(
            "--search-limit", metavar="SECONDS", help="How long exact search may take, about; 0 is not at all."
        ),
    ] = SEARCH_LIMIT,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", metavar="N", help="Processes for several deals; as many as cores where it pays."),
    ] = None,
    typed: Typed = Typed(Said()),  # noqa: B008 - frozen
) -> Exit:
    """Can we deliver this deal as asked? A verdict with its proof, and what we could say yes to instead.

    A deal given by path or - stands in for the one of the same id in the capacity folder. Without a file a deal is said
    with --effort, --due and the like; with DEAL these say what is to be different. With several deals: which of them
    can be promised together.

    Exit codes: 0 yes (or yes, if), 1 no or at risk, 2 the data has faults that touch the answer, 3 can't tell yet; of
    several answers the worst, in the order 2, 3, 1, 0.
    """
    _in_reason(search_limit)
    if jobs is not None and jobs < 1:
        message = f"--jobs can't be {jobs}"
        raise UserError(message, "processes at the same time, from 1 on")
    if every or len(deals or ()) > 1:
        from deliverable.cli.several import Wanted, several

        if deals and typed.anything:
            _no_stray_words(shared, typed, deals)
        of_one = typed.anything or typed.save or offer is not None or say is not None or take
        return several(shared, Wanted(tuple(deals or ()), every, of_one, assume, jobs, search_limit))
    return answered(
        shared,
        deals[0] if deals else None,
        typed,
        offer=offer,
        take=take,
        say=say,
        assume=assume,
        offers=not no_offers,
        search_limit=search_limit,
    )


def answered(
    shared: Common,
    deal: str | None,
    typed: Typed,
    *,
    offer: str | None = None,
    take: bool = False,
    say: str | None = None,
    assume: bool = False,
    offers: bool = True,
    search_limit: float = SEARCH_LIMIT,
) -> Exit:
    """Answer for one deal, as its file has it or as it was typed."""
    from deliverable.answers.check import check
    from deliverable.files.disk import find_folder, printed

    _in_reason(search_limit)
    _sensible(shared, offer, say, take=take, assume=assume)
    here = Path.cwd()
    folder = find_folder(shared.capacity, os.environ, here)
    asking.sensible(typed, deal, offer)
    asked = proposal(deal, folder, here, typed) if deal is not None else Proposal(None, b"", named=False)
    read = read_asked(shared, folder, here, asked, typed)
    with progress(quiet=shared.quiet) as line:
        line.say(f"checking {read.deal.id}")
        answer = check(
            read.book,
            read.deal,
            shared.as_of,
            read.found,
            assumed=read.assumed,
            blocking=read.blocking,
            anyway=assume,
            limit=search_limit,
            offers=offer is not None or (offers and (say is not None or not shared.quiet)),
            tell=lambda move: line.say(_trying(move)),
        )
    if read.understood:
        answer = replace(answer, understood=read.understood, typed=read.text.decode())
    if typed.save and any(fault.place.path == asking.NAME for fault in answer.faults):
        common.note("nothing was written, since the deal itself has faults")
    elif typed.save:
        common.note(f"wrote {printed(asking.kept(read.deal.id, read.text.decode(), folder, here), here)}")
    if shared.verbose:
        _note_trials(answer)
    if offer is not None and answer.verdict is not None:
        return _offered(shared, answer, offer, read, say=say, take=take)
    common.emit(shared, _said(answer, read, shared, say))
    return _code(answer)


def _in_reason(search_limit: float) -> None:
    if not 0 <= search_limit <= LONGEST:
        message = f"--search-limit can't be {search_limit:g}"
        raise UserError(message, f"seconds from 0 to {LONGEST}")


def _trying(move: str) -> str:
    """What is being tried, for whoever waits."""
    from deliverable.pages.failed import CALLED

    return f"not as asked; trying {CALLED.get(move, 'two changes together')} (Ctrl-C shows what is known)"


def _sensible(shared: Common, offer: str | None, say: str | None, *, take: bool, assume: bool) -> None:
    if assume and say == "client":
        message = "--assume leaves questions open that the client should answer first"
        raise UserError(message, "without it the message asks them; --words sales or ops can be had with it")
    if say is not None:
        common.choice("--words", say, words.FOR)
        if shared.format not in words.FORMATS:
            message = f"a message isn't written as {shared.format}"
            raise UserError(message, f"--format {' or '.join(words.FORMATS)}")
    if take and say is not None:
        message = "--take writes the deal and --words a message"
        raise UserError(message, "one after the other")
    if take and (offer is None or shared.output is None):
        message = "--take writes one offer to a file"
        raise UserError(message, "say which and where: --offer A --take -o FILE")


def _offered(shared: Common, answer: "CheckAnswer", letter: str, read: "Asked", *, say: str | None, take: bool) -> Exit:
    """The story of one offer, a message about it, or the deal as it has it."""
    from deliverable.answers.check import of_offer
    from deliverable.pages.offers import LETTERS

    known = dict(zip(LETTERS, answer.offers, strict=False))
    chosen = known.get(letter.upper())
    if chosen is None:
        message = f"there is no offer {letter}"
        raise UserError(message, f"there are {', '.join(known)}" if known else "there are none for this deal")
    if take and shared.output is not None:
        from deliverable.files.splice import Change, spliced

        changes = [Change(change.path, change.value) for step in chosen.steps for change in step.changes]
        common.write_file(shared.output, spliced(read.text, changes).decode())
        common.note(f"wrote {shared.output}: the deal as offer {letter.upper()} has it")
        return Exit.OK
    taken = of_offer(answer, chosen, read.assumed)
    if say is not None:
        from deliverable.pages.messages import Chosen, Matter

        matter = Matter(answer, Chosen(letter.upper(), chosen, taken))
        common.emit(shared, words.said(matter, say, read.wordings, shared))
    else:
        common.emit(shared, _told(taken, read.texts, shared, (letter.upper(), chosen)))
    return _code(taken)


def _note_trials(answer: "CheckAnswer") -> None:
    """How exact the chance is: what the number of trials leaves open."""
    chance = None if answer.verdict is None else answer.verdict.chance
    if chance is not None and chance.on_time is not None and chance.trials:
        share = f"{chance.on_time:.4f}, give or take {chance.error:.4f} (one standard error)"
        common.note(f"{chance.trials} trials; all is in time in a share of {share}")


def _code(answer: "CheckAnswer") -> Exit:
    if answer.verdict is None:
        return Exit.WRONG
    return Exit.INTERRUPTED if "stopped" in answer.verdict.reasons else CODES[answer.verdict.word]


class Proposal(NamedTuple):
    """The deal asked about: its file (None for stdin), its content, whether it was asked for by its id, and whether
    one was named at all.
    """

    file: Path | None
    content: bytes
    by_id: bool = False
    named: bool = True


class Asked(NamedTuple):
    """A deal beside the capacity as it stands, with all faults found and the firm's questions that it leaves open."""

    book: "Book"
    deal: "Deal"
    found: "list[Finding]"
    texts: Mapping[str, str]
    assumed: tuple[str, ...]
    blocking: tuple[str, ...]
    wordings: "Mapping[str, Wording]"
    text: bytes
    understood: "tuple[Understood, ...]" = ()


def read_asked(
    shared: Common,
    folder: Path,
    here: Path,
    asked: Proposal,
    typed: Typed = Typed(Said()),  # noqa: B008 - frozen
) -> Asked:
    """The folder with the deal in it, as its file has it or as it was typed. Raises UserError when there is no deal."""
    from deliverable.answers.allow import arguable
    from deliverable.files.allows import allows
    from deliverable.files.disk import printed, read_tree
    from deliverable.files.load import load, load_deal
    from deliverable.files.tree import is_deal
    from deliverable.files.yamlfile import parse
    from deliverable.rules import faults

    path = printed(asked.file, here) if asked.file is not None else STDIN_NAME
    tree = read_tree(folder, deals=True, relative_to=here)
    loaded = load(tree, printed(folder, here))
    if shared.verbose:
        common.note(f"read {len(tree)} files in {printed(folder, here)}")
    stem = asked.file.stem if asked.file is not None and is_deal(tree.inside.get(path, "")) else None
    content = asked.content
    understood: tuple[Understood, ...] = ()
    if typed.anything:
        changed = parse(path, content) if asked.named else None
        draft = asking.drafted(typed, loaded, folder, shared.as_of, changed)
        path, content, stem, understood = asking.NAME, draft.text.encode(), None, draft.understood
    read = load_deal(loaded, path, content, stem, stands_in=typed.anything or not asked.by_id)
    loaded = read.loaded
    if read.deal is None:
        message = f"{path} holds no deal"
        raise UserError(message, "a deal begins with `deal: its-id`")
    found = arguable([*loaded.findings, *faults(loaded.book, loaded.unread)], allows(loaded.documents))
    return Asked(
        loaded.book, read.deal, found, loaded.texts, read.assumed, read.blocking, loaded.wordings, content, understood
    )


def _no_stray_words(shared: Common, typed: Typed, words: Sequence[str]) -> None:
    """Raise UserError where words beside the options of one deal name no deal at all: quotes were forgotten."""
    from deliverable.files.disk import deal_files, find_folder

    here = Path.cwd()
    known = deal_files(find_folder(shared.capacity, os.environ, here))
    wrong = asking.stray(typed, words)
    if wrong is not None and not any(word in known or word == STDIN or (here / word).is_file() for word in words):
        raise wrong


def proposal(deal: str, folder: Path, here: Path, typed: Typed = Typed(Said())) -> Proposal:  # noqa: B008 - frozen
    """The file and the content of the deal asked about."""
    from deliverable.files.disk import deal_files

    if deal == STDIN:
        return Proposal(None, sys.stdin.buffer.read())
    known = deal_files(folder) if ID.fullmatch(deal) else {}
    file = known.get(deal, here / deal)
    if file.is_dir():
        message = f"{deal} is a folder"
        raise UserError(message, "name one deal's file in it")
    if not file.is_file():
        raise asking.stray(typed, (deal,)) or UserError(*_missing(deal, known or deal_files(folder)))
    try:
        return Proposal(file, file.read_bytes(), deal in known)
    except OSError as error:
        message = f"can't read {deal}: {error.strerror}"
        raise UserError(message) from error


def _missing(deal: str, files: Mapping[str, Path]) -> tuple[str, str]:
    from difflib import get_close_matches

    known = sorted(files)
    close = get_close_matches(deal.casefold(), known, 3) or [name for name in known if deal.casefold() in name]
    message = f"there is no deal called {deal}"
    if close:
        return message, f"did you mean {' or '.join(close[:3])}?"
    more = f" and {len(known) - SHOWN} more" if len(known) > SHOWN else ""
    return message, f"known are {', '.join(known[:SHOWN])}{more}" if known else "deals live in deals/"


def _said(answer: "CheckAnswer", read: Asked, shared: Common, say: str | None) -> str:
    """The answer, or a message about it; where there is no verdict there is nothing to send."""
    if say is None or answer.verdict is None:
        return _told(answer, read.texts, shared)
    from deliverable.pages.messages import Matter

    return words.said(Matter(answer), say, read.wordings, shared)


def _told(
    answer: "CheckAnswer", texts: Mapping[str, str], shared: Common, offer: "tuple[str, Offer] | None" = None
) -> str:
    if shared.format == "json":
        from deliverable.formats import json
        from deliverable.formats.check_json import document

        return json.dump(document(answer))
    from deliverable.pages.check import page

    return common.said(shared, page(answer, texts, offer))
