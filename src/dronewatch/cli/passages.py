"""What several commands show of a passage: its place, its value, its sentence."""

from __future__ import annotations

from dronewatch.messages import marked
from dronewatch.report.french import value
from dronewatch.report.layout import Cell, Column, Row

# One hue a label, of the sixteen that every terminal theme defines.
STYLES = {
    "PERSON": "green",
    "MINISTRY": "bold magenta",
    "PUBLIC_BODY": "magenta",
    "COMPANY": "bold blue",
    "MEDIA": "blue",
    "ORGANIZATION": "bold green",
    "LOCATION": "cyan",
    "ROLE": "bold cyan",
    "MONEY": "bold yellow",
    "QUANTITY": "yellow",
    "PERCENT": "bold red",
    "DATE": "red",
    "DURATION": "bold white",
    "NUMBER": "white",
}
LABEL_WIDTH = 30


def place(row: Row) -> str:
    """`file:line:column`, as compilers and grep write it; of a JSONL file, the line is the record's."""
    return f"{row['file']}:{row['line']}:{row['column']}"


def article_heading(row: Row) -> Cell:
    """The article above its passages."""
    return Cell(row["article"], style="bold underline")


def label_cell(row: Row) -> Cell:
    """The label in its hue."""
    return Cell(row["label"], style=STYLES.get(row["label"], ""))


def shown_value(row: Row) -> str:
    """The value for a reader: an amount, a date as EDTF, a duration as ISO 8601."""
    if row.get("edtf") or row.get("iso"):
        return str(row.get("edtf") or row.get("iso"))
    return "" if row.get("modifier") is None else value(row)


def sentence(row: Row) -> Cell:
    """The sentence, with the passage stressed."""
    at = row["at"]
    return Cell(row["sentence"], mark=(at, at + len(row["text"])))


LINE = Column(marked("Line"), lambda row: str(row["line"]), align="right", wrap=False)
LABEL = Column(marked("Label"), label_cell, wrap=False)
TEXT = Column(marked("As written"), lambda row: Cell(row["text"], style="bold"), most=LABEL_WIDTH)
VALUE = Column(marked("Value"), shown_value, align="right", wrap=False)
SENTENCE = Column(marked("Sentence"), sentence, ratio=1)
