"""Plain data to JSON text: keys in the order given, the same bytes for the same data."""

import json
import re

UNSEEN = re.compile("[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
"""What JSON allows as it is but a terminal obeys, an editor hides, or UTF-8 has no bytes for."""


def dump(data: object) -> str:
    """The data as JSON, readable, ending in a newline; text stays text, and what JSON has no word for is refused."""
    text = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)
    return UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"
