"""An article to read, its spans in colour, with a legend. Without colours, brackets and the label say the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TextIO

from rich.text import Text

from dronewatch.report import screen, visible

Part = tuple[int, int, str]


def write(
    text: str, spans: Sequence[Part], styles: Mapping[str, str], out: TextIO, *, heading: str = "", note: str = ""
) -> None:
    """Print `text` with `spans` (start, end, label; by start, not overlapping) highlighted, wrapped to the width.

    The legend counts each label. Nothing in the text is interpreted.
    """
    console = screen.console(out)
    plain = not screen.has_colour(out)
    if heading:
        console.print(Text(visible.cell(heading), style="bold"))
    if note:
        console.print(Text(visible.cell(note), style="dim"))
    if heading or note:
        console.print()
    body = Text()
    at = 0
    for start, end, label in spans:
        if start < at:
            continue
        body.append(visible.lines(text[at:start]))
        passage = visible.lines(text[start:end])
        if plain:
            body.append(f"[{passage}|{label}]")
        else:
            body.append(passage, style=f"{styles.get(label, 'bold')} underline")
        at = end
    body.append(visible.lines(text[at:]))
    body.rstrip()
    console.print(body)
    if spans:
        console.print()
        console.print(_legend(spans, styles, plain=plain))


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
