"""`dronewatch export`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from dronewatch.cli.failure import ERROR, FOUND, NOTHING
from dronewatch.cli.options import SECTION, query_options
from dronewatch.cli.session import Request
from dronewatch.errors import UsageError
from dronewatch.messages import tr, trn


@click.command("export")
@click.option("--sqlite", "database", metavar="FILE", help="A database for Datasette, sqlite-utils or any SQLite tool.")
@click.option("--parquet", metavar="FOLDER", help="Facts for pandas, DuckDB or Spark, as docs/facts.md describes.")
@click.option(
    "--metadata", metavar="FILE", help="With --sqlite: what Datasette should know, as YAML: descriptions and facets."
)
@click.option(
    "--section",
    type=SECTION,
    multiple=True,
    help="Only spans of title, body, promo, comment; repeatable. Default: all.",
)
@query_options(label=True, passages=False, output=False)
def command(request: Request, database: str | None, parquet: str | None, metadata: str | None) -> int:
    """Everything found, as an SQLite database or as Parquet files: articles, spans with their values, entities.

    What is written appears whole or not at all; an earlier export is replaced, any other file is not. All sections are
    exported unless --section says which. The database has full text, facets and foreign keys ready.

    \b
    Examples:
      dronewatch export --sqlite facts.db --metadata facts.yaml
      datasette facts.db --metadata facts.yaml
      dronewatch export --parquet facts/ --since 2020 --label MONEY
    """
    if database is None and parquet is None:
        raise UsageError(tr("nothing says what to export"), hint=tr("--sqlite FILE, --parquet FOLDER or both"))
    if metadata is not None and database is None:
        raise UsageError(tr("--metadata is about a database"), hint=tr("add --sqlite FILE"))
    from dronewatch import export
    from dronewatch.index.fresh import meta
    from dronewatch.report.french import number
    from dronewatch.report.progress import progress

    request = replace(request, section=request.section or ("all",))
    with request.index() as (connection, filters, problems):
        total = int(connection.execute("SELECT COUNT(*) FROM articles").fetchone()[0])
        articles = 0
        with progress(tr("Exporting"), quiet=request.quiet) as step:

            def told(done: int) -> None:
                step(done, total)

            if database is not None:
                counts = export.to_sqlite(connection, database, filters, step=told)
                articles = counts["articles"]
                rows = sum(counts.values())
                problems.note(_counted(articles, tr("{rows} rows in all in {file}", rows=number(rows), file=database)))
            if parquet is not None:
                pipeline = str(meta(connection)["pipeline"])
                said = export.to_parquet(connection, parquet, filters, pipeline=pipeline, step=told)
                articles = said.articles
                problems.note(_counted(articles, tr("{spans} spans in {file}", spans=number(said.spans), file=parquet)))
    if database is not None and metadata is not None:
        _write_metadata(metadata, export.datasette_metadata(Path(database).stem))
    return ERROR if problems.count else FOUND if articles else NOTHING


def _counted(articles: int, rest: str) -> str:
    from dronewatch.report.french import number

    return trn("{count} article, {rest}", "{count} articles, {rest}", articles, count=number(articles), rest=rest)


def _write_metadata(path: str, said: dict[str, object]) -> None:
    import yaml

    from dronewatch.cli.output import opened

    with opened(path) as out:
        yaml.safe_dump(said, out, allow_unicode=True, sort_keys=False, width=120)
