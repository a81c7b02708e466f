"""The firm's record to a page: promises kept, by how much they were off, and what that makes of the next one."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from deliverable.answers.record import ENOUGH, Dates, Efforts, Group, RecordAnswer, kept_of
from deliverable.page import Blank, Block, Heading, Headline, Page, Table, Tone, say
from deliverable.pages.words import counted, long_day, percent
from deliverable.record import LATEST, Spread
from deliverable.record.replay import Replayed

WORDS = ("1 in 2", "8 in 10", "19 in 20")
"""The shares in which promises are meant to hold, as they are said."""
MOST_ROWS = 40
MOST_GROUPS = 20
GOOD = Fraction(4, 5)
FIRM = "what the firm says of its estimates (estimate_error)"
FIELD = "what 141 client projects of another firm show"
HEADER = "project,client,skill,start,planned_end,actual_end,estimated_days,actual_days"


def page(answer: RecordAnswer, *, back_test: bool = False) -> Page:
    """What `record` says to people; with `back_test` each project with what would have been promised for it."""
    return Page(tuple(_blocks(answer, back_test)))


def _blocks(answer: RecordAnswer, back_test: bool) -> Iterator[Block]:
    yield _headline(answer)
    yield Blank()
    if answer.projects:
        yield from _off(answer)
        yield from _copied(answer.efforts)
        yield from _by("skill", answer.skills)
        yield from _by("client", answer.clients)
        yield from _held(answer, back_test)
        yield Blank()
    yield from _today(answer)
    if not answer.projects:
        yield from _begin()
    yield from _beside(answer)


def _headline(answer: RecordAnswer) -> Headline:
    as_of = f"as of {long_day(answer.today)}"
    if not answer.projects:
        return Headline("NO RECORD YET", f"no project is known to have ended, {as_of}", Tone.WARN)
    dates = answer.dates
    if not dates.of:
        what = counted(answer.projects, "project")
        return Headline("NO DATES YET", f"{what} ended, none with a day that was planned, {as_of}", Tone.WARN)
    tone = Tone.GOOD if dates.kept >= GOOD * dates.of else Tone.WARN
    ended = "project ended" if dates.of == 1 else "projects ended"
    return Headline(f"{dates.kept} OF {dates.of}", f"{ended} on or before the day promised, {as_of}", tone)


# --- what happened ------------------------------------------------------------------------------------------------


def _off(answer: RecordAnswer) -> Iterator[Block]:
    """By how much dates and efforts were off."""
    dates, efforts = answer.dates, answer.efforts
    if dates.half is not None and dates.most is not None:
        half, most = _late(dates.half), _late(dates.most)
        yield say(f"The day promised: half ended no later than {half}, 8 in 10 no later than {most}.", indent=1)
    if efforts.of:
        yield say(f"Efforts: {efforts.kept} of {efforts.of} took no more than estimated{_up_to(efforts)}.", indent=1)
    if max(dates.of, efforts.of) < ENOUGH:
        yield say(f"Fewer than {ENOUGH} projects don't say by how much we are off.", Tone.QUIET, indent=1)


def _late(late: int) -> str:
    if late == 0:
        return "the day itself"
    return f"{counted(abs(late), 'day')} {'after' if late > 0 else 'before'} it"


def _up_to(efforts: Efforts) -> str:
    if efforts.half is None or efforts.most is None:
        return ""
    return f"; half took up to {_share(efforts.half)} of the estimate, 8 in 10 up to {_share(efforts.most)}"


def _share(ratio: Fraction) -> str:
    """A ratio in whole percent: 116 %."""
    return percent(Fraction(round(ratio * 100), 100))


def _copied(efforts: Efforts) -> Iterator[Block]:
    if not efforts.copied:
        return
    yield Blank()
    latest = f"{'latest ' if efforts.latest < efforts.of else ''}{efforts.latest}"
    what = f"{efforts.copied} of the {latest} actual efforts are the estimate to the letter."
    text = f"{what} That looks copied, so nothing is learned from efforts: enter what the work really took."
    yield say(text, Tone.WARN, indent=1)


def _by(what: str, groups: Sequence[Group]) -> Iterator[Block]:
    """A table of the groups that are large enough."""
    if not groups:
        return
    yield from (Blank(), Heading(f"By {what}"))
    header = (what, "by the day", "8 in 10 no later than", "within estimate", "8 in 10 up to")
    shown = groups[:MOST_GROUPS]
    rows = tuple((group.name, *_dates(group.dates), *_efforts(group.efforts)) for group in shown)
    yield Table(header, rows, (False, True, True, True, True))
    if len(groups) > len(shown):
        yield say(f"and {len(groups) - len(shown)} more: --format json has them all", Tone.QUIET, indent=1)


def _dates(dates: Dates) -> tuple[str, str]:
    return f"{dates.kept} of {dates.of}", "-" if dates.most is None else _late(dates.most)


def _efforts(efforts: Efforts) -> tuple[str, str]:
    return f"{efforts.kept} of {efforts.of}", "-" if efforts.most is None else _share(efforts.most)


# --- what would have been promised ----------------------------------------------------------------------------------


def _held(answer: RecordAnswer, back_test: bool) -> Iterator[Block]:
    """Whether promises made from what was known at the time would have held."""
    efforts, dates = answer.effort_promises, answer.duration_promises
    if not efforts and not dates:
        return
    yield from (Blank(), Heading("Would promises made from this record have held?"))
    kept = zip(WORDS, kept_of(efforts), kept_of(dates), strict=True)
    rows = tuple((word, f"{one} of {len(efforts)}", f"{two} of {len(dates)}") for word, one, two in kept)
    yield Table(("meant to hold in", "efforts kept", "dates kept"), rows, (False, True, True))
    each = "Each is made for a project from those alone that had ended before it began"
    yield say(f"{each}." if back_test else f"{each}; --back-test lists them.", Tone.QUIET, indent=1)
    if back_test:
        yield from _projects("efforts, as a share of the estimate", efforts)
        yield from _projects("calendar days, as a share of those planned", dates)


def _projects(what: str, promises: Sequence[Replayed]) -> Iterator[Block]:
    """A table of the latest projects with what would have been promised for each."""
    if not promises:
        return
    shown = promises[-MOST_ROWS:]
    yield from (Blank(), Heading(f"Project by project: {what}"))
    header = ("project", "ended", "known", *WORDS, "actual", "kept in")
    yield Table(header, tuple(map(_project, shown)), (False, False, True, True, True, True, True, False))
    if len(promises) > len(shown):
        yield say(f"and {len(promises) - len(shown)} earlier: --format json has them all", Tone.QUIET, indent=1)


def _project(one: Replayed) -> tuple[str, ...]:
    kept = [word for word, held in zip(WORDS, one.kept, strict=True) if held]
    promised = [_share(Fraction(ratio)) for ratio in one.promised]
    known = f"{one.copied} copied" if one.copied else str(one.known)
    ended = one.outcome.actual_end.isoformat()
    return (one.outcome.project, ended, known, *promised, _share(one.actual), kept[0] if kept else "none")


# --- what would be promised today -----------------------------------------------------------------------------------


def _today(answer: RecordAnswer) -> Iterator[Block]:
    yield Heading("What a promise rests on today")
    if answer.effort is None:
        yield say("Efforts: the firm says that its estimates are exact (estimate_error: none).", indent=1)
    else:
        yield say(f"Efforts: {_spread(answer.effort, 'the estimate')}. {_from(answer.effort, FIRM)}", indent=1)
    yield say(f"Days: {_spread(answer.duration, 'those planned')}. {_from(answer.duration, FIELD)}", indent=1)


def _spread(spread: Spread, what: str) -> str:
    half, most = (_share(Fraction(ratio)) for ratio in (spread.median, spread.p80))
    return f"1 in 2 stays within {half} of {what}, 8 in 10 within {most}"


def _from(spread: Spread, before: str) -> str:
    if not spread.projects:
        return f"That is {before}; no project of ours counts yet."
    weight = counted(Fraction(spread.prior_weight), "project")
    latest = "the latest " if spread.projects == LATEST else ""
    ours = f"From {latest}{counted(spread.projects, 'project')}"
    return f"{ours} of ours; {before} counts as {weight} more."


def _begin() -> Iterator[Block]:
    """What to do where there is no record at all."""
    yield from (Blank(), Heading("How to begin"))
    yield say("- Put projects that have ended in history/before.csv, a row each, below this line:", indent=1, hang=1)
    yield say(HEADER, indent=2)
    said = "`status: delivered`, `delivered_on` and `actual`"
    yield say(f"- Or say in a promise's file when it was delivered and what it took: {said}.", indent=1, hang=1)
    yield say(f"From {ENOUGH} projects on this page says by how much we are off.", indent=1)


def _beside(answer: RecordAnswer) -> Iterator[Block]:
    if answer.later or answer.faults:
        yield Blank()
    if answer.later:
        rest = "ends after that day and doesn't" if answer.later == 1 else "end after that day and don't"
        yield say(f"{counted(answer.later, 'project')} {rest} count.", Tone.QUIET, indent=1)
    if answer.faults:
        what = counted(answer.faults, "fault")
        yield say(f"{what} in the files may leave something out: deliverable lint", Tone.QUIET, indent=1)
