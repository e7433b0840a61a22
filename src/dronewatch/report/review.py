"""The screen of a review session: one passage in its sentence, what it would be, and the keys. Fits 80 columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TextIO

from rich.text import Text

from dronewatch import language
from dronewatch.annotate.model import Annotation
from dronewatch.annotate.session import LABEL_KEYS, State
from dronewatch.annotate.values import to_plain
from dronewatch.messages import marked, tr
from dronewatch.report import screen, visible

if TYPE_CHECKING:
    from rich.console import Console

_KEYS = {
    "suggestion": marked("a accept  r reject  l label  b bounds  v value\nn new  s skip  u undo  q quit"),
    "label": marked("a letter chooses the label  Esc back"),
    "bounds": marked("←→ a word  , . a character  Tab other end  Enter take  Esc back"),
    "value": marked("Enter take  - none  Esc back"),
    "words": marked("←→ a word  ↑↓ a sentence  Enter begin here  r take back what is marked  Esc back"),
    "end": marked("f finished: all of it is read  ↑↓ scroll  n new  u undo  q quit, to go on later"),
    "quit": "",
}
_CLEAR = "\x1b[H\x1b[2J"
_AROUND = 300  # characters before and after the sentence
_WITHIN = 500  # characters of it before and after the passage


def write(state: State, heading: str, styles: Mapping[str, str], out: TextIO) -> None:
    """Show `state` on a cleared screen; nothing of the article's text is interpreted."""
    console = screen.console(out)
    colour = screen.has_colour(out)
    above = [Text(visible.cell(heading), style="bold"), Text(_progress(state), style="dim"), Text()]
    below = [Text()]
    fact = state.marked if state.mode == "words" else state.current
    if fact is not None:
        below.append(_fact(fact, styles))
    if state.mode == "label":
        below += [Text(), *_labels(styles)]
    if state.mode == "value":
        below.append(Text(f"value: {visible.cell(state.typed)}_"))
    if state.mode == "bounds":
        below.append(Text(tr("the {edge} moves", edge=state.edge), style="dim"))
    if state.mode == "end":
        below.append(Text(tr("No suggestion is left. Is anything missing in the text above?")))
    below += [Text(visible.cell(state.message), style="bold red"), Text(tr(_KEYS[state.mode]), style="dim")]
    head, tail = ([line for part in parts for line in screen.lines(part, console)] for parts in (above, below))
    room = screen.height(out) - len(head) - len(tail) - 1
    if state.mode == "end":
        middle = _text(state, styles, console, room, plain=not colour)
    else:
        middle = screen.lines(_passage(state, styles, plain=not colour), console)
    out.write(_CLEAR if colour else "\n" * 2)
    out.writelines(line + "\n" for line in (*head, *middle, *tail))
    out.flush()


def _progress(state: State) -> str:
    return tr(
        "{count} to decide · {count2} accepted · {count3} rejected",
        count=len(state.queue),
        count2=len(state.spans),
        count3=len(state.rejected),
    )


def _text(state: State, styles: Mapping[str, str], console: Console, room: int, *, plain: bool) -> list[str]:
    """All that is reviewed; where it has more than `room` lines, as many from the cursor on."""

    def since(at: int) -> list[str]:
        body = Text()
        for section in state.sections:
            if at < section.end:
                body.append_text(_marked(state, max(at, section.start), section.end, styles, plain=plain))
                body.append("\n")
        body.rstrip()
        return screen.lines(body, console)

    lines = since(0)
    if len(lines) > room:
        lines = since(state.cursor[0])
        if len(lines) > room:
            return [
                *lines[: room - 1],
                *screen.lines(Text(tr("↓ {count} more lines", count=len(lines) - room + 1), "dim"), console),
            ]
    return lines


def _passage(state: State, styles: Mapping[str, str], *, plain: bool) -> Text:
    """The sentence of the passage on screen between those around it."""
    current = state.current
    start, end = state.cursor if state.mode == "words" or current is None else (current.start, current.end)
    low, high = language.sentence(state.text, start, end)
    first = language.sentence(state.text, max(0, low - 2), max(1, low - 1))[0] if low else low
    last = language.sentence(state.text, high + 1, high + 2)[1] if high + 2 < len(state.text) else high
    low, high = max(low, start - _WITHIN), min(high, end + _WITHIN)
    first, last = max(first, low - _AROUND), min(last, high + _AROUND)
    body = Text(visible.lines(state.text[first:low]).lstrip("\n"), style="dim")
    body.append_text(_marked(state, low, high, styles, focus=(start, end), plain=plain))
    body.append(visible.lines(state.text[high:last]).rstrip("\n"), style="dim")
    return body


def _marked(
    state: State,
    low: int,
    high: int,
    styles: Mapping[str, str],
    *,
    focus: tuple[int, int] | None = None,
    plain: bool,
) -> Text:
    """A stretch of the text with what is accepted underlined, and the passage in question standing out."""
    marks = [(each.start, each.end, each.label) for each in state.spans if low <= each.start < high]
    if focus:
        marks = [mark for mark in marks if mark[1] <= focus[0] or mark[0] >= focus[1]]
        marks.append((*focus, ""))
    body, at = Text(style="not dim"), low
    for start, end, label in sorted(marks):
        if start < at:
            continue
        body.append(visible.lines(state.text[at:start]))
        words = visible.lines(state.text[start:end])
        if not label:
            body.append(f">>{words}<<" if plain else words, style="" if plain else "reverse bold")
        else:
            body.append(f"[{words}|{label}]" if plain else words, style="" if plain else f"{styles[label]} underline")
        at = end
    body.append(visible.lines(state.text[at:high]))
    return body


def _fact(span: Annotation, styles: Mapping[str, str]) -> Text:
    fact = Text()
    fact.append(span.label or "new", style=styles.get(span.label, "bold"))
    fact.append(f"  {visible.cell(span.exact)}")
    value = to_plain(span.label, span.value)
    if value:
        fact.append("  " + visible.cell(", ".join(f"{key} {said}" for key, said in value.items())), style="dim")
    return fact


def _labels(styles: Mapping[str, str]) -> list[Text]:
    """Three labels a line."""
    lines = []
    entries = list(LABEL_KEYS.items())
    for at in range(0, len(entries), 3):
        line = Text()
        for key, label in entries[at : at + 3]:
            line.append(f"{key} ", style="bold")
            line.append(f"{label:<16}", style=styles.get(label, ""))
        lines.append(line)
    return lines
