"""JSON is readable, deterministic and harmless to print."""

import json

import pytest

from deliverable.formats.json import dump


def test_keys_keep_their_order_and_the_text_ends_in_a_newline() -> None:
    assert dump({"b": 1, "a": ["Zoë", None, True]}) == (
        '{\n  "b": 1,\n  "a": [\n    "Zoë",\n    null,\n    true\n  ]\n}\n'
    )


@pytest.mark.parametrize("text", ["\x1b[31m", "\x7f\x9b", "\u202e", "\u200b", "\u2028", "\ufeff", "\ud800"])
def test_what_a_terminal_obeys_or_utf8_lacks_is_escaped_and_comes_back(text: str) -> None:
    dumped = dump([text])
    assert text not in dumped
    assert json.loads(dumped) == [text]
    dumped.encode()


def test_what_json_has_no_word_for_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        dump(float("nan"))
