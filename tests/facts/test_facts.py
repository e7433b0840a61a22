"""Facts as Parquet: what was written is read, whatever the text; files are whole or not there; pandas reads them."""

from __future__ import annotations

import json
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dronewatch import corpus, facts, resolve
from dronewatch.errors import DataError, StorageError
from dronewatch.model import LABELS, SECTIONS, VALUE_KEYS, Article, Section, Span, TaggedArticle, Value

ROOT = Path(__file__).parents[2]

_STRANGE = "é’'  \u00a0\u202f\u2009\u2028\u0085\r\n\t\x00\ufeff\ud83d\ude00\ud800🚁👮🏽‍♀️\ufffd.A1€"
TEXT = st.text(st.one_of(st.sampled_from(_STRANGE), st.characters()), max_size=60)
MAYBE = st.none() | TEXT
NUMBER = st.none() | st.decimals(allow_nan=False, allow_infinity=False)
LEAF = st.none() | st.booleans() | st.integers() | TEXT
METADATA = st.dictionaries(TEXT, LEAF | st.lists(LEAF, max_size=3), max_size=3)


@st.composite
def tagged_articles(draw: st.DrawFn, identity: str) -> TaggedArticle:
    text = draw(TEXT)
    record = draw(st.none() | st.integers(1, 10**9))
    words = [draw(MAYBE) for _ in range(4)]
    article = Article(identity, text, draw(TEXT), record, *words, metadata=draw(METADATA))
    cuts = sorted({0, len(text), *draw(st.lists(st.integers(0, len(text)), max_size=3))})
    sections = tuple(Section(low, high, draw(st.sampled_from(SECTIONS))) for low, high in pairwise(cuts))
    return TaggedArticle(article, sections, tuple(draw(spans(text)) for _ in range(draw(st.integers(0, 4)))))


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, len(text)))
    label = draw(st.sampled_from(LABELS))
    value, entity, name = None, None, None
    if label in VALUE_KEYS:
        known: dict[str, Any] = {key: draw(MAYBE) for key in VALUE_KEYS[label]}
        known |= {key: draw(NUMBER) for key in ("amount", "low", "high") if key in known}
        modifiers = ("exact", "about", "more_than", "less_than", "at_least", "at_most", "between", "vague")
        value = Value(**{**known, "modifier": draw(st.sampled_from(modifiers))})
    else:
        entity, name = draw(MAYBE), draw(MAYBE)
    section = draw(st.sampled_from(SECTIONS))
    return Span(start, end, text[start:end], label, draw(TEXT), value, name, section, entity)


@st.composite
def corpora(draw: st.DrawFn) -> list[TaggedArticle]:
    return [draw(tagged_articles(each)) for each in draw(st.lists(TEXT, max_size=5, unique=True))]


@given(corpora(), st.integers(1, 3))
@settings(max_examples=60)
def test_what_was_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, articles: list[TaggedArticle], a_part: int
) -> None:
    folder = tmp_path_factory.mktemp("facts")
    said = facts.write(articles, folder, pipeline="p", a_part=a_part)
    assert list(facts.read(folder)) == articles
    assert (said.articles, said.spans) == (len(articles), sum(len(each.spans) for each in articles))
    assert facts.manifest(folder) == said


@given(corpora())
@settings(max_examples=15)
def test_same_facts_same_bytes(tmp_path_factory: pytest.TempPathFactory, articles: list[TaggedArticle]) -> None:
    one, two = (tmp_path_factory.mktemp("facts") for _ in range(2))
    for folder in (one, two):
        facts.write(articles, folder, pipeline="p", a_part=2)
    names = sorted(path.relative_to(one) for path in one.rglob("*") if path.is_file())
    assert names == sorted(path.relative_to(two) for path in two.rglob("*") if path.is_file())
    assert all((one / name).read_bytes() == (two / name).read_bytes() for name in names)


@pytest.fixture(scope="module")
def seeds() -> list[TaggedArticle]:
    return list(resolve.tag(corpus.read([str(ROOT / "seeds")])))


@pytest.fixture(scope="module")
def folder(seeds: list[TaggedArticle], tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("seeds")
    facts.write(seeds, made, pipeline="abc", a_part=2)
    return made


def test_seeds_come_back(seeds: list[TaggedArticle], folder: Path) -> None:
    assert list(facts.read(folder)) == seeds
    chosen = seeds[2].article.id
    assert list(facts.read(folder, keep=lambda article: article.id == chosen)) == [seeds[2]]
    assert facts.parts(folder) == [0, 1, 2]
    assert list(facts.read_part(folder, 2)) == seeds[4:]


def test_pandas_reads_every_table(seeds: list[TaggedArticle], folder: Path) -> None:
    import pandas

    articles = pandas.read_parquet(folder / "articles")
    spans = pandas.read_parquet(folder / "spans")
    sections = pandas.read_parquet(folder / "sections")
    for table, frame in (("articles", articles), ("spans", spans), ("sections", sections)):
        assert list(frame.columns) == [column.name for column in facts.COLUMNS[table]]
    assert len(sections) == sum(len(each.sections) for each in seeds)
    texts = dict(zip(articles["article"], articles["text"], strict=True))
    for row in spans.itertuples():
        assert texts[row.article][row.start : row.end] == row.text
        assert row.sentence_start <= row.start <= row.end <= row.sentence_end
    money = spans[(spans["label"] == "MONEY") & (spans["article"] == "001_appel-offres-drones")]
    assert Decimal("3550000") in list(money["amount"])
    assert "3550000" in list(money["amount_text"])


def test_places_are_those_of_the_text(folder: Path) -> None:
    import pandas

    spans = pandas.read_parquet(folder / "spans")
    found = spans[(spans["article"] == "001_appel-offres-drones") & (spans["amount_text"] == "3550000")].iloc[0]
    assert (found["line"], found["column"]) == (1, 274)


def test_sentences_are_those_of_the_language(seeds: list[TaggedArticle], folder: Path) -> None:
    import pandas

    from dronewatch.language import sentence

    texts = {each.article.id: each.article.text for each in seeds}
    for row in pandas.read_parquet(folder / "spans").itertuples():
        assert (row.sentence_start, row.sentence_end) == sentence(texts[row.article], row.start, row.end)


def test_file_says_schema_and_pipeline(folder: Path) -> None:
    from pyarrow import parquet

    for table in facts.TABLES:
        said = parquet.read_schema(folder / table / "part-000000.parquet").metadata
        assert said[b"dronewatch.facts"] == str(facts.VERSION).encode()
        assert said[b"dronewatch.pipeline"] == b"abc"


# What Spark reads as string, bigint and decimal(38,9): its guide on Parquet files, “Data Type Mapping”. Of the types
# that Arrow knows it has none for times in nanoseconds or of a day, for intervals, and reads uint64 as a decimal.
SPARK = {("BYTE_ARRAY", "String"), ("INT64", "None"), ("FIXED_LEN_BYTE_ARRAY", "Decimal(precision=38, scale=9)")}


@pytest.mark.parametrize("table", facts.COLUMNS)
def test_columns_are_of_types_that_spark_reads(folder: Path, tmp_path: Path, table: str) -> None:
    from pyarrow import parquet

    facts.write_entities([("e1", "PERSON", "A", ["A", "B"], 2, 1)], tmp_path, pipeline="p")
    place = tmp_path if table == "entities" else folder
    with parquet.ParquetFile(place / table / "part-000000.parquet") as file:
        columns = [file.schema.column(number) for number in range(len(file.schema))]
        stored = [file.metadata.row_group(0).column(number) for number in range(len(columns))]
    for column in columns:
        assert (column.physical_type, str(column.logical_type)) in SPARK, column.path
    # A list of three levels, the form that the format's specification gives, and nothing nested deeper.
    assert {column.path for column in columns if "." in column.path} <= {"names.list.element"}
    names = [column.path.partition(".")[0] for column in columns]
    assert len({name.casefold() for name in names}) == len(names), "Spark does not tell cases apart"
    assert all(name.isidentifier() for name in names)
    assert {column.compression for column in stored} == {"ZSTD"}
    assert {each for column in stored for each in column.encodings} <= {"PLAIN", "RLE", "RLE_DICTIONARY"}


def _article(identity: str, *numbers: str) -> TaggedArticle:
    text = "x" * max(1, len(numbers))
    found = tuple(
        Span(at, at + 1, "x", "MONEY", "test", Value(amount=Decimal(number))) for at, number in enumerate(numbers)
    )
    return TaggedArticle(Article(identity, text), (Section(0, len(text), "body"),), found)


def test_what_no_decimal_column_holds_keeps_its_digits(tmp_path: Path) -> None:
    import pandas

    numbers = ("1.50", "1E+5", "9" * 29, "9" * 30, "0.0000000001", "1E+2000")
    articles = [_article("a", *numbers)]
    facts.write(articles, tmp_path, pipeline="p")
    spans = pandas.read_parquet(tmp_path / "spans")
    exact = ["1.50", "100000", "9" * 29, "9" * 30, "0.0000000001", "1E+2000"]
    assert list(spans["amount_text"]) == exact
    assert [each is not None for each in spans["amount"]] == [True, True, True, False, False, False]
    assert list(facts.read(tmp_path)) == articles


def test_an_id_comes_once_in_a_part_and_nothing_is_left_of_it(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="comes twice"):
        facts.write([_article("a", "1"), _article("a", "2")], tmp_path, pipeline="p")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    with pytest.raises(DataError, match="not complete"):
        facts.manifest(tmp_path)


def test_fewer_parts_than_before(tmp_path: Path) -> None:
    facts.write([_article(each, "1") for each in "abc"], tmp_path, pipeline="p", a_part=1)
    (tmp_path / "spans" / ".part-000001.parquet.99.tmp").write_text("killed")
    facts.write([_article("a", "1")], tmp_path, pipeline="p", a_part=1)
    assert [each.article.id for each in facts.read(tmp_path)] == ["a"]
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 4


def test_no_articles_are_facts_too(tmp_path: Path) -> None:
    import pandas

    assert facts.write([], tmp_path, pipeline="p").articles == 0
    assert list(facts.read(tmp_path)) == []
    assert pandas.read_parquet(tmp_path / "spans").empty


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda f: (f / "_facts.json").unlink(), "not complete"),
        (lambda f: (f / "_facts.json").write_text("[]"), "does not say"),
        (lambda f: (f / "_facts.json").write_text(json.dumps({"version": 99})), "newer"),
        (lambda f: (f / "spans" / "part-000001.parquet").unlink(), "missing"),
        (lambda f: (f / "articles" / "part-000001.parquet").unlink(), "part 1 is missing"),
        (lambda f: (f / "spans" / "part-000001.parquet").write_bytes(b"PAR1"), "no Parquet file"),
        (lambda f: (f / "spans" / "part-000001.parquet").write_bytes((f / "articles/part-000001.parquet").read_bytes()),
         "has no column"),
        (lambda f: (f / "spans" / "part-000001.parquet").write_bytes((f / "spans/part-000000.parquet").read_bytes()),
         "not there, or not in this order"),
    ],
)  # fmt: skip
def test_what_is_spoiled_is_said(tmp_path: Path, spoil: Any, message: str) -> None:
    facts.write([_article(each, "1") for each in "abc"], tmp_path, pipeline="p", a_part=1)
    spoil(tmp_path)
    with pytest.raises(DataError, match=message):
        list(facts.read(tmp_path))


def test_no_facts_at_all(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "gone"):
        with pytest.raises(DataError, match="no folder of facts"):
            next(facts.read(folder))


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="cannot be written"):
        facts.write([_article("a", "1")], tmp_path / "file", pipeline="p")


def test_a_failing_stream_leaves_no_part(tmp_path: Path) -> None:
    def stream() -> Any:
        yield _article("a", "1")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        facts.write(stream(), tmp_path, pipeline="p")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
