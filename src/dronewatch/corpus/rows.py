"""What the formats with rows and columns share: from one row to one article."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from dronewatch.corpus import identity, metadata
from dronewatch.corpus.source import Source
from dronewatch.errors import DataError
from dronewatch.messages import tr, trn
from dronewatch.model import Article


class Rows:
    """The rows of one file. A row without text is left out; `close` says how many there were."""

    def __init__(self, source: Source, fields: Mapping[str, str]):
        """`fields` says which column is which field (`columns.chosen`)."""
        self._source = source
        self._names = {column: field for field, column in fields.items()}
        self._aside = {field: f"{field} 2" for field, column in fields.items() if field != column}
        self._text = fields["text"]
        self._shared = metadata.shared(source.entry)
        self._empty = 0
        self._first = 0

    def article(self, row: Mapping[str, Any], number: int) -> Article | None:
        """The article of a row, its columns renamed to fields; None, and reported, where it makes none."""
        record = {self._key(column): _plain(value) for column, value in row.items()}
        text = record["text"] if self._text in row else None
        if not isinstance(text, str | None):
            self._problem(
                tr("the column “{text}” holds no text but {text2!r:.40}", text=self._text, text2=text), number
            )
            return None
        if not text or text.isspace():
            self._empty += 1
            self._first = self._first or number
            return None
        name = str(record.get("id") if record.get("id") is not None else "").strip()
        if identity.unfit(name):
            self._problem(tr("the id holds a control character or half a character"), number)
            return None
        given = {key: value for key, value in record.items() if value is not None and value != ""}
        return metadata.article(
            name or f"{self._source.stem}-{number}",
            text,
            self._shared | {key: _stripped(key, value) for key, value in given.items()},
            file=self._source.file,
            record=number,
        )

    def close(self) -> None:
        """Say how many rows had no text."""
        if self._empty:
            message = trn(
                "a row has no text in the column “{column}”",
                "{count:,} rows have no text in the column “{column}”; this is the first",
                self._empty,
                count=self._empty,
                column=self._text,
            )
            hint = tr("is it the right column? --column text=NAME names another")
            self._source.report(DataError(message, file=self._source.file, line=self._first, hint=hint))

    def _key(self, column: str) -> str:
        """The field that a column is; another column that is called like one of these fields gives way."""
        return self._names.get(column) or self._aside.get(column, column)

    def _problem(self, message: str, number: int) -> None:
        self._source.report(DataError(message, file=self._source.file, line=number))


def _stripped(key: str, value: Any) -> Any:
    """Blanks around a title or a date are the export's; those of the text stay, or offsets would be others."""
    return value.strip() if isinstance(value, str) and key in ("title", "date", "publisher", "url") else value


def _plain(value: Any) -> Any:
    """A cell as JSON has it: dates as ISO 8601, decimals and the like as text, what is not a number as nothing."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if abs(value) < float("inf") else None
    if isinstance(value, datetime | date | time):
        written = value.isoformat()
        return written.removesuffix("T00:00:00") if isinstance(value, datetime) else written
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return str(value)
