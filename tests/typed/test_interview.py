"""Questions and answers about a deal: what is asked when, what is taken, what is asked back, and the way back."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

import pytest

from deliverable.book import Book, Firm, IntakeQuestion, Person, Skill
from deliverable.errors import UserError
from deliverable.typed.interview import Interview
from deliverable.typed.questions import Known
from deliverable.typed.said import Draft, Said, Typed
from deliverable.typed.sketch import sketch

TODAY = date(2026, 11, 24)
QUESTIONS = {
    "date-is-hard": IntakeQuestion(
        "date-is-hard", "What happens on that date?", "it decides", if_unknown="a wish",
        sets={"flexibility.date": "preferred"}, hurdle="clients say ASAP",
    ),
    "who-signs": IntakeQuestion("who-signs", "Who signs?"),
    "outcome": IntakeQuestion("outcome", "What gets better?", needed_for="promise"),
}  # fmt: skip
BOOK = Book(
    firm=Firm(currency="GBP", day=Fraction(450), questions=QUESTIONS),
    skills={"react": Skill("react", "React"), "qa": Skill("qa")},
    people={"sofia": Person("sofia", "Sofia Marin", skills={"react": 4})},
)


def draft(typed: Typed) -> Draft:
    if typed.like not in ("", "website"):
        message = f"there is no deal or template called {typed.like}"
        raise UserError(message, "did you mean website?")
    begun = {"scope": {"build": {"effort": {"react": "8d"}}}} if typed.like else {}
    found = sketch(typed.said, BOOK, TODAY, begun)
    return Draft(str(found.deal["deal"]), found.deal, "", found.understood)


NOTHING = Typed(Said())


def interview(typed: Typed = NOTHING, models: tuple[str, ...] = ("website",)) -> Interview:
    return Interview(Known(BOOK, models), draft, typed)


def after(lines: Iterable[str], begun: Interview | None = None) -> Interview:
    """The interview when these lines were taken, each of which must be."""
    found = begun or interview()
    for line in lines:
        assert found.hear(line).taken, line
    return found


def efforts(found: Interview) -> list[str]:
    return list(found.typed.said.effort)


def asked(found: Interview) -> str:
    ask = found.ask
    return "" if ask is None else ask.id


def test_every_question_is_asked_once_in_order() -> None:
    found = interview()
    seen = []
    for line in ["City Museum", "Site", "", "react=3d", "qa=1d", "", "qa after react", "", "texts by mid January",
                 "", "today", "in 6 weeks", "end of March", "84k", "50%", "sofia", "it opens", "fixed",
                 "the board"]:  # fmt: skip
        seen.append(asked(found))
        assert found.hear(line).taken
    assert list(dict.fromkeys(seen)) == [
        "client", "name", "like", "work", "order", "inputs", "start", "due", "latest", "value", "probability", "owner",
        "question:date-is-hard", "sets:flexibility.date", "question:who-signs",
    ]  # fmt: skip
    assert found.ask is None
    assert found.where == (15, 15)
    assert not found.hear("more").taken
    assert found.typed.said == Said(
        client="City Museum", name="Site", effort=("react=3d", "qa=1d"), after=("qa after react",),
        input=("texts by 2027-01-15",), start="2026-11-24", due="2027-01-05", latest="2027-03-31", value="84k",
        probability="50%", owner="sofia", answer=("date-is-hard=it opens", "who-signs=the board"),
        flexible=("date=fixed",),
    )  # fmt: skip


def test_what_hangs_on_an_answer_is_only_asked_then() -> None:
    ids = []
    found = interview(models=())
    while (ask := found.ask) is not None:
        ids.append(ask.id)
        assert found.hear("").taken
    assert ids == [
        "client", "name", "work", "start", "due", "value", "probability", "owner", "question:date-is-hard",
        "question:who-signs",
    ]  # fmt: skip
    assert found.typed == Typed(Said())


def test_what_was_said_with_an_option_is_not_asked() -> None:
    said = Said(
        client="A", effort=("react=3d",), due="2027-01-05", answer=("who-signs=all",), hurdle=("date-is-hard=x",)
    )
    found = interview(Typed(said, "website"))
    ids = []
    while (ask := found.ask) is not None:
        ids.append(ask.id)
        found.hear("")
    assert ids == ["name", "inputs", "start", "latest", "value", "probability", "owner"]


def test_an_answer_is_told_as_it_was_understood() -> None:
    found = interview()
    assert found.hear("City Museum").told == ("for City Museum",)
    assert found.hear("").told == ('meanwhile: a "New deal"',)
    assert found.hear("website").taken
    assert found.hear("3 days of qa").told == ("3 days of qa",)
    assert found.hear("").told == ()  # that was all of it


def test_a_slip_is_offered_back_and_yes_takes_it() -> None:
    found = after(["A", "B", ""])
    reply = found.hear("raect=3d")
    assert (reply.taken, reply.told) == (False, ("no skill is called `raect`", "did you mean react? (y)"))
    assert found.hear("y").told == ("3 days of react",)
    assert found.typed.said.effort == ("react=3d",)
    assert not found.hear("y").taken  # once only: now it is no work


def test_or_it_is_said_again() -> None:
    found = after(["A", "B", ""])
    assert not found.hear("raect=3d").taken
    assert found.hear("qa=3d").taken
    assert found.typed.said.effort == ("qa=3d",)


@pytest.mark.parametrize("line", ["weeks of", "cobol=2d", "react=2"])
def test_what_is_unclear_is_asked_again(line: str) -> None:
    found = after(["A", "B", ""])
    reply = found.hear(line)
    assert not reply.taken
    assert all(reply.told)
    assert asked(found) == "work"
    assert found.typed.said.effort == ()


def test_a_model_that_isnt_there_is_asked_again() -> None:
    found = after(["A", "B"])
    assert found.hear("webiste").told == ("there is no deal or template called webiste", "did you mean website?")
    assert asked(found) == "like"


def test_help_says_why_and_changes_nothing() -> None:
    found = interview(Typed(Said(client="A", effort=("react=1d",))))
    while asked(found) != "question:date-is-hard":
        found.hear("")
    reply = found.hear("?")
    assert reply.told[:3] == (
        "Why: it decides.",
        "Others found it hard: clients say ASAP.",
        "Can't ask it? `! why not` notes what makes it hard.",
    )
    assert not reply.taken
    assert asked(found) == "question:date-is-hard"


def test_a_hurdle_is_noted_instead_of_an_answer() -> None:
    found = interview(Typed(Said(client="A", effort=("react=1d",))))
    while asked(found) != "question:date-is-hard":
        found.hear("")
    assert not found.hear("!").taken
    assert found.hear("! they were away").told == ("noted as hard to ask: they were away", "meanwhile: a wish")
    assert found.typed.said.hurdle == ("date-is-hard=they were away",)
    assert asked(found) == "question:who-signs"
    assert found.hear("").told == ("meanwhile: we can't tell yet: it has no assumption",)


def test_a_hurdle_is_no_answer_to_our_own_questions() -> None:
    assert interview().hear("! no").taken
    assert after(["! no"]).typed.said.client == "! no"


def test_back_takes_one_answer_away_at_a_time() -> None:
    found = after(["A", "B", "", "react=1d", "qa=2d"])
    assert found.more
    assert found.hear("<").taken
    assert efforts(found) == ["react=1d"]
    assert found.hear("<").taken
    assert efforts(found) == []
    assert asked(found) == "work"
    after(["<", "<", "<"], found)
    assert (asked(found), found.typed) == ("client", Typed(Said()))
    assert found.hear("<").told == ("this is the first question",)


def test_the_rest_is_assumed() -> None:
    found = after(["A", "."])
    assert found.ask is None
    assert found.typed.said == Said(client="A")


def test_a_day_that_hangs_on_today_is_kept_as_the_day() -> None:
    found = after(["A", "B", "", "react=1d", "", "react: logo by next Monday", "brand", "", "tomorrow", "in 6 weeks"])
    assert found.typed.said.input == ("react: logo by 2026-11-30", "brand")
    assert (found.typed.said.start, found.typed.said.due) == ("2026-11-25", "2027-01-05")


@pytest.mark.parametrize("line", ["don't know", "TBC", "?!", "n/a"])
def test_dont_know_is_no_answer(line: str) -> None:
    found = interview(Typed(Said(client="A", effort=("react=1d",))))
    while asked(found) != "question:date-is-hard":
        found.hear("")
    assert found.hear(line).told == ("meanwhile: a wish",)
    assert found.typed.said.answer == ()


def test_none_is_none_where_there_may_be_none() -> None:
    found = after(["No Limits", "B", "no", "react=1d", "nothing", "none"])
    assert found.typed == Typed(Said(client="No Limits", name="B", effort=("react=1d",)))
    assert asked(found) == "start"


def test_quit_is_no_client() -> None:
    reply = interview().hear("quit")
    assert not reply.taken
    assert "Ctrl-C" in reply.told[0]


def test_what_a_model_has_stays_and_is_said_to() -> None:
    found = after(["A", "B", "website", "qa=1d", ""])
    assert found.hear("").told == ("meanwhile: the order of website stays",)
    assert found.hear("").told == ("meanwhile: what website waits for",)


def test_days_of_options_are_kept_as_days_too() -> None:
    assert interview(Typed(Said(due="in 6 weeks", start="tomorrow"))).typed.said == Said(
        due="2027-01-05", start="2026-11-25"
    )
