"""Work as people say it to requirements, and what is asked back."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliverable.typed.amount import in_words
from deliverable.typed.unclear import UnclearError
from deliverable.typed.work import slug, task_id, works_of

SKILLS = {
    "react": ("React", "reactjs", "react.js", "front-end"),
    "ui-design": ("UI design",),
    "qa": ("testing", "QA"),
    "devops": ("hosting and deployment", "ops"),
    "php": (),
    "operations": ("ops",),
}
DAY = Fraction(450)


def said(text: str) -> list[tuple[str, str, int, str]]:
    return [(work.task, work.skill, work.level, work.amount) for work in works_of(text, SKILLS, DAY)]


def refused(text: str) -> tuple[str, str]:
    with pytest.raises(UnclearError) as error:
        list(works_of(text, SKILLS, DAY))
    return error.value.message, error.value.hint


@pytest.mark.parametrize(
    ("text", "work"),
    [
        ("react=20d", ("", "react", 1, "20d")),
        ("ui-design@4=10-16d", ("", "ui-design", 4, "10-16d")),
        ("ui-design @ 4 = 10 – 16 days", ("", "ui-design", 4, "10-16d")),
        ("build:react@4=20d", ("build", "react", 4, "20d")),
        ("Page Build:react=20d", ("page-build", "react", 1, "20d")),
        ("react=8-12-20d", ("", "react", 1, "8-12-20d")),
        ("3 weeks of react", ("", "react", 1, "3w")),
        ("a week of React", ("", "react", 1, "1w")),
        ("half a day of testing", ("", "qa", 1, "0.5d")),
        ("½ day of QA", ("", "qa", 1, "0.5d")),
        ("6,5 days of qa", ("", "qa", 1, "6.5d")),
        ("1,500 hours of php", ("", "php", 1, "1500h")),
        ("60h of php", ("", "php", 1, "60h")),
        ("two to three weeks of php", ("", "php", 1, "2-3w")),
        ("between 10 and 16 days of php", ("", "php", 1, "10-16d")),
        ("20 person-days of php", ("", "php", 1, "20d")),
        ("react 20d", ("", "react", 1, "20d")),
        ("react level 4 20d", ("", "react", 4, "20d")),
        ("20 days of react at level 4", ("", "react", 4, "20d")),
        ("20 days of react (level 4)", ("", "react", 4, "20d")),
        ("react.js=1.5w", ("", "react", 1, "1.5w")),
        ("UI Design=3d", ("", "ui-design", 1, "3d")),
        ("hosting and deployment=3d", ("", "devops", 1, "3d")),
        ("3 days of hosting and deployment", ("", "devops", 1, "3d")),
    ],
)
def test_one_part(text: str, work: tuple[str, str, int, str]) -> None:
    assert said(text) == [work]


@pytest.mark.parametrize(
    ("text", "works"),
    [
        ("react=20d, qa=5d", ["react", "qa"]),
        ("react=4 weeks and php=2d", ["react", "php"]),
        ("3 weeks react, 2d qa", ["react", "qa"]),
        ("3 weeks of React and 5 days of testing", ["react", "qa"]),
        ("3 days of hosting and deployment and 2 days of qa", ["devops", "qa"]),
    ],
)
def test_several_parts(text: str, works: list[str]) -> None:
    assert [skill for _, skill, _, _ in said(text)] == works


def test_a_task_that_was_named_holds_for_the_rest_of_the_text() -> None:
    assert [task for task, *_ in said("build:react=20d, qa=5d, fix:php=1d")] == ["build", "build", "fix"]


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("react=20", "`20` has no unit", "write 20d for days or 20h for hours"),
        ("react=0d", "`0d` is nothing", "write more than 0, or leave it out"),
        ("react=-3d", "`-3d` is less than nothing", "write an effort like"),
        ("react=16-10d", "the range `16-10d` is out of order", "write the low figure first"),
        ("react=about 20d", "`about 20d` is open at one end", "write a range such as 8-12d instead of `about`"),
        ("react=~20d", "`~20d` is open at one end", "write a range"),
        ("react=2 months", "`2 months`: a month is no fixed amount of work", "write it like 20d"),
        ("react=2m", "`2m`: a month is no fixed amount of work", "write it like 20d"),
        ("raect=20d", "no skill is called `raect`", "did you mean react?"),
        ("cobol=20d", "no skill is called `cobol`", "known are devops"),
        ("ops=2d", "`ops` can be 2 of them", "devops or operations?"),
        ("react@9=20d", "`9` in `react@9=20d` is no level", "levels go from 1"),
        ("react@=20d", "`` in `react@=20d` is no level", "levels go from 1"),
        ("react", "`react` is no work", "how much of it?"),
        ("20 react", "`20 react` is no work", "how much of it?"),
        ("20d", "`20d` is no work", "write it like react=20d"),
        ("=20d", "`=20d` names no skill", "write it like react=20d"),
        ("react=", "`react=` is no work", "write it like react=20d"),
        ("::react=2d", "`:` can't be the name of a task", "use letters and digits"),
        ("[bold]=20d", "no skill is called `[bold]`", "known are"),
        ("", "no work is given", "write it like react=20d"),
    ],
)
def test_what_is_unclear_is_asked_back(text: str, message: str, hint: str) -> None:
    assert refused(text)[0] == message
    assert refused(text)[1].startswith(hint)


def test_what_is_typed_as_it_is_understood_is_plain() -> None:
    plain = {
        text: [work.plain for work in works_of(text, SKILLS, DAY)] for text in ("react=20d", "b:react@4=2d", "React=2d")
    }
    assert plain == {"react=20d": [True], "b:react@4=2d": [True], "React=2d": [False]}


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("20d", "20 days"),
        ("1d", "1 day"),
        ("3w", "15 days"),
        ("0.5w", "2.5 days"),
        ("60h", "60 hours"),
        ("10-16d", "10 to 16 days"),
        ("8-12-20d", "8 to 20 days, likely 12,"),
    ],
)
def test_an_amount_in_words(amount: str, words: str) -> None:
    assert in_words(amount) == words


def test_words_to_ids() -> None:
    assert slug("Müller & Söhne (2)") == "muller-sohne-2"
    assert slug("Straße") == "strasse"
    assert slug("東京") == ""
    assert len(slug("x" * 99)) == 60
    with pytest.raises(UnclearError):
        task_id("!!")


@given(st.text(max_size=40))
def test_anything_is_work_or_asked_back(text: str) -> None:
    try:
        assert all(work.skill in SKILLS for work in works_of(text, SKILLS, DAY))
    except UnclearError as unclear:
        answer = (unclear.message, unclear.hint)
        assert all(answer)


@given(
    st.sampled_from(sorted(SKILLS)),
    st.integers(1, 5),
    st.integers(1, 400),
    st.sampled_from(["d", "h", "w", " days", " weeks", " hours"]),
)
def test_every_form_says_the_same(skill: str, level: int, count: int, unit: str) -> None:
    wanted = [("", skill, level, f"{count}{unit.strip()[0]}")]
    assert said(f"{skill}@{level}={count}{unit}") == wanted
    assert said(f"{count}{unit} of {skill} at level {level}") == wanted
    assert said(f"{skill} level {level} {count}{unit}") == wanted


@pytest.mark.parametrize(
    ("text", "amount"),
    [("1½ days of qa", "1.5d"), ("2½ weeks of qa", "2.5w"), ("1 1/2 weeks of qa", "1.5w"), ("¼ day of qa", "0.25d"),
     ("¾ day of qa", "0.75d"), ("a fortnight of qa", "2w"), ("3 man-days of qa", "3d"), ("3 person weeks of qa", "3w")],
)  # fmt: skip
def test_amounts_as_people_write_them(text: str, amount: str) -> None:
    assert said(text) == [("", "qa", 1, amount)]


def test_a_sign_is_a_part_of_a_name() -> None:
    known = {"c": ("C",), "cpp": ("C++",), "csharp": ()}
    assert [work.skill for work in works_of("C++=5d", known, DAY)] == ["cpp"]
    assert [work.skill for work in works_of("c=5d", known, DAY)] == ["c"]
    with pytest.raises(UnclearError):
        list(works_of("C#=5d", known, DAY))
    with pytest.raises(UnclearError):
        list(works_of("c>=5d", known, DAY))


def test_people_for_weeks_are_asked_for_as_work() -> None:
    assert refused("2 devs for 3 weeks")[1] == "say how much work it is: 2 people for 3 weeks are 30 days"
    assert refused("3 react for 4 days")[1] == "say how much work it is: 3 people for 4 days are 12 days"


def test_a_point_before_three_figures_can_mean_two_amounts() -> None:
    assert refused("react=1.000h")[0] == "`1.000h` can be a thousand or one and a bit"


def test_several_skills_that_share_a_word_are_all_named() -> None:
    known = {"ui-design": ("UI design",), "ux-design": ("UX design",), "motion": ("motion design",), "php": ()}
    with pytest.raises(UnclearError) as error:
        list(works_of("design=5d", known, DAY))
    assert error.value.hint == "did you mean motion or ui-design or ux-design?"
    with pytest.raises(UnclearError) as error:
        list(works_of("senior php=5d", known, DAY))
    assert error.value.slip == ("senior php", "php")
