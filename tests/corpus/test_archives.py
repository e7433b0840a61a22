"""ZIP files: read like a folder, without unpacking; what is made to do harm is left alone."""

from __future__ import annotations

import io
import json
import warnings
import zipfile
from pathlib import Path

import pytest
from tests.corpus import samples

from dronewatch import corpus
from dronewatch.errors import DataError, DronewatchError
from dronewatch.model import Article


def read(*paths: Path | str, **options) -> tuple[list[Article], list[str]]:
    problems: list[DronewatchError] = []
    return list(corpus.read(paths, on_error=problems.append, **options)), [str(problem) for problem in problems]


def archive(folder: Path, members: dict[str, str | bytes], name: str = "x.zip") -> Path:
    path = folder / name
    path.write_bytes(samples.zipped(members))
    return path


def test_members_are_read_by_name_like_the_files_of_a_folder(tmp_path):
    path = archive(
        tmp_path,
        {
            "b.txt": "Bé.",
            "sub/a.txt": "A.",
            "c.jsonl": json.dumps({"id": "c1", "text": "C."}) + "\n",
            "d.csv": "texte\nD.\n",
            "e.parquet": samples.parquet([samples.ROW]),
            "f.html": samples.PAGE,
            "sub/": "",
            **dict.fromkeys(["__MACOSX/._a.txt", ".hidden.txt", "README.md", "image.png", ".corpus.yaml"], "no"),
        },
    )
    articles, problems = read(tmp_path)
    assert problems == []
    assert [(a.id, a.file.removeprefix(f"{path}!"), a.record) for a in articles] == [
        ("b", "b.txt", None),
        ("c1", "c.jsonl", 1),
        ("d-2", "d.csv", 2),
        ("r1", "e.parquet", 1),
        ("f", "f.html", None),
        ("a", "sub/a.txt", None),
    ]
    assert read(path)[0] == articles == read(path, path, tmp_path)[0]
    sources = corpus.files([path])
    assert [source.size for source in sources][:2] == [4, 27]
    assert [article.id for article in corpus.read(sources)] == [article.id for article in articles]
    assert [a.id for a in corpus.read([sources[5], sources[0]])] == ["a", "b"]


def test_columns_and_corpus_yaml_hold_for_members_too(tmp_path):
    archive(tmp_path, {"a.csv": "X,Y\nun,deux\n", "b.txt": "B."})
    (tmp_path / "corpus.yaml").write_text(
        "columns: {text: X}\narticles:\n  - {id: b, title: Le B}\n  - {file: x.zip!a.csv, publisher: P}\n"
    )
    articles, problems = read(tmp_path)
    assert problems == []
    assert [(a.text, a.title, a.publisher) for a in articles] == [("un", None, "P"), ("B.", "Le B", None)]
    assert read(tmp_path / "x.zip", columns={"text": "Y"})[0][0].text == "deux"


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("../x.txt", "its name leads out of the ZIP file"),
        ("a/../../x.txt", "its name leads out of the ZIP file"),
        ("/etc/x.txt", "its name leads out of the ZIP file"),
        ("C:\\x.txt", "its name leads out of the ZIP file"),
        ("inner.zip", "is a ZIP file within a ZIP file (unpack the outer one)"),
    ],
)
def test_a_member_that_is_refused_leaves_the_others(tmp_path, name, problem):
    path = archive(tmp_path, {name: samples.zipped({"y.txt": "y"}), "good.txt": "Trois."})
    articles, problems = read(path)
    assert [article.id for article in articles] == ["good"]
    assert len(problems) == 1
    assert problems[0].startswith(f"{path}!")
    assert problem in problems[0]


def test_a_bomb_is_left_alone(tmp_path, monkeypatch):
    path = archive(tmp_path, {"big.txt": b"0" * (20 << 20), "a.txt": "Trois."})
    articles, problems = read(path)
    assert articles == []
    assert "would unpack to 20 MB" in problems[0]
    assert "times its size, and was left alone (unpack it yourself if you trust it)" in problems[0]
    monkeypatch.setattr("dronewatch.corpus.archive.MAX_MEMBER", 1 << 20)
    path = archive(tmp_path, {"big.txt": bytes(range(256)) * (8 << 10), "a.txt": "Trois."})
    articles, problems = read(path)
    assert [article.id for article in articles] == ["a"]
    assert problems[0].startswith(f"{path}!big.txt: would unpack to 2 MB")


def test_an_encrypted_member_is_said(tmp_path):
    path = archive(tmp_path, {"a.txt": "Trois.", "b.txt": "Quatre."})
    data = bytearray(path.read_bytes())
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(sign) + flags] |= 1
    path.write_bytes(bytes(data))
    articles, problems = read(path)
    assert [article.id for article in articles] == ["b"]
    assert problems == [f"{path}!a.txt: is encrypted (unpack it yourself, with its password)"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        b"no ZIP",
        samples.zipped({"a.txt": "Trois."})[:-10],
        samples.zipped({"a.txt": "x" * 99})[40:],
    ],
)
def test_a_damaged_file_is_reported_and_the_others_read(tmp_path, data):
    (tmp_path / "a.txt").write_text("x")
    path = tmp_path / "m.zip"
    path.write_bytes(data)
    articles, problems = read(tmp_path)
    assert [article.id for article in articles] == ["a"]
    assert len(problems) == 1
    assert problems[0].startswith(f"{path}")
    with pytest.raises(DataError):
        list(corpus.read([path]))


def test_a_damaged_member_is_reported_and_the_others_read(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as file:
        file.writestr("a.txt", "Trois drones.")
        file.writestr("b.txt", "Quatre.")
    path = tmp_path / "x.zip"
    path.write_bytes(out.getvalue().replace(b"Trois drones.", b"Trois dromes."))
    articles, problems = read(path)
    assert [article.id for article in articles] == ["b"]
    assert problems == [f"{path}!a.txt: the ZIP file is damaged or none (fetch or pack it again)"]


def test_a_name_given_twice_and_one_with_accents(tmp_path):
    path = tmp_path / "x.zip"
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w") as file:
        warnings.simplefilter("ignore")
        for text in ("premier", "second"):
            file.writestr("été.txt", text)
    articles, problems = read(path)
    assert problems == []
    assert [(article.id, article.text) for article in articles] == [("été", "second")]


def test_an_archive_without_articles(tmp_path):
    path = archive(tmp_path, {"image.png": b"x", "sub/": ""})
    assert read(path)[0] == []
    assert read(path)[1][0].startswith(f"{path}: the ZIP file holds no articles (read are .txt, .md")


def test_only_the_list_of_contents_is_read_again_for_each_archive(tmp_path, monkeypatch):
    path = archive(tmp_path, {f"{n:03}.txt": str(n) for n in range(50)})
    sources = corpus.files([path])
    opened = []
    original = zipfile.ZipFile.__init__
    monkeypatch.setattr(zipfile.ZipFile, "__init__", lambda self, *a, **k: opened.append(1) or original(self, *a, **k))
    assert len(list(corpus.read(sources))) == 50
    assert len(opened) == 1


@pytest.mark.parametrize("folder", ["", "presse/"])
def test_a_corpus_yaml_in_a_zip_file_describes_what_lies_beside_it(tmp_path, folder):
    yaml = "articles:\n  - {file: 2019/a.txt, title: Le A, date: 12 avril 2019}\n  - {id: b, publisher: P}\n"
    archive(
        tmp_path, {f"{folder}corpus.yaml": yaml, f"{folder}2019/a.txt": "A.", f"{folder}b.txt": "B.", "z.txt": "Z."}
    )
    (tmp_path / "corpus.yaml").write_text("articles:\n  - {id: z, publisher: outer}\n")
    articles, problems = read(tmp_path)
    assert problems == []
    found = {a.id: (a.title, a.date, a.publisher) for a in articles}
    assert found["a"] == ("Le A", "2019-04-12", None)
    assert found["b"] == (None, None, "P")
    assert found["z"] == (None, None, "outer" if folder else None)


def test_a_wrong_corpus_yaml_in_a_zip_file_is_said(tmp_path):
    path = archive(tmp_path, {"corpus.yaml": "articles: 3\n", "a.txt": "A."})
    articles, problems = read(path)
    assert [article.id for article in articles] == ["a"]
    assert problems == [f"{path}!corpus.yaml:1: “articles” must be a list, one article an entry"]
    path = archive(tmp_path, {"corpus.yaml": b"\xff\xe9", "a.txt": "A."})
    assert read(path)[1] == [f"{path}!corpus.yaml: is not UTF-8 (save it as UTF-8)"]
