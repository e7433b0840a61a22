"""Markdown: text as it stands, front matter as metadata, headings as titles."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dronewatch import corpus
from dronewatch.corpus import frontmatter
from dronewatch.errors import DronewatchError
from dronewatch.model import Article

NOTE = """---
title: "Nîmes : trois drones"
date: 12 avril 2019
publisher: Le Test
url: https://letest.example/nimes
tags: [drones, police]
---

# Nîmes : trois drones

La ville a acheté **3 drones** pour 12 000 €, et en voulait cinq au printemps de cette année, selon la mairie.
"""


def read(path: Path) -> tuple[list[Article], list[str]]:
    problems: list[DronewatchError] = []
    return list(corpus.read([path], on_error=problems.append)), [str(problem) for problem in problems]


def note(folder: Path, content: str, name: str = "a.md") -> Path:
    path = folder / name
    path.write_bytes(content.encode())
    return path


def kinds(article: Article) -> list[tuple[str, str]]:
    return [(s.kind, article.text[s.start : s.end].strip()) for s in corpus.sections(article.text, article.title)]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_front_matter_describes_the_article_and_is_no_part_of_it(tmp_path, newline):
    path = note(tmp_path, NOTE.replace("\n", newline))
    (article,), problems = read(path)
    assert problems == []
    assert article.text == NOTE.replace("\n", newline)
    assert (article.id, article.title, article.date) == ("a", "Nîmes : trois drones", "2019-04-12")
    assert (article.publisher, article.url) == ("Le Test", "https://letest.example/nimes")
    assert article.metadata == {"date": "12 avril 2019", "tags": ["drones", "police"]}
    (head, title, body) = kinds(article)
    assert head[0] == "promo"
    assert head[1].endswith("---")
    assert title == ("title", "# Nîmes : trois drones")
    assert body[0] == "body"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Un titre\n\nTexte.", "Un titre"),
        ("# Un titre ##\n\nTexte.", "Un titre"),
        ("Un titre\n========\n\nTexte.", "Un titre"),
        ("Chapeau.\n\n## Deux\n\n# Un titre\n", "Un titre"),
        ("```\n# no\n```\nTexte.", None),
        ("#hashtag\n\nTexte.", None),
        ("Texte seul.", None),
        ("---\ntitle: Celui-ci\n---\n# Un autre\n", "Celui-ci"),
        ("---\ntags: [a]\n---\n# Celui-ci\n", "Celui-ci"),
    ],
)
def test_titles(tmp_path, text, title):
    assert read(note(tmp_path, text))[0][0].title == title


@pytest.mark.parametrize(
    "text",
    [
        "---\nUn texte sous un trait.\n---\nSuite.",
        "---\n",
        "---",
        "",
        "----\ntitle: x\n---\n",
        "---\ntitle: sans fin\n",
    ],
)
def test_a_rule_is_no_front_matter(text):
    assert frontmatter.end(text) == 0


def test_front_matter_that_is_no_yaml_is_reported_and_the_article_read(tmp_path):
    text = "---\ntitle: Un\nurl: [a\n---\n# Titre\n"
    (article,), problems = read(path := note(tmp_path, text))
    assert (article.text, article.title) == (text, "Titre")
    assert problems[0].startswith(f"{path}:")
    assert "is not valid YAML" in problems[0]


def test_corpus_yaml_goes_before_the_front_matter(tmp_path):
    note(tmp_path, NOTE)
    (tmp_path / "corpus.yaml").write_text("articles:\n  - {id: a, publisher: Q, date: 2020}\n")
    (article,), problems = read(tmp_path)
    assert problems == []
    assert (article.publisher, article.date, article.url) == ("Q", "2020", "https://letest.example/nimes")


@given(st.text(alphabet="-a:# \n\r[]", max_size=60).map(lambda text: "---\n" + text))
def test_whatever_stands_there_is_cut_into_sections_without_gaps(text):
    found = corpus.sections(text)
    assert "".join(text[part.start : part.end] for part in found) == text
    assert 0 <= frontmatter.end(text) <= len(text)
    assert frontmatter.heading(text) != ""
