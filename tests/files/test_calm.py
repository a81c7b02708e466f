"""Garbage collection while much is built, and after."""

import gc

from deliverable.files.calm import LARGE, calm


def test_garbage_collection_is_left_as_it_was() -> None:
    assert gc.isenabled()
    with calm():
        assert not gc.isenabled()
        with calm():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_came_of_a_large_folder_is_frozen() -> None:
    before = gc.get_freeze_count()
    with calm(LARGE):
        pass
    assert gc.get_freeze_count() == before
    with calm(LARGE + 1):
        pass
    assert gc.get_freeze_count() > before
    gc.unfreeze()
