"""French number words, nothing but data. Keys are lower case with accents, and without them where common."""

from __future__ import annotations

from dronewatch.language.words import words

UNITS = {
    "un": 1,
    "une": 1,
    "deux": 2,
    "trois": 3,
    "quatre": 4,
    "cinq": 5,
    "six": 6,
    "sept": 7,
    "huit": 8,
    "neuf": 9,
}
TEENS = {"dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16}
TENS = {
    "vingt": 20,
    "vingts": 20,
    "trente": 30,
    "quarante": 40,
    "cinquante": 50,
    "soixante": 60,
    "septante": 70,
    "huitante": 80,
    "octante": 80,
    "nonante": 90,
}
ZERO = {"zéro": 0, "zero": 0}
HUNDRED = {"cent": 100, "cents": 100}
THOUSAND = {"mille": 1000, "mil": 1000}
# Long scale, as French has it since 1961: a billion is 10^12, a trillion 10^18.
SCALES = {
    "million": 10**6,
    "milliard": 10**9,
    "billion": 10**12,
    "billiard": 10**15,
    "trillion": 10**18,
    "trilliard": 10**21,
}
COLLECTIVES = {
    "huitaine": 8,
    "dizaine": 10,
    "douzaine": 12,
    "quinzaine": 15,
    "vingtaine": 20,
    "trentaine": 30,
    "quarantaine": 40,
    "cinquantaine": 50,
    "soixantaine": 60,
    "centaine": 100,
    "millier": 1000,
    "myriade": 10000,
}
# Letters glued to digits, or after a blank where a currency sign follows.
LETTER_SCALES = {
    "k": 10**3,
    "m": 10**6,
    "g": 10**9,
    "b": 10**9,
    "md": 10**9,
    "mds": 10**9,
    "mrd": 10**9,
    "mrds": 10**9,
    "mio": 10**6,
}

# Denominators of fractions in words; regular ones end in -ième and are built from number words.
DENOMINATORS = {"demi": 2, "demie": 2, "demis": 2, "tiers": 3, "quart": 4, "quarts": 4}
ORDINAL_STEMS = {
    "deux": 2,
    "trois": 3,
    "quatr": 4,
    "cinqu": 5,
    "six": 6,
    "sept": 7,
    "huit": 8,
    "neuv": 9,
    "dix": 10,
    "onz": 11,
    "douz": 12,
    "treiz": 13,
    "quatorz": 14,
    "quinz": 15,
    "seiz": 16,
    "vingt": 20,
    "trent": 30,
    "quarant": 40,
    "cinquant": 50,
    "soixant": 60,
    "septant": 70,
    "huitant": 80,
    "octant": 80,
    "nonant": 90,
    "cent": 100,
    "mill": 1000,
    "million": 10**6,
    "milliard": 10**9,
    "billion": 10**12,
}
VULGAR_FRACTIONS = {
    "½": (1, 2),
    "⅓": (1, 3),
    "⅔": (2, 3),
    "¼": (1, 4),
    "¾": (3, 4),
    "⅕": (1, 5),
    "⅖": (2, 5),
    "⅗": (3, 5),
    "⅘": (4, 5),
    "⅙": (1, 6),
    "⅚": (5, 6),
    "⅛": (1, 8),
    "⅜": (3, 8),
    "⅝": (5, 8),
    "⅞": (7, 8),
}

# Adjectives between the article and the collective (`une petite centaine`).
COLLECTIVE_ADJECTIVES = (
    "petite",
    "bonne",
    "grosse",
    "belle",
    "vraie",
    "longue",
    "première",
    "nouvelle",
    "autre",
    "seconde",
    "deuxième",
    "demi",
    "petit",
    "bon",
    "gros",
    "nouveau",
    "bons",
    "bonnes",
    "petits",
    "petites",
    "grosses",
)
# Words that make `un`/`une` before them a number: units of measure and money.
UN_FOLLOWERS = frozenset(
    words(
        """
    euro dollar centime livre yen yuan rouble franc couronne penny bitcoin peso rouble roupie réal real dinar
    dirham shekel kilo kilogramme kilomètre mètre centimètre millimètre hectare tonne gramme litre watt mégawatt
    gigawatt kilowatt mile pied pouce degré hectolitre baril once point cent sou kopeck won forint zloty
    """
    )
)
