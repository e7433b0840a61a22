"""Web pages, and the exports of Europresse and Factiva."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.corpus import exports, samples

from dronewatch import corpus
from dronewatch.errors import DronewatchError
from dronewatch.model import Article

LINKS = "<html><head><title>Le Test : l’actualité</title></head><body><main>" + "".join(
    f"<h2><a href='/{n}'>La ville numéro {n} achète {n + 3} drones</a></h2><ul><li><a href='/b{n}'>Lire plus</a></ul>"
    for n in range(20)
)


def read(path: Path, **options) -> tuple[list[Article], list[str]]:
    problems: list[DronewatchError] = []
    return list(corpus.read([path], on_error=problems.append, **options)), [str(problem) for problem in problems]


def page(folder: Path, content: str | bytes, name: str = "x.html") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


# --- pages


def test_a_page_is_its_article(tmp_path):
    (article,), problems = read(path := page(tmp_path, samples.PAGE))
    assert problems == []
    assert article.text.splitlines()[0] == "Nîmes achète des drones"
    assert "12 000 euros" in article.text.replace("\u00a0", " ")
    assert not any(word in article.text for word in ("Accueil", "abonner", "droits réservés", "&nbsp;", "<p>"))
    assert (article.id, article.file, article.record) == ("x", str(path), None)
    assert article.date == "2019-04-12"
    assert (article.publisher, article.url) == ("Le Test", "https://letest.example/nimes")
    assert article.title == "Nîmes achète des drones"
    assert corpus.sections(article.text, article.title)[0].kind == "title"


def test_a_title_outside_the_article_is_set_above_its_text(tmp_path):
    html = samples.PAGE.replace("<h1>Nîmes achète des drones</h1>", "").replace(
        "<nav>", "<header><h1>Nîmes achète des drones</h1></header><nav>"
    )
    (article,), _ = read(page(tmp_path, html))
    assert article.text.startswith("Nîmes achète des drones\n")
    assert article.text.count("Nîmes achète des drones") == 1


def test_corpus_yaml_goes_before_what_the_page_says(tmp_path):
    page(tmp_path, samples.PAGE)
    (tmp_path / "corpus.yaml").write_text("articles:\n  - {file: x.html, id: a, publisher: Q, published: 2020}\n")
    (article,), problems = read(tmp_path)
    assert problems == []
    assert (article.id, article.publisher, article.date, article.url) == (
        *("a", "Q", "2020"),
        "https://letest.example/nimes",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "iso8859-15", "utf-16"])
@pytest.mark.parametrize("named", [True, False])
def test_every_encoding(tmp_path, encoding, named):
    html = samples.PAGE.replace('"utf-8"', f'"{encoding}"') if named else samples.PAGE.replace('charset="utf-8"', "")
    html = html.replace("’", "'") if encoding == "iso8859-15" else html
    (article,), problems = read(page(tmp_path, html.encode(encoding), "x.htm"))
    assert problems == []
    assert "Nîmes a acheté" in article.text
    assert ("l'on se félicite" if encoding == "iso8859-15" else "l’on se félicite") in article.text


@pytest.mark.parametrize(
    ("html", "problem"),
    [
        (b"", "is no HTML page"),
        (b"   \n", "is no HTML page"),
        (b"<html><body><ul><li><a href=/a>A</a></li></ul></body></html>", "no article was found in the page"),
        (LINKS.encode(), "no article was found in the page"),
        (b"<html><body><script>fill()</script></body></html>", "no article was found in the page"),
        (b"\x89PNG\r\n\x1a\n\0\0", "is a PNG image, not a text"),
        (b"<html>\n\0\0\0", "is a binary file, not a text"),
        (b"<html><body>" + b"<p>Nimes.</p>" * 50_000, "the page has more than 50000 elements"),
        (b"<!-- only a comment -->", "is no HTML page"),
        (b"<!--" + b" " * 2_000_000, "is no HTML page"),
        (b"<div>" * 100_000 + "Trois drones à Nîmes.".encode(), ""),
        (b"<p>" + b"<b>" * 50_000 + b"x" + b"</b>" * 50_000, ""),
        (b"<html><head><meta charset='nonsense'></head><body>", "no article was found in the page"),
        (b"\xff\xfe<\0h\0", ""),
        (samples.PAGE[:300].encode(), "no article was found in the page"),
    ],
)
def test_a_page_without_an_article_is_reported_and_the_others_read(tmp_path, html, problem, caplog, capfd):
    (tmp_path / "a.txt").write_text("x")
    path = page(tmp_path, html)
    (tmp_path / "z.txt").write_text("x")
    articles, problems = read(tmp_path)
    assert [article.id for article in articles if article.id != "x"] == ["a", "z"]
    assert len(articles) == 3 or (len(problems) == 1 and problems[0].startswith(f"{path}"))
    assert not problem or problem in problems[0]
    assert capfd.readouterr() == ("", "")  # the libraries keep quiet


def test_the_libraries_do_not_speak_for_themselves(tmp_path):
    read(page(tmp_path, "<html><body></body></html>"))
    assert logging.getLogger("trafilatura").handlers


@given(
    st.lists(st.sampled_from(["<p>", "</p>", "<div>", "<table><tr>", "<td>", "é", "Trois drones. ", "<!--", "&", "<"]))
)
def test_no_page_is_more_than_a_problem(tmp_path_factory, parts):
    articles, problems = read(page(tmp_path_factory.mktemp("page"), "<html><body>" + "".join(parts)))
    assert len(articles) + len(problems) == 1


def test_a_library_that_is_missing_is_named_once_and_the_others_are_read(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("x")
    for name in ("b.html", "c.html"):
        page(tmp_path, samples.PAGE, name)
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    monkeypatch.setattr("dronewatch.corpus.discover.find_spec", lambda name: None)
    articles, problems = read(tmp_path)
    assert [article.id for article in articles] == ["a"]
    hint = "pip install 'dronewatch[html]'; without it all such files are left out"
    assert problems == [f"{tmp_path / 'b.html'}: reading html needs trafilatura ({hint})"]


# --- Europresse


@pytest.mark.parametrize("options", [{}, {"input_format": "europresse"}])
def test_europresse(tmp_path, options):
    path = page(tmp_path, exports.EUROPRESSE.format(date="Thursday, January 3, 2019 - 05:30:00 UTC"))
    articles, problems = read(path, **options)
    assert problems == [f"{path}:3: the article has no text"]
    assert [(a.id, a.record, a.title, a.date, a.publisher, a.url) for a in articles] == [
        ("news·20190412·LT·1234_0001", 1, "Nîmes achète des drones", "2019-04-12", "Le Test", None),
        ("x-2", 2, "Deuxième article", "2019-01-03", "L'Essai", None),
    ]
    assert articles[0].text == (
        "Nîmes achète des drones\n\nLa ville a acheté trois drones pour 12\u00a0000\u00a0€."
        "\nElle en voulait\ncinq & plus."
    )
    assert articles[0].metadata == {
        "publication": "Le Test, no. 1234",
        "header": "Économie, vendredi 12 avril 2019 536 mots, p. 7",
        "subtitle": "Un sous-titre",
        "author": "Jeanne Martin",
        "copyright": "© 2019 Le Test. Tous droits réservés.",
    }
    assert corpus.sections(articles[0].text, articles[0].title)[0].kind == "title"


def test_a_date_of_europresse_that_is_none(tmp_path):
    path = page(tmp_path, exports.EUROPRESSE.format(date="Hors-série"))
    articles, problems = read(path)
    assert [article.date for article in articles] == ["2019-04-12", None]
    assert problems[1].startswith(f"{path}:2: “Hors-série” is no date")


def test_an_export_that_is_none(tmp_path):
    path = page(tmp_path, samples.PAGE.replace("article", "section"))
    for name, word in (("europresse", "Europresse"), ("factiva", "Factiva")):
        articles, (problem,) = read(path, input_format=name)
        assert articles == []
        assert problem.startswith(f"{path}: holds no article of a {word} export (in {word}, select")


def test_a_folder_read_as_an_export(tmp_path):
    page(tmp_path, exports.FACTIVA_TABLE)
    (tmp_path / "a.txt").write_text("x")
    assert [article.publisher for article in read(tmp_path, input_format="factiva")[0]] == ["Le Test"]


# --- Factiva


@pytest.mark.parametrize("options", [{}, {"input_format": "factiva"}])
def test_factiva_as_a_table(tmp_path, options):
    path = page(tmp_path, exports.FACTIVA_TABLE)
    assert read(path, **options) == (
        [
            Article(
                "LETEST0020111229e7ct0001r",
                "Nîmes achète des drones\n\nLa ville a acheté trois drones.\nPour 12 000 €.\nFin.",
                *(str(path), 1, "Nîmes achète des drones", "2011-12-29", "Le Test"),
                metadata={
                    "date": "29 décembre 2011",
                    "section": "Économie",
                    "author": "Jeanne Martin",
                    "words": "295 mots",
                    "time": "15:32",
                    "source code": "LETEST",
                    "RE": "fra : France",
                },
            )
        ],
        [],
    )


def test_factiva_as_it_is_displayed(tmp_path):
    first, second = read(page(tmp_path, exports.FACTIVA_PLAIN))[0]
    assert (first.id, first.title, first.date, first.publisher) == (
        *("LETEST0020111229e7ct0001r", "Nîmes achète des drones"),
        *("2011-12-29", "Le Test"),
    )
    assert first.text == "Nîmes achète des drones\n\nLa ville a acheté trois drones.\nPour 12 000 €."
    assert first.metadata == {
        "date": "29 décembre 2011",
        "author": "Jeanne Martin",
        "words": "295 mots",
        "time": "15:32",
        "source code": "LETEST",
        "page": "12",
        "language": "Français",
        "copyright": "© 2011 Le Test. Tous droits réservés.",
    }
    assert (second.record, second.date, second.publisher, second.text) == (
        *(2, "2012-01-02", "The Test"),
        "Second one\n\nTwo drones.",
    )


def test_a_day_of_factiva_that_is_none_is_said_and_costs_nothing_else(tmp_path):
    articles, problems = read(page(tmp_path, exports.FACTIVA_PLAIN.replace("29 décembre 2011", "30 février 2011")))
    first, second = articles
    assert (first.date, first.publisher, second.date) == (None, "Le Test", "2012-01-02")
    assert len(problems) == 1
    assert "x.html:1: “30 février 2011” is no date" in problems[0]
