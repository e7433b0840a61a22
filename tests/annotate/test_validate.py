"""Annotation files against their articles: whatever is wrong is named in one run, by file and line."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from dronewatch import corpus
from dronewatch.annotate import files, readings
from dronewatch.annotate.model import Annotation, AnnotationFile
from dronewatch.annotate.validate import Validation, validate
from dronewatch.cli import main
from dronewatch.errors import UsageError
from dronewatch.model import Article, Value

TEXT = (
    "🚁🚁 Dijon s’équipe\r\n\r\nLa ville de Dijon prévoit 3,55 millions d’euros pour 240 drones, "
    "dont 54 000 € d’avance, le 12 avril 2019. Claire Aubin en veut trois de plus.\n"
)
HEAD = f"article: a\nsha256: {'0' * 64}\nschema: 1\nreviewed: []\n"
ARTICLE = Article("a", TEXT, file="a.txt")


def span(exact: str, label: str, value: Value | None = None, *, shift: int = 0, nth: int = 0) -> Annotation:
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(exact, at + 1)
    return Annotation(at + shift, at + shift + len(exact), label, exact, value)


MONEY = span("3,55 millions d’euros", "MONEY", Value(amount=Decimal(3550000), currency="EUR"))
DRONES = span("240 drones", "QUANTITY", Value(amount=Decimal(240), noun="drones", object="drones"))
CLAIRE = span("Claire Aubin", "PERSON")
DIJON = span("Dijon", "LOCATION", nth=1)


def check(
    tmp_path: Path, *spans: Annotation, rejected: tuple[Annotation, ...] = (), sha256: str = ARTICLE.sha256
) -> list[str]:
    """Problems of one file, as `line: message (hint)`; its spans begin in line 7, in the order of the text."""
    path = tmp_path / "a.yaml"
    files.write(AnnotationFile("", "a", sha256, spans=spans, rejected=rejected), path)
    return told(validate([path], [ARTICLE]), path)


def told(outcome: Validation, path: Path) -> list[str]:
    assert all(problem.file == str(path) for problem in outcome.problems)
    return [str(problem).removeprefix(f"{path}:") for problem in outcome.problems]


def test_what_is_right(tmp_path: Path) -> None:
    number = span("240", "NUMBER", Value(amount=Decimal(240)))
    assert check(tmp_path, DIJON, MONEY, DRONES, number, CLAIRE, rejected=(span("Claire", "PERSON"),)) == []


def test_another_text(tmp_path: Path) -> None:
    (problem,) = check(tmp_path, CLAIRE, MONEY, sha256="0" * 64)
    assert problem.startswith("2: is stale: the corpus has another text of “a”")
    assert problem.endswith("(dronewatch annotate rebase carries the annotations over)")


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        (span("Claire Aubin", "PERSON", shift=1), "off by one)"),
        (span("Claire Aubin", "PERSON", shift=-1), "off by one)"),
        (span("Claire Aubin", "PERSON", shift=2), "the offsets count UTF-16 units, they must count code points)"),
        (span("Claire Aubin", "PERSON", shift=-2), "the offsets count \\r\\n as one, they must count both)"),
        (span("Claire Aubin", "PERSON", shift=7), "it stands at "),
        (Annotation(0, 12, "PERSON", "Claire Obain"), "the text reads “🚁🚁 Dijon s’é”, not PERSON “Claire Obain”"),
        (Annotation(9, 17, "PERSON", "s'équipe"), "(apostrophes, hyphens or blanks are others)"),
        (Annotation(5000, 5012, "PERSON", "Claire Obain"), "ends at 5012, the text at "),
        (Annotation(5000, 5012, "PERSON", "Claire Aubin"), "it stands at "),
        (Annotation(9, 23, "PERSON", TEXT[9:23]), "crosses a line break"),
        (Annotation(2, 8, "LOCATION", " Dijon"), "begins or ends with a blank"),
    ],
)
def test_offsets(tmp_path: Path, wrong: Annotation, problem: str) -> None:
    problems = check(tmp_path, DIJON, wrong)
    assert len(problems) == 1
    assert problem in problems[0]
    assert problems[0].startswith("7: " if wrong.start < DIJON.start else "8: ")
    assert len(check(tmp_path, rejected=(wrong,))) == 1


def test_offsets_in_bytes(tmp_path: Path) -> None:
    at = len(TEXT[: CLAIRE.start].encode())
    (problem,) = check(tmp_path, Annotation(at, at + 12, "PERSON", "Claire Aubin"))
    assert f"it stands at {CLAIRE.start}–{CLAIRE.end}: the offsets count bytes" in problem


def test_overlaps_and_doubles(tmp_path: Path) -> None:
    inside = span("Aubin", "LOCATION")
    path = tmp_path / "a.yaml"
    files.write(
        AnnotationFile("", "a", ARTICLE.sha256, spans=(DRONES, DRONES, CLAIRE, inside), rejected=(CLAIRE,)), path
    )
    assert told(validate([path], [ARTICLE]), path) == [
        "8: QUANTITY “240 drones” is given twice (first in line 7)",
        "10: LOCATION “Aubin” overlaps PERSON “Claire Aubin” of line 9 (the longer one stays)",
        "12: PERSON “Claire Aubin” is both accepted and refused (accepted in line 9; keep one)",
    ]


def test_one_long_span_overlaps_several(tmp_path: Path) -> None:
    text = "veut trois de plus"
    problems = check(tmp_path, span(text, "PERSON"), span("trois", "LOCATION"), span("plus", "LOCATION"))
    assert [problem.split(":")[0] for problem in problems] == ["8", "9"]


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        (
            span(MONEY.exact, "MONEY", Value(amount=Decimal("3.55"), currency="EUR")),
            "is worth 3550000 EUR, not 3.55 EUR",
        ),
        (
            span(MONEY.exact, "MONEY", Value(amount=Decimal(3550000), currency="USD")),
            "is worth 3550000 EUR, not 3550000 USD",
        ),
        (span(DRONES.exact, "QUANTITY", Value(amount=Decimal(24), noun="drones")), "is worth 240, not 24"),
        (span("240", "QUANTITY", Value(amount=Decimal(24))), "is worth 240, not 24"),
        (span("12 avril 2019", "DATE", Value(edtf="2019-04-13")), "is worth 2019-04-12, not 2019-04-13"),
        (
            span(DRONES.exact, "QUANTITY", Value(modifier="between", low=Decimal(2), high=Decimal(3))),
            "is worth 240, not 2..3",
        ),
    ],
)
def test_values_that_the_text_does_not_say(tmp_path: Path, wrong: Annotation, problem: str) -> None:
    (said,) = check(tmp_path, wrong)
    assert problem in said
    assert said.startswith("7: ")


@pytest.mark.parametrize(
    "right",
    [
        span(MONEY.exact, "MONEY", Value(modifier="about", amount=Decimal("3550000.00"))),
        span(MONEY.exact, "MONEY"),
        span("12 avril 2019", "DATE", Value(edtf="XXXX-04-12")),
        span("trois", "QUANTITY", Value(amount=Decimal(3), noun="drones")),
        span("d’avance", "QUANTITY", Value(amount=Decimal(7))),
    ],
)
def test_values_that_a_person_may_judge(tmp_path: Path, right: Annotation) -> None:
    assert check(tmp_path, right) == []


def test_a_refused_reading_leaves_the_value_to_the_person(tmp_path: Path) -> None:
    mine = span("240 drones", "QUANTITY", Value(amount=Decimal(204), noun="drones"))
    assert len(check(tmp_path, mine)) == 1
    assert check(tmp_path, mine, rejected=(DRONES,)) == []
    assert len(check(tmp_path, mine, rejected=(span("240 drones", "QUANTITY"),))) == 2


def test_the_examples_of_the_page(root: Path, tmp_path: Path) -> None:
    page = (root / "docs" / "annotations.md").read_text("utf-8")
    whole, spans = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    path = tmp_path / "001_appel-offres-drones.yaml"
    path.write_text(whole, encoding="utf-8")
    assert validate([path], corpus.read([str(root / "seeds")])).problems == ()
    article = Article("a", "Le litre à 1.234 euros.")
    path = tmp_path / "a.yaml"
    path.write_text(HEAD.replace("0" * 64, article.sha256) + spans, encoding="utf-8")
    assert validate([path], [article]).problems == ()
    path.write_text(path.read_text("utf-8").split("rejected:")[0], encoding="utf-8")
    assert told(validate([path], [article]), path) == [
        "6: MONEY “1.234 euros” is worth 1234 EUR, not 1.234 EUR (if you mean it, list that reading under rejected)"
    ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2019", "2019-04", True),
        ("XXXX-04-12", "2019-04-12", True),
        ("2019-04-12", "2018-04-12", False),
        ("2019/2020", "2019/2021", False),
        ("2019/2020", "2019", False),
        ("2019-41", "2019-40", False),
    ],
)
def test_dates_agree_as_far_as_both_say(one: str, other: str, same: bool) -> None:
    assert readings.agree(Value(edtf=one), Value(edtf=other)) is same
    assert readings.agree(Value(edtf=other), Value(edtf=one)) is same


def write(folder: Path, name: str, article: str | None = None, text: str = TEXT) -> Path:
    path = folder / name
    article = path.stem if article is None else article
    files.write(AnnotationFile("", article, Article(article, text).sha256, spans=(CLAIRE,)), path)
    return path


def test_all_problems_of_all_files_in_one_run(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml")
    again = write(tmp_path, "again.yaml", "a")
    lost = write(tmp_path, "b.yaml")
    (tmp_path / "c.yaml").write_text("<<<<<<< HEAD\n", encoding="utf-8")
    outside = tmp_path / "d.yaml"
    outside.write_text(lost.read_text("utf-8").replace("article: b", "article: ../x"), encoding="utf-8")
    outcome = validate([tmp_path], [ARTICLE, Article("bb", "x")])
    assert [(Path(problem.file or "").name, problem.line) for problem in outcome.problems] == [
        (again.name, 1),
        ("b.yaml", 1),
        ("c.yaml", 1),
        ("d.yaml", 1),
    ]
    told = [problem.message for problem in outcome.problems]
    assert told == [
        f"“a” has two annotation files, the other is {tmp_path / 'a.yaml'}",
        "there is no article “b” in the corpus",
        "holds a merge conflict",
        "the id “../x” would leave the folder",
    ]
    assert outcome.problems[1].hint == "did you mean bb?"
    assert (outcome.files, outcome.checked, outcome.spans) == (5, 2, 3)


def test_a_file_has_the_name_of_its_article(tmp_path: Path) -> None:
    path = write(tmp_path, "other.yml", "a")
    message = "1: holds the annotations of “a” (rename it to a.yaml)"
    assert told(validate([path], [ARTICLE]), path) == [message]


def test_a_corpus_that_is_not_there_is_named(tmp_path: Path) -> None:
    write(tmp_path / "here", "a.yaml")
    write(tmp_path / "elsewhere", "x.yaml")
    write(tmp_path / "elsewhere", "y.yaml")
    outcome = validate([tmp_path], [ARTICLE])
    assert outcome.problems == ()
    assert outcome.unchecked == ((str(tmp_path / "elsewhere"), 2),)
    with pytest.raises(UsageError, match="there is no such file or folder of annotations"):
        validate([tmp_path / "nowhere"], [ARTICLE])


def test_two_corpora_may_use_the_same_ids(tmp_path: Path) -> None:
    mine, other = write(tmp_path / "mine", "a.yaml"), write(tmp_path / "other", "a.yaml", text="x")
    outcome = validate([tmp_path], [ARTICLE])
    assert (outcome.problems, outcome.checked, outcome.unchecked) == ((), 1, ((str(other.parent), 1),))
    both = [Article("a", "x"), ARTICLE]
    outcome = validate([tmp_path], both)
    assert outcome.checked == 2
    assert list(map(str, outcome.problems)) == list(map(str, validate([other], both).problems))
    files.write(files.read(mine), other)
    outcome = validate([tmp_path], [ARTICLE])
    assert [problem.file for problem in outcome.problems] == [str(other)]
    assert "has two annotation files" in outcome.problems[0].message


@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(lambda text: f"{HEAD}spans: [{text}]\n".encode(errors="replace"))
)
def test_no_file_breaks_the_run(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "a.yaml"
    path.write_bytes(data)
    for problem in validate([path], [ARTICLE]).problems:
        assert problem.file == str(path)


def ask(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["annotate", "validate", *words])
    return result.exit_code, result.stdout, result.stderr


def test_a_corpus_of_the_settings_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "data" / "annotations" / "here", "a.yaml")
    write(tmp_path / "data" / "annotations" / "elsewhere", "x.yaml")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_bytes(TEXT.encode())
    (tmp_path / "dronewatch.yaml").write_text("corpus: [texts, gone]\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    code, out, err = ask()
    assert (code, out) == (0, "2 files, 2 annotations: no problem\n")
    assert "note: gone: there is no such file or folder" in err
    assert "note: data/annotations/elsewhere: not checked against the text: its article is not in texts, gone" in err
    code, _, err = ask("--corpus", "gone")
    assert code == 2
    assert "error: gone: there is no such file or folder" in err


def test_the_command(tmp_path: Path) -> None:
    texts, gold = tmp_path / "texts", tmp_path / "gold"
    texts.mkdir()
    for name in "ab":
        (texts / f"{name}.txt").write_bytes(TEXT.encode())
        write(gold, f"{name}.yaml")
    assert ask(str(gold), "--corpus", str(texts)) == (0, "2 files, 2 annotations: no problem\n", "")
    (texts / "b.txt").write_bytes(TEXT.encode() + b"!")
    code, out, err = ask(str(gold), "--corpus", str(texts))
    assert (code, out) == (2, "2 files, 2 annotations: 1 problem\n")
    assert err.startswith(f"dronewatch: error: {gold / 'b.yaml'}:2: is stale: ")
    assert err.count("\n") == 1
    code, out, err = ask(str(gold), "--corpus", str(Path(__file__).parents[2] / "seeds"))
    assert (code, out) == (2, "")
    assert "no file is about an article of" in err
    (tmp_path / "empty").mkdir()
    code, _, err = ask(str(tmp_path / "empty"), "--corpus", str(texts))
    assert code == 2
    assert "there are no annotation files" in err
    code, _, err = ask(str(tmp_path / "none"), "--corpus", str(texts))
    assert code == 2
    assert "there is no such file or folder of annotations" in err


@pytest.mark.parametrize(
    ("gold", "corpus_folder"), [("data/annotations/seeds", "seeds"), ("data/annotations/source", "../shared/seeds")]
)
class TestGold:
    def folder(self, root: Path, gold: str, corpus_folder: str) -> tuple[Path, list[Article]]:
        if not (root / corpus_folder).is_dir():
            pytest.skip(f"needs the articles in {corpus_folder}, which are not there")
        return root / gold, list(corpus.read([str(root / corpus_folder)]))

    def test_the_gold_is_valid_and_complete(self, root: Path, gold: str, corpus_folder: str) -> None:
        folder, articles = self.folder(root, gold, corpus_folder)
        outcome = validate([folder], articles)
        assert (outcome.problems, outcome.unchecked) == ((), ())
        read = {file.article: file for file in files.folder(folder)}
        assert read.keys() == {article.id for article in articles}
        for article in articles:
            kinds = {section.kind for section in corpus.sections(article.text, article.title)}
            assert set(read[article.id].reviewed) == kinds
            for path in (file for file in files.paths(folder) if file.stem == article.id):
                assert files.dumps(read[article.id]) == path.read_text("utf-8")

    def test_each_number_broken_is_found(self, root: Path, gold: str, corpus_folder: str, tmp_path: Path) -> None:
        folder, articles = self.folder(root, gold, corpus_folder)
        broken = 0
        for path in files.paths(folder):
            lines = path.read_text("utf-8").splitlines(keepends=True)
            for number, line in enumerate(lines, 1):
                if 'amount: "' not in line:
                    continue
                changed = [*lines[: number - 1], line.replace('amount: "', 'amount: "9'), *lines[number:]]
                copy = tmp_path / path.name
                copy.write_text("".join(changed), encoding="utf-8")
                outcome = validate([copy], articles)
                assert [problem.line for problem in outcome.problems] == [number], line
                broken += 1
        assert broken > 20
