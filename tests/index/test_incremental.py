"""An index that was brought up to date step by step holds the rows of one that is made at once."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest

from dronewatch import corpus, engine, index, resolve, settings
from dronewatch.index import build, entities
from dronewatch.model import Article, Span, TaggedArticle
from dronewatch.resolve import joins, naming

# An article is lines of what it names: label|words|the fullest name in the article|what a list calls it, if any.
LINES = [
    "PERSON|Jean Martin|Jean Martin",
    "PERSON|Martin|Jean Martin",
    "PERSON|Martin|Martin",
    "PERSON|Jeanne Martin|Jeanne Martin",
    "PERSON|Jean Martyn|Jean Martyn",
    "PERSON|Élise Aubry-Lenoir|Élise Aubry-Lenoir",
    "PERSON|Elise Aubry Lenoir|Elise Aubry Lenoir",
    "PERSON|Aubry-Lenoir|Aubry-Lenoir",
    "ORGANIZATION|Confédération générale du travail|Confédération générale du travail",
    "ORGANIZATION|CGT|Confédération générale du travail",
    "ORGANIZATION|CGT|CGT",
    "ORGANIZATION|Confédération générale du travai|Confédération générale du travai",
    "COMPANY|Parrot|Parrot",
    "COMPANY|PARROT|PARROT",
    "MINISTRY|ministère de la Santé|ministère de la Santé",
    "LOCATION|Kaboul|Kaboul",
    "LOCATION|Paris|Paris|Paris",
    "LOCATION|Afghanistan|Afghanistan|Afghanistan",
    "MINISTRY|Santé|Santé|ministère de la Santé",
    "ROLE|ministre de l'Éducation|ministre de l'Éducation",
    "ROLE|ministre de l'Éducation nationale|ministre de l'Éducation nationale",
    "PUBLIC_BODY|Parlement|Parlement|Parlement",
    "PUBLIC_BODY|ARS|ARS",
    "PERSON|Martin Dupond|Martin Dupond",
    "PERSON|Jean-Luc Martin|Jean-Luc Martin",
    "PERSON|Jean Luc Martin|Jean Luc Martin",
]
DECISIONS = [
    "",
    "- merge: [Parrot]\n  into: PARROT\n  label: COMPANY\n",
    "- relabel: Kaboul\n  label: LOCATION\n  to: COMPANY\n",
    "- split: Martin\n  from: Jean Martin\n  label: PERSON\n",
]
TABLES = {
    "entities": "SELECT id, label, name, folded, sections, called FROM entities",
    "variants": "SELECT a.name, l.local, v.label, v.key, v.name, v.names, v.canonical FROM locals AS l"
    " JOIN articles AS a ON a.id = l.article LEFT JOIN variants AS v ON v.id = l.variant",
    "unused": "SELECT id FROM variants EXCEPT SELECT variant FROM locals",
    "names": "SELECT * FROM names",
    "merges": "SELECT * FROM merges",
    "counts": "SELECT c.entity, c.sections, c.label, c.mentions, c.articles, a.name, c.first_start"
    " FROM counts AS c JOIN articles AS a ON a.id = c.first_article",
    "locals": "SELECT a.name, l.local, l.label, l.name, l.canonical, l.entity"
    " FROM locals AS l JOIN articles AS a ON a.id = l.article",
    "places": "SELECT a.name, p.place FROM places AS p LEFT JOIN articles AS a ON a.id = p.article",
    "lost": "SELECT * FROM lost",
    "lessened": "SELECT * FROM lessened",
    "spans": "SELECT article, file, line, start, label, entity FROM spans",
}


def _tag(articles: Iterable[Article], **_: Any) -> Iterator[TaggedArticle]:
    for article in articles:
        at, spans = 0, []
        for line in article.text.splitlines(keepends=True):
            label, words, entity, *listed = line.strip().split("|")
            start = at + len(label) + 1
            section = "comment" if label == "LOCATION" else "body"
            name = listed[0] if listed else None
            spans.append(Span(start, start + len(words), words, label, "test", None, name, section, entity))
            at += len(line)
        yield TaggedArticle(article, corpus.sections(article.text, article.title), tuple(spans))


def _rows(folder: Path, name: str) -> dict[str, list[Any]]:
    found = settings.load(folder, {"DRONEWATCH_INDEX": str(folder / name)}, corpus=[str(folder / "articles")])
    connection: sqlite3.Connection = index.open(found)
    try:
        return {table: sorted(connection.execute(query), key=repr) for table, query in TABLES.items()}
    finally:
        connection.close()


@pytest.mark.parametrize("seed", range(24))
def test_step_by_step_or_at_once(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entities, "_FEW", 0.25 if seed % 2 else 2)  # now and then, or always, as if it were few
    monkeypatch.setattr(resolve, "tag", _tag)
    monkeypatch.setattr(engine, "fingerprint", lambda options: "0" * 32)
    monkeypatch.setattr(build, "_KEPT", seed % 4)  # files are read once or twice
    chance = random.Random(seed)
    articles = tmp_path / "articles"
    articles.mkdir()
    (tmp_path / "data").mkdir()
    for step in range(8):
        for _ in range(chance.choice([1, 1, 2, 5])):
            file = articles / f"{chance.randrange(9)}.txt"
            if file.exists() and chance.random() < 0.3:
                file.unlink()
            else:
                file.write_text("\n".join(chance.choices(LINES, k=chance.randrange(1, 7))) + "\n", encoding="utf-8")
        if not any(articles.iterdir()):
            (articles / "0.txt").write_text(LINES[0])
        if chance.random() < 0.4:
            (tmp_path / "data" / "entities.yaml").write_text(chance.choice(DECISIONS))
        assert _rows(tmp_path, "steps.sqlite") == _rows(tmp_path, f"once{step}.sqlite")


def test_only_what_comes_out_otherwise_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resolve, "tag", _tag)
    monkeypatch.setattr(engine, "fingerprint", lambda options: "0" * 32)
    (tmp_path / "articles").mkdir()
    for number, line in enumerate(LINES):
        (tmp_path / "articles" / f"{number}.txt").write_text(line)
    _rows(tmp_path, "index.sqlite")
    made: list[str] = []
    named = naming.named
    monkeypatch.setattr(naming, "named", lambda *said: [made.append(named(*said).name), named(*said)][1])
    (tmp_path / "articles" / "new.txt").write_text("PERSON|Jeanne Martin|Jeanne Martin")
    _rows(tmp_path, "index.sqlite")
    assert made == ["Jeanne Martin"]
    made.clear()
    monkeypatch.setattr(engine, "resolver", lambda: "another")
    before = _rows(tmp_path, "index.sqlite")
    assert len(made) == len(before["entities"])
    assert _rows(tmp_path, "index.sqlite") == before


def test_two_ids_that_are_the_same_by_chance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resolve, "tag", _tag)
    monkeypatch.setattr(engine, "fingerprint", lambda options: "0" * 32)
    monkeypatch.setattr(naming, "_id", lambda node: f"{len(node[1]) % 3:012x}")
    (tmp_path / "articles").mkdir()
    for number, line in enumerate(LINES):
        (tmp_path / "articles" / f"{number}.txt").write_text(line)
        steps = _rows(tmp_path, "steps.sqlite")
    assert steps == _rows(tmp_path, "once.sqlite")
    assert len({row[0] for row in steps["entities"]}) == len(steps["entities"]) > 3


def test_a_few_changed_articles_are_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resolve, "tag", _tag)
    monkeypatch.setattr(engine, "fingerprint", lambda options: "0" * 32)
    reads: list[int] = []
    read = corpus.read_changed
    monkeypatch.setattr(
        corpus, "read_changed", lambda files, *rest, **more: [reads.append(len(files)), read(files, *rest, **more)][1]
    )
    (tmp_path / "articles").mkdir()
    for name in "abc":
        (tmp_path / "articles" / f"{name}.txt").write_text(LINES[0])
    assert len(_rows(tmp_path, "index.sqlite")["places"]) == 3
    assert reads == [3]
    monkeypatch.setattr(build, "_KEPT", 0)
    (tmp_path / "articles" / "d.txt").write_text(LINES[1])
    _rows(tmp_path, "index.sqlite")
    assert reads[1:] in ([1, 1], [4, 4])  # files just written are read once more


# Names that have much in common: whatever comes or goes decides about others.
FIRST = ["Jean", "Jeanne", "Marie", "Mario", "Henri", "Henry", "Parker", "J", "Jean-Luc", "Napoléon", "Charlotte"]
SURNAMES = ["Delpech", "Delpuech", "Martin", "Parker", "Aeschlimann", "Aeschliman", "Le Pen", "Vasseur", "Napoléon"]
BODIES = ["Comission européenne", "Commission européenne", "Commission europenne", "Commission européene"]
LONG = ["Union des pilotes", "Union de la presse", "Union du personnel", "Unité de police"]
OFFICES = ["ministre de la Santé", "ministre de la Santé publique", "ministre de la Santé nationale", "préfet"]
OFFICES += ["ministre de l'Économie et des Finances", "ministre des Finances", "ministre de l'Économie"]
PAPERS = ["Kervo Presse", "KervoPresse", "Ker vopresse", "Kervo-Presse"]


def _line(chance: random.Random) -> str:
    kind = chance.randrange(7)
    if kind < 2:
        full = f"{chance.choice(FIRST)} {chance.choice(SURNAMES)}"
        said = chance.choice([full, full, full.partition(" ")[2]])
        return f"PERSON|{said}|{full}" + ("|Jean Martin" if full == "Jean Martin" and chance.random() < 0.3 else "")
    if kind == 2:
        surname = chance.choice(SURNAMES)
        return f"PERSON|{surname}|{surname}" + ("|Napoléon Ier" if surname == "Napoléon" else "")
    if kind == 3:
        body = chance.choice(BODIES)
        return f"ORGANIZATION|{body}|{body}" + ("|Commission" if chance.random() < 0.05 else "")
    if kind == 4:
        long, short = chance.choice(LONG), chance.choice(["UP", "UDP", "UPPP"])
        return f"ORGANIZATION|{short}|{chance.choice([short, long])}"
    if kind == 5:
        paper = chance.choice(PAPERS)
        return f"MEDIA|{paper}|{paper}" + chance.choice(["", "", "|Kervo"])
    office = chance.choice(OFFICES)
    return f"{chance.choice(['ROLE', 'MINISTRY'])}|{office}|{office}"


@pytest.mark.parametrize("seed", range(30))
def test_few_names_change_among_many(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entities, "_FEW", 2)
    monkeypatch.setattr(resolve, "tag", _tag)
    monkeypatch.setattr(engine, "fingerprint", lambda options: "0" * 32)
    monkeypatch.setattr(joins, "BLOCK", chance.choice([2, 3, 50]) if (chance := random.Random(seed)) else 0)
    if seed % 3 == 0:  # now and then two ids are one
        ids = chance.choice([3, 50, 1000])
        monkeypatch.setattr(naming, "_id", lambda node: f"{crc32(repr(node).encode()) % ids:012x}")
    (tmp_path / "articles").mkdir()

    def write(number: int) -> None:
        lines = [_line(chance) for _ in range(chance.randrange(1, 5))]
        (tmp_path / "articles" / f"{number}.txt").write_text("\n".join(dict.fromkeys(lines)) + "\n", encoding="utf-8")

    for number in range(chance.choice([5, 20, 60])):
        write(number)
    _rows(tmp_path, "steps.sqlite")
    nearby = []
    rebuild = entities._rebuild_nearby
    monkeypatch.setattr(
        entities, "_rebuild_nearby", lambda connection: [done := rebuild(connection), nearby.append(done)][0]
    )
    for step in range(6):
        for _ in range(chance.choice([1, 1, 2, 4])):
            number = chance.randrange(70)
            file = tmp_path / "articles" / f"{number}.txt"
            if file.exists() and chance.random() < 0.4:
                file.unlink()
            elif file.exists() and chance.random() < 0.4:  # the same names elsewhere, one of them more often
                said = file.read_text(encoding="utf-8").splitlines()
                file.write_text("\n".join([said[-1], *said]) + "\n", encoding="utf-8")
            else:
                write(number)
        (tmp_path / "articles" / "0.txt").touch()
        assert _rows(tmp_path, "steps.sqlite") == _rows(tmp_path, f"once{step}.sqlite")
    assert nearby.count(True) == len(nearby) > 0
