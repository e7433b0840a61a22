"""What several commands show of a passage: its place, its value, its sentence with the passage stressed."""

from __future__ import annotations

from dronewatch.model import NAME_LABELS
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
assert set(NAME_LABELS) <= set(STYLES)


def place(row: Row) -> str:
    """`file:line:column`, as compilers and grep write it; of a JSONL or CSV file, the line is the record's."""
    return f"{row['file']}:{row['line']}:{row['column']}"


def shown_value(row: Row) -> str:
    """The value for a reader: an amount, a date as EDTF, a duration as ISO 8601."""
    if row.get("edtf"):
        return str(row["edtf"])
    if row.get("iso"):
        return str(row["iso"])
    if row.get("modifier") is None:
        return ""
    return value(row)


VALUE = Column("Value", shown_value, align="right", wrap=False)


def sentence(row: Row) -> Cell:
    """The sentence, with the passage stressed where it is found in it."""
    text, passage = row["sentence"], row["text"]
    at = text.find(passage)
    return Cell(text, mark=(at, at + len(passage)) if at >= 0 else None)
