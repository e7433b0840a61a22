"""Sections: of invented pages line by line, of the source articles, and none of ordinary news lost."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dronewatch import corpus
from dronewatch.model import SECTIONS

PARAGRAPH = (
    "Le conseil municipal a voté lundi soir l’achat de trois drones, livrés avant l’été à la police de la ville."
)
OTHER = "L’opposition juge la dépense inutile et demande que la commission de sécurité se réunisse avant la rentrée."


def kinds(text: str, title: str | None = None) -> list[tuple[str, str]]:
    """Each line that is not blank with the kind of its section."""
    parts = corpus.sections(text, title)
    found, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            found.append((next(part.kind for part in parts if part.start <= at < part.end), line.strip()))
        at += len(line)
    return found


def kind_of(line: str, *, before: str = PARAGRAPH, after: str = OTHER) -> str:
    """What a line within an article is taken for."""
    text = f"{before}\n\n{line}\n\n{after}\n"
    return next(kind for kind, found in kinds(text) if found == line.strip())


@pytest.mark.parametrize(
    "line",
    [
        "Passer au contenu",
        "Aller directement au contenu principal",
        "Accueil > Société > Police",
        "Partager sur Facebook",
        "Facebook Twitter WhatsApp",
        "Partager cet article",
        "Publicité",
        "La suite après la publicité",
        "Temps de lecture : 3 min",
        "Lecture 2 min.",
        "Réservé aux abonnés",
        "Il vous reste 72 % de cet article à lire.",
        "Newsletter 🍋",
        "📍 Pour ne manquer aucune actualité de notre région, suivez-nous sur Google Actualités.",
        "Pour ne rien rater, abonnez-vous à notre chaîne WhatsApp",
        "Abonnez-vous pour lire la suite, à partir de 1 € par mois",
        "Inscrivez-vous à notre newsletter",
        "Suivez toute l’actualité de votre ville",
        "Suivez Le Courrier sur Facebook",
        "À lire aussi : la vidéosurveillance progresse",
        "Lire aussi - Les drones de la gendarmerie",
        ">> LIRE AUSSI : les drones de la gendarmerie",
        "A voir également : notre reportage",
        "Lire notre dossier : la police et ses drones",
        "Crédit photo : Jean Dupuis",
        "Crédits : Jean Dupuis / Le Courrier",
        "Illustration : © Photothèque",
        "Photo d’illustration AFP",
        "© Jean Dupuis",
        "Publié le 12 avril 2020 à 10h30",
        "Publié le 12/04/2020 à 10:30, mis à jour le 13/04/2020 à 8:05",
        "Par Anne Petit - Publié le 3 mai 2021 à 18h",
        "Mis à jour il y a 3 heures",
        "Votre adresse e-mail ne sera pas publiée. Tous les champs marqués d’un astérisque sont obligatoires *",
        "Ce site utilise des cookies pour améliorer votre expérience",
        "En poursuivant votre navigation, vous acceptez nos conditions d’utilisation",
        "Tout accepter",
        "Tous droits réservés",
        "Cliquer pour commenter",
        "Tags : drones, police, vidéosurveillance",
        "Vous avez repéré une erreur ? Écrivez-nous",
        "Les commentaires sont fermés.",
        "Il vous reste 76.41% de cet article à lire. La suite est réservée aux abonnés.",
        "Envie de tout savoir sur la sécurité ? Abonnez-vous à notre newsletter !",
        "Nous et nos 12 partenaires utilisons des cookies",
        "En vous inscrivant, vous acceptez nos conditions",
        "(Crédits : Jean Dupuis)",
        "Article précédent : le budget voté",
        "Écouter l’article 3 min",
    ],
)
def test_what_sites_print_around_an_article_is_promo(line):
    assert kind_of(line) == "promo"
    assert kind_of(line.upper()) == "promo"
    assert kind_of(line.replace("’", "'")) == "promo"


@pytest.mark.parametrize(
    "line",
    [
        "« Abonnez-vous à notre page », répète le maire à ses administrés",
        "Voir là où les caméras fixes ne voient rien",
        "Suivre les suspects depuis le ciel",
        "Les réactions",
        "RÉACTIONS",
        "Une réponse à la crise",
        "3 réponses à vos questions",
        "Un avis sur tout",
        "Photo : le maire devant ses trois drones, mardi à la mairie",
        "– 1,8 million d’euros pour 565 appareils",
        "Partager les images avec la police",
        "Publié au Journal officiel, le décret fixe à 12 le nombre de drones",
        "Publicité : la mairie paie 12 000 euros",
        "Un commentaire du préfet",
        "Pour ne rien manquer, les agents se relaient jour et nuit",
        "Comment nous protéger des drones ?",
        "Soutenez-vous la mesure ?",
        "La commune a besoin de vous",
        "Recevez-vous des drones ?",
        "Retour au calme",
        "Données personnelles : la Cnil saisie de 3 plaintes",
        "Le site de la mairie déposait 12 cookies sans rien demander.",
        "En cliquant sur le lien, la victime a perdu 3 000 euros.",
        "Signaler un drone à la gendarmerie",
        "Vidéo : le maire s’explique",
    ],
)
def test_what_an_article_says_stays_body(line):
    assert kind_of(line) == "body"


def test_a_title_counts_once_however_often_it_is_repeated():
    title = "La ville achète 3 drones pour 12 000 €"
    text = f"{title}\r\n\r\n{title}\r\n\r\n{title.upper()}\r\n\r\n{PARAGRAPH}\r\n{title}\r\n{OTHER}\r\n"
    assert [kind for kind, _ in kinds(text)] == ["title", "promo", "promo", "body", "promo", "body"]


def test_a_first_line_that_stands_alone_is_a_title_unless_another_is_known():
    text = f"La ville achète trois drones\n\n{PARAGRAPH}\n"
    assert kinds(text)[0][0] == "title"
    assert kinds(text, "Sécurité : trois drones de plus")[0][0] == "body"
    assert kinds(text, "LA VILLE ACHETE TROIS DRONES !")[0][0] == "title"


@pytest.mark.parametrize(
    "first",
    ["La ville achète trois drones.", "La ville achète :", "- trois drones", PARAGRAPH, "***", "La ville achète,"],
)
def test_a_line_that_does_not_look_like_a_title_is_none(first):
    assert kinds(f"{first}\n\n{OTHER}\n")[0][0] == "body"


@pytest.mark.parametrize("text", ["12 drones", "Pour 3,5 M€", "12 drones\n\n", "\n \n12 drones"])
def test_a_text_of_one_line_is_body(text):
    assert {part.kind for part in corpus.sections(text)} == {"body"}


def test_navigation_before_the_title_is_passed_over():
    text = f"Passer au contenu\nMenu\nAccueil > Ville\n\nTrois drones ici\n\nPublié le 3 mai 2021\n\n{PARAGRAPH}\n"
    assert [kind for kind, _ in kinds(text)] == ["promo", "promo", "promo", "title", "promo", "body"]


def test_a_paragraph_that_comes_again_is_promo():
    assert [kind for kind, _ in kinds(f"{PARAGRAPH}\n\n{OTHER}\n\n{PARAGRAPH}\n")] == ["body", "body", "promo"]


@pytest.mark.parametrize(
    "heading",
    [
        "Commentaires (6)",
        "Laisser un commentaire",
        "6 commentaires",
        "Commentaires",
        "Vos réactions",
        "2 réflexions sur « Trois drones pour la ville »",
        "Réagir à cet article",
        "Ajouter un commentaire",
    ],
)
def test_comments_reach_to_the_end(heading):
    text = (
        f"{PARAGRAPH}\n\n{OTHER}\n\n{OTHER[:-1]} enfin.\n\n{heading}\n\nBravo, 12 drones !\n\n{PARAGRAPH}\n\nFermer\n"
    )
    assert [kind for kind, _ in kinds(text)] == ["body"] * 3 + ["comment"] * 4


@pytest.mark.parametrize("counter", ["Laisser un commentaire", "12 commentaires", "Commentaires (6)"])
def test_a_link_to_the_comments_above_the_article_hides_nothing(counter):
    text = f"Trois drones pour la ville\n\n{counter}\n\n{PARAGRAPH}\n\n{OTHER}\n"
    assert [kind for kind, _ in kinds(text)] == ["title", "promo", "body", "body"]


def test_a_notice_above_the_article_is_not_its_beginning():
    notice = (
        "Nous et nos 12 partenaires utilisons des cookies pour mesurer l’audience et adapter la publicité affichée."
    )
    text = f"{notice}\n\nTrois drones pour la ville\n\nLaisser un commentaire\n\n{PARAGRAPH}\n"
    assert [kind for kind, _ in kinds(text)] == ["promo", "title", "promo", "body"]


def test_short_lines_that_come_again_are_no_title():
    assert {kind for kind, _ in kinds("Total\n12 drones\nTotal\n13 drones\n")} == {"body"}


def test_a_bare_counter_after_the_lead_hides_nothing():
    text = f"Trois drones pour la ville\n\n{PARAGRAPH}\n\n12 commentaires\n\n{OTHER}\n"
    assert [kind for kind, _ in kinds(text)] == ["title", "body", "promo", "body"]


def test_links_below_read_also():
    links = "Les drones de la gendarmerie\n\nUn budget de 3 M€ en débat\n\n"
    within = f"{PARAGRAPH}\n\nLire aussi\n\n{links}Un vote serré\n\n{OTHER}\n"
    assert [kind for kind, _ in kinds(within)] == ["body", "promo", "promo", "promo", "body", "body"]
    at_the_end = f"{PARAGRAPH}\n\n{OTHER}\n\nSur le même sujet :\n\n{links}"
    assert [kind for kind, _ in kinds(at_the_end)] == ["body", "body", "promo", "promo", "promo"]


def test_an_appeal_for_support_goes_with_the_paragraphs_that_make_it():
    appeal = "Notre rédaction vit de vos abonnements et de vos dons. Votre soutien garde notre journal indépendant."
    for heading in (
        "Comment pouvez-vous nous aider ?",
        "Soutenez-nous !",
        "Faites un don",
        "Vous appréciez nos articles ?",
    ):
        text = f"{PARAGRAPH}\n{heading}\n{appeal}\n"
        assert [kind for kind, _ in kinds(text)] == ["body", "promo", "promo"], heading
    assert [kind for kind, _ in kinds(f"{PARAGRAPH}\n{appeal}\n")] == ["body", "promo"]
    assert [kind for kind, _ in kinds(f"{PARAGRAPH}\nSoutenez notre presse\n{OTHER}\n")] == ["body", "body", "body"]
    assert [kind for kind, _ in kinds(f"{PARAGRAPH}\n« {appeal} », a lancé la directrice.\n")] == ["body", "body"]


LINE = st.sampled_from(
    [PARAGRAPH, OTHER, "", " ", "Lire aussi", "Commentaires (6)", "Menu", "Un titre", "Faites un don", "***", "é", "🍋"]
) | st.text(max_size=40)
TEXT = st.lists(LINE, max_size=12).flatmap(
    lambda lines: st.sampled_from(["\n", "\r\n", "\r", "\n\n"]).map(lambda b: b.join(lines))
)


@given(TEXT, st.none() | LINE)
def test_sections_cover_the_text_in_order_without_gaps(text, title):
    parts = corpus.sections(text, title)
    assert "".join(text[part.start : part.end] for part in parts) == text
    assert [part.start for part in parts] == [0, *(part.end for part in parts)][:-1] if parts else not text
    assert all(part.start < part.end and part.kind in SECTIONS for part in parts)
    assert all(left.kind != right.kind for left, right in pairwise(parts))
    assert sum(part.kind == "title" for part in parts) <= 1
    assert [part.kind for part in parts].count("comment") == 0 or parts[-1].kind == "comment"


@given(TEXT)
def test_line_breaks_of_another_kind_change_no_kind(text):
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    found = [part.kind for part in corpus.sections(plain)]
    assert [part.kind for part in corpus.sections(plain.replace("\n", "\r\n"))] == found


@pytest.mark.parametrize(
    "line",
    [
        "Faites un don\n",
        "Lire aussi\n",
        "a" + "-" * 998 + "b\n",
        "Par " + "a" * 290 + "\n",
        "publie le " + "3 " * 140 + "x\n",
    ],
)
def test_many_lines(line):
    """No clock, here as elsewhere: what took the square of the length would take minutes (benchmarks/redos.py)."""
    text = PARAGRAPH + "\n" + line * (1_000_000 // len(line)) + PARAGRAPH
    assert sum(part.end - part.start for part in corpus.sections(text)) == len(text)


def _start(text: str, line: int) -> int:
    return sum(len(part) for part in text.splitlines(keepends=True)[:line])


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("000", [("promo", 0), ("title", 2), ("body", 4), ("promo", 16), ("comment", 23)]),
        ("001", [("body", 0), ("promo", 9)]),
        ("002", [("title", 0), ("promo", 2), ("body", 3), ("promo", 12)]),
        ("003", [("title", 0), ("promo", 2), ("body", 6), ("comment", 12)]),
        ("004", [("body", 0)]),
    ],
)
def test_source_articles(shared: Path, stem, expected):
    (path,) = (shared / "seeds").glob(f"{stem}*.txt")
    (article,) = corpus.read([path])
    found = [(part.kind, part.start) for part in corpus.sections(article.text)]
    assert found == [(kind, _start(article.text, line)) for kind, line in expected]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("000_parrot-police", ["promo", "title", "body", "promo", "comment"]),
        ("001_appel-offres-drones", ["body", "promo"]),
        ("002_mahjoubi-paris", ["title", "promo", "body", "promo"]),
        ("003_cameras-pietons", ["title", "promo", "body", "comment"]),
        ("004_asnieres-drones", ["body"]),
    ],
)
def test_shipped_articles(root: Path, name, expected):
    (article,) = corpus.read([root / "seeds" / f"{name}.txt"])
    assert article.title
    for title in (article.title, None):
        assert [part.kind for part in corpus.sections(article.text, title)] == expected


def test_ordinary_news_loses_nothing(shared: Path):
    lost = []
    for line in (shared / "news" / "train.jsonl").read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        parts = corpus.sections(article["text"])
        for span in article["entities"]:
            kind = next(part.kind for part in parts if part.start <= span["start"] < part.end)
            if kind not in ("title", "body"):
                lost.append(article["text"].splitlines()[article["text"][: span["start"]].count("\n")])
    assert len(lost) <= 3
    assert all(line.startswith("Crédit") for line in lost)
