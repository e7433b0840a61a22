"""CSV, TSV and Parquet: which column is what, how rows are numbered, and what is wrong with some."""

from __future__ import annotations

import csv
import gzip
import io
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.corpus import samples

from dronewatch import corpus
from dronewatch.errors import DataError, DronewatchError, UsageError
from dronewatch.model import Article


def read(path: Path, **options) -> tuple[list[Article], list[str]]:
    problems: list[DronewatchError] = []
    return list(corpus.read([path], on_error=problems.append, **options)), [str(problem) for problem in problems]


def table(folder: Path, content: str | bytes, name: str = "x.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


# --- which column is what


def test_columns_are_known_by_their_names_and_the_others_kept(tmp_path):
    path = table(
        tmp_path,
        "Identifiant,Titre,Date de parution,Journal,Lien,Texte,Rubrique,file\n"
        'a1,Un titre, 12 avril 2019 ,Le Test,https://x.example,"Trois\r\ndrones.",Éco,f\n',
    )
    assert read(path) == (
        [
            Article(
                *("a1", "Trois\r\ndrones.", str(path), 2, "Un titre", "2019-04-12", "Le Test", "https://x.example"),
                {"date": "12 avril 2019", "Rubrique": "Éco", "file": "f"},
            )
        ],
        [],
    )


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ("text,texte", "text"),
        ("titre,corps", "corps"),
        ("title,content", "content"),
        ("TITRE,Contenu", "Contenu"),
        ("title,article_text", "article_text"),
        ("article,texte", "texte"),
        ("Texte intégral,n", "Texte intégral"),
    ],
)
def test_guesses(tmp_path, names, text):
    row = ",".join("ICI" if name == text else "là" for name in names.split(","))
    (article,), problems = read(table(tmp_path, f"{names}\n{row}\n"))
    assert (article.text, problems) == ("ICI", [])


def test_the_user_says_which_column_is_what(tmp_path):
    path = table(tmp_path, "Titre,X,text,titre 2\nun,Trois drones.,deux,trois\n")
    (article,), problems = read(path, columns={"text": "x", "title": "titre 2"})
    assert problems == []
    assert (article.text, article.title) == ("Trois drones.", "trois")
    assert article.metadata == {"Titre": "un", "text 2": "deux"}


def test_corpus_yaml_says_it_for_a_folder_or_a_file_and_an_option_goes_before(tmp_path):
    for name in ("a.csv", "b.csv"):
        table(tmp_path, f"A,B,C\n{name} A,{name} B,{name} C\n", name)
    (tmp_path / "corpus.yaml").write_text(
        "columns: {text: A}\narticles:\n  - {file: b.csv, columns: {text: B}, publisher: P, title: not for rows}\n"
    )
    articles, problems = read(tmp_path)
    assert problems == []
    assert [(article.text, article.publisher, article.title) for article in articles] == [
        ("a.csv A", None, None),
        ("b.csv B", "P", None),
    ]
    assert [article.text for article in read(tmp_path, columns={"text": "C"})[0]] == ["a.csv C", "b.csv C"]


@pytest.mark.parametrize(
    ("yaml", "problem"),
    [
        ("columns: [a]\n", "corpus.yaml: “columns” must say which column is which: {text: NAME}"),
        ("articles: []\ncolumns:\n  texte: a\n", "corpus.yaml:3: no field “texte” for a column (there are text, title"),
        ("columns: {text: 3}\n", "corpus.yaml:1: the column for “text” must be a name"),
        ("articles:\n - {file: x.csv, columns: {body: a}}\n", "corpus.yaml:2: no field “body” for a column"),
    ],
)
def test_columns_in_a_wrong_corpus_yaml(tmp_path, yaml, problem):
    table(tmp_path, "text\nTrois.\n")
    (tmp_path / "corpus.yaml").write_text(yaml)
    articles, (found,) = read(tmp_path)
    assert [article.text for article in articles] == ["Trois."]
    assert problem in found


def test_columns_that_are_not_there_are_named_with_those_that_are(tmp_path):
    path = table(tmp_path, "id,corpus_tei\n1,Trois drones.\n")
    assert read(path) == (
        [],
        [f"{path}:1: no column is known to be the text; there are id, corpus_tei (name it: --column text=NAME)"],
    )
    assert read(path, columns={"text": "corpus_te"}) == (
        [],
        [f"{path}:1: there is no column “corpus_te” for the text; there are id, corpus_tei (did you mean corpus_tei?)"],
    )
    wide = table(tmp_path, ",".join(f"c{n}" for n in range(100)) + "\n")
    assert read(wide)[1][0].endswith("c28, c29 and 70 more (name it: --column text=NAME)")
    with pytest.raises(
        UsageError, match=r"no field “texte” for a column \(there are text, title, date, publisher, url"
    ):
        corpus.files([path], columns={"texte": "id"})


def test_names_that_come_again_or_are_missing(tmp_path):
    path = table(tmp_path, "text,note,note,,note 2\nTrois.,a,b,c,d\n")
    (article,), _ = read(path)
    assert article.metadata == {"note": "a", "note 2": "b", "column 4": "c", "note 2 2": "d"}


def test_columns_name_the_keys_of_json_lines_too(tmp_path):
    path = table(tmp_path, '{"corps": "Trois drones.", "titre": "T", "text": "no"}\n', "x.jsonl")
    (article,), problems = read(path, columns={"text": "corps", "title": "titre"})
    assert problems == []
    assert (article.text, article.title) == ("Trois drones.", "T")


# --- delimiters and encodings


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("text", ["Trois, quatre ; cinq | six.", "Un\nDeux, trois", 'Il a dit « "oui" ».', "x"])
def test_the_delimiter_is_found(tmp_path, delimiter, text):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerows([["id", "titre", "texte"], *([str(n), "A; b, c", text] for n in range(3))])
    articles, problems = read(table(tmp_path, out.getvalue()))
    assert problems == []
    assert [(article.text, article.title, article.record) for article in articles] == [
        (text, "A; b, c", number) for number in (2, 3, 4)
    ]


def test_one_column_needs_no_delimiter(tmp_path):
    articles, problems = read(table(tmp_path, "texte\nTrois drones\nQuatre, cinq"))
    assert [article.text for article in articles] == ["Trois drones"]
    assert "x.csv:3: the row has 2 fields, the first one 1" in problems[0]


def test_excel_names_the_delimiter_above_the_names(tmp_path):
    path = table(tmp_path, "sep=|\r\ntexte|titre\r\nTrois, quatre; cinq|T\r\n")
    (article,), problems = read(path)
    assert problems == []
    assert (article.text, article.title, article.record) == ("Trois, quatre; cinq", "T", 3)


def test_tabs(tmp_path):
    (article,), problems = read(table(tmp_path, "texte\ttitre\nTrois, quatre\tT\n", "x.tsv"))
    assert problems == []
    assert (article.text, article.title) == ("Trois, quatre", "T")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac_roman"])
@pytest.mark.parametrize("packed", [False, True])
def test_every_encoding(tmp_path, encoding, packed):
    data = "texte;titre\r\nL'été à Nîmes : 3 drones, déjà.;Été\r\n".encode(encoding)
    path = table(tmp_path, gzip.compress(data) if packed else data, "x.csv.gz" if packed else "x.csv")
    (article,), problems = read(path)
    assert problems == []
    assert (article.text, article.title) == ("L'été à Nîmes : 3 drones, déjà.", "Été")


cells = st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff"), min_size=1, max_size=40)


@given(st.lists(cells.filter(lambda text: text.strip() != ""), min_size=1, max_size=8), st.sampled_from(",;\t|"))
def test_what_the_csv_module_writes_is_read(tmp_path_factory, texts, delimiter):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([["id", "texte"], *([f"a{n}", text] for n, text in enumerate(texts))])
    articles, problems = read(table(tmp_path_factory.mktemp("csv"), out.getvalue()))
    assert problems == []
    assert [article.text for article in articles] == texts
    assert [article.record for article in articles] == list(range(2, len(texts) + 2))


@given(st.binary(max_size=300))
def test_no_bytes_are_more_than_a_problem(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("bytes")
    for name, content in (("a.csv", data), ("b.csv", b"text,a\n" + data), ("c.parquet", b"PAR1" + data)):
        for article in read(table(folder, content, name))[0]:
            assert isinstance(article.text, str)


# --- what is wrong with a row


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (b"2,T,a,b,c", "the row has 5 fields, the first one 3"),
        (b"2", "the row has 1 field, the first one 3"),
        (b'2,T,"un "deux" trois"', "the row has a quotation mark within a quoted text that is not doubled"),
        (b'2,T,"jamais fini', "the row has a quotation mark"),
        (b"2,T,a\0b", "the row holds a zero byte"),
        ("2,T,été".encode() + b"\xff", "the row is damaged UTF-8: byte 10 (0xFF)"),
        (b"2,T,a\rb", "line breaks are lone carriage returns"),
        (b"\x1b[31m,T,a", "the id holds a control character"),
    ],
)
def test_a_broken_row_is_reported_and_the_others_read(tmp_path, row, problem):
    path = table(tmp_path, b"id,titre,texte\n1,T,un\n" + row + b'\n3,"T","trois"\n4,T,"quatre"\n')
    articles, problems = read(path)
    assert [article.id for article in articles] == ["1", "3", "4"]
    assert len(problems) == 1
    assert problems[0].startswith(f"{path}:3: {problem}")


def test_the_rest_of_a_broken_row_is_said_once(tmp_path):
    path = table(tmp_path, 'id,texte\n1,"un "deux" trois\nquatre\ncinq\n"\n2,six\n')
    articles, problems = read(path)
    assert [article.text for article in articles] == ["six"]
    assert len(problems) == 1
    assert "x.csv:2: the row has a quotation mark within a quoted text" in problems[0]
    assert "; with it the rows up to 5 were left out" in problems[0]


def test_empty_fields_at_the_end_may_be_missing_or_too_many(tmp_path):
    articles, problems = read(table(tmp_path, "texte,titre,note\nun\ndeux,T\ntrois,T,n,,\n\n,,\nquatre,,\n"))
    assert problems == []
    assert [(article.text, article.record) for article in articles] == [
        ("un", 2),
        ("deux", 3),
        ("trois", 4),
        ("quatre", 7),
    ]


def test_rows_without_text_are_said_once(tmp_path):
    articles, problems = read(path := table(tmp_path, "id,texte\n1,\n2,a\n3, \n"))
    assert [article.id for article in articles] == ["2"]
    hint = "is it the right column? --column text=NAME names another"
    assert problems == [f"{path}:2: 2 rows have no text in the column “texte”; this is the first ({hint})"]


def test_dates_that_are_none_are_said_once_and_the_articles_read(tmp_path):
    path = table(tmp_path, "texte,date\nun,hier\ndeux,12/04/2019\ntrois,\nquatre,demain\n")
    articles, problems = read(path)
    assert [article.date for article in articles] == [None, "2019-04-12", None, None]
    assert articles[0].metadata == {"date": "hier"}
    hint = "read all the same, without a date; 2019-04-12 and 12 avril 2019 are dates"
    assert problems == [f"{path}:2: “hier” is no date, as in 1 more article of the file ({hint})"]


def test_a_cell_may_be_long_and_need_not_be_endless(tmp_path, monkeypatch):
    long = "Trois drones. " * 100_000
    (article,), problems = read(path := table(tmp_path, f'texte,titre\n"{long}",T\n'))
    assert (article.text, problems) == (long, [])
    monkeypatch.setattr("dronewatch.corpus.delimited._MAX_FIELD", 1 << 20)
    monkeypatch.setattr(csv, "field_size_limit", lambda *_, limit=csv.field_size_limit: limit(1 << 20))
    articles, problems = read(path)
    assert articles == []
    assert "x.csv:2: a field is longer than" in problems[0]


def test_many_broken_rows_cost_linear_time(tmp_path, monkeypatch):
    """Behind each broken row the file is read again from its second line, as long as that is bounded."""
    monkeypatch.setattr("dronewatch.corpus.delimited._READ_AGAIN", 10_000)
    path = table(tmp_path, "id,texte\n" + '1,"un\n' * 20_001)
    articles, problems = read(path)
    assert articles == []
    assert len(problems) <= 20_001


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("x.csv", b"", ": is empty (the first row names the columns)"),
        ("x.csv", b"\n\n", ": is empty"),
        ("x.csv", b"PK\x03\x04rest", ": is a ZIP or office document, not CSV (export it as CSV)"),
        ("x.csv", b"%PDF-1.4\n", ": is a PDF, not CSV"),
        ("x.csv", "été".encode() + b"\xff\n", ":1: the row is damaged UTF-8"),
        ("x.csv.gz", gzip.compress(b"texte\n" + b"un\n" * 999)[:-9], ": the gzip file is damaged or cut off"),
        ("x.parquet", b"", ": is no Parquet file that can be read"),
        ("x.parquet", b"PAR1 no", ": is no Parquet file that can be read"),
        ("x.parquet", samples.parquet([samples.ROW])[:-20], ": is no Parquet file that can be read"),
        ("x.parquet", samples.parquet([{"n": 1}]), ": no column is known to be the text; there are n"),
    ],
)
def test_a_broken_file_is_reported_and_the_others_read(tmp_path, name, data, problem):
    (tmp_path / "a.txt").write_text("x")
    path = table(tmp_path, data, name)
    (tmp_path / "z.txt").write_text("x")
    articles, problems = read(tmp_path)
    assert [article.id for article in articles if article.file.endswith(".txt")] == ["a", "z"]
    assert len(problems) == 1
    assert problems[0].startswith(f"{path}{problem}")
    with pytest.raises(DataError):
        list(corpus.read([path]))


# --- Parquet


def test_cells_of_every_type(tmp_path):
    row = {
        "id": 7,
        "contenu": "Trois drones.",
        "date": date(2019, 4, 12),
        "seen": datetime(2019, 4, 13, 8, 30),
        "amount": Decimal("1.50"),
        "score": float("nan"),
        "share": 0.5,
        "raw": b"\xff",
        "tags": ["a", "b"],
        "place": {"city": "Nîmes", "on": date(2019, 1, 1)},
        "none": None,
    }
    path = table(tmp_path, samples.parquet([row]), "x.parquet")
    (article,), problems = read(path)
    assert problems == []
    assert article == Article(
        *("7", "Trois drones.", str(path), 1, None, "2019-04-12"),
        metadata={
            "seen": "2019-04-13T08:30:00",
            "amount": "1.50",
            "share": 0.5,
            "raw": "\\xff",
            "tags": ["a", "b"],
            "place": {"city": "Nîmes", "on": "2019-01-01"},
        },
    )


def test_row_groups_are_read_one_by_one(tmp_path):
    rows: list[dict[str, object]] = [{"id": str(n), "text": f"{n} drones"} for n in range(1000)]
    path = table(tmp_path, samples.parquet(rows, row_group_size=300), "x.parquet")
    articles = iter(corpus.read([path]))
    assert next(articles).text == "0 drones"
    assert [article.record for article in articles] == list(range(2, 1001))


def test_a_text_column_that_holds_no_text(tmp_path):
    path = table(tmp_path, samples.parquet([{"text": 3}]), "x.parquet")
    assert read(path) == ([], [f"{path}:1: the column “text” holds no text but 3"])
