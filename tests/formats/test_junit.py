"""Reports as JUnit's XML: well formed whatever the text, red where the run is red, green where the file is clean."""

from xml.etree import ElementTree as ET

from deliverable.findings import Severity
from deliverable.formats.junit import render
from deliverable.formats.reports import Report
from tests.formats.reporting import PATH, at, found, report

CLEAN = "capacity/people.yaml"


def suite(said: Report) -> ET.Element:
    root = ET.fromstring(render(said))  # noqa: S314 - our own
    (found,) = root
    counts = {name: found.get(name) for name in ("tests", "failures", "errors")}
    assert counts == {name: root.get(name) for name in counts}
    assert counts["tests"] == str(len(found))
    assert counts["failures"] == str(len(found.findall("testcase/failure")))
    return found


def test_a_file_is_a_case_and_a_clean_one_passes() -> None:
    cases = list(suite(report(found(), texts={PATH: "", CLEAN: ""})))
    assert [case.get("name") for case in cases] == [PATH, CLEAN]
    assert [len(case) for case in cases] == [1, 0]
    assert {case.get("classname") for case in cases} == {"deliverable.lint"}


def test_all_findings_of_a_file_are_one_failure() -> None:
    (case,) = suite(report(found(severity=Severity.WARNING, message="mild"), found(at(5), message="bad")))
    (failure,) = case
    assert (failure.get("type"), failure.get("message")) == ("unknown-person", "bad, and 1 more")
    assert (failure.text or "").strip().splitlines() == [
        f"{PATH}:4:18: warning[unknown-person] mild",
        "  cure: write `sofia`",
        f"{PATH}:5:1: error[unknown-person] bad",
        "  cure: write `sofia`",
    ]


def test_what_the_run_does_not_fail_for_is_told_and_passes() -> None:
    warning = found(severity=Severity.WARNING)
    (case,) = suite(report(warning))
    assert [child.tag for child in case] == ["system-out"]
    assert "warning[unknown-person]" in (case[0].text or "")
    (case,) = suite(report(warning, fail_on=Severity.WARNING))
    assert [child.tag for child in case] == ["failure"]


def test_a_file_that_could_not_be_read_is_a_case_too() -> None:
    cases = suite(report(found(at(1, path="capacity/gone.yaml"), cure="")))
    assert [case.get("name") for case in cases] == [PATH, "capacity/gone.yaml"]


def test_every_text_is_well_formed_and_comes_back_as_it_is_shown() -> None:
    message = "<b>&amp;\"'\x00\x1b[31m\ud800\ufffe]]>"
    (case,) = suite(report(found(at(1, path='a"<&>.yaml'), message=message), texts={}))
    shown = "<b>&amp;\"'\\x00\\x1b[31m\\ud800\\ufffe]]>"
    assert case.get("name") == case.get("file") == 'a"<&>.yaml'
    assert case[0].get("message") == shown
    assert shown in (case[0].text or "")
