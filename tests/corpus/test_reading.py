"""Articles from files, folders, globs and streams; what goes wrong with one leaves the others be."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
import threading
import tracemalloc
from pathlib import Path

import pytest
from tests.corpus import samples

from dronewatch import corpus
from dronewatch.corpus.identity import Places
from dronewatch.errors import DataError, DronewatchError, UsageError
from dronewatch.model import Article

TEXT = "L’État a acheté 3 drones.\r\n\r\nOù ? À Nîmes.\n"


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    return path


def read(*paths, **options) -> tuple[list[Article], list[str]]:
    """The articles, and the problems as users see them."""
    problems: list[DronewatchError] = []
    articles = list(corpus.read(paths, on_error=problems.append, **options))
    return articles, [str(problem) for problem in problems]


def ids(*paths, **options) -> list[str]:
    articles, problems = read(*paths, **options)
    assert problems == []
    return [article.id for article in articles]


# --- where articles come from


def test_a_folder_gives_its_articles_by_name_and_nothing_else(tmp_path):
    for name in ("b.txt", "a.txt", "sub/c.txt", "sub/deep/d.TXT", "é.txt"):
        write(tmp_path / name, "Trois drones.")
    for name in (".hidden.txt", ".git/x.txt", "README.txt", "LICENSE", "notes.doc", "image.png", "corpus.yaml"):
        write(tmp_path / name, "articles: []")
    assert ids(tmp_path) == ["a", "b", "c", "d", "é"]
    assert ids(str(tmp_path) + "/") == ["a", "b", "c", "d", "é"]


def test_globs(tmp_path):
    for name in ("a.txt", "b.txt", "sub/c.txt", "sub/d.jsonl", "corpus.yaml", "notes.doc"):
        write(tmp_path / name, '{"id": "d", "text": ""}' if name == "sub/d.jsonl" else "articles: []")
    assert ids(tmp_path / "*.txt") == ["a", "b"]
    assert ids(f"{tmp_path}/**/*.txt") == ["a", "b", "c"]
    assert ids(f"{tmp_path}/**") == ["a", "b", "c", "d"]
    assert ids(f"{tmp_path}/[b-c].txt") == ["b"]
    assert ids(*sorted(tmp_path.glob("[!n]*"))) == ["a", "b", "c", "d"]  # as a shell would expand it


def test_a_name_with_glob_characters_is_a_name_first(tmp_path):
    write(tmp_path / "a[1].txt", "x")
    write(tmp_path / "a1.txt", "x")
    assert ids(tmp_path / "a[1].txt") == ["a[1]"]


def test_a_file_reached_twice_is_read_once(tmp_path):
    write(tmp_path / "a.txt", "x")
    write(tmp_path / "b.txt", "x")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    assert ids(tmp_path / "b.txt", tmp_path, f"{tmp_path}/*.txt") == ["b", "a"]


def test_links_to_folders_are_followed_and_loops_end(tmp_path):
    write(tmp_path / "real" / "a.txt", "x")
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "link").symlink_to(tmp_path / "real")
    (tmp_path / "real" / "loop").symlink_to(tmp_path / "corpus")
    assert ids(tmp_path / "corpus") == ["a"]


def test_the_text_is_what_was_read(tmp_path):
    for name, encoding in (("a", "utf-8-sig"), ("b", "utf-16"), ("c", "cp1252"), ("d", "utf-8")):
        write(tmp_path / f"{name}.txt", TEXT.encode(encoding))
    write(tmp_path / "e.txt.gz", gzip.compress(TEXT.encode()))
    articles, _ = read(tmp_path)
    assert [(article.id, article.text) for article in articles] == [(name, TEXT) for name in "abcde"]
    assert articles[0].file == str(tmp_path / "a.txt")
    assert articles[0].record is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("suffix", [".jsonl", ".ndjson", ".jsonl.gz"])
def test_jsonl_in_every_encoding(tmp_path, encoding, suffix):
    records = [{"id": str(n), "text": TEXT * n} for n in range(3)]
    data = "".join(json.dumps(record, ensure_ascii=False) + "\r\n" for record in records).encode(encoding)
    path = write(tmp_path / f"x{suffix}", gzip.compress(data) if suffix.endswith("gz") else data)
    articles, problems = read(path)
    assert problems == []
    assert [(article.id, article.text, article.record) for article in articles] == [
        (record["id"], record["text"], number) for number, record in enumerate(records, 1)
    ]


def test_fields_of_a_record(tmp_path):
    record = {
        "id": 7,
        "text": "x",
        "title": "T",
        "date": "2020-04-12T10:00:00Z",
        "publisher": "P",
        "url": "https://example.org",
        "tags": ["a"],
        "score": float("nan"),
    }
    path = write(tmp_path / "x.jsonl", json.dumps(record) + '\n\n{"text": "y", "title": null, "date": "12 avril 2020"}')
    (first, second), _ = read(path)
    assert first == Article(
        "7",
        "x",
        str(path),
        1,
        "T",
        "2020-04-12",
        "P",
        "https://example.org",
        {"date": record["date"], "tags": ["a"], "score": None},
    )
    assert second == Article("x-3", "y", str(path), 3, date="2020-04-12", metadata={"date": "12 avril 2020"})


def test_a_lone_surrogate_survives_and_can_be_written_as_json(tmp_path):
    path = write(tmp_path / "x.jsonl", '{"id": "a", "text": "\\ud800 3 drones \\ud83d\\ude81"}')
    (article,), _ = read(path)
    assert article.text == "\ud800 3 drones 🚁"
    assert len(article.sha256) == 64
    line = json.dumps(article.text, ensure_ascii=False).encode("utf-8", "backslashreplace")
    assert json.loads(line.decode("utf-8")) == article.text


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(
    ("data", "options", "expected"),
    [
        (b"Trois drones.", {}, [("stdin", "Trois drones.", None)]),
        (b'\xef\xbb\xbf {"id": "a", "text": "b"}\n{"text": "c"}', {}, [("a", "b", 1), ("stdin-2", "c", 2)]),
        (b'{"id": "a", "text": "b"}', {"input_format": "text"}, [("stdin", '{"id": "a", "text": "b"}', None)]),
        ('{"text": "é"}'.encode("utf-16"), {}, [("stdin-1", "é", 1)]),
        (b"", {}, [("stdin", "", None)]),
        (b"", {"input_format": "jsonl"}, []),
    ],
)
def test_standard_input(monkeypatch, data, options, expected, packed):
    stream = io.BytesIO(gzip.compress(data) if packed else data)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stream))
    articles, problems = read("-", **options)
    assert problems == []
    assert [(article.id, article.text, article.record) for article in articles] == expected
    assert all(article.file == "-" for article in articles)
    assert not stream.closed


def test_standard_input_is_answered_line_by_line():
    code = "from dronewatch import corpus\nfor a in corpus.read(['-']): print(a.id, flush=True)"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdin and child.stdout
        for number in range(3):
            child.stdin.write(b'{"id": "%d", "text": "x"}\n' % number)
            child.stdin.flush()
            assert child.stdout.readline() == b"%d\n" % number


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_known_by_its_first_bytes(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    thread = threading.Thread(target=write, args=(tmp_path / "pipe", '{"id": "a", "text": "b"}\n'))
    thread.start()
    assert ids(tmp_path / "pipe") == ["a"]
    thread.join()


def test_an_explicit_format_overrides_the_suffix(tmp_path):
    named = write(tmp_path / "a.asc", '{"id": "z", "text": "b"}')
    write(tmp_path / "b.jsonl", '{"id": "y", "text": "b"}')
    write(tmp_path / "c.txt", "c")
    assert ids(named, input_format="text") == ["a"]
    assert ids(named, input_format="jsonl") == ["z"]
    assert ids(tmp_path, input_format="jsonl") == ["y"]
    with pytest.raises(
        UsageError, match=r"unknown input format “pdf” \(there are auto, text, markdown, jsonl, csv, .*\)"
    ):
        list(corpus.read([tmp_path], input_format="pdf"))


# --- corpus.yaml


def test_corpus_yaml_describes_the_files_of_its_folder_and_below(tmp_path):
    for name in ("a.txt", "b.txt", "sub/c.txt", "d.jsonl"):
        write(tmp_path / name, '{"id": "d1", "text": "x"}\n{"id": "d2", "text": "y", "publisher": "Q"}')
    write(
        tmp_path / "corpus.yaml",
        """licence: CC0-1.0
articles:
  - {id: first, file: a.txt, title: T, published: 2020-04-12, publisher: null, based_on: {file: z.txt}}
  - {id: b, title: "B : le titre", date: 2020}
  - {id: third, file: sub/c.txt, url: "https://example.org"}
  - {file: d.jsonl, publisher: P, title: not for records}
""",
    )
    articles, problems = read(tmp_path)
    assert problems == []
    fields = [(a.id, a.title, a.date, a.publisher, a.url, dict(a.metadata)) for a in articles]
    assert fields == [
        ("first", "T", "2020-04-12", None, None, {"based_on": {"file": "z.txt"}}),
        ("b", "B : le titre", "2020", None, None, {}),
        ("d1", None, None, "P", None, {}),
        ("d2", None, None, "Q", None, {}),
        ("third", None, None, None, "https://example.org", {}),
    ]
    (source,) = corpus.files([tmp_path / "a.txt"])
    assert [article.id for article in corpus.read([source])] == ["first"]


@pytest.mark.parametrize(
    ("yaml", "problem"),
    [
        ("articles:\n - {id: a\n", "corpus.yaml:3: is not valid YAML"),
        ("articles:\n - {id: a}\n - {title: x}\n", "corpus.yaml:3: the entry has neither “id” nor “file”"),
        ("articles:\n - a.txt\n", "corpus.yaml:2: an entry must have keys"),
        ("articles: 3\n", "corpus.yaml:1: “articles” must be a list"),
        ("titles: []\n", "corpus.yaml:1: has no key “articles”"),
        ("articles:\n - {id: [a]}\n", "corpus.yaml:2: “id” must be a text"),
        ("articles:\n - {id: a}\n - {id: a}\n", "corpus.yaml:3: “a” is listed twice, first in line 2"),
        ("articles:\n - {id: a, id: b}\n", "corpus.yaml:2: “id” is given twice"),
        ("articles:\n - &x {id: a}\n - *x\n", "corpus.yaml:3: aliases (*x) are not read"),
        ("articles:\n - {id: gone, file: gone.txt}\n", "corpus.yaml:2: lists gone.txt, which is not there"),
    ],
)
def test_a_wrong_corpus_yaml_is_reported_and_the_articles_served(tmp_path, yaml, problem):
    write(tmp_path / "a.txt", "x")
    write(tmp_path / "corpus.yaml", yaml)
    articles, problems = read(tmp_path)
    assert [article.id for article in articles] == ["a"]
    assert len(problems) == 1
    assert problem in problems[0]


def test_a_lost_file_is_no_matter_to_one_who_reads_another(tmp_path):
    write(tmp_path / "a.txt", "x")
    write(tmp_path / "corpus.yaml", "articles:\n - {id: gone, file: gone.txt}\n - {id: b, file: a.txt}\n")
    assert ids(tmp_path / "a.txt") == ["b"]


# --- ids


def test_a_clash_names_both_files(tmp_path):
    one, two = write(tmp_path / "one" / "a.txt", "x"), write(tmp_path / "two" / "a.txt", "y")
    articles, problems = read(tmp_path)
    assert [article.text for article in articles] == ["x"]
    assert problems == [f"{two}: the id “a” is taken by {one} (rename one, or give it an id in corpus.yaml)"]
    with pytest.raises(DataError, match="the id “a” is taken by"):
        list(corpus.read([tmp_path]))


def test_a_clash_of_records_names_both_lines(tmp_path):
    path = write(tmp_path / "x.jsonl", '{"id": "1", "text": ""}\n{"id": 1, "text": ""}\n{"id": "2", "text": ""}')
    articles, problems = read(path)
    assert [article.id for article in articles] == ["1", "2"]
    assert problems == [f"{path}:2: the id “1” is taken by {path}:1 (give each article its own)"]


def test_places_keep_apart_many_ids_in_little_memory():
    places = Places()
    tracemalloc.start()
    assert all(places.add(f"id-{n}", n % 7, n) is None for n in range(20_000))
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size < 60 * 20_000
    assert [places.add(f"id-{n}", 0, 0) for n in (0, 1, 777, 19_999)] == [(n % 7, n) for n in (0, 1, 777, 19_999)]


# --- what goes wrong


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b'{"id": "a"}', "the record has no “text”, only id"),
        (b"{}", "the record has no “text”, only no key"),
        (b'{"text": 3}', "“text” must be a string, this is a number"),
        (b'{"text": null}', "“text” must be a string, this is null"),
        (b'{"text": "x", "id": ["a"]}', "“id” must be a string, this is a list"),
        (b'{"text": "x", "id": true}', "“id” must be a string, this is true or false"),
        (b'{"text": "x", "id": ""}', "“id” must be a string, this is empty"),
        (b'{"text": "x", "id": "\\u001b[31m"}', "“id” holds a control character"),
        (b'["text"]', "a record must be an object {…}, this is a list"),
        (b'{"text": "x"', "is not valid JSON: Expecting ',' delimiter, column 13"),
        (b"{'text': 'x'}", "is not valid JSON"),
        (b'{"text": "\xc3\xa9t\xc3\xa9 \xe9"}', "the line is damaged UTF-8: byte 17 (0xE9)"),
        (b'{"text": "x", "n": ' + b"9" * 5000 + b"}", "a number is too long"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"text": "a\0b"}', "is not valid JSON: Invalid control character"),
    ],
)
def test_a_broken_record_is_reported_with_its_line_and_the_others_served(tmp_path, line, problem):
    path = write(tmp_path / "x.jsonl", b'{"id": "a1", "text": "x"}\n' + line + b'\n{"id": "a3", "text": "x"}\n')
    articles, problems = read(path)
    assert [article.id for article in articles] == ["a1", "a3"]
    assert len(problems) == 1
    assert problems[0].startswith(f"{path}:2: ")
    assert problem in problems[0]
    with pytest.raises(DataError, match=r"x\.jsonl:2: "):
        list(corpus.read([path]))


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("b.txt", b"%PDF-1.4", ": is a PDF, not a text (only text can be read)"),
        ("b.txt", b"un\ndeux\0", ":2: is a binary file, not a text: it holds a zero byte"),
        ("b.txt", "été\nà".encode() + b"\xff", ":2: is damaged UTF-8: byte 9 (0xFF) cannot be read (save it as UTF-8)"),
        ("b.txt.gz", gzip.compress(b"x" * 999)[:-9], ": the gzip file is damaged or cut off (fetch or pack it again)"),
        ("b.jsonl.gz", b"\x1f\x8b\x08\x00broken", ": the gzip file is damaged or cut off"),
        ("b.jsonl", '{"text": "é"}'.encode("utf-16") + b"\x00\xd8", ":1: is not valid UTF-16-LE"),
    ],
)
def test_a_broken_file_is_reported_and_the_others_served(tmp_path, name, data, problem):
    write(tmp_path / "a.txt", "x")
    path = write(tmp_path / name, data)
    write(tmp_path / "c.txt", "x")
    articles, problems = read(tmp_path)
    assert [article.id for article in articles] == ["a", "c"]
    assert len(problems) == 1
    assert problems[0].startswith(f"{path}{problem}")


def test_records_before_the_cut_of_a_gzip_file_are_served(tmp_path):
    lines = b"".join(b'{"id": "%d", "text": "x"}\n' % n for n in range(50_000))
    path = write(tmp_path / "x.jsonl.gz", gzip.compress(lines)[:-1000])
    articles, problems = read(path)
    assert len(articles) > 1000
    assert problems == [f"{path}: the gzip file is damaged or cut off (fetch or pack it again)"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_or_folder_without_permission_is_reported(tmp_path):
    write(tmp_path / "a.txt", "x")
    write(tmp_path / "b.txt", "x").chmod(0)
    write(tmp_path / "c" / "c.txt", "x").parent.chmod(0)
    articles, problems = read(tmp_path)
    (tmp_path / "c").chmod(0o700)
    assert [article.id for article in articles] == ["a"]
    assert sorted(problems) == [
        f"{tmp_path / name}: cannot be read: Permission denied (check its permissions)" for name in ("b.txt", "c")
    ]


def test_a_file_that_cannot_be_opened_is_reported(tmp_path, monkeypatch):
    write(tmp_path / "a.txt", "x")
    write(tmp_path / "b.txt", "x")
    opened = Path.open

    def refuse(self, *arguments):
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return opened(self, *arguments)

    monkeypatch.setattr(Path, "open", refuse)
    articles, problems = read(tmp_path)
    assert [article.id for article in articles] == ["b"]
    assert problems == [f"{tmp_path / 'a.txt'}: cannot be read: Permission denied (check its permissions)"]


def test_a_broken_link_is_reported(tmp_path):
    write(tmp_path / "a.txt", "x")
    (tmp_path / "b.txt").symlink_to(tmp_path / "nowhere")
    articles, problems = read(tmp_path)
    assert [article.id for article in articles] == ["a"]
    assert problems == [f"{tmp_path / 'b.txt'}: cannot be read: No such file or directory (is it a broken link?)"]


def test_a_file_name_that_is_no_text_is_reported(tmp_path):
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xe9.txt")).write_text("x")
    except (OSError, UnicodeError):
        pytest.skip("this file system takes UTF-8 names only")
    write(tmp_path / "a.txt", "x")
    articles, problems = read(tmp_path)
    assert [article.id for article in articles] == ["a"]
    assert problems == [f"{tmp_path}/\\xe9.txt: the file's name is not UTF-8 (rename it)"]


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("artcles", r"there is no such file or folder \(did you mean .*articles\?\)"),
        ("zzz", r"there is no such file or folder \(looked in "),
        ("no/such/thing", r"there is no such file or folder \(there is no folder "),
        ("*.xyz", r"the pattern matches no file"),
    ],
)
def test_a_path_that_is_not_there(tmp_path, path, problem):
    write(tmp_path / "articles" / "a.txt", "x")
    with pytest.raises(UsageError, match=problem):
        list(corpus.read([tmp_path / path]))
    with pytest.raises(UsageError, match=problem):
        corpus.files([tmp_path / path])


def test_a_folder_without_articles_says_what_is_read(tmp_path):
    write(tmp_path / "notes.doc", "x")
    hint = r"the folder holds no articles \(read are \.txt, \.md, .*\.zip, also with \.gz\)"
    with pytest.raises(DataError, match=hint):
        corpus.files([tmp_path])
    with pytest.raises(DataError, match=r"read are \.txt, also with \.gz"):
        corpus.files([tmp_path], input_format="text")


def test_a_file_of_no_known_format_says_what_to_do(tmp_path):
    with pytest.raises(DataError, match=r"is of no format known by its suffix .*--input-format"):
        corpus.files([write(tmp_path / "a.docx", "x")])


# --- size


def test_a_large_file_never_sits_in_memory(tmp_path):
    line = json.dumps({"text": "Trois drones pour la ville. " * 400}).encode() + b"\n"
    path = tmp_path / "x.jsonl"
    with path.open("wb") as stream:
        for _ in range(4000):
            stream.write(line)
    assert path.stat().st_size > 40_000_000
    tracemalloc.start()
    count = sum(1 for _ in corpus.read([path]))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 4000
    assert peak < 2_000_000


def test_reading_is_lazy(tmp_path):
    path = write(tmp_path / "x.jsonl", '{"id": "a", "text": "x"}\n' + "{broken\n" * 10)
    assert next(corpus.read([path])).id == "a"


def test_a_line_of_50_mb(tmp_path):
    text = "3 drones à 1 500 € 🚁 " * 2_000_000
    path = write(tmp_path / "x.jsonl", json.dumps({"id": "a", "text": text}, ensure_ascii=False))
    assert path.stat().st_size > 50_000_000
    (article,), _ = read(path)
    assert article.text == text


def test_a_line_beyond_the_limit_is_passed_over(tmp_path, monkeypatch):
    monkeypatch.setattr("dronewatch.corpus.lines.MAX_BYTES", 1 << 20)
    lines = ['{"id": "a", "text": "x"}', json.dumps({"id": "b", "text": "x" * (3 << 20)}), '{"id": "c", "text": "x"}']
    path = write(tmp_path / "x.jsonl", "\n".join(lines))
    articles, problems = read(path)
    assert [(article.id, article.record) for article in articles] == [("a", 1), ("c", 3)]
    assert problems == [f"{path}:2: the line is longer than 1 MB (is it one JSON object a line?)"]


def test_a_text_beyond_the_limit_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("dronewatch.corpus.source.MAX_BYTES", 1 << 20)
    path = write(tmp_path / "x.txt.gz", gzip.compress(b"x" * (5 << 20)))
    _, problems = read(path)
    assert problems == [f"{path}: is longer than 1 MB (split it, or make it JSONL with one article a line)"]


# --- files and the seam


def test_files_tell_what_freshness_needs_without_reading(tmp_path):
    path = write(tmp_path / "a.txt", b"\xff\xfe broken")
    (source,) = corpus.files([tmp_path])
    stat = path.stat()
    assert (source.path, source.size, source.mtime_ns) == (str(path), stat.st_size, stat.st_mtime_ns)
    assert (source.format, source.catalogue, source.folder) == ("text", None, str(tmp_path))
    catalogue = write(tmp_path / "corpus.yaml", "{broken")
    os.utime(catalogue, ns=(0, stat.st_mtime_ns + 5))
    (source,) = corpus.files([tmp_path])
    assert (source.catalogue, source.mtime_ns) == (str(catalogue), stat.st_mtime_ns + 5)


def test_files_are_the_same_whatever_the_file_system_says_first(tmp_path):
    for name in ("z/1.txt", "a/2.txt", "m.txt", "a.txt", "b.jsonl"):
        write(tmp_path / name, "x")
    names = [str(Path(source.path).relative_to(tmp_path)) for source in corpus.files([tmp_path])]
    assert names == ["a/2.txt", "a.txt", "b.jsonl", "m.txt", "z/1.txt"]


def test_every_reader_reads(tmp_path):
    for suffix, reader in corpus.READERS.items():
        assert suffix == suffix.lower()
        assert corpus.FORMATS[reader.format] == reader
        write(tmp_path / f"a-{suffix[1:]}{suffix}", samples.sample(suffix))
    assert len(ids(tmp_path)) == len(corpus.READERS)


def test_reading_utf8_imports_nothing_heavy(tmp_path):
    write(tmp_path / "a.txt", TEXT)
    code = (
        "import sys; from dronewatch import corpus; list(corpus.read([sys.argv[1]])); "
        "print([name for name in ('yaml', 'charset_normalizer', 'spacy', 'pandas', 'rich') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


def test_the_source_articles_and_the_news(shared):
    articles = list(corpus.read([shared / "seeds"]))
    assert [article.id[:3] for article in articles] == ["000", "001", "002", "003", "004"]
    for article in articles:
        assert article.text == Path(article.file).read_bytes().decode("utf-8-sig")
    assert sum(1 for _ in corpus.read([shared / "news" / "train.jsonl"])) == 800


def test_the_shipped_articles(root):
    articles = list(corpus.read([root / "seeds"]))
    assert len(articles) == 5
    assert all(article.title and article.date is None and article.publisher is None for article in articles)
    assert all(set(article.metadata) == {"based_on"} for article in articles)
