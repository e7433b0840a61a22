"""Words that show that a number without a noun counts something said before or after it, nothing but data."""

from __future__ import annotations

from dronewatch.language.words import words

# Right behind the number (patterns, each after one blank).
RIGHT = (
    r"d'entre[ -](?:eux|elles|nous|vous)",
    r"(?:n'|ne |n'en |en |y |n'y |l'|les |s'|se |s'en |s'y |m'|me |lui |leur |nous |vous )?(?:ont|sont"
    r"|étaient|seront|avaient|seraient|auraient|auront|font|firent|furent|eurent"
    r"|peuvent|doivent|vont|veulent|restent|viennent|souffrent|vivent|portent|concernent|présentent"
    r"|présentaient|travaillent|résident|figurent|proviennent|appartiennent"
    r"|déclarent|disent|estiment|indiquent|répondent|pensent|jugent|croient|situent|trouvent|attendent"
    r"|demandent|participent|meurent|sortent|arrivent|suivent|dorment|siègent)",
    r"(?:n'|ne |en |y |s'|se |s'en |s'y |l'|les )?[^\W\d_]{2,}(?:aient|èrent|[eui]rent|eront|iront|dront)",
    r"[^\W\d_]{2,}(?<!m)ent",
    r"(?:ne |n'|se |s'|en |y )[^\W\d_]{2,}ent",
    r"(?:autres?|d'autres)",
    r"(?:qui|dont|ayant|étant|que)",
    r"(?:de|des) (?:plus|moins)(?: qu[e']|$|[,.;)]| au| en| depuis| par)",
    r"(?:de|parmi) (?:ces|ses|leurs|nos|vos|mes)",
    r"(?:au total|en tout|par jour|chaque jour|par an|par mois|par semaine|un an plus tôt|l'an dernier"
    r"|l'année dernière|la veille|auparavant|supplémentaires?|actuellement|seulement)",
)
# Right before the number (patterns; a modifier may stand between).
LEFT = (
    r"dont",
    r"contre",
    r"(?:parmi|sur) (?:lesquel(?:le)?s|eux|elles|ceux-là|ceux là|celles-ci)(?:,| figurent)?",
    r"(?:ils|elles) (?:étaient|sont|seront|seraient|ne sont que|n'étaient que|n'était que|n'étaient plus que)",
    r"(?:nous|vous) (?:étions|sommes|serons|êtes)",
    r"on (?:était|est|en compte|en comptait|en dénombre|en recense)",
    r"soit",
    r"(?:port|pass|tomb|retomb|mont|grimp|chut|descend|recul|baiss|élev|bond|stagn|plafonn|réduit"
    r"|ramen)\w* (?:désormais |ainsi |donc |alors |finalement |à présent )?à",
    r"(?:s'établi\w+|s'élèv\w+|s'est élevé|s'élev\w+|se mont\w+|se chiffr\w+) (?:désormais |ainsi |donc |alors )?à",
    r"estimée?s? (?:désormais )?[àa]",
    r"(?:il|on|elle|ils|elles|nous|vous|j|d|l|qui)(?: n)?(?:'| )en (?:a|ont|avait|avaient|faut|faudrait"
    r"|reste|restait|manque|compte|comptait|recense|existe|existait|dénombre|fait|faisait|perd|gagne|tue|blesse|est"
    r"|sont|aura|aurait)(?: [^\W\d_]{2,}é(?:es?|s)?)?(?: que)?",
    r"(?:d'|l'|j')?en (?:compte|comptait|recense|dénombre|perd|gagne|tuant|blessant|faut|créer"
    r"|accueillir|supprimer|tuer|blesser|vendre|produire|fabriquer|livrer|commander|acheter)",
    r"qu'en",
    r"n'y en (?:a|avait) que",
    r"y en (?:a|avait|aura)",
    r"(?:un |le )?(?:nombre|total|cumul|bilan|chiffre)(?: total| global| officiel"
    r"| cumulé)?(?: d[e'u]s? ?[^\W\d_]+){0,2} (?:est |était |s'établit |passe |serait )?(?:désormais "
    r"|ainsi )?(?:de|à)",
    r"(?:groupes?|classes?|équipes?|lots?|rassemblements?|réunions?|tables?|jauge|seuil|limite|plafond"
    r"|série|groupe) (?:de|à)",
    r"au lieu de",
    r"plutôt que",
    r"loin des",
    r"(?:à|de) (?:plus|moins) de",
    r"(?:parmi|sur) les",
    r"après en avoir [^\W\d_]+é",
)
DETERMINERS = r"(?:les|des|aux|ces|ses|leurs|nos|vos|mes)"
# Idioms in which a bare number counts nothing.
IDIOMS = r"(?:tous|toutes)(?: les)?|l'une? des|l'une? ou l'autre des|à|en|par|pour|couper en|de|moins une, |un sur"
# What `milliards de` and `millions de` count when the currency is left out.
MONEY_NOUNS = frozenset(
    words(
        """
    investissement investissements économie économies perte pertes dette dettes budget recettes recette bénéfice
    bénéfices dépense dépenses aide aides prêt prêts impôt impôts subvention subventions déficit déficits crédit
    crédits cice dividende dividendes pouvoir capital dotation dotations chiffre financement financements fonds
    dons revenus revenu gains gain profits profit ventes cadeaux fiscalité taxes taxe cotisations charges
    capitalisation trésorerie manque loyers liquidités réductions baisse baisses hausse hausses affaires coûts coût
    travaux commandes contrats rallonge amende amendes plus-values ressources créances découvert exonérations
    allègements
    """
    )
)
# Words of money: a large number without a unit that follows them in the sentence is an amount.
MONEY_WORDS = words(
    """
    montant montants budget coût coûts prix salaire salaires fortune dette dettes subvention subventions amende amendes
    prime primes recettes bénéfice bénéfices perte pertes déficit facture factures prêt prêts emprunt emprunts impôt
    impôts somme sommes rançon cagnotte enveloppe économies crédits investissement investissements investir loyer loyers
    rémunération dividende dividendes indemnité indemnités taxe taxes coûte coûté coûter coûtera coûterait payer payé
    verser versé débloquer débloqué rapporter rapporté économiser
    """
)
# Between a bare number and the next, whose noun or currency it shares: `2,1 et 3 M€`.
ONWARD = ("et", "ou", "puis", "contre", "à", "et de", "ou de", "voire", "à plus de", "parfois", "ou bien")
OF_THOSE = (
    " des ",
    " de ces ",
    " de ses ",
    " de leurs ",
    " des quelque ",
)  # a part of what follows: `24 des 434 comtés`
# Verbs by which a value goes from one number to another: `passer de 8 à 7 %`.
CHANGES = words("pass relev recul mont grimp tomb chut bond descend ramen port augment progress évolu rédui baiss")
# Behind a number in a list whose noun was said first: `300 à Lyon, 200 à Lille`.
PLACE = (
    *words("à au aux en dans pour sur chez côté via d'ici par l'an du des cette dit dits importés"),
    *words("lundi mardi mercredi jeudi vendredi samedi dimanche"),
    "de la",
)
# Before a number in such a list, and what may blur it.
LISTED = words("et puis contre dont ou mais")
BLURRED = ("environ", "de", "près de", "seulement", "plus de")
# `le nombre de décès est de 4.632`, `le bilan officiel des morts`.
TOTALS = words("nombre cumul total bilan chiffre")
TOTAL_ADJECTIVES = words("total global officiel cumulé")
NOUN_ADJECTIVES = words("nouveaux nouvelles petits jeunes grands")
# Words with a capital before a number that are no name: they open a sentence.
FUNCTION_WORDS = frozenset(
    words(
        """
        dont les des ces aux parmi sur contre environ seuls seules près plus moins et ou à de soit seulement sinon mais
        puis
        """
    )
)
