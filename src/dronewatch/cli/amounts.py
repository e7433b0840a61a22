"""`dronewatch amounts`."""

from __future__ import annotations

from dataclasses import replace

import click

from dronewatch.cli.options import query_options
from dronewatch.cli.passages import LINE, SENTENCE, article_heading, place, shown_value
from dronewatch.cli.session import Request
from dronewatch.messages import marked
from dronewatch.query import amounts
from dronewatch.query import each as prices
from dronewatch.report.layout import Column, Layout, Row

LAYOUT = Layout(
    keys=amounts.COLUMNS,
    columns=(LINE, Column(marked("Amount"), shown_value, align="right", wrap=False), SENTENCE),
    group=article_heading,
    group_heading=marked("Article"),
    place=place,
)


def _price(row: Row) -> str:
    """What one comes to; empty where the sentence does not tell."""
    names = ("modifier", "amount", "low", "high")
    each = {name: row[key] for name, key in zip(names, prices.COLUMNS[1:], strict=True)}
    return shown_value(each | {"currency": row["currency"]})


EACH_LAYOUT = replace(
    LAYOUT,
    keys=amounts.EACH_COLUMNS,
    columns=(
        *LAYOUT.columns[:2],
        Column(marked("Counted"), lambda row: row["counted"], most=30),
        Column(marked("Each"), _price, align="right", wrap=False),
        SENTENCE,
    ),
)


@click.command("amounts")
@click.option(
    "--min", "least", metavar="AMOUNT", help="At least this, as French readers write it: “1,5 M€”, “200 000”."
)
@click.option("--max", "most", metavar="AMOUNT", help="At most this.")
@click.option("--currency", metavar="CODE", help="Only this currency: EUR, dollars, £ …")
@click.option(
    "--with",
    "words",
    metavar="WORD",
    multiple=True,
    help="Only in sentences with this word, singular or plural; repeatable.",
)
@click.option(
    "--each",
    metavar="NOUN",
    help="What one costs: sums in sentences that count this, divided where one sum and one count stand there alone.",
)
@query_options(orders=amounts.ORDERS)
def command(
    request: Request,
    least: str | None,
    most: str | None,
    currency: str | None,
    words: tuple[str, ...],
    each: str | None,
) -> int:
    """Sums of money, each with its currency, its doubt and its sentence.

    An amount is compared by the number that the text names: “plus de 2 millions” is found by 2 millions. With --min or
    --max only one currency counts: the one that was typed, else euros.

    \b
    Examples:
      dronewatch amounts
      dronewatch amounts --min "1,5 M€" --with drone
      dronewatch amounts --each "drone*"
      dronewatch amounts --sort -amount --format csv -o amounts.csv
    """
    return request.answer(
        lambda connection, filters: amounts.amounts(
            connection,
            filters,
            min=least,
            max=most,
            currency=currency,
            words=words,
            each=each,
            sort=request.sort,
            limit=request.limit,
        ),
        LAYOUT if each is None else EACH_LAYOUT,
    )
