"""Words that tell names apart or do not, folded (no case, no accents, `'` for `’`, hyphens as blanks): only data."""

from __future__ import annotations

# Offices that the French press calls by several names. Keys are as `keys.key` makes them, without `francais`.
SAME_OFFICE = {
    "president": "president de republique",
    "chef de etat": "president de republique",
    "chef de gouvernement": "premier ministre",
}

# `chef de l'État afghan` is the `président afghan`.
HEAD_OF_NATION = {"chef de etat": "president", "chef de gouvernement": "premier ministre"}

# `président des États-Unis` is the `président américain`.
ADJECTIVE_OF_COUNTRY = {
    "etats unis": "americain",
    "etats unis de amerique": "americain",
    "russie": "russe",
    "chine": "chinois",
    "iran": "iranien",
    "bresil": "bresilien",
    "algerie": "algerien",
    "tunisie": "tunisien",
    "senegal": "senegalais",
    "mali": "malien",
    "turquie": "turc",
    "ukraine": "ukrainien",
    "venezuela": "venezuelien",
    "egypte": "egyptien",
    "syrie": "syrien",
    "mexique": "mexicain",
    "argentine": "argentin",
    "coree de sud": "sud coreen",
}

# Titles of those who are known by one name.
SOVEREIGNS = ("prince", "princesse", "pape", "roi", "reine", "émir", "sultan")

# What stands before the name of a place and may carry an adjective: `gare londonienne de Waterloo`.
PLACED = (
    *("gare", "hopital", "universite", "faculte", "prison", "stade", "aeroport", "port", "musee", "cathedrale"),
    *("eglise", "quartier", "commune", "ville", "village", "usine"),
)

# What may stand before a name in full and be left out later: `collectif Inter-Urgences`, `groupe Altrad`.
KINDS = (
    "collectif",
    "groupe",
    "association",
    "syndicat",
    "mouvement",
    "parti",
    "societe",
    "compagnie",
    "force",
    "operation",
)

# Places that their proper name alone names as well: `île Maurice`, `bande de Gaza`, `avenue des Champs-Élysées`.
PLACE_KINDS = ("ile", "iles", "bande", "glacier", "massif", "archipel", "avenue", "boulevard", "prison", "fort", "mont")

# What a name may follow without `de` and go without later: `musée Grévin`.
SITES = ("musee", "theatre", "stade", "cinema", "hotel", "refuge", "parc")

# Where a town's name goes on to tell it from others: `Vandœuvre-lès-Nancy`.
PLACE_LINKS = ("les", "lez", "le", "la", "sur", "sous", "en", "aux")

# Legal forms and other words that end a firm's full name and say nothing of a branch.
LEGAL_FORMS = frozenset(
    ("group", "groupe", "inc", "corp", "sa", "sas", "sarl", "spa", "ag", "gmbh", "ltd", "plc", "se", "nv", "llc")
)
FIRM_ENDS = frozenset(
    (
        *("group", "groupe", "inc", "corp", "corporation", "sa", "sas", "sarl", "spa", "ag", "gmbh", "ltd", "plc"),
        *("company", "co", "holding", "holdings", "se", "nv", "llc", "international", "motor", "motors", "cars"),
        *("automobile", "automobiles", "automotive"),
    )
)

# Endings of adjectives of places.
DEMONYM = r"\w+(?:aise?|oise?|ien(?:ne)?|aine?|and|ande|ique)"
