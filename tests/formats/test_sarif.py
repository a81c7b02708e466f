"""Reports as SARIF: valid by the published schema, with places, fixes and fingerprints that readers can use."""

import json
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import jsonschema
import pytest

from deliverable import __version__
from deliverable.answers.lint import LintAnswer
from deliverable.findings import Edit, Severity
from deliverable.formats import json as json_text
from deliverable.formats.reports import Report
from deliverable.formats.sarif import document, uri
from deliverable.rules import RULES
from deliverable.rules.explained import explain
from tests.formats.reporting import PATH, at, found, many, mended, report
from tests.rules.test_examples import SHOWN, linted

SCHEMA = Path(__file__).parents[1] / "data" / "sarif-2.1.0-rtm.5.json"


@cache
def validator() -> jsonschema.Draft4Validator:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert schema["$schema"] == "http://json-schema.org/draft-04/schema#"
    return jsonschema.Draft4Validator(schema)


def valid(said: Report) -> dict[str, Any]:
    """The run of a report's log, after the log was validated as it is written."""
    log = json.loads(json_text.dump(document(said)))
    assert [error.message for error in validator().iter_errors(log)] == []
    (run,) = log["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == sorted({r["ruleId"] for r in run["results"]})
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    return dict(run)


def only(said: Report) -> dict[str, Any]:
    (result,) = valid(said)["results"]
    return dict(result)


def test_the_schema_refuses_what_it_should() -> None:
    log = document(report(found()))
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    assert [error.message for error in validator().iter_errors(log)] == ["0 is less than the minimum of 1"]


def test_nothing_wrong_is_a_run_without_results() -> None:
    run = valid(report())
    assert run["results"] == run["tool"]["driver"]["rules"] == []
    assert run["tool"]["driver"]["version"] == __version__
    assert run["columnKind"] == "unicodeCodePoints"


def test_every_bad_example_of_every_rule_is_valid() -> None:
    findings = [finding for rule in SHOWN for finding in linted(explain(RULES[rule]).bad).findings]
    run = valid(Report(LintAnswer(tuple(findings), 1), {}))
    assert len(run["results"]) == len(findings) >= len(SHOWN)
    for rule in run["tool"]["driver"]["rules"]:
        known = explain(RULES[rule["id"]])
        assert rule["shortDescription"]["text"] == known.summary
        assert rule["fullDescription"]["text"] == known.why
        assert known.why in rule["help"]["text"]
        assert f"```yaml\n{known.bad}```" in rule["help"]["markdown"]
        assert f"```yaml\n{known.good}```" in rule["help"]["markdown"]


def test_a_result_says_what_and_where() -> None:
    result = only(report(found(about=("bookings", "harbour-trust", "work", 0, "person"))))
    assert result["ruleId"] == "unknown-person"
    assert result["message"] == {"text": "no person called `sofiaa`: write `sofia`"}
    (location,) = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": PATH, "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 4, "startColumn": 18, "endLine": 4, "endColumn": 24},
    }
    assert location["logicalLocations"] == [{"fullyQualifiedName": "bookings.harbour-trust.work[0].person"}]
    assert "fixes" not in result
    assert "relatedLocations" not in result


@pytest.mark.parametrize(
    ("severity", "level", "problem"),
    [
        (Severity.ERROR, "error", "error"),
        (Severity.WARNING, "warning", "warning"),
        (Severity.INFO, "note", "recommendation"),
    ],
)
def test_the_firms_severity_is_the_results_and_the_rule_keeps_its_own(
    severity: Severity, level: str, problem: str
) -> None:
    run = valid(report(found(severity=severity)))
    assert run["results"][0]["level"] == level
    assert run["tool"]["driver"]["rules"][0]["defaultConfiguration"] == {"level": "error"}
    strange = valid(report(found(severity=severity, rule="made-up")))["tool"]["driver"]["rules"]
    assert strange[0]["properties"]["problem.severity"] == problem


def test_related_places_and_fixes() -> None:
    result = only(report(mended()))
    (related,) = result["relatedLocations"]
    assert related["message"] == {"text": "did you mean `sofia`?"}
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "capacity/people/build.yaml"
    assert related["physicalLocation"]["region"]["startLine"] == 12
    (fix,) = result["fixes"]
    assert fix["description"] == {"text": "write `sofia`"}
    assert fix["properties"] == {"safe": True}
    (change,) = fix["artifactChanges"]
    assert change["artifactLocation"]["uri"] == PATH
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 4, "startColumn": 18, "endLine": 4, "endColumn": 24},
            "insertedContent": {"text": "sofia"},
        }
    ]


def test_edits_in_two_files_are_one_fix_with_a_change_a_file() -> None:
    edits = (Edit(at(9, path="b.yaml"), "x"), Edit(at(2, path="a.yaml"), "y"), Edit(at(3, 4, 4, "b.yaml"), "z"))
    (fix,) = only(report(found(edits=edits)))["fixes"]
    changed = [
        (change["artifactLocation"]["uri"], [(r["deletedRegion"]["startLine"]) for r in change["replacements"]])
        for change in fix["artifactChanges"]
    ]
    assert changed == [("a.yaml", [2]), ("b.yaml", [3, 9])]
    inserting = fix["artifactChanges"][1]["replacements"][0]["deletedRegion"]
    assert inserting["startColumn"] == inserting["endColumn"] == 4


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("capacity/people.yaml", "capacity/people.yaml"),
        ("capacity/my people/zoë.yaml", "capacity/my%20people/zo%C3%AB.yaml"),
        ("a:b/c.yaml", "a%3Ab/c.yaml"),
        ("100%/#1?.yaml", "100%25/%231%3F.yaml"),
        ("bytes\udcff.yaml", "bytes%FF.yaml"),
    ],
)
def test_a_path_is_a_relative_uri(path: str, written: str) -> None:
    assert uri(path) == written
    parts = urlsplit(written)
    assert (parts.scheme, parts.netloc, parts.query, parts.fragment) == ("", "", "", "")
    assert unquote(written, errors="surrogateescape") == path
    assert (
        only(report(found(at(1, path=path))))["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == written
    )


def test_paths_are_seen_from_the_repositorys_root() -> None:
    result = only(report(mended(at(4, 18, 24, "../capacity/b.yaml")), root="tools/plan"))
    said = json.dumps(result)
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "tools/capacity/b.yaml"
    assert '"uri": "../' not in said


def test_nobodys_text_is_a_link_or_a_control_character() -> None:
    result = only(report(found(message="[click](https://evil.example) \x1b[31m", cure="[x](0)")))
    text = result["message"]["text"]
    assert "](" not in text
    assert text == "[click] (https://evil.example) \\x1b[31m: [x] (0)"


def test_a_fingerprint_has_no_line_in_it() -> None:
    one = only(report(mended()))["partialFingerprints"]
    assert list(one) == ["deliverable/v1"]
    below = report(mended(at(6, 18, 24)), texts={PATH: "# a comment\n# another\n" + report().texts[PATH]})
    assert only(below)["partialFingerprints"] == one


def test_the_same_report_is_the_same_bytes() -> None:
    findings = [*many(Severity.ERROR, 3), mended(), *many(Severity.INFO, 2)]
    assert json_text.dump(document(report(*findings))) == json_text.dump(document(report(*findings)))
