"""The union of files, and deals in it."""

import pytest

from deliverable.book import Booking, Deal, Firm, Person
from deliverable.files.load import load, load_deal
from deliverable.files.tree import Tree
from deliverable.findings import Place, Severity
from tests.files.reading import FIRM, only, read, spots

DEAL = "deal: d\nclient: C\n"


def test_files_may_hold_the_same_key_and_the_order_is_that_of_their_paths() -> None:
    loaded = read({"b.yaml": "people: {bo: {}}\n", "a/x.yaml": "people: {ana: {}}\nskills: {php: {}}\n"})
    assert loaded.findings == ()
    assert list(loaded.book.people) == ["ana", "bo"]
    assert list(loaded.book.skills) == ["php"]
    assert loaded.unread == frozenset()


def test_an_id_in_two_files_names_both_places_and_the_first_counts() -> None:
    loaded = read({"a.yaml": "people:\n  ana: {name: One}\n", "b.yaml": "people:\n  ana: {name: Two}\n"})
    finding = only(loaded.findings)
    assert finding.rule == "duplicate-id"
    assert finding.place == Place("capacity/b.yaml", 2, 3, 2, 6)
    assert finding.related[0].place == Place("capacity/a.yaml", 2, 3, 2, 6)
    assert finding.about == ("people", "ana")
    assert loaded.book.people["ana"].name == "One"


def test_the_same_id_of_different_things_is_fine() -> None:
    assert read("people: {x: {}}\nskills: {x: {}}\n").findings == ()


def test_a_firm_in_two_files() -> None:
    loaded = read({"other.yaml": "firm: {name: Other}\n"})
    finding = only(loaded.findings)
    assert (finding.rule, finding.place.path) == ("duplicate-id", "capacity/other.yaml")
    assert loaded.book.firm.name == "Larkspur"


def test_a_firm_that_is_none() -> None:
    loaded = read({"firm.yaml": "firm: [x]\n"})
    assert spots(loaded.findings) == [("bad-value", 1, 7)]
    assert loaded.book.firm == Firm()


def test_no_firm() -> None:
    loaded = load({"capacity/people.yaml": b"people: {}\n"})
    finding = only(loaded.findings)
    assert (finding.rule, finding.place.path, finding.about) == ("missing-firm", "capacity/firm.yaml", ("firm",))
    assert loaded.book.firm == Firm()


def test_a_firm_elsewhere_counts_and_is_asked_to_move() -> None:
    loaded = load({"capacity/people.yaml": b"firm: {name: X}\n"})
    finding = only(loaded.findings)
    assert finding.rule == "missing-firm"
    assert "capacity/people.yaml" in finding.cure
    assert loaded.book.firm.name == "X"


def test_a_firm_that_could_not_be_read_is_one_finding() -> None:
    assert [f.rule for f in load({"capacity/firm.yaml": b"firm: {name: X\n"}).findings] == ["syntax"]


@pytest.mark.parametrize("folder", ["capacity", "../x/capacity", ".", ""])
def test_the_folder_can_be_called_anything(folder: str) -> None:
    head = f"{folder}/" if folder not in ("", ".") else ""
    loaded = load({f"{head}firm.yaml": FIRM, f"{head}deals/d.yaml": DEAL.encode()}, folder)
    assert loaded.findings == ()
    assert list(loaded.book.deals) == ["d"]


@pytest.mark.parametrize(
    "path",
    ["templates/a.yaml", "words/a.yaml", "history/a.yaml", ".git/a.yaml", "x/.y/a.yaml", ".a.yaml", "a.txt", "a.yaml~"],
)
def test_what_is_no_part_of_the_union(path: str) -> None:
    assert read({path: "nonsense"}).findings == ()


@pytest.mark.parametrize("path", ["people/templates/a.yaml", "a/history/b.yaml", "templates.yaml"])
def test_what_is_a_part_of_it_all_the_same(path: str) -> None:
    assert list(read({path: "people: {ana: {}}\n"}).book.people) == ["ana"]


def test_yml_is_a_finding_and_not_read() -> None:
    loaded = read({"people.yml": "people: {ana: {}}\n"})
    finding = only(loaded.findings)
    assert (finding.rule, finding.place.path) == ("yml-suffix", "capacity/people.yml")
    assert finding.cure == "rename it to capacity/people.yaml"
    assert not loaded.book.people
    assert loaded.unread == {""}


def test_a_deal_in_a_yml_file_is_about_that_deal() -> None:
    loaded = read({"deals/d.yml": DEAL})
    assert only(loaded.findings).about == ("deal", "d")
    assert loaded.unread == frozenset()


def test_a_file_that_could_not_be_read() -> None:
    loaded = load(Tree({"capacity/firm.yaml": FIRM}, {"capacity/x.yaml": "permission denied"}))
    finding = only(loaded.findings)
    assert finding.rule == "unreadable-file"
    assert finding.message == "capacity/x.yaml can't be read: permission denied"
    assert loaded.unread == {""}


def test_an_unknown_top_level_key_is_named_and_its_ids_are_missed() -> None:
    loaded = read("poeple: {ana: {}}\nstuff: {}\n")
    assert spots(loaded.findings) == [("unknown-key", 1, 1), ("unknown-key", 2, 1)]
    assert loaded.findings[0].edits[0].text == "people"
    assert loaded.unread == {"people", ""}


@pytest.mark.parametrize(
    ("text", "unread"), [("people: [ana]\n", {"people"}), ("people:\n", set()), ("people: {}\n", set())]
)
def test_a_table_that_is_none(text: str, unread: set[str]) -> None:
    loaded = read(text)
    assert loaded.unread == unread
    assert [f.rule for f in loaded.findings] == ["bad-value"] * len(unread)


def test_a_broken_item_hides_neither_the_file_nor_itself() -> None:
    loaded = read({"a.yaml": "people:\n  ana: {name: [}\n  bo: {}\n", "b.yaml": "skills: {php: {}}\n"})
    assert [f.rule for f in loaded.findings] == ["syntax"]
    assert loaded.findings[0].about == ("people",)
    assert list(loaded.book.people) == ["bo"]
    assert list(loaded.book.skills) == ["php"]
    assert loaded.unread == {"people"}


def test_yaml_findings_say_what_they_are_about() -> None:
    loaded = read("people:\n  ana: {name: no}\n  bo: {}\n  bo: {}\n  cy: {name: [1, !x 2]}\n")
    about = {f.rule: f.about for f in loaded.findings}
    assert about["ambiguous-scalar"] == ("people", "ana", "name")
    assert about["duplicate-key"] == ("people", "bo")
    assert about["yaml-feature"] == ("people", "cy", "name", 1)
    assert loaded.findings[0].severity is Severity.WARNING


def test_texts_are_there_for_code_frames() -> None:
    loaded = read({"a.yaml": "people:\r\n  ana: {}\r\n"})
    assert loaded.texts["capacity/a.yaml"] == "people:\n  ana: {}\n"
    assert sorted(loaded.texts) == ["capacity/a.yaml", "capacity/firm.yaml"]
    assert len(loaded.texts) == 2


def test_places_of_the_book() -> None:
    places = read("people:\n  ana: {skills: {react: 5}}\n").book.places
    assert places.of(("people", "ana", "skills", "react")) == Place("capacity/data.yaml", 2, 25, 2, 26)
    assert places.key(("people", "ana", "skills", "react")) == Place("capacity/data.yaml", 2, 18, 2, 23)
    assert places.key(("people", "ana")) == Place("capacity/data.yaml", 2, 3, 2, 6)
    assert places.key(("people",)) == Place("capacity/data.yaml", 1, 1, 1, 7)
    assert places.of(("firm", "day")) == Place("capacity/firm.yaml", 1, 44, 1, 46)
    assert places.key(("firm",)) == Place("capacity/firm.yaml", 1, 1, 1, 5)
    for nowhere in ((), ("people", "bo"), ("people", "ana", "name"), ("skills",), ("firm", "day", 0)):
        assert places.of(nowhere) is None
        assert places.key(nowhere) is None


def test_reading_is_the_same_whatever_the_order_of_the_tree() -> None:
    tree = {
        "capacity/firm.yaml": FIRM,
        "capacity/b.yaml": b"people: {x: {}}\n",
        "capacity/a.yaml": b"people: {x: {}}\n",
    }
    assert load(tree).findings == load(dict(reversed(tree.items()))).findings


# --- deals -----------------------------------------------------------------------------------------------------------


def test_deals_of_the_folder() -> None:
    loaded = read({"deals/d.yaml": DEAL, "deals/open/e.yaml": "deal: e\n"})
    assert loaded.findings == ()
    assert loaded.book.deals["d"].client == "C"
    assert list(loaded.book.deals) == ["d", "e"]
    assert loaded.book.places.of(("deals", "d", "client")) == Place("capacity/deals/d.yaml", 2, 9, 2, 10)
    assert loaded.book.places.key(("deals", "d")) == Place("capacity/deals/d.yaml", 1, 1, 1, 5)


def test_a_deal_must_be_called_like_its_file() -> None:
    loaded = read({"deals/e.yaml": DEAL})
    finding = only(loaded.findings)
    assert spots([finding]) == [("deal-file-name", 1, 7)]
    assert finding.edits[0].text == "e"
    assert finding.about == ("deal", "d")
    assert list(loaded.book.deals) == ["d"]


def test_a_deal_without_an_id_has_that_of_its_file() -> None:
    loaded = read({"deals/d.yaml": "client: C\n"})
    finding = only(loaded.findings)
    assert (finding.rule, finding.about) == ("missing-key", ("deal", "d", "deal"))
    assert list(loaded.book.deals) == ["d"]


@pytest.mark.parametrize("name", ["Museum", "a b", "../etc"])
def test_a_deal_with_a_bad_id(name: str) -> None:
    assert spots(read({"deals/d.yaml": f"deal: {name}\n"}).findings) == [("bad-id", 1, 7)]


def test_two_deals_of_one_id() -> None:
    loaded = read({"deals/d.yaml": DEAL, "deals/x/d.yaml": "deal: d\nclient: Other\n"})
    finding = only(loaded.findings)
    assert (finding.rule, finding.place.path) == ("duplicate-id", "capacity/deals/x/d.yaml")
    assert finding.related[0].place.path == "capacity/deals/d.yaml"
    assert loaded.book.deals["d"].client == "C"


def test_a_deal_outside_deals_is_in_the_wrong_place_and_not_read() -> None:
    loaded = read({"d.yaml": "client: C\ndeal: d\n"})
    finding = only(loaded.findings)
    assert spots([finding]) == [("wrong-place", 2, 1)]
    assert finding.cure == "move it to capacity/deals/"
    assert not loaded.book.deals


def test_people_under_deals_are_in_the_wrong_place() -> None:
    loaded = read({"deals/people.yaml": "people: {ana: {}}\n"})
    finding = only(loaded.findings)
    assert spots([finding]) == [("wrong-place", 1, 1)]
    assert loaded.unread == {"people"}
    assert not loaded.book.deals
    assert not loaded.book.people


def test_people_beside_a_deal_are_in_the_wrong_place() -> None:
    loaded = read({"deals/d.yaml": DEAL + "people: {ana: {}}\n"})
    assert spots(loaded.findings) == [("wrong-place", 3, 1)]
    assert list(loaded.book.deals) == ["d"]


def test_a_deal_that_is_no_yaml_is_about_that_deal() -> None:
    loaded = read({"deals/d.yaml": "deal: [d\n"})
    assert only(loaded.findings).about[:2] == ("deal", "d")
    assert loaded.unread == frozenset()


# --- a deal from anywhere --------------------------------------------------------------------------------------------


def test_a_deal_stands_in_for_that_of_the_same_id() -> None:
    loaded = read({"deals/d.yaml": DEAL + "vlaue: 3\n", "deals/e.yaml": "deal: e\n"})
    given = load_deal(loaded, "other.yaml", b"deal: d\nclient: New\n", None)
    assert given.findings == ()
    assert given.deal == Deal("d", client="New", said=frozenset({"deal", "client"}))
    assert given.loaded.book.deals["d"] is given.deal
    assert "e" in given.loaded.book.deals
    assert given.loaded.findings == ()
    assert given.loaded.book.places.of(("deals", "d", "client")) == Place("other.yaml", 2, 9, 2, 12)
    assert given.loaded.texts["other.yaml"] == "deal: d\nclient: New\n"
    assert loaded.book.deals["d"].client == "C"
    assert [f.rule for f in loaded.findings] == ["unknown-key"]


def test_a_deal_of_the_folder_given_by_its_path() -> None:
    loaded = read({"deals/d.yaml": DEAL + "vlaue: 3\n"})
    given = load_deal(loaded, "capacity/deals/d.yaml", (DEAL + "vlaue: 3\n").encode(), "d")
    assert given.loaded.findings == loaded.findings == given.findings
    assert given.loaded.book.deals == loaded.book.deals


def test_a_deal_whose_file_changed_its_id_takes_the_old_ones_place() -> None:
    loaded = read({"deals/d.yaml": DEAL})
    given = load_deal(loaded, "capacity/deals/d.yaml", b"deal: e\n", None)
    assert list(given.loaded.book.deals) == ["e"]


def test_the_stem_is_only_looked_at_when_there_is_one() -> None:
    loaded = read({})
    assert load_deal(loaded, "-", DEAL.encode(), None).findings == ()
    assert [f.rule for f in load_deal(loaded, "x.yaml", DEAL.encode(), "x").findings] == ["deal-file-name"]


@pytest.mark.parametrize("content", [b"", b"- a\n", b"people: {}\n", b"deal: [\n", b"\xff"])
def test_no_deal(content: bytes) -> None:
    loaded = read({"deals/d.yaml": DEAL})
    given = load_deal(loaded, "-", content, None)
    assert given.deal is None
    assert len(given.findings) >= 1
    assert list(given.loaded.book.deals) == ["d"]


def test_a_deal_without_an_id_and_without_a_file() -> None:
    given = load_deal(read({}), "-", b"client: C\n", None)
    assert given.deal is not None
    assert given.deal.id == "deal"
    assert [f.rule for f in given.findings] == ["missing-key"]


def test_a_book_that_was_never_in_files_takes_a_deal_too() -> None:
    loaded = read({})
    bare = loaded._replace(book=type(loaded.book)(people={"ana": Person("ana")}, bookings={"b": Booking("b")}))
    given = load_deal(bare, "-", DEAL.encode(), None)
    assert list(given.loaded.book.deals) == ["d"]
    assert given.loaded.book.places.key(("deals", "d")) == Place("-", 1, 1, 1, 5)
