"""`deliverable check` from a folder to its exit code: which files it reads, from where, and which faults stop it."""

from pathlib import Path

import pytest

from deliverable.cli.main import main

Said = pytest.CaptureFixture[str]
DEAL = "deal: {0}\nstart: 2027-01-04\ndue: 2027-03-01\nscope:\n  a: {{effort: {{php: 1d}}}}\n"
TODAY = ("--as-of", "2026-11-23")


@pytest.fixture
def firm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A firm that can do deal d, as the folder where the command runs."""
    monkeypatch.delenv("DELIVERABLE_CAPACITY", raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)
    put(tmp_path, "firm.yaml", "firm: {name: F, day: 8h, focus: 100%}\n")
    put(tmp_path, "people.yaml", "skills: {php: {}}\npeople: {ann: {skills: {php: 3}}}\n")
    put(tmp_path, "deals/d.yaml", DEAL.format("d"))
    return tmp_path


def put(firm: Path, name: str, text: str) -> Path:
    path = firm / "capacity" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("where", ["", "capacity", "capacity/deals", "capacity/templates", "capacity/deals/sub"])
@pytest.mark.parametrize("named", [False, True])
def test_it_is_the_same_from_any_folder(
    firm: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said, where: str, named: bool
) -> None:
    (firm / where).mkdir(parents=True, exist_ok=True)
    put(firm, "templates/t.yaml", "no: deal\n")
    monkeypatch.chdir(firm / where)
    up = "../" * len(Path(where).parts)
    option = ("-C", f"{up}capacity") if named else ()
    assert main(["check", "d", *option, *TODAY]) == 0
    assert main(["lint", *option]) == 0
    assert capsys.readouterr().out.endswith("No faults in 3 files\n")


@pytest.mark.parametrize("key", ["people", "bookings", "skills", "firm"])
def test_capacity_under_deals_stops_every_answer(firm: Path, capsys: Said, key: str) -> None:
    put(firm, "deals/other.yaml", f"{key}: {{}}\n")
    assert main(["check", "d", *TODAY]) == 2
    assert "error[wrong-place]" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("deals/x.yml", ""),
        ("deals/x.yaml", "deal: x\nfoo: 1\n"),
        ("deals/x.yaml", "deal: x\ndue: [\n"),
        ("x.yaml", "deal: x\n"),
        ("bookings/x.yaml", "deal: x\n"),
    ],
)
def test_faults_of_other_deals_are_elsewhere(firm: Path, capsys: Said, name: str, text: str) -> None:
    put(firm, name, text)
    assert main(["check", "d", *TODAY]) == 0
    assert "1 fault elsewhere" in capsys.readouterr().out


def test_a_stray_deal_that_hides_capacity_stops_every_answer(firm: Path) -> None:
    put(firm, "x.yaml", "deal: x\nbookings: {}\n")
    assert main(["check", "d", *TODAY]) == 2


@pytest.mark.parametrize(("text", "code"), [("", 1), ("\n", 1), ("# nothing yet\n", 0)])
def test_an_empty_file_stops_no_answer(firm: Path, text: str, code: int) -> None:
    put(firm, "bookings.yaml", text)
    assert main(["check", "d", *TODAY]) == 0
    assert main(["lint"]) == code
    assert main(["lint", "--fail-on", "warning"]) == 1


@pytest.mark.parametrize("suffix", ["yml", "YAML", "YML", "Yml"])
def test_a_file_with_another_suffix_stops_every_answer(firm: Path, capsys: Said, suffix: str) -> None:
    put(firm, f"bookings.{suffix}", "")
    assert main(["check", "d", *TODAY]) == 2
    assert "rename it to capacity/bookings.yaml" in capsys.readouterr().out


def test_a_deal_in_a_folder_of_deals_is_found(firm: Path, capsys: Said) -> None:
    put(firm, "deals/2027/lab.yaml", DEAL.format("lab"))
    assert main(["check", "lab", *TODAY]) == 0
    assert main(["check", "lob", *TODAY]) == 2
    assert capsys.readouterr().err.endswith("hint: did you mean lab?\n")


def test_a_deal_that_is_there_twice_is_not_chosen(firm: Path, tmp_path: Path, capsys: Said) -> None:
    twin = put(firm, "deals/sub/d.yaml", DEAL.format("d"))
    assert main(["check", "d", *TODAY]) == 2
    assert "error[duplicate-id]" in capsys.readouterr().out
    assert main(["check", str(twin), *TODAY]) == 0  # by path it stands in for the other


def test_only_in_the_folder_a_file_must_be_called_like_its_deal(firm: Path, tmp_path: Path, capsys: Said) -> None:
    outside = tmp_path / "proposal.yaml"
    outside.write_text(DEAL.format("new"))
    assert main(["check", str(outside), *TODAY]) == 0
    inside = put(firm, "deals/proposal.yaml", DEAL.format("new"))
    assert main(["check", str(inside), *TODAY]) == 2
    assert "error[deal-file-name]" in capsys.readouterr().out


def test_who_is_overbooked_has_no_time_and_stops_no_answer(firm: Path, capsys: Said) -> None:
    """The same firm is an error for lint; the answer counts with what is booked, and nothing below it."""
    rows = "".join(
        f"  {name}: {{client: C, work: [{{person: ann, share: 60%, from: 2027-01-04, to: {last}}}]}}\n"
        for name, last in (("b", "2027-02-19"), ("c", "2027-02-19"))
    )
    put(firm, "bookings.yaml", f"bookings:\n{rows}")
    assert main(["lint", *TODAY]) == 1
    assert "error[overbooked] firm work takes 120 %" in capsys.readouterr().out
    assert main(["check", "d", "--no-offers", *TODAY]) == 0
    out = capsys.readouterr().out
    assert out.startswith("YES  d, by Monday 1 March 2027")
    assert "elsewhere" not in out
