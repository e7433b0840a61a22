"""Units of time and the words that tell a duration from a time of day, nothing but data. Lower case, accents kept."""

from __future__ import annotations

# Every singular: the unit that values name, how many of the ISO 8601 designator one of it is, and the designator.
UNITS = {
    "seconde": ("seconde", 1, "TS"),
    "minute": ("minute", 1, "TM"),
    "heure": ("heure", 1, "TH"),
    "jour": ("jour", 1, "D"),
    "journée": ("jour", 1, "D"),
    "nuit": ("nuit", 0, ""),
    "semaine": ("semaine", 1, "W"),
    "mois": ("mois", 1, "M"),
    "trimestre": ("trimestre", 3, "M"),
    "semestre": ("semestre", 6, "M"),
    "an": ("an", 1, "Y"),
    "année": ("an", 1, "Y"),
    "annee": ("an", 1, "Y"),
    "décennie": ("décennie", 10, "Y"),
    "siècle": ("siècle", 100, "Y"),
    "siecle": ("siècle", 100, "Y"),
    "millénaire": ("millénaire", 1000, "Y"),
}
# Only behind digits.
SHORT_UNITS = {
    "s": "seconde",
    "sec": "seconde",
    "min": "minute",
    "mins": "minute",
    "mn": "minute",
    "h": "heure",
}
# How many of the smaller unit make one larger: a half or the next part of a duration is said in it.
PARTS = {
    "minute": (60, "seconde"),
    "heure": (60, "minute"),
    "jour": (24, "heure"),
    "an": (12, "mois"),
    "décennie": (10, "an"),
    "siècle": (100, "an"),
    "millénaire": (1000, "an"),
}

# Between the number and the unit: `cinq longues années`, `les trois derniers mois`.
ADJECTIVES = (
    "long longue bon bonne petit petite dernier dernière premier première prochain prochaine grand grande autre court "
    "courte plein pleine entier entière nouveau nouvelle nouveaux beau beaux belle"
)

# `un an` counts by itself; the other units with `un` or `une` only after one of BEFORE_ONE and before no noun.
ALONE = "an mois heure minute semaine siècle décennie trimestre semestre"
BEFORE_ONE = (
    "pendant", "durant", "depuis", "dans", "d'ici", "près d'", "plus d'", "moins d'", "environ", "presque", "quasiment",
    "il y a", "après", "au bout d'", "en", "durée d'", "âgé d'", "âgée d'",
)  # fmt: skip

# Behind hours, these make a time of day …
CLOCK_AFTER = (
    "du matin", "du soir", "du mat", "de l'après-midi", "de la nuit", "pile", "précises", "gmt", "locales", "locale",
    "heure locale", "heure de paris", "heure française", "(heure",
)  # fmt: skip
# … before hours, these a duration of what could be one …
LASTING_BEFORE = (
    "pendant", "durant", "durée de", "durée d'", "dure", "durent", "durera", "duré", "durait", "en", "dans", "il y a",
    "plus de", "plus d'", "moins de", "moins d'", "près de", "près d'", "presque", "toutes les", "total de", "temps de",
    "bout de", "mis", "mettre", "faut", "faudra", "film de", "vue de", "grève de", "minimum de", "maximum de",
    "délai de", "peu de", "après plus de", "retard de", "deux fois",
)  # fmt: skip
# … behind them, these as well: `à deux heures de route`, `24 heures sur 24` …
LASTING_AFTER = (
    "par jour", "par nuit", "par semaine", "par mois", "par an", "plus tard",
    "plus tôt", "après", "avant", "durant", "chrono", "consécutives", "d'affilée", "chacun",
    "chacune", "supplémentaires", "auparavant", "maximum", "minimum", "sur 24", "/24", "entières",
)  # fmt: skip
# … and before them, these a time of day after all.
CLOCK_BEFORE = (
    "à", "vers", "dès", "jusqu'à", "avant", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
    "matin", "soir", "midi", "demain", "hier", "aujourd'hui", "il est", "il était", "après", "depuis", "à partir de",
    "alentours de", "autour de", "le", "environs de",
)  # fmt: skip
# Behind these they are, though a duration may follow `près de`: `il est près de 3h30`.
CLOCK_TOLD = ("il est", "il était", "il sera", "il serait")
# Of what is on the air or printed at an hour: `le journal de 20 heures`.
BROADCASTS = ("jt", "journal", "bulletin", "édition", "flash", "rendez-vous", "celui", "messe")
# The parts of a unit that last: `un demi-siècle`, `trois quarts d'heure`, not `une deuxième journée`.
FRACTIONS = ("demi", "demie", "quart", "quarts", "tiers", "½", "¼", "¾")
