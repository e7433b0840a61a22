"""Which articles of a folder of facts are meant: `publisher = Le Monde`, `date >= 2020-04`, `label = MONEY`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dronewatch.errors import DataError, UsageError
from dronewatch.index.words import lookup, starred
from dronewatch.messages import tr
from dronewatch.model import LABELS
from dronewatch.suggest import hint

_CONDITION = re.compile(r"(\w++)\s*+(!=|>=|<=|=|>|<)\s*+(.*+)", re.DOTALL)
_WORDS = ("article", "file", "title", "publisher", "url")
_FIELDS = (*_WORDS, "date", "label")
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", re.ASCII)

Cells = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition, as it is written: field, sign, value."""

    field: str
    sign: str
    value: str

    def __str__(self) -> str:
        return f"{self.field} {self.sign} {self.value}"


def conditions(typed: Sequence[str]) -> tuple[Condition, ...]:
    """Conditions as users write them; all have to hold. UsageError for what is none."""
    return tuple(map(_condition, typed))


def _condition(typed: str) -> Condition:
    match = _CONDITION.fullmatch(typed.strip())
    if match is None:
        raise UsageError(tr("“{typed}” is no condition", typed=typed), hint=tr("write it like date >= 2020-04"))
    field, sign, value = match[1].casefold(), match[2], match[3]
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        value = value[1:-1]
    if field not in _FIELDS:
        raise UsageError(tr("no field “{field}”", field=match[1]), hint=hint(field, _FIELDS))
    if field == "date":
        if not _DATE.fullmatch(value):
            raise UsageError(tr("not a date: “{value}”", value=value), hint=tr("write it like date >= 2020-04"))
    elif sign not in ("=", "!="):
        raise UsageError(tr("only dates are compared with {sign}", sign=sign), hint=tr("others take = and !="))
    elif field == "label":
        value = value.upper()
        if value not in LABELS:
            raise UsageError(tr("no label “{value}”", value=value), hint=hint(value, LABELS))
    return Condition(field, sign, value)


def ids(wanted: Sequence[Condition], folder: Path, number: int) -> set[str] | None:
    """The ids of the articles of a part for which all conditions hold, None for every one. Reads the columns that the
    conditions are about. DataError where the part cannot be read.
    """
    if not wanted:
        return None
    import pyarrow
    from pyarrow import parquet

    name = f"part-{number:06}.parquet"
    own = [each for each in wanted if each.field != "label"]
    try:
        columns = sorted({"article", *(each.field for each in own)})
        table = parquet.read_table(folder / "articles" / name, columns=columns, partitioning=None)
        tests = [_test(each) for each in own]
        found = {row["article"] for row in table.to_pylist() if all(test(row) for test in tests)}
        for each in wanted:
            if each.field == "label":
                kept = [("label", "==", each.value)]
                spans = parquet.read_table(
                    folder / "spans" / name, columns=["article"], filters=kept, partitioning=None
                )
                having = set(spans["article"].to_pylist())
                found = found & having if each.sign == "=" else found - having
    except (OSError, pyarrow.ArrowException) as problem:
        reason = " ".join(str(problem).split())[:200]
        message = tr("is no part of facts that can be read: {reason}", reason=reason)
        raise DataError(message, file=str(folder / "articles" / name)) from None
    return found


def _test(condition: Condition) -> Callable[[Cells], bool]:
    field, sign, value = condition.field, condition.sign, condition.value
    if field == "date":
        return lambda row: _compared(row["date"], sign, value)
    pattern = starred(value)
    return lambda row: (row[field] is not None and bool(pattern.fullmatch(lookup(row[field] or "")))) == (sign == "=")


def _compared(date: str | None, sign: str, value: str) -> bool:
    """As far as both say: an article of 2020 may be of any day of it. One without a date is only `!=`."""
    if date is None:
        return sign == "!="
    known, asked = date[: len(value)], value[: len(date)]
    return {
        "=": known == asked,
        "!=": known != asked,
        ">=": known >= asked,
        "<=": known <= asked,
        ">": known > asked,
        "<": known < asked,
    }[sign]
