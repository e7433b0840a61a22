"""An article to read, its spans in colour, with a legend. Without colours, brackets and the label say the same."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from typing import TextIO

from rich.text import Text

from dronewatch.messages import tr
from dronewatch.report import screen, visible

Part = tuple[int, int, str]


def write(
    text: str,
    spans: Sequence[Part],
    parts: Sequence[Part],
    sections: Collection[str],
    styles: Mapping[str, str],
    out: TextIO,
    *,
    heading: str = "",
    note: str = "",
) -> None:
    """Print the `parts` (start, end, section) of `text` that are in `sections`, with `spans` (start, end, label).

    Both are ordered by start; a span inside another is not shown. What is left out is said. The legend counts labels.
    Nothing in the text is interpreted.
    """
    console = screen.console(out)
    plain = not screen.has_colour(out)
    if heading:
        console.print(Text(visible.cell(heading), style="bold"))
    if note:
        console.print(Text(visible.cell(note), style="dim"))
    if heading or note:
        console.print()
    starts = [span[0] for span in spans]
    shown: list[Part] = []
    left_out = [part for part in parts if part[2] not in sections]
    for start, end, section in parts:
        if section not in sections:
            continue
        inside = spans[bisect_left(starts, start) : bisect_left(starts, end)]
        body = _body(text, start, end, inside, styles, plain=plain)
        body.rstrip()
        if body.plain.strip():
            out.writelines(line + "\n" for line in screen.lines(body, console))
            shown += inside
    if left_out:
        kinds = ", ".join(dict.fromkeys(section for _, _, section in left_out))
        console.print()
        console.print(Text(tr("[left out: {kinds}; --section all shows it]", kinds=kinds), style="dim"))
    if shown:
        console.print()
        console.print(_legend(shown, styles, plain=plain))


def _body(text: str, start: int, end: int, spans: Sequence[Part], styles: Mapping[str, str], *, plain: bool) -> Text:
    body, at = Text(), start
    for low, high, label in spans:
        if low < at:
            continue
        body.append(visible.lines(text[at:low]))
        passage = visible.lines(text[low:high])
        body.append(f"[{passage}|{label}]" if plain else passage, style="" if plain else f"{styles[label]} underline")
        at = high
    body.append(visible.lines(text[at : max(at, end)]))
    return body


def _legend(spans: Sequence[Part], styles: Mapping[str, str], *, plain: bool) -> Text:
    counts: dict[str, int] = {}
    for _, _, label in spans:
        counts[label] = counts.get(label, 0) + 1
    legend = Text()
    for label in sorted(counts, key=list(styles).index):
        if legend:
            legend.append("   ")
        legend.append(label, style="" if plain else f"{styles[label]} underline")
        legend.append(f" {counts[label]}")
    return legend
