"""Small words that the matcher knows. Nothing but data, folded."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FUNCTION_WORDS = _words(
    """a afin ainsi alors apres au aucun aucune aujourd aussi autour autre autres aux avant avec bien c car ce ceci cela
    celle celles celui certains certaines ces cet cette ceux chaque chez ci combien comme comment concernant contre d
    dans de depuis derriere des desormais deux devant dix dont du durant elle elles en encore enfin entre envers est et
    eu hors il ils j jamais je jusqu jusque l la laquelle le lequel les lesquels leur leurs lors lorsqu lorsque lui m
    ma mais malgre me meme mes mon n ne ni non nos notre nous on ou outre par parce parmi pas pendant personne plus
    plusieurs pour pourquoi pourtant pres presque puis puisque qu quand quant quatre que quel quelle quelles quels qui
    quoi s sa sans sauf se selon ses seul seule seulement si sinon six sitot soit son sous suite suivant sur t ta tandis
    tant te tel telle tes toi ton toujours tous tout toute toutefois toutes tres trois tu un une vers via voici voila
    vos votre vous y"""
)

PREPOSITIONS = _words("a chez contre d dans de depuis en entre hors jusqu par pour pres sans selon sous sur vers via")
"""Before a place; those with an article do not count: `du Los Angeles Auto Show` is about a show."""

HONORIFICS = _words("m mm mme mmes mlle mlles me mes dr pr mgr monsieur madame mademoiselle maitre")

PREFIXES = _words("ex anti pro non pre post vice inter trans extra intra mi hors sud nord est ouest")
"""What may be joined to a name by a hyphen without changing what it names: `ex-RPR`, `anti-Otan`."""

SUFFIXES = _words("la ci")
