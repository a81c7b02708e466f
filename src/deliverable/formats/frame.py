"""A finding to lines: what is wrong, where, the line of the file with carets under the stretch, and notes."""

from deliverable.formats.cells import char_width, clean, width
from deliverable.formats.layout import Line, wrap
from deliverable.page import Frame, Span, Tone


def frame(block: Frame, room: int, *, unicode: bool) -> list[Line]:
    """The frame of one finding; a line too long for the room is cut on both sides of the carets."""
    head = (Span(f"{block.severity}[{block.rule}]", block.tone), Span(f" {block.message}", Tone.STRONG))
    lines = wrap(head, room, hang=2, unicode=unicode) + excerpt(block, room, unicode=unicode)
    gutter = _gutter(block)
    for text in block.notes:
        spans = (Span(" " * (gutter + 1) + "= ", Tone.QUIET), Span(text))
        lines += wrap(spans, room, hang=gutter + 5, unicode=unicode)
    return lines


def excerpt(block: Frame, room: int, *, unicode: bool) -> list[Line]:
    """Where it is, and the line of the file with its carets."""
    gutter = _gutter(block)
    bar = Span(" " * (gutter + 1) + "|", Tone.QUIET)
    where = clean(f"{block.path}:{block.number}:{block.column}", unicode=unicode)
    lines = [[Span(" " * gutter + "--> ", Tone.QUIET), Span(where)]]
    if block.line is not None:
        source, before, carets = _window(block, max(room - gutter - 3, 10), unicode=unicode)
        lines += [[bar], [Span(f"{block.number:>{gutter}} | ", Tone.QUIET), Span(source)]]
        lines += _pointer(block, bar, before, carets, room, unicode=unicode)
        lines.append([bar])
    return lines


def _gutter(block: Frame) -> int:
    return max(2, len(str(block.number)))


def _pointer(block: Frame, bar: Span, before: int, carets: int, room: int, *, unicode: bool) -> list[Line]:
    """The carets with the label beside them, or below where that is too wide."""
    label = clean(block.label, unicode=unicode)
    mark: Line = [bar, Span(" " * (before + 1)), Span("^" * carets, block.tone)]
    if not label:
        return [mark]
    if width(bar.text) + 1 + before + carets + 1 + width(label) <= room:
        return [[*mark, Span(f" {label}", block.tone)]]
    hang = width(bar.text) + 1
    below = wrap((Span(label, block.tone),), max(room - hang, 10))
    return [mark, *([bar, Span(" "), *line] for line in below)]


def _window(block: Frame, room: int, *, unicode: bool) -> tuple[str, int, int]:
    """What is shown of the line, the cells before the carets, and the number of carets."""
    line = block.line or ""
    at = min(block.column - 1, len(line))
    start = width(clean(line[:at], unicode=unicode))
    size = max(1, width(clean(line[at : at + block.width], unicode=unicode)))
    shown = clean(line, unicode=unicode).rstrip()
    total = width(shown)
    if max(total, start + 1) <= room:
        return shown, start, min(size, max(room - start, 1))
    dots = "…" if unicode else "..."
    keep = room - 2 * len(dots)
    first = max(0, min(start - max((keep - size) // 2, keep // 4), total - keep))
    if first <= len(dots):
        return _cells(shown, 0, room - len(dots)) + dots, start, min(size, room - start)
    last = first + keep
    tail = dots if last < total else ""
    return dots + _cells(shown, first, last) + tail, start - first + len(dots), min(size, last - start)


def _cells(text: str, first: int, last: int) -> str:
    """The stretch between two cells; a wide character that is cut in half becomes a space."""
    shown = []
    at = 0
    for char in text:
        after = at + char_width(char)
        if at >= first and after <= last:
            shown.append(char)
        elif at < last and after > first:
            shown.append(" ")
        at = after
        if at >= last:
            break
    return "".join(shown)
