"""The words around a numeral that say what it is, nothing but data: apostrophes are straight, all is lower case."""

from __future__ import annotations

from dronewatch.language.words import words

# Behind `sur`, where the numbers are a ratio (`un Français sur dix`) and count nothing.
RATIO_BASES = words("2 3 4 5 10 100 1000 1.000 deux trois quatre cinq dix cent mille")
# Before a number that is part of a name: `la France 2`, `une Porsche 911`.
NAME_DETERMINERS = words("la le ce sa notre votre ma une un cette")
# Before four digits that are a year: `en 2016`, `rentrée 2019`.
YEAR_CUES = words(
    """
    en fin début mi depuis avant après dès été hiver automne printemps année années et à de rentrée saison trimestre
    semestre janvier février mars avril mai juin juillet août septembre octobre novembre décembre
    """
)
# Units of which there can be less than nothing.
SIGNED = frozenset(["point", "points", "degré", "degrés", "°C", "°", "° C", "°F", "° F"])
PAIRS = ("tous les ", "toutes les ", "tous ", "toutes ")  # before `deux`: both, which counts nothing
SPEEDS = ("km/h", "mph")
