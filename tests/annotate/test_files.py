"""Annotation files: what is written is what is read, and what is wrong is named with its line."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dronewatch import yaml_lines
from dronewatch.annotate import files, values
from dronewatch.annotate.model import Annotation, AnnotationFile
from dronewatch.errors import DataError, StorageError, UsageError
from dronewatch.model import LABELS, SECTIONS, VALUE_KEYS, Value

HASH = "0" * 63 + "e"
HEAD = f"article: a\nsha256: {HASH}\nschema: 1\nreviewed: [title, body]\n"

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
numbers = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**15), max_value=10**15)


@st.composite
def value_of(draw: st.DrawFn, label: str) -> Value | None:
    keys = VALUE_KEYS.get(label)
    if keys is None or draw(st.booleans()):
        return None
    said = st.none() | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
    fields = {key: draw(said) for key in keys if key in ("per", "noun", "object", "unit", "iso")}
    if "edtf" in keys:
        fields["edtf"] = draw(st.sampled_from([None, "2019", "XXXX-04-12?", "199X", "2019-41/..", "{2019-04,2020-21}"]))
    if "currency" in keys:
        fields |= {
            "currency": draw(st.sampled_from([None, "EUR", "USD"])),
            "tax": draw(st.sampled_from([None, "excluded"])),
        }
    if "modifier" in keys:
        modifier = draw(st.sampled_from(values.MODIFIERS))
        if modifier == "between":
            low, high = sorted((draw(numbers), draw(numbers)))
            fields |= {"low": low, "high": high}
        elif modifier != "vague":
            fields["amount"] = draw(numbers)
        fields["modifier"] = modifier
    return Value(**fields) if any(fields.values()) else None


@st.composite
def annotations(draw: st.DrawFn) -> Annotation:
    start = draw(st.integers(0, 10**6))
    label = draw(st.sampled_from(LABELS))
    end = start + draw(st.integers(1, 500))
    return Annotation(start, end, label, draw(texts), draw(value_of(label)))


@st.composite
def golds(draw: st.DrawFn) -> AnnotationFile:
    def listed() -> tuple[Annotation, ...]:
        return tuple(sorted(draw(st.lists(annotations(), max_size=5)), key=files._order))

    return AnnotationFile(
        path="f",
        article=draw(texts.filter(lambda name: not files.unsafe(name))),
        sha256=HASH,
        reviewed=tuple(kind for kind in SECTIONS if draw(st.booleans())),
        by=tuple(draw(st.lists(texts.filter(bool), max_size=3, unique=True))),
        spans=listed(),
        rejected=listed(),
    )


def read(text: str, tmp_path: Path) -> AnnotationFile:
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    return files.read(tmp_path / "a.yaml")


@given(golds())
def test_round_trip(gold: AnnotationFile) -> None:
    text = files.dumps(gold)
    problems: list[DataError] = []
    again = files._file(yaml_lines.parse(text, "f"), "f", problems.append)
    assert problems == []
    assert again == gold
    assert files.dumps(again) == text
    assert len(text.splitlines()) == 5 + sum(1 + len(part) for part in (gold.spans, gold.rejected)), text


@given(golds())
def test_any_yaml_reader_reads_the_same(gold: AnnotationFile) -> None:
    content = yaml.safe_load(files.dumps(gold))
    assert content["article"] == gold.article
    assert content["by"] == list(gold.by)
    assert [span["exact"] for span in content["spans"]] == [span.exact for span in gold.spans]
    for span, annotation in zip(content["spans"], gold.spans, strict=True):
        assert span.get("value") == values.to_plain(annotation.label, annotation.value)


def test_written_for_readers_of_a_diff(tmp_path: Path) -> None:
    gold = AnnotationFile(
        path=str(tmp_path / "new" / "a.yaml"),
        article="a",
        sha256=HASH,
        reviewed=("body", "title"),
        by=("jd", "relecture"),
        spans=(
            Annotation(31, 43, "MONEY", "2,5 millions", Value(amount=Decimal("2500000"), currency="EUR")),
            Annotation(4, 9, "LOCATION", "Dijon"),
        ),
    )
    files.write(gold)
    assert (tmp_path / "new" / "a.yaml").read_text("utf-8") == (
        f"article: a\nsha256: {HASH}\nschema: 1\nreviewed: [title, body]\nby: [jd, relecture]\nspans:\n"
        "  - {start: 4, end: 9, label: LOCATION, exact: Dijon}\n"
        '  - {start: 31, end: 43, label: MONEY, exact: "2,5 millions", '
        'value: {modifier: exact, amount: "2500000", currency: EUR}}\n'
        "rejected: []\n"
    )
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["a.yaml"]
    assert [span.line for span in files.read(gold.path).spans] == [7, 8]


def test_lone_surrogates_are_written_as_replacement_characters() -> None:
    gold = AnnotationFile("f", "a", HASH, spans=(Annotation(0, 3, "PERSON", "a\ud800b"),))
    assert yaml.safe_load(files.dumps(gold))["spans"][0]["exact"] == "a\ufffdb"


def test_writing_fails_without_a_trace(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").mkdir()
    gold = AnnotationFile(str(tmp_path / "a.yaml"), "a", HASH)
    with pytest.raises(StorageError, match=r"a\.yaml: cannot be written"):
        files.write(gold)
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "must consist of keys and values"),
        ("- a\n", 1, "must consist of keys and values"),
        ("article: [a\n", 2, "is not valid YAML"),
        (HEAD + "<<<<<<< HEAD\nspans: []\n=======\nspans:\n>>>>>>> other\n", 5, "holds a merge conflict"),
        (HEAD + "spans: &all\n  - *all\n", 6, "aliases (*all) are not read"),
        (HEAD + "spans: []\nspans: []\n", 6, "“spans” is given twice"),
        (HEAD, 1, "“spans” is missing"),
        (HEAD.replace("schema: 1", "schema: 2") + "spans: []\n", 3, "is of schema 2"),
        (HEAD.replace("schema: 1", 'schema: "1"') + "spans: []\n", 3, "“schema” must be 1"),
        (HEAD.replace("schema: 1", "schema: true") + "spans: []\n", 3, "“schema” must be 1"),
        (HEAD.replace(HASH, "abc") + "spans: []\n", 2, "“sha256” must have 64 digits"),
        (HEAD.replace("article: a", "article: ../a") + "spans: []\n", 1, "“../a” would leave the folder"),
        (HEAD.replace("article: a", "article: /etc/a") + "spans: []\n", 1, "“/etc/a” would leave the folder"),
        (HEAD.replace("article: a", "article: []") + "spans: []\n", 1, "“article” must be an id"),
        (HEAD.replace("[title, body]", "[titel]") + "spans: []\n", 4, "unknown section “titel” (did you mean title?)"),
        (HEAD.replace("[title, body]", "{a: 1}") + "spans: []\n", 4, "“reviewed” must be a list of words"),
        (HEAD + "spans: []\nspan: []\n", 6, "unknown key “span” (did you mean spans?)"),
        (HEAD + "spans: {}\n", 5, "“spans” must be a list"),
    ],
)
def test_a_file_that_is_wrong(tmp_path: Path, text: str, line: int, message: str) -> None:
    with pytest.raises(DataError) as caught:
        read(text, tmp_path)
    assert str(caught.value).startswith(f"{tmp_path / 'a.yaml'}:{line}: ")
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("span", "message"),
    [
        ("text", "a span must consist of start, end, label, exact, value"),
        ("{start: 1, end: 2, label: PERSON}", "“exact” is missing in a span"),
        ("{start: 1, end: 2, label: PERSON, exact: a, ende: 2}", "unknown key “ende” in a span (did you mean end?)"),
        ("{start: -1, end: 2, label: PERSON, exact: a}", "“start” must be a whole number from 0"),
        ("{start: 1, end: 2.5, label: PERSON, exact: a}", "“end” must be a whole number from 0"),
        ("{start: true, end: 2, label: PERSON, exact: a}", "“start” must be a whole number from 0"),
        ("{start: 3, end: 2, label: PERSON, exact: a}", "the span ends (2) before it begins (3)"),
        ("{start: 2, end: 2, label: PERSON, exact: a}", "the span is empty"),
        ("{start: 1, end: 2, label: PERSONNE, exact: a}", "unknown label “PERSONNE” (did you mean PERSON?)"),
        ("{start: 1, end: 2, label: [], exact: a}", "“label” must be one of PERSON"),
        ("{start: 1, end: 2, label: PERSON, exact: [a]}", "“exact” must be the words of the text"),
        ("{start: 1, end: 2, label: PERSON, exact: a, value: {amount: 1}}", "a PERSON has no value"),
        ("{start: 1, end: 2, label: MONEY, exact: a, value: 5}", "the value must consist of keys and values"),
        ("{start: 1, end: 2, label: MONEY, exact: a, value: {noun: x}}", "the value of a MONEY has no “noun”"),
        ("{start: 1, end: 2, label: MONEY, exact: a, value: {amount: 3 M}}", "“amount” must be a number"),
        ("{start: 1, end: 2, label: MONEY, exact: a, value: {amount: 1e999999999}}", "“amount” must be a number"),
        ("{start: 1, end: 2, label: MONEY, exact: a, value: {amount: NaN}}", "“amount” must be a number"),
        ("{start: 1, end: 2, label: MONEY, exact: a, value: {amount: true}}", "“amount” must be a text of digits"),
        ("{start: 1, end: 2, label: MONEY, exact: a, value: {amount: 1, modifier: circa}}", "no modifier “circa”"),
        ("{start: 1, end: 2, label: MONEY, exact: a, value: {amount: 1, currency: €}}", "must be an ISO 4217 code"),
        ("{start: 1, end: 2, label: MONEY, exact: a, value: {amount: 1, tax: HT}}", "“tax” must be excluded or"),
        ("{start: 1, end: 2, label: MONEY, exact: a, value: {currency: EUR}}", "“exact” needs an amount"),
        ("{start: 1, end: 2, label: MONEY, exact: a, value: {modifier: between, low: 1}}", "needs low and high"),
        ("{start: 1, end: 2, label: MONEY, exact: a, value: {modifier: vague, amount: 1}}", "“vague” has no amount"),
        ("{start: 1, end: 2, label: MONEY, exact: a, value: {modifier: between, low: 2, high: 1}}", "low (2) is more"),
    ],
)
def test_a_span_that_is_wrong_leaves_the_others(tmp_path: Path, span: str, message: str) -> None:
    path = tmp_path / "a.yaml"
    good = "{start: 9, end: 11, label: LOCATION, exact: Aÿ}"
    path.write_text(f"{HEAD}spans:\n  - {span}\n  - {good}\nrejected:\n  - {span}\n", encoding="utf-8")
    problems: list[DataError] = []
    gold = files.load(path, problems.append)
    assert gold is not None
    assert gold.spans == (Annotation(9, 11, "LOCATION", "Aÿ"),)
    assert [(problem.file, problem.line) for problem in problems] == [(str(path), 6), (str(path), 9)]
    assert message in str(problems[0])
    with pytest.raises(DataError):
        files.read(path)


def test_numbers_stay_texts(tmp_path: Path) -> None:
    span = "{start: 0, end: 4, label: DATE, exact: 2019, value: {edtf: 2019}}"
    gold = read(HEAD.replace("article: a", "article: 17") + f"spans:\n  - {span}\n", tmp_path)
    assert gold.article == "17"
    assert gold.spans == (Annotation(0, 4, "DATE", "2019", Value(edtf="2019")),)


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    with path.open("wb") as out:
        out.truncate(100 * 1024 * 1024)
    with pytest.raises(DataError, match="is larger than 16 MB"):
        files.read(path)


@pytest.mark.parametrize(
    ("article", "name"),
    [
        ("001_drones", "001_drones.yaml"),
        ("Été à Nîmes", "Été à Nîmes.yaml"),
        ("https://a.fr/x?y=1", "https%3A%2F%2Fa.fr%2Fx%3Fy=1.yaml"),
        ("a/b", "a%2Fb.yaml"),
        ("a%2Fb", "a%252Fb.yaml"),
        (".hidden", "%2Ehidden.yaml"),
        ("two\nlines", "two%0Alines.yaml"),
    ],
)
def test_file_names(article: str, name: str, tmp_path: Path) -> None:
    path = files.path_for(tmp_path, article)
    assert path == tmp_path / name
    files.write(AnnotationFile("f", article, HASH), path)
    assert files.read(path).article == article


@pytest.mark.parametrize("article", ["", "..", "../x", "a/../../x", "..\\x", "/x", "\\x", "C:\\x", "é" * 200, "\ud800"])
def test_ids_that_name_no_file(article: str) -> None:
    with pytest.raises(UsageError):
        files.path_for("folder", article)


@given(texts)
def test_no_id_leaves_the_folder(article: str) -> None:
    if not files.unsafe(article):
        path = files.path_for("folder", article)
        assert path.parent == Path("folder")
        assert path.resolve().parent == Path("folder").resolve()


def test_folders_are_read_by_name(tmp_path: Path) -> None:
    for name in ("b/two.yaml", "a/one.yaml", "a/three.yml", ".git/no.yaml", "a/.no.yaml", "a/readme.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{HEAD}spans: []\n".replace("article: a", f"article: {Path(name).stem}"))
    assert [gold.article for gold in files.folder(tmp_path)] == ["one", "three", "two"]
    assert [gold.article for gold in files.folder(tmp_path / "b/two.yaml")] == ["two"]
    (tmp_path / "a/one.yaml").write_text("nothing")
    with pytest.raises(DataError):
        list(files.folder(tmp_path))
    problems: list[DataError] = []
    assert [gold.article for gold in files.folder(tmp_path, problems.append)] == ["three", "two"]
    assert len(problems) == 1
    with pytest.raises(UsageError):
        list(files.folder(tmp_path / "c"))
