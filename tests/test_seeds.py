"""The shipped corpus says what its sources say, with their typography, and says it itself: no quotation in it."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml

PARROT, TENDER, PARIS, CAMERAS, ASNIERES = IDS = (
    "000_parrot-police",
    "001_appel-offres-drones",
    "002_mahjoubi-paris",
    "003_cameras-pietons",
    "004_asnieres-drones",
)

# Where the navigation, the appeal for support or the readers' comments after an article's body begin, there and here.
AFTER_BODY = ("📍", "Comment pouvez-vous nous aider", "Comment nous aider", "Commentaires (")
BEFORE_BODY = "Passer au contenu\n"

NUMBER = re.compile(r"\d+(?:[ \u00a0\u202f.,]\d+)*")
CAPITAL = r"(?:[A-ZÀ-ÖØ-Þ][\w-]*\w|[A-Z]\.)"
NAME = re.compile(rf"(?<![\w-]){CAPITAL}(?: {CAPITAL})*")
SENTENCE_START = re.compile(r"(?:^|[.!?:…«“]\s?)\Z", re.MULTILINE)

FACTS = {
    PARROT: (
        "Il y a 3 mois", "US Army", "armée américaine", "565 appareils volants", "Hexagone", "Conseil d’État",
        "Christophe Castaner, Ministre de l’Intérieur", "police parisienne", "police américaine", "DJI",
        "Henry Seydoux", "Henri Seydoux", "armées suisses et anglaises", "gouvernement français",
    ),
    TENDER: (
        "plusieurs centaines de drones", "le 12 avril dernier", "3,55 millions d’euros", "une quinzaine de localités",
        "plusieurs dizaines de milliers de fois", "Trois lots", "second semestre 2019", "ministère de l’Intérieur",
        "– 1,8 million d’euros", "– 1,58 million d’euros", "– 175 000 €", "66 drones de capacité nationale",
        "565 micro-drones du quotidien", "20 nano-drones spécialisés", "Franceinfo", "Facebook", "BFM Tech",
        "Epoch Times", "bulletin officiel des annonces de marchés publics", "« gilets-jaunes »", "droits de l'homme",
        "C'est",
    ),
    PARIS: (
        "Mounir Mahjoubi", "ancien secrétaire d'État chargé du Numérique", "ex-secrétaire d'État", "mairie de Paris",
        "Journal du Dimanche (JDD)", "240 drones", "20 000 boutons d'appel d'urgence", "240 quartiers",
        "une dizaine de rues", "24 heures sur 24", "près de 4 millions d'euros", "boutons d’urgence", " - , ",
        "préfecture de police", "Lidar", "postes. ajoutant", "Big Brother...", "© PXhere",
    ),
    CAMERAS: (
        "2,4 millions d’euros", "plus de 10 000 « caméras-piétons »", "5 000 appareils", "5 400 à la police nationale",
        "Allwan Security, une entreprise angevine", "l’horizon 2019", "BFM Business", "Ouest-France", "GPS", "août",
        "CNIL", "ministère de l’Intérieur", "d'origine chinoise", "sénateurs", "sapeurs-pompiers", " – ",
    ),
    ASNIERES: (
        "86.000 habitants", "depuis deux ans", "Ce mardi", "2016", "« ville pilote »", "Manuel Aeschliman",
        "maire Les Républicains", "Asnières-sur-Seine", "Hauts-de-Seine", "Amazon", "Philip K. Dick", "Figaro",
        "ministre de l'Intérieur, Christophe Castaner", "« zones difficiles d'accès »", "préfecture de police de Paris",
        "Commission nationale de l'informatique et des libertés (Cnil)", "Euro de foot", "A noter", "évènements",
        "commission départementale de vidéoprotection", "ville.L’idée", "Asnières.Selon",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def corpus(root: Path) -> dict[str, Any]:
    loaded = yaml.safe_load((root / "seeds/corpus.yaml").read_text("utf-8"))
    assert isinstance(loaded, dict)
    return loaded


@pytest.fixture(scope="module")
def texts(root: Path) -> dict[str, str]:
    return {path.stem: path.read_bytes().decode("utf-8") for path in sorted((root / "seeds").glob("*.txt"))}


@pytest.fixture(scope="module")
def sources(corpus: dict[str, Any], shared: Path) -> dict[str, str]:
    """The source article's text under the id of ours, its hash checked first."""
    found = {}
    for entry in corpus["articles"]:
        content = (shared / "seeds" / entry["based_on"]["file"]).read_bytes()
        assert sha256(content).hexdigest() == entry["based_on"]["sha256"]
        found[entry["id"]] = content.decode("utf-8")
    return found


def told(text: str) -> str:
    """Title and body of one of these articles, ours or a source: what stands before readers and site have their say."""
    lines = text.removeprefix(BEFORE_BODY).split("\n")
    end = next((number for number, line in enumerate(lines) if line.startswith(AFTER_BODY)), len(lines))
    return "\n".join(lines[:end])


def names(text: str) -> set[str]:
    """Runs of capitalised words; a word whose capital may be that of the sentence does not count."""
    found = set()
    for match in NAME.finditer(text):
        name = match[0]
        if SENTENCE_START.search(text[: match.start()]):
            name = name.partition(" ")[2]
        if name:
            found.add(name)
    return found


def apostrophes_and_blanks(text: str) -> set[str]:
    return set(re.findall(r"['’“”«»–…€©]|[^\S ]", text))


def test_corpus_yaml_and_files_agree(corpus: dict[str, Any], texts: dict[str, str], root: Path) -> None:
    assert corpus["licence"] == "CC0-1.0"
    assert "SPDX-License-Identifier: CC0-1.0" in (root / "seeds/LICENSE").read_text("utf-8")
    assert [entry["id"] for entry in corpus["articles"]] == list(texts) == list(IDS)
    for entry in corpus["articles"]:
        assert set(entry) == {"id", "file", "title", "published", "based_on"}
        assert entry["file"] == f"{entry['id']}.txt"
        assert entry["title"] and entry["published"] is None
        assert set(entry["based_on"]) == {"file", "sha256", "publisher"}
        assert entry["based_on"]["file"][:4] == entry["id"][:4]
        assert re.fullmatch("[0-9a-f]{64}", entry["based_on"]["sha256"])


def test_only_publishers_that_the_sources_name(corpus: dict[str, Any], sources: dict[str, str]) -> None:
    publishers = {entry["id"]: entry["based_on"]["publisher"] for entry in corpus["articles"]}
    assert publishers == {PARROT: "Presse-citron", TENDER: "Epoch Times", PARIS: None, CAMERAS: None, ASNIERES: None}
    assert all(publisher in sources[key] for key, publisher in publishers.items() if publisher)


@pytest.mark.parametrize(("key", "fact"), [(key, fact) for key, facts in FACTS.items() for fact in facts])
def test_fact(texts: dict[str, str], key: str, fact: str) -> None:
    assert fact in texts[key]


@pytest.mark.parametrize("key", IDS)
def test_every_number_of_the_source_and_no_other(texts: dict[str, str], sources: dict[str, str], key: str) -> None:
    assert set(NUMBER.findall(told(texts[key]))) == set(NUMBER.findall(told(sources[key])))


@pytest.mark.parametrize("key", IDS)
def test_every_name_of_the_source(texts: dict[str, str], sources: dict[str, str], key: str) -> None:
    expected = names(told(sources[key]))
    assert len(expected) >= 5
    assert {name for name in expected if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", texts[key])} == set()


@pytest.mark.parametrize("key", IDS)
def test_typography_of_the_source(texts: dict[str, str], sources: dict[str, str], key: str) -> None:
    assert apostrophes_and_blanks(texts[key]) == apostrophes_and_blanks(sources[key])
    assert texts[key].endswith("\n") == sources[key].endswith("\n")


@pytest.mark.parametrize("key", IDS)
def test_about_as_long_as_the_source(texts: dict[str, str], sources: dict[str, str], key: str) -> None:
    assert 0.85 <= len(texts[key]) / len(sources[key]) <= 1.15


@pytest.mark.parametrize("key", IDS)
def test_quotation_marks_hold_terms_only(texts: dict[str, str], key: str) -> None:
    quoted = re.findall(r"[«“]([^»”]*)[»”]", texts[key])
    assert len(quoted) == len(re.findall(r"[«»“”]", texts[key])) / 2
    assert all(len(passage.split()) <= 3 for passage in quoted)
    assert '"' not in texts[key].replace('<img data-src=" />', "")


def test_site_noise_around_the_article_on_parrot(texts: dict[str, str]) -> None:
    lines = texts[PARROT].split("\n")
    assert lines[0] == "Passer au contenu"
    for line in ("Newsletter 🍋", "Cliquer pour commenter", "Laisser un commentaire"):
        assert line in lines
    assert any(line.startswith("📍 Pour ne manquer aucune actualité") for line in lines)
    assert any(line.startswith("Abonnez-vous") for line in lines)
    assert lines[-1].startswith("Votre adresse e-mail ne sera pas publiée.") and lines[-1].endswith("*")
    assert texts[PARROT].count("\u00a0:") == 1


@pytest.mark.parametrize(("key", "times"), [(PARROT, 1), (TENDER, 0), (PARIS, 2), (CAMERAS, 3), (ASNIERES, 0)])
def test_the_title_stands_as_often_as_in_the_source(
    corpus: dict[str, Any], texts: dict[str, str], key: str, times: int
) -> None:
    (title,) = (entry["title"] for entry in corpus["articles"] if entry["id"] == key)
    assert texts[key].split("\n").count(title) == times


def test_six_comments_with_their_noise(texts: dict[str, str]) -> None:
    lines = texts[CAMERAS].split("\n")
    comments = lines[lines.index("Commentaires (6)") + 1 :]
    assert comments[-1] == "Fermer"
    noise = '<img data-src=" />'
    quoted = [line for line in comments if line.endswith(noise) and comments.count(line) == 2]
    assert len(set(quoted)) == 1
    assert sum(noise in line for line in comments) == 3
    assert sum(line.endswith("a écrit :") for line in comments) == 1
    assert sum(line.startswith("  • ") for line in comments) == 2
    assert any(line.startswith("    ") and line.strip() for line in comments)


def test_sentences_glued_without_a_space(texts: dict[str, str]) -> None:
    assert len(re.findall(r"[a-zé]\.[A-Z]", texts[ASNIERES])) == 4


def test_no_empty_paragraph_between_lines_where_the_source_has_none(texts: dict[str, str]) -> None:
    assert "\n\n" not in texts[TENDER] + texts[ASNIERES]
