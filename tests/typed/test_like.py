"""What a new deal takes from another one, and by how much its dates move."""

from datetime import date
from typing import Any

from deliverable.typed.like import likeness

SOURCE: dict[str, Any] = {
    "deal": "old",
    "name": "Website",
    "client": "City Museum",
    "start": "2026-12-07",
    "due": "2027-03-19",
    "status": "won",
    "value": 84000,
    "sites": ["bristol"],
    "inputs": {"texts": {"what": "texts", "by": "2027-01-15"}, "brand": {"what": "brand"}},
    "scope": {
        "build": {"effort": {"react": "8d"}, "by": "2027-02-01", "not_before": "2026-12-10"},
        "fit": {"duration": "2d", "crew": {"qa": 1}, "dates": {"from": "2027-03-18", "to": "2027-03-19"}},
    },
    "with": {"released": ["hold"]},
}


def test_the_work_is_kept_and_the_client_is_not() -> None:
    found = likeness(SOURCE, None, None)
    assert list(found.deal) == ["name", "sites", "inputs", "scope"]
    assert found.dropped == ("client", "start", "due", "value", "with")


def test_dates_stay_behind_where_nothing_says_by_how_much_they_move() -> None:
    found = likeness(SOURCE, None, None)
    assert (found.dated, found.awaited, found.weeks, found.given) == (True, True, None, None)
    assert found.deal["inputs"] == {"texts": {"what": "texts"}, "brand": {"what": "brand"}}
    assert found.deal["scope"]["build"] == {"effort": {"react": "8d"}}
    assert found.deal["scope"]["fit"] == {"duration": "2d", "crew": {"qa": 1}}


def test_they_move_by_whole_weeks_with_the_start() -> None:
    found = likeness(SOURCE, date(2027, 1, 6), date(2030, 1, 1))  # 30 days later: four weeks are nearest
    assert (found.weeks, found.given) == (4, 4)
    assert found.deal["inputs"]["texts"]["by"] == "2027-02-12"
    assert found.deal["scope"]["build"]["by"] == "2027-03-01"
    assert found.deal["scope"]["build"]["not_before"] == "2027-01-07"
    assert found.deal["scope"]["fit"]["dates"] == {"from": "2027-04-15", "to": "2027-04-16"}


def test_without_a_start_milestones_move_with_the_due_date_and_the_other_clients_days_are_open() -> None:
    found = likeness(SOURCE, None, date(2027, 6, 30))
    assert (found.weeks, found.given) == (15, None)
    assert found.deal["inputs"]["texts"] == {"what": "texts"}
    assert found.deal["scope"]["build"] == {"effort": {"react": "8d"}, "by": "2027-05-17"}
    assert found.deal["scope"]["fit"]["dates"] == {"from": "2027-07-01", "to": "2027-07-02"}


def test_what_can_not_be_compared_moves_nothing() -> None:
    assert likeness(SOURCE, None, date(2027, 3, 12)).weeks == -1
    assert likeness({**SOURCE, "start": None}, date(2027, 1, 4), date(2027, 3, 19)).weeks == 0
    assert likeness({**SOURCE, "start": "soon"}, date(2027, 1, 4), None).weeks is None


def test_without_dates_there_is_nothing_to_tell() -> None:
    found = likeness({"deal": "t", "scope": {"a": {"effort": {"react": "1d"}}}}, date(2027, 1, 4), None)
    assert (found.dated, found.awaited, found.weeks, found.dropped) == (False, False, None, ())


def test_what_is_no_map_is_kept_as_it_is() -> None:
    odd = {"deal": "t", "scope": ["a"], "inputs": "texts"}
    assert likeness(odd, None, None).deal == {"scope": ["a"], "inputs": "texts"}
    assert likeness({"scope": {"a": "b", "c": None}}, None, None).deal == {"scope": {"a": "b", "c": None}}
