"""The acceptance of benchmarks/: it notices what is wrong, and says when there is nothing to look at."""

from pathlib import Path

import pytest
from benchmarks import acceptance, bare
from benchmarks.instances import Instance, longest_chain
from benchmarks.published import Result

CONVERT = """
from datetime import date, timedelta

def day(n):
    return (date(2030, 1, 7) + timedelta(days=n)).isoformat()

def psplib(path):
    return ["dig"], {"ana": ["dig"]}, {"a": (2, {"dig": 1}, []), "b": (1, {"dig": 1}, [])}

def write(folder, skills, people, tasks, due):
    (folder / "deals").mkdir()
    week = ", ".join(f"{d}: 8h" for d in "mon tue wed thu fri sat sun".split())
    (folder / "firm.yaml").write_text(f"firm: {{name: Bench, day: 8h, focus: 100%, week: {{{week}}}}}\\n")
    (folder / "skills.yaml").write_text("skills: {dig: {name: Dig}}\\n")
    (folder / "people.yaml").write_text("people: {ana: {name: Ana, skills: {dig: 3}}}\\n")
    scope = "".join(f"  {t}: {{duration: {d}d, crew: {{dig: 1}}}}\\n" for t, (d, _, _) in tasks.items())
    head = f"deal: bench\\nclient: Bench\\nowner: ana\\nstart: {day(0)}\\ndue: {day(due - 1)}\\nscope:\\n"
    (folder / "deals" / "bench.yaml").write_text(head + scope)
"""


def data(folder: Path, optimum: int) -> Path:
    """A folder of one instance, two tasks of one person that take three days, with what is said of its optimum."""
    (folder / "set").mkdir(parents=True)
    (folder / "set" / "one.sm").write_text("")
    (folder / "convert.py").write_text(CONVERT)
    (folder / "truth.csv").write_text(f"set,instance,optimum\nset,one.sm,{optimum}\n")
    return folder


def test_without_the_instances_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert acceptance.main(["published", "bare", "--data", str(tmp_path)]) == 0
    assert capsys.readouterr().out.count("are not there") == 2


def test_a_part_that_there_is_not_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        acceptance.main(["publish"])
    assert "no part is called publish" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize(("optimum", "code", "word"), [(3, 0, "nothing wrong"), (2, 1, "WRONG one.sm")])
def test_what_contradicts_the_optimum_is_wrong(
    optimum: int, code: int, word: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = data(tmp_path / "bench", optimum)
    assert acceptance.main(["published", "bare", "--jobs", "1", "--data", str(folder)]) == code
    assert word in capsys.readouterr().out


def test_an_instance_is_read_as_its_question(tmp_path: Path) -> None:
    question = Instance(data(tmp_path / "bench", 3), "set", "one.sm", 3).question(tmp_path, 3)
    assert (question.today.isoformat(), str(question.deals[0].due)) == ("2030-01-07", "2030-01-09")


def test_the_plain_model_knows_units_and_people() -> None:
    alone = {"ana": ["dig"]}
    both = {"ana": ["dig", "plan"], "ben": ["plan"]}
    tasks = {"a": (2, {"dig": 1}, []), "b": (1, {"dig": 1}, []), "c": (1, {"plan": 1}, ["a"])}
    assert bare.plain(alone, {name: tasks[name] for name in "ab"}, 3, 10)[0] == "yes"
    assert bare.plain(alone, {name: tasks[name] for name in "ab"}, 2, 10)[0] == "no"
    assert bare.plain(both, tasks, 3, 10)[0] == "yes"
    assert bare.plain({"ana": ["dig", "plan"]}, tasks, 3, 10)[0] == "no"
    assert longest_chain(tasks) == 3


@pytest.mark.parametrize(
    ("at", "below", "finish", "wrong", "failed"),
    [
        ("yes", "no", "", False, False),
        ("unknown", "unknown", "", False, False),
        ("no", "no", "", True, False),
        ("yes", "at-risk", "", True, False),
        ("yes", "no", "proved is another day", True, False),
        ("yes", "exit 70: a fault", "", False, True),
    ],
)
def test_only_the_opposite_is_wrong(at: str, below: str, finish: str, wrong: bool, failed: bool) -> None:
    result = Result("set", "one", 3, 2, at, below, "", 0, finish, 1.0, 11.0)
    assert (result.wrong, result.failed, result.decided) == (wrong, failed, int(at == "yes"))
