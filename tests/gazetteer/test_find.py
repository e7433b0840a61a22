"""What the shipped gazetteers find, trap by trap; every marked name is expected, nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import parse

from dronewatch import gazetteer
from dronewatch.gazetteer import Gazetteer


@pytest.fixture(scope="module")
def shipped() -> Gazetteer:
    return gazetteer.load()


EXAMPLES = [
    # Ministries: by portfolio, in any case, with a nationality, several portfolios in one
    "Le <MINISTRY>ministère de l'Intérieur</MINISTRY> commande des drones.",
    "Le <MINISTRY>ministère de l’intérieur</MINISTRY> commande des drones.",
    "LE <MINISTRY>MINISTERE DES ARMEES</MINISTRY> COMMANDE DES DRONES.",
    "Le <MINISTRY>ministère français de l'Intérieur</MINISTRY> hésite.",
    "Le <MINISTRY>ministère iranien de la Santé</MINISTRY> hésite.",
    "Le <MINISTRY>ministère sud-coréen de la Défense</MINISTRY> hésite.",
    "Le <MINISTRY>ministère de l'Économie et des Finances</MINISTRY>.",
    "Le <MINISTRY>ministère de la Culture et des Sports</MINISTRY> a signé.",
    "Le <MINISTRY>ministère de l'Agriculture, de l'Industrie et des Transports</MINISTRY> a signé.",
    "Le <MINISTRY>secrétariat d'État au Numérique</MINISTRY> a signé.",
    "À <MINISTRY>Bercy</MINISTRY>, on compte.",
    "Le concert de Bercy est complet.",
    "Le <MINISTRY>Quai d’Orsay</MINISTRY> proteste, le <MINISTRY>Pentagone</MINISTRY> se tait.",
    # Public bodies: phrases in any case, acronyms, nationalities
    "La <PUBLIC_BODY>police nationale</PUBLIC_BODY> et la <PUBLIC_BODY>Gendarmerie Nationale</PUBLIC_BODY>.",
    "Le <PUBLIC_BODY>conseil d’État</PUBLIC_BODY> saisi par la <PUBLIC_BODY>Cnil</PUBLIC_BODY>.",
    "L'<PUBLIC_BODY>Elysée</PUBLIC_BODY> répond, le <LOCATION>palais de l'Élysée</LOCATION> est fermé.",
    "L'<PUBLIC_BODY>armée israélienne</PUBLIC_BODY> et l'<PUBLIC_BODY>US Army</PUBLIC_BODY>.",
    "La <PUBLIC_BODY>préfecture de police de Paris</PUBLIC_BODY> a tranché.",
    "L'<PUBLIC_BODY>assemblée nationale</PUBLIC_BODY> vote.",
    "Un policier de la <PUBLIC_BODY>BAC</PUBLIC_BODY> a été blessé.",
    "Les lycéens révisent le BAC.",
    # Media: the article belongs to the name where it has a capital
    "Selon <MEDIA>Le Figaro</MEDIA>, une lectrice du <MEDIA>Figaro</MEDIA> a écrit au <MEDIA>Parisien</MEDIA>.",
    "Lu dans <MEDIA>Le Monde</MEDIA> ; un journaliste du <MEDIA>Monde</MEDIA> confirme.",
    "La finale de la Coupe du Monde a lieu demain.",
    "C'est le meilleur du Monde des vivants.",
    "On lit dans <MEDIA>La Croix</MEDIA> et dans <MEDIA>Le Point</MEDIA> que rien ne presse.",
    "Le Point sur la situation reste à faire.",
    "Une enquête de <MEDIA>L’Express</MEDIA> et de l'<MEDIA>AFP</MEDIA>.",
    "Pour <MEDIA>Les Echos</MEDIA>, tout va bien ; pour ceux des <MEDIA>Échos</MEDIA> aussi.",
    # Media joined by hyphens are several, where nothing else is joined to them
    "Au micro de <MEDIA>RTL</MEDIA>-<MEDIA>Le Figaro</MEDIA>-<MEDIA>LCI</MEDIA>.",
    "Puis de <MEDIA>BFMTV</MEDIA>-<MEDIA>RMC</MEDIA>, de <MEDIA>France Inter</MEDIA>/<MEDIA>Le Figaro</MEDIA>.",
    "Au micro de <MEDIA>Europe 1</MEDIA>-<MEDIA>Les Échos</MEDIA>-<MEDIA>CNews</MEDIA>.",
    "Un mur RTL-Barbès, un accord Franchin-LCI, une soirée RMC-Le Klorb-LCI.",
    # Companies: words of the language need a context
    "L'opérateur <COMPANY>Orange</COMPANY> recrute. Chez <COMPANY>Orange</COMPANY>, on se réjouit.",
    "Une alerte Orange est lancée ; la couleur orange domine.",
    "Le groupe <COMPANY>Casino</COMPANY> vend des magasins.",
    "Le Casino de la plage a brûlé.",
    "Le carrefour est fermé, un Carrefour des idées aussi.",
    "Au total, le groupe pétrolier <COMPANY>Total</COMPANY> perd un point.",
    "Total des dépenses : 12 euros.",
    "Elle conduit une Renault, il travaille chez <COMPANY>Renault</COMPANY>.",
    "La Peugeot 208 et le Boeing 737 MAX sont à l'arrêt.",
    "Un message sur Twitter, un autre sur sa page Facebook.",
    "<COMPANY>Facebook</COMPANY> a supprimé le compte.",
    "Le fabricant de drones <COMPANY>Parrot</COMPANY> et le chinois <COMPANY>DJI</COMPANY>.",
    "Le patron de <COMPANY>Lactalis</COMPANY> Emmanuel Besnier se tait.",
    # Places: articles, case, context, neighbours
    "Il vit au <LOCATION>Havre</LOCATION>, elle vient de <LOCATION>La Rochelle</LOCATION>.",
    "Le port du <LOCATION>Havre</LOCATION> et celui de <LOCATION>la Rochelle</LOCATION>.",
    "<LOCATION>Le Mans</LOCATION> attend.",
    "Les <LOCATION>États-Unis</LOCATION>, les <LOCATION>Etats Unis</LOCATION> et les <LOCATION>ETATS-UNIS</LOCATION>.",
    "Un accident dans le <LOCATION>Lot</LOCATION>.",
    "Le lot de drones est complet. Lot 2 : vingt appareils.",
    "À <LOCATION>Lille</LOCATION> (<LOCATION>Nord</LOCATION>), le vent du Nord souffle.",
    "Cher monsieur, la <LOCATION>Somme</LOCATION> a débordé.",
    "Il a fait trois Tours de piste.",
    "Florence Parly et Paris Hilton ont rencontré Jack London.",
    "M. Paris et Mme Lyon se taisent.",
    "La maire de <LOCATION>Paris</LOCATION> Anne Hidalgo répond.",
    "L'université Paris-Saclay recrute.",
    "Un Suisse a traversé la <LOCATION>Suisse</LOCATION>.",
    "La fête a coûté cher, la manche est gagnée, la nation écoute.",
    "Le <LOCATION>Mont Blanc</LOCATION> et l'<LOCATION>avenue des Champs-Élysées</LOCATION>.",
    # Phrases that hold a name
    "Le Tour de France passe, la Coupe de France aussi.",
    "Le porte-parole des gilets jaunes mange du savon de Marseille.",
    # Organisations
    "La <ORGANIZATION>CGT</ORGANIZATION> et le <ORGANIZATION>PS</ORGANIZATION> négocient.",
    "<ORGANIZATION>La République en marche</ORGANIZATION> hésite.",
    "Sur PS 4, il joue.",
    "L'<ORGANIZATION>équipe de France</ORGANIZATION> et le <ORGANIZATION>PSG</ORGANIZATION>.",
    # Word boundaries, addresses, handles
    "Écrire à contact@orange.fr ou sur www.lyon.fr, suivre @SNCF et #Paris.",
    "Un ex-<ORGANIZATION>FN</ORGANIZATION> anti-<PUBLIC_BODY>Otan</PUBLIC_BODY>.",
    "Le journaliste de <MEDIA>BFMTV</MEDIA>/<MEDIA>RMC</MEDIA> interroge.",
    "Dans la ville.<COMPANY>Airbus</COMPANY> recrute.",
]


@pytest.mark.parametrize("marked", EXAMPLES)
def test_example(marked: str, shipped: Gazetteer):
    text, expected = parse(marked)
    found = [(text[span.start : span.end], span.label) for span in gazetteer.find(text, shipped)]
    assert found == [(text[span.start : span.end], span.label) for span in expected]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "La CNIL, puis la Commission nationale de l’informatique et des libertés.",
            2 * ["Commission nationale de l'informatique et des libertés"],
        ),
        ("Le MINISTERE DE L'INTERIEUR", ["ministère de l'Intérieur"]),
        ("le ministère français de l'Intérieur", ["ministère de l'Intérieur"]),
        ("le ministère Iranien de la Santé", ["ministère iranien de la Santé"]),
        ("l'Armée israélienne", ["armée israélienne"]),
        ("USA, Etats-Unis", ["États-Unis", "États-Unis"]),
        ("une lectrice du Parisien", ["Le Parisien"]),
    ],
)
def test_canonical_name(text: str, names: list[str], shipped: Gazetteer):
    assert [span.name for span in gazetteer.find(text, shipped)] == names


def test_source_names_the_file(shipped: Gazetteer):
    (span,) = gazetteer.find("Selon Mediapart", shipped)
    assert (span.source, span.section, span.entity, span.value) == ("gazetteer:media", "body", None, None)


def test_one_occurrence_vouches_for_the_others(shipped: Gazetteer):
    text = "Orange se tait.\n\nL'opérateur Orange a perdu des clients. Il fait beau.\n\nOrange répondra demain."
    assert [span.start for span in gazetteer.find(text, shipped)] == [0, 29, text.rindex("Orange")]
    assert gazetteer.find("Orange se tait.\n\nOrange répondra demain.", shipped) == []


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_no_name_crosses_a_line_break(newline: str, shipped: Gazetteer):
    for name in ("police nationale", "New York", "ministère de l'Intérieur", "Le Havre", "Banque de France"):
        broken = name.replace(" ", newline)
        spans = gazetteer.find(f"la {broken} répond", shipped)
        assert all("\n" not in span.text and "\r" not in span.text for span in spans)
        assert not any(span.text == broken for span in spans)


PIECES = [
    *(
        "ministère",
        "de l'",
        "de l’",
        "Intérieur",
        " ",
        "\u202f",
        "\u00a0",
        "-",
        "\u2011",
        "\n",
        "\r\n",
        ", ",
        ". ",
        " et ",
    ),
    *(
        "des ",
        "Finances",
        "Le Monde",
        "du ",
        "Monde",
        "Orange",
        "opérateur ",
        "Paris",
        "LYON",
        "Élysée",
        "🍋",
        "İ",
        "ﬁ",
        "ß",
    ),
    *(
        "(",
        ")",
        "Le Havre",
        "au ",
        "iranien ",
        "police nationale",
        "Cnil",
        "3",
        "@",
        "/",
        "'",
        "États-Unis",
        "Anne ",
        "l'",
    ),
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(max_size=60))
def test_spans_are_in_order_apart_and_exact(text: str):
    spans = gazetteer.find(text, gazetteer.load())
    end = 0
    for span in spans:
        assert end <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text
        assert "\n" not in span.text
        assert "\r" not in span.text
        assert span.name
        end = span.end


@pytest.mark.parametrize("piece", ["ministère iranien de ", "Le Monde ", "Orange ", "le ", "Paris-", "l'"])
def test_a_long_text_ends(piece: str, shipped: Gazetteer):
    """No clock: what took the square of the length would take minutes (benchmarks/redos.py measures)."""
    text = piece * 10_000
    for span in gazetteer.find(text, shipped):
        assert text[span.start : span.end] == span.text
