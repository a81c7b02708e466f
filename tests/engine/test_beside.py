"""Unnamed bookings that a plan's people could serve: by whom they are served with what the plan leaves."""

from deliverable.engine.beside import serving
from deliverable.engine.plan import Work
from tests.engine.searching import side
from tests.make import MON, booking, deal, needs, on, person, question, row, work

TUE = on(1)


def test_what_the_plan_s_people_could_serve_is_listed_by_whom_it_leaves() -> None:
    somebody = booking("b", row(None, MON, TUE, skill="php", per_day=120))
    other = booking("o", row(None, MON, TUE, skill="ops", per_day=10))
    people = [person("ana"), person("ben"), person("dan", "ops")]
    of = side(question(*people, somebody, other, deal(work("w", needs("php", 80)), due=TUE)))
    names = [worker.person for worker in of.problem.workers]
    done = [Work(0, 0, 0, names.index("ana"), 50), Work(0, 0, 0, names.index("ana"), 30)]
    served = serving(of.unnamed, done)
    assert {(part.booking, part.row, part.skill, part.day) for part in served} == {("b", 0, "php", 0)}
    assert {names[part.worker]: part.minutes for part in served} == {"ana": 20, "ben": 100}
    assert serving(of.unnamed, ()) == ()
