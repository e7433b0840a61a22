"""French calendar words, nothing but data. Keys are lower case without accents, as `view.fold` writes them."""

from __future__ import annotations

from dronewatch.language.words import words

MONTHS = {
    "janvier": 1,
    "fevrier": 2,
    "mars": 3,
    "avril": 4,
    "mai": 5,
    "juin": 6,
    "juillet": 7,
    "aout": 8,
    "septembre": 9,
    "octobre": 10,
    "novembre": 11,
    "decembre": 12,
}
# Only between a day and a year, a stop or a blank: alone, most of them are words.
SHORT_MONTHS = {
    "janv": 1,
    "jan": 1,
    "fevr": 2,
    "fev": 2,
    "avr": 4,
    "juil": 7,
    "juill": 7,
    "sept": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
WEEKDAYS = {"lundi": 0, "mardi": 1, "mercredi": 2, "jeudi": 3, "vendredi": 4, "samedi": 5, "dimanche": 6}

# EDTF level 2 (ISO 8601-2): seasons 21 to 24, quarters 33 to 36, semesters 40 and 41 in the place of the month.
SEASONS = {"printemps": 21, "ete": 22, "automne": 23, "hiver": 24}
QUARTERS = {
    "premier": 33,
    "1er": 33,
    "deuxieme": 34,
    "second": 34,
    "2e": 34,
    "2eme": 34,
    "troisieme": 35,
    "3e": 35,
    "3eme": 35,
    "quatrieme": 36,
    "4e": 36,
    "4eme": 36,
    "dernier": 36,
}
SEMESTERS = {"premier": 40, "1er": 40, "deuxieme": 41, "second": 41, "2e": 41, "2eme": 41, "2nd": 41, "dernier": 41}
# `années trente`: the tens of the decade.
DECADES = {
    "vingt": 2,
    "trente": 3,
    "quarante": 4,
    "cinquante": 5,
    "soixante": 6,
    "soixante-dix": 7,
    "quatre-vingt": 8,
    "quatre-vingts": 8,
    "quatre-vingt-dix": 9,
}
NTH = ("premier", "deuxieme", "second", "troisieme", "quatrieme", "dernier")

FEASTS = {"noel": (12, 25), "toussaint": (11, 1)}

# An event that is named with its year: `Mondial 2022`, `Coupe du monde de football 2018`, `JO 2024`.
EVENTS = words("mondial mundial euro jo can cop jmj", "coupe du monde", "coupes du monde", "jeux olympiques", "expo")
EVENT_KINDS = words("feminin feminine masculin masculine paralympiques olympiques ete hiver universelle espoirs")
# Right before a four-digit number, these make it a part of a name or reference, not a year.
NUMBERED_NAMES = words(
    "agenda vision windows office peugeot fiat boeing n° no nos numero numeros art. page pages article articles",
    "programmation militaire",
    "paris",
    "rio",
    "elysees",
)
# Towns right before the year of their Games: `Paris 2024`, not `le Salon de Paris 2010`.
GAMES = words("paris tokyo rio londres pekin sotchi pyeongchang athenes sydney barcelone milan", "los angeles")
AND = (" et ", ", ", " ou ", "/")

# A name of a street, school or station holds its date: `rue du 4-Septembre`, `place du 8 mai 1945`.
PLACES = words(
    """rue place avenue boulevard quai square cours impasse allee esplanade stade college lycee ecole station parc
    quartier"""
)
# Words before and after a weekday or month that make it a part of a title or feast.
TITLES_BEFORE = ("journal du", "vivement", "champ de", "champ-de-", "champs de")
TITLES_AFTER = ("en politique", "gras", "express")

# What a four-digit number counts when one of these follows it, so that it is no year.
UNITS_AFTER_YEAR = words(
    """euro dollar franc livre metre kilometre tonne kilo gramme litre hectare personne habitant soldat million milliard
    degre point km m m² m2 kg cm mm ha ch cv kwh mw gw k ko mo go min tour tr heure watt volt pixel"""
)
# Words in -s or -x that follow a year without being counted by it (`en 2016 dans`, `2017 puis`).
NOT_COUNTED = words(
    """dans sans sous plus tres apres lors alors mais puis depuis pas ses les des ces mes nos vos leurs nous vous ils
    elles toujours jamais vers hors moins chez aux deux trois six dix tous toutes certains certaines plusieurs quelques
    suis sommes avons avais etais aurais selon desormais tandis parmi mieux hormis compris ainsi pres jadis as es"""
)
# A year follows these for certain, whatever comes after.
YEAR_CUES = words(
    """en depuis fin debut ici annee annees saison saisons periode printemps ete automne hiver courant horizon jusque
    avant apres exercice edition budget millesime elections municipales legislatives presidentielle"""
)
# Between a name and a year that is not a part of it: `la France de 2030`.
LINKS = words("de d du des a au aux et ou pour contre vers")
# Before a month with a capital that is no name: `EN MARS`, `Fin Juin`.
MONTH_CUES = words(
    "en de d qu fin debut mi courant depuis ici mois des a au et entre pour jusqu avant apres le du dès début après"
)
