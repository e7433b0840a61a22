"""What the table of entities shows of the names that one goes by."""

from __future__ import annotations

from dronewatch.cli.entities import LAYOUT

ALSO = LAYOUT.columns[1].cell


def test_a_dozen_other_names_are_shown() -> None:
    names = [f"{number} drones" for number in range(3000)]
    shown = str(ALSO({"entity": "drones", "label": "QUANTITY", "names": names}))
    assert shown == ", ".join(names[:12]) + ", …"
    assert ALSO({"entity": "drones", "label": "QUANTITY", "names": names[:12]}) == ", ".join(names[:12])


def test_names_that_differ_in_case_and_accents_alone_are_one() -> None:
    names = ["Élysée", "ELYSÉE", "élysee", "palais de l’Élysée", "Palais de l'Elysée"]
    assert ALSO({"entity": "Élysée", "label": "PUBLIC_BODY", "names": names}) == "palais de l’Élysée"
