"""SQL over the index: one statement that reads, through views that stay as they are (`views.VIEWS`).

Nothing can be written: files are opened read-only, SQLite is told to write nothing (`query_only`), and an authorizer
lets through only what reads. A statement that runs away is stopped at its time, or by Ctrl-C.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from math import isfinite
from pathlib import Path
from typing import Any

from dronewatch.errors import DataError, UsageError
from dronewatch.index.values import storable
from dronewatch.messages import tr
from dronewatch.query.passages import Texts
from dronewatch.query.views import VIEWS
from dronewatch.suggest import near

_STEPS = 20_000  # of SQLite's virtual machine between two looks at the clock: some hundred a second
_NAME = re.compile(r"[^\W\d]\w{0,62}")
_PARAMETER = re.compile(r"[^\W\d]\w*")
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,14})\.[0-9]{1,15}")
_TAKEN = ("main", "temp")

_READS = frozenset(
    (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE)
)  # fmt: skip
_PRAGMAS = {
    "collation_list", "compile_options", "data_version", "database_list", "encoding", "foreign_key_list",
    "function_list", "index_info", "index_list", "index_xinfo", "module_list", "page_count", "page_size",
    "pragma_list", "table_info", "table_list", "table_xinfo",
}  # fmt: skip
_FIRST_WORD = re.compile(r"(?:\s|--[^\n]*(?:\n|\Z)|/\*.*?(?:\*/|\Z)|\ufeff|;)*([A-Za-z]*)", re.DOTALL)
_WRITING = {
    "ALTER", "ANALYZE", "ATTACH", "BEGIN", "COMMIT", "CREATE", "DELETE", "DETACH", "DROP", "END", "INSERT", "REINDEX",
    "RELEASE", "REPLACE", "ROLLBACK", "SAVEPOINT", "UPDATE", "VACUUM",
}  # fmt: skip
_READING = ("SELECT", "WITH", "EXPLAIN", "VALUES")


@contextmanager
def reader(connection: sqlite3.Connection, attached: Sequence[tuple[str, str]] = ()) -> Iterator[Reader]:
    """Make a connection to an index one that answers SQL, with the files in `attached` (name and path) beside it.

    Raises UsageError for a name that is none or taken, DataError for a file that is no database.
    """
    made = Reader(connection)
    _define(connection)
    for name, file in attached:
        made.attach(name, file)
    _prepare(connection)
    connection.execute("PRAGMA query_only = 1")
    connection.set_authorizer(made.authorize)
    try:
        yield made
    finally:
        connection.set_authorizer(None)
        connection.set_progress_handler(None, 0)


def _define(connection: sqlite3.Connection) -> None:
    """Put the views over the tables of an index, for this connection alone; they go before tables of their name."""
    texts = Texts(connection)
    connection.create_function(
        "passage", 3, lambda article, start, end: storable(texts[article][start:end]), deterministic=True
    )
    connection.text_factory = decoded
    connection.execute("PRAGMA query_only = 0")  # the file is read-only all the same; temporary views are elsewhere
    for name, view in VIEWS.items():
        connection.execute(f'CREATE TEMP VIEW "{name}" AS {view.select()}')


def _prepare(connection: sqlite3.Connection) -> None:
    """Let SQLite set up the virtual tables that a statement may read: for it that looks like writing."""
    tables = [f"pragma_{name}" for name in sorted(_PRAGMAS)] + ["json_each", "json_tree"]
    for row in connection.execute("PRAGMA database_list").fetchall():
        schema = f'"{row[1]}"'
        query = f"SELECT name FROM {schema}.sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'"
        tables += [f'{schema}."{_quoted(name)}"' for (name,) in connection.execute(query)]
    for table in tables:
        with suppress(sqlite3.Error):  # one of another program, which needs what is not there
            connection.execute(f"EXPLAIN SELECT * FROM {table}").fetchone()


def _quoted(name: str) -> str:
    return name.replace('"', '""')


class Reader:
    """Answers statements that read."""

    def __init__(self, connection: sqlite3.Connection):
        self._connection = connection
        self._word = ""  # that a statement begins with

    def attach(self, name: str, file: str) -> None:
        """Open another database beside the index, read-only, as `name`."""
        taken = {row[1] for row in self._connection.execute("PRAGMA database_list")} | set(_TAKEN)
        if not _NAME.fullmatch(name) or name.lower() in taken:
            raise UsageError(
                tr("“{name}” cannot name a database", name=name), hint=tr("letters, digits and _; not main or temp")
            )
        if not Path(file).is_file():
            raise DataError(
                tr("there is no such file"), file=file, hint=tr("--attach NAME FILE opens a database beside ours")
            )
        try:
            uri = f"{Path(file).absolute().as_uri()}?mode=ro"
            self._connection.execute(f'ATTACH ? AS "{name}"', (uri,))
            self._connection.execute(f'SELECT COUNT(*) FROM "{name}".sqlite_master').fetchone()
        except sqlite3.DatabaseError as problem:
            said = tr("is no SQLite database that can be read: {problem}", problem=problem)
            raise DataError(said, file=file) from None

    def rows(
        self, statement: str, parameters: Mapping[str, Any] | None = None, *, seconds: float | None = None
    ) -> tuple[tuple[str, ...], Iterator[tuple[Any, ...]]]:
        """The names of the columns, each one once, and the rows, as they are found.

        `parameters` are those named in the statement, as `:name`, `@name` or `$name`; `seconds` after which it is
        stopped. What is no text but bytes comes as a literal, `X'0FA0'`. Raises UsageError where the statement would
        write, is wrong or takes too long; KeyboardInterrupt where it was interrupted.
        """
        until = None if seconds is None else time.monotonic() + seconds
        self._connection.set_progress_handler(lambda: until is not None and time.monotonic() > until, _STEPS)
        self._word = _FIRST_WORD.match(statement)[1].upper()  # type: ignore[index]  # it always matches
        if not self._word and _FIRST_WORD.fullmatch(statement):
            raise UsageError(tr("there is no statement"), hint=tr('try: dronewatch sql "SELECT * FROM amounts"'))
        if self._word in _WRITING:  # before SQLite finds other reasons why it cannot be
            raise self._refusal()
        with self._explained(until, seconds):
            cursor = self._connection.execute(statement, dict(parameters or {}))
        if cursor.description is None:
            return (), iter(())
        return _unique([column[0] for column in cursor.description]), self._stream(cursor, until, seconds)

    def _stream(self, cursor: sqlite3.Cursor, until: float | None, seconds: float | None) -> Iterator[tuple[Any, ...]]:
        while True:
            with self._explained(until, seconds):
                row = cursor.fetchone()
            if row is None:
                return
            yield tuple(_shown(cell) if isinstance(cell, (bytes, float)) else cell for cell in row)

    def authorize(self, action: int, first: str | None, *_: str | None) -> int:
        """SQLite asks this about every part of a statement before it runs."""
        reads = action in _READS or (action == sqlite3.SQLITE_PRAGMA and (first or "").lower() in _PRAGMAS)
        return sqlite3.SQLITE_OK if reads else sqlite3.SQLITE_DENY

    @contextmanager
    def _explained(self, until: float | None, seconds: float | None) -> Iterator[None]:
        """SQLite's errors in words for the user."""
        try:
            yield
        except sqlite3.Error as problem:
            if until is not None and time.monotonic() > until:
                said = tr("the statement was stopped after {seconds} s", seconds=f"{seconds:g}")
                raise UsageError(said, hint=tr("--timeout sets another bound, 0 none")) from None
            if getattr(problem, "sqlite_errorname", "") == "SQLITE_INTERRUPT":
                raise KeyboardInterrupt from None
            raise self._translated(problem) from None
        except sqlite3.Warning:  # what Python 3.11 raises where later ones have a ProgrammingError
            raise UsageError(tr("there is more than one statement"), hint=tr("give one at a time")) from None

    def _translated(self, problem: sqlite3.Error) -> Exception:
        said = str(problem)
        name = getattr(problem, "sqlite_errorname", None) or ""
        if (
            name.startswith(("SQLITE_AUTH", "SQLITE_READONLY"))
            or said == "not authorized"
            or said.endswith("is a view")
        ):
            return self._refusal()
        if "one statement" in said:
            return UsageError(tr("there is more than one statement"), hint=tr("give one at a time"))
        if re.match(r"Binding \d+ has no name", said):
            return UsageError(tr("a parameter has no name"), hint=tr("write :name and give it with -p name VALUE"))
        if missing := re.search(r"value for binding (?:parameter )?:?(\w+)", said):
            parameter = missing[1]
            return UsageError(
                tr("the parameter :{parameter} has no value", parameter=parameter),
                hint=tr("give it with -p {parameter} VALUE", parameter=parameter),
            )
        if missing := re.match(r"no such (table|column|function): (.+)", said):
            return UsageError(said, hint=self._near(missing[1], missing[2]))
        if isinstance(problem, sqlite3.OperationalError) and name in ("SQLITE_ERROR", ""):
            return UsageError(
                tr("SQL: {problem}", problem=_french_quotes(said)),
                hint=tr("dronewatch sql --schema shows tables and columns"),
            )
        if isinstance(problem, sqlite3.ProgrammingError | sqlite3.DataError):  # or what it makes is too big
            return UsageError(tr("SQL: {problem}", problem=said))
        return problem

    def _refusal(self) -> UsageError:
        if self._word == "ATTACH":
            return UsageError(
                tr("ATTACH is not for statements"), hint=tr("--attach NAME FILE opens a database beside ours")
            )
        what = tr("what writes") if self._word in _READING else self._word
        hint = tr("dronewatch export --sqlite FILE makes a database of your own")
        return UsageError(tr("dronewatch sql only reads: {what} is refused", what=what), hint=hint)

    def _near(self, kind: str, missing: str) -> str:
        name = missing.rpartition(".")[2].strip('"')
        if kind == "function":
            known = {row[0] for row in self._all("SELECT name FROM pragma_function_list")}
        elif kind == "table":
            known = set(VIEWS) | {row[0] for row in self._all(_OTHER_TABLES)}
        else:
            known = {column.name for view in VIEWS.values() for column in view.columns}
            known |= {row[0] for row in self._all(_OTHER_COLUMNS)}
        close = near(name, sorted(known), 2)
        if close:
            return tr("did you mean {names}?", names=tr(" or ").join(close))
        if kind == "function":
            return tr("those of SQLite are there")
        return tr("dronewatch sql --schema shows what there is")

    def _all(self, query: str) -> list[Any]:
        try:
            return self._connection.execute(query).fetchall()
        except sqlite3.Error:
            return []


_OTHER_TABLES = "SELECT name FROM pragma_table_list WHERE schema NOT IN ('main', 'temp')"
_OTHER_COLUMNS = (
    "SELECT c.name FROM pragma_table_list AS t JOIN pragma_table_xinfo(t.name, t.schema) AS c"
    " WHERE t.schema NOT IN ('main', 'temp')"
)


def typed(value: str) -> str | int | float:
    """A parameter from the command line: what is written as a number is one, `007` and `1e3` are not."""
    if _INTEGER.fullmatch(value):
        return int(value)
    return float(value) if _DECIMAL.fullmatch(value) else value


def parameter(name: str) -> str:
    """The name of a parameter, without its sign. UsageError where it is none."""
    bare = name[1:] if name[:1] in ":@$" else name
    if not _PARAMETER.fullmatch(bare):
        hint = tr("-p name VALUE is :name in the statement")
        raise UsageError(tr("“{name}” cannot name a parameter", name=name), hint=hint)
    return bare


def schema() -> Iterator[dict[str, str]]:
    """Rows `view, column, meaning` of all views, each with its own meaning first."""
    for name, view in VIEWS.items():
        yield {"view": name, "column": "", "meaning": view.meaning}
        for column in view.columns:
            yield {"view": name, "column": column.name, "meaning": column.meaning}


def _french_quotes(said: str) -> str:
    return re.sub(r'"([^"]*)"', "“\\1”", said)


def _unique(names: Sequence[str]) -> tuple[str, ...]:
    """A second `article` is `article_2`."""
    found: list[str] = []
    for name in names:
        number, other = 1, name
        while other in found:
            number += 1
            other = f"{name}_{number}"
        found.append(other)
    return tuple(found)


def decoded(data: bytes) -> str:
    """Text as it is stored: with halves of characters, and whatever else in databases of others is no UTF-8."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        try:
            return data.decode("utf-8", "surrogatepass")
        except UnicodeDecodeError:
            return data.decode("utf-8", "backslashreplace")


def _shown(cell: bytes | float) -> str | float:
    """Bytes that are text of ours with halves of characters as text, others as SQL writes them; no infinite numbers,
    which JSON has not."""
    if isinstance(cell, float):
        return cell if isfinite(cell) else "Infinity" if cell > 0 else "-Infinity"
    try:
        text = cell.decode("utf-8", "surrogatepass")
        text.encode()
    except UnicodeEncodeError:
        return text
    except UnicodeDecodeError:
        pass
    return f"X'{cell.hex().upper()}'"
