"""Words that decide whether a full stop ends a French sentence. Lower case, apostrophes straight."""

from __future__ import annotations


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


NEVER_FINAL = _words(
    """m mm mme mmes mlle mlles mgr mgrs dr drs pr prs me mes st ste sts stes mt ft col cdt cne capt sgt gal gén lt
    bd bld av ap cf éd trad dir vs rte fg"""
)
"""Abbreviations that a name or another word always follows: their stop never ends a sentence."""

BEFORE_NUMBER = _words(
    """art p pp vol chap fig n no nos réf tél ch al alinéa env
    janv jan févr fév fevr fev avr juil juill sept oct nov déc dec"""
)
"""Abbreviations whose stop does not end a sentence when a number follows."""

OPENERS = _words(
    """le la les l un une des du au aux ce cet cette ces c il elle ils elles on nous vous je j tu qui que quand
    mais et ou or donc car ni si pour dans sur sous avec sans chez par entre depuis selon après avant lors en à a y
    d de son sa ses leur leurs mon ma mes notre nos votre vos tout toute tous toutes plus moins comme ainsi alors
    aussi aujourd hier puis enfin cela ça lui eux plusieurs certains certaines chaque autre aucun ensuite
    pourtant cependant toutefois néanmoins désormais"""
)
"""Words that open a sentence after a single letter with a stop (`le plan B. Il reste`), where an initial has a name."""

DOMAINS = _words(
    """com fr org net info eu be ch ca uk de es it io ai tv fm me biz gouv paris bzh sncf edu co us lu ma dz tn
    html htm php"""
)
"""Ends of web addresses, as in `Change.Org`, which no glued sentence begins with."""
