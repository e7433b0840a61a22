"""Citations: the figure, the quotation in French guillemets, the article and the place, as text, Markdown or BibTeX."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, TextIO

from dronewatch.messages import marked, tr
from dronewatch.report import visible
from dronewatch.report.french import number, value
from dronewatch.report.jsons import write_json
from dronewatch.report.layout import Layout, Row
from dronewatch.report.markdown import escape
from dronewatch.view import fold

FORMATS = ("text", "markdown", "bibtex", "json")
SUFFIXES = {".md": "markdown", ".bib": "bibtex", ".json": "json", ".txt": "text"}
_SPACE = "\u00a0"
_TAX = {"excluded": "HT", "included": "TTC"}
_WORDS = {
    "about": marked("about"),
    "more_than": marked("more than"),
    "less_than": marked("less than"),
    "at_least": marked("at least"),
    "at_most": marked("at most"),
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

# BibTeX counts braces even behind a backslash, so that they are named; the rest is what LaTeX obeys.
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "€": r"\texteuro{}",
    "\u00a0": "~",
    "\u202f": r"\,",
    "\u2009": r"\,",
    **{sign: "\\" + sign for sign in "$&#_%"},
}
_TO_TEX = str.maketrans(_TEX)
_NO_KEY = re.compile(r"[^A-Za-z0-9_.:+-]+")
_NO_URL = re.compile(r"[\\{}\s\x00-\x1f\x7f-\U0010ffff]")


def write(rows: Iterable[Row], format: str, out: TextIO, keys: tuple[str, ...]) -> int:
    """Write the citations in one of `FORMATS` and return how many there were; `keys` are those of JSON, in order."""
    if format == "json":
        return write_json(rows, Layout(keys, ()), out)
    count = 0
    seen: set[str] = set()
    for row in rows:
        count += 1
        cited = {"text": text, "markdown": markdown, "bibtex": bibtex}[format](row)
        if format == "bibtex" and cited in seen:
            continue  # an entry given twice is an error there
        out.write(("\n" if seen else "") + cited)
        seen.add(cited if format == "bibtex" else "")
    return count


def figure(row: Row, *, words: bool = False) -> str:
    """What the passage says, for a reader: `≈ 4 000 000 € HT`, `565 micro-drones`, `2019-04-12`, `Parrot (COMPANY)`.

    `words`: the doubt and the currency as words and codes (`about 4 000 000 EUR`). Empty where it is no span.
    """
    known: Mapping[str, Any] = row["value"] or {}
    label = row["label"]
    if label is None:
        return ""
    if not known:
        return f"{row['entity'] or row['text']} ({label})"
    if label == "DATE":
        return str(known["edtf"] or "")
    said = _worded(known) if words else value(known)
    unit = {"PERCENT": "%", "QUANTITY": known.get("object") or known.get("noun"), "DURATION": _plural(known)}
    parts = [said, unit.get(label), _TAX.get(known.get("tax") or ""), f"/ {known['per']}" if known.get("per") else ""]
    return _SPACE.join(part for part in parts if part)


def _plural(known: Mapping[str, Any]) -> str | None:
    """The unit of a duration, with the plural that French gives from two on."""
    unit, numbers = known.get("unit"), [known.get(key) for key in ("amount", "low", "high")]
    one = any(number is not None and abs(Decimal(number)) < 2 for number in numbers[:1])
    return unit if unit is None or one or unit[-1] in "sx" else f"{unit}s"


def _worded(known: Mapping[str, Any]) -> str:
    """The value without signs that a printer may lack."""
    numbers = [number(Decimal(known[key])) for key in ("amount", "low", "high") if known.get(key) is not None]
    doubt = tr(_WORDS.get(known["modifier"], ""))
    if known["modifier"] in ("between", "vague"):
        low, high = known.get("low"), known.get("high")
        doubt = (
            tr("between")
            if low and high
            else tr("at least")
            if low
            else tr("at most")
            if high
            else tr("not said exactly:")
        )
    parts = [doubt, tr(" and ").join(numbers), known.get("currency")]
    return " ".join(part for part in parts if part)


def place(row: Row) -> str:
    """`file:line:column`."""
    return f"{row['file']}:{row['line']}:{row['column']}"


def _quoted(row: Row) -> str:
    return f"«{_SPACE}{visible.cell(row['sentence'])}{_SPACE}»"


def _authors(row: Row) -> list[str]:
    author = row["author"]
    return [] if author is None else [author] if isinstance(author, str) else list(author)


def _published(row: Row) -> list[str]:
    """Authors, title, publisher and date, as far as they are known; the article's id where it has no title."""
    return [*_authors(row), row["title"] or row["article"], *(row[key] for key in ("publisher", "date") if row[key])]


def text(row: Row) -> str:
    """Four lines: the figure, the sentence, the article, the place."""
    head = figure(row)
    lines = [
        *([visible.cell(head)] if head else []),
        _quoted(row),
        visible.cell(", ".join(_published(row))),
        *([visible.cell(row["url"])] if row["url"] else []),
        f"{visible.cell(place(row))} sha256:{row['sha256']}",
    ]
    return "\n".join(lines) + "\n"


def markdown(row: Row) -> str:
    """A block quotation with the passage in bold, and under it where it is from."""
    at, end = row["at"], row["at"] + len(row["text"])
    sentence = row["sentence"]
    quoted = f"{escape(sentence[:at])}**{escape(sentence[at:end])}**{escape(sentence[end:])}"
    title = f"*{escape(row['title'] or row['article'])}*"
    from_where = [*map(escape, _authors(row)), title, *(escape(row[key]) for key in ("publisher", "date") if row[key])]
    head = figure(row)
    lines = [
        *([f"**{escape(head)}**", ""] if head else []),
        f"> «{_SPACE}{quoted}{_SPACE}»",
        ">",
        f"> — {', '.join(from_where)}, {escape(place(row))}, sha256 `{row['sha256']}`",
    ]
    if row["url"]:
        lines[-1] += f", <{_url(row['url'])}>"
    return "\n".join(lines) + "\n"


def bibtex(row: Row) -> str:
    """An entry `@misc`, which needs no field: what is not known is left out. `note` has the quotation and the place."""
    date = (row["date"] or "").split("-")
    fields: list[tuple[str, str]] = []
    if row["author"] is not None:
        fields.append(("author", " and ".join(f"{{{tex(name)}}}" for name in _authors(row))))
    else:
        fields.append(("key", tex(row["publisher"] or row["title"] or row["article"])))
    fields.append(("title", f"{{{tex(row['title'] or row['article'])}}}"))
    if row["publisher"]:
        fields.append(("howpublished", tex(row["publisher"])))
    if re.fullmatch(r"\d{4}", date[0]):
        fields.append(("year", date[0]))
    body = [f"  {name} = {{{content}}},\n" for name, content in fields]
    if len(date) > 1 and date[1].isdigit() and 1 <= int(date[1]) <= 12:
        body.append(f"  month = {_MONTHS[int(date[1]) - 1]},\n")
    if len(date) > 2 and date[2][:2].isdigit():
        body.append(f"  day = {{{int(date[2][:2])}}},\n")
    if row["url"]:
        body.append(f"  url = {{{_url(row['url'])}}},\n")
    head = figure(row, words=True)
    note = f"{_quoted(row)}{f' ({head})' if head else ''}, {place(row)}, sha256 {row['sha256']}"
    return f"@misc{{{_key(row)},\n{''.join(body)}  note = {{{tex(note)}}},\n}}\n"


def tex(text: str) -> str:
    """`text` as one line that LaTeX prints as it is."""
    return visible.cell(text).translate(_TO_TEX)


def _key(row: Row) -> str:
    """The article's id and the passage's offsets, in letters that BibTeX takes; what had to be changed is told apart
    by the text's hash."""
    plain = _NO_KEY.sub("-", fold(row["article"]))
    apart = "" if plain == row["article"] else f":{row['sha256'][:8]}"
    return f"{plain}{apart}:{row['start']}-{row['end']}"


def _url(url: str) -> str:
    """`url` without what would end it, percent-encoded (RFC 3986)."""
    quote = "".join
    return _NO_URL.sub(
        lambda sign: quote(f"%{byte:02X}" for byte in sign[0].encode("utf-8", "surrogatepass")), url
    ).replace("<", "%3C").replace(">", "%3E")  # fmt: skip
