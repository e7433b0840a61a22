"""A table is read again when another column is its text."""

from __future__ import annotations

from pathlib import Path

from dronewatch import index, settings
from dronewatch.errors import DronewatchError


def test_another_mapping_of_columns_makes_a_table_stale_and_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,un,deux\n1,Trois drones.,Quatre drones.\n")
    (tmp_path / "b.txt").write_text("Cinq drones.")

    def tagged(columns: tuple[str, ...]) -> tuple[int, list[str]]:
        problems: list[DronewatchError] = []
        found = settings.load(
            tmp_path, {}, corpus=[str(tmp_path)], columns=columns, model="none", index=tmp_path / "index.sqlite"
        )
        summary = index.update(found, report=problems.append)
        return summary.tagged, [str(problem) for problem in problems]

    assert tagged(("text=un",)) == (2, [])
    assert tagged(("text=un",)) == (0, [])
    assert tagged(("text=deux",)) == (1, [])
    assert tagged(("text=deux",)) == (0, [])
    (problem,) = tagged(())[1]
    assert "no column is known to be the text; there are id, un, deux" in problem


def test_members_of_a_zip_file_are_indexed_under_their_names(tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "x.zip", "w") as file:
        file.writestr("sub/a.txt", "Cinq drones.")
    found = settings.load(tmp_path, {}, corpus=[str(tmp_path)], model="none", index=tmp_path / "index.sqlite")
    problems: list[DronewatchError] = []
    assert index.update(found, report=problems.append).tagged == 1
    assert index.update(found, report=problems.append).tagged == 0
    assert problems == []
    connection = index.open(found, report=problems.append)
    path = connection.execute("SELECT path FROM files").fetchone()[0]
    connection.close()
    assert path == f"{tmp_path / 'x.zip'}!sub/a.txt"
