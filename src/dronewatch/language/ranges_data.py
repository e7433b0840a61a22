"""What joins two numbers into one value, nothing but data: apostrophes are straight, all is lower case."""

from __future__ import annotations

from dronewatch.language.words import words

CONNECTORS = frozenset(
    [" à ", " ou ", " voire ", " ou à ", " voire à ", " à plus de ", " et ", "-", "–", " - ", " – ", "/", " / "]
)
DASHES = frozenset(["-", "–", " - ", " – ", "/", " / "])
VAGUE_CONNECTORS = frozenset(
    [" ou ", " ou de ", ", voire ", ", voire de ", " voire ", " à ", " ou à ", " et ", " et de "]
)
BETWEEN = ("entre ", 'entre "', "entre les ", "entre quelque ", "entre environ ")
# Verbs by which a value goes from one number to another: `de 3 à 5` is then no range.
CHANGES = (
    *(f"pass{ending}" for ending in words("e er é ée és ées ent ait aient ant era erait eront eraient")),
    *words("relev recul mont grimp bond tomb chut descend ramen ramèn port"),
)
# What may follow a price whose cents stand behind the currency (`3 euros 50 pièce`): never what 50 would count.
AFTER_PRICE = words("le la l' les par de du pour à et au en pièce ttc ht contre sur dans chez seulement")
FACTORS = {"cent": 100, "mille": 1000, "million": 10**6, "milliard": 10**9, "billion": 10**12}
