"""What French says around a number to blur or bound it, nothing but data. Lower case, `'` for any apostrophe.

Entries are patterns; a final ` DE` stands for `de`, `d'`, `du`, `des`, a final ` A` for `à`, `au`, `aux`.
"""

from __future__ import annotations

# Before the number; an article may stand between.
LEFT = {
    "at_most": (
        r"jusqu'(?:à|aux?|en)", r"au plus", r"au maximum(?: DE)?", r"maximum DE", r"maximum", r"pas plus DE", r"guère plus DE",
        r"(?:n'|ne )(?:dépass|excéd|excèd)\w+(?: pas)?", r"(?:dépass|excéd|excèd)\w+ (?:pas|jamais)", r"sans (?:dépasser|excéder)",
        r"maximale?s? DE", r"plafonnée?s? A", r"plafond (?:\w+ )?(?:A|DE)", r"à concurrence DE", r"tout au plus", r"limite DE",
        r"max\.?", r"maximum (?:fixée? )?A",
    ),
    "at_least": (
        r"au moins", r"à partir DE", r"partir DE", r"pas moins DE", r"au minimum(?: DE)?", r"minimum DE", r"minimum", r"minimale?s? DE", r"dès",
        r"au bas mot", r"rien (?:de )?moins que", r"[aà] minima", r"plancher DE",
    ),
    "more_than": (
        r"plus DE", r"supérieure?s? A", r"au-delà DE", r"au delà DE", r"au-dessus DE", r"(?:dépass|excéd|excèd)\w+(?: la barre DE)?",
        r"davantage que",
    ),
    "less_than": (r"moins DE", r"inférieure?s? A", r"au-dessous DE", r"en[- ]dessous DE", r"en deçà DE", r"sous la barre DE", r"sous le seuil DE", r"moins que"),
    "about": (
        r"environ", r"près DE", r"quelques?", r"autour DE", r"(?:aux )?alentours DE", r"de l'ordre DE", r"à peu près", r"à peu de chose près", r"approximativement",
        r"presque", r"quasiment", r"quasi", r"pratiquement", r"grosso modo", r"en gros,?", r"à peine", r"proches? DE", r"avoisin\w+(?: plutôt| déjà)?", r"frôl\w+",
        r"dans les", r"plus ou moins", r"peu ou prou", r"genre", r"voisine?s? DE", r"pas loin DE", r"flirt\w+ avec", r"approch\w+(?: DE)?", r"aux environs DE", r"pas très loin DE",
    ),
}  # fmt: skip
# Behind the whole expression.
RIGHT = {
    "at_most": (r"au maximum", r"maximum", r"max\b\.?", r"au plus", r"tout au plus", r"à tout casser", r"ou moins", r"et moins", r"grand maximum"),
    "at_least": (r"au minimum", r"minimum", r"au moins", r"ou plus", r"et plus", r"au bas mot", r"[aà] minima", r"ou davantage", r"et au-delà", r"ou au-delà"),
    "about": (r"environ", r"à peu près", r"approximativement", r"peu ou prou", r"à peu de choses? près", r"grosso modo"),
}  # fmt: skip
NOT_BEFORE_SMALL = ("dans les", "autour de", "genre", "proche")
