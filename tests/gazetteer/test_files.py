"""Gazetteer files: what users may write, what they are told when it is wrong, and whether ours are right."""

from __future__ import annotations

from pathlib import Path

import pytest

from dronewatch import gazetteer
from dronewatch.errors import DataError
from dronewatch.gazetteer.source import read
from dronewatch.model import NAME_LABELS

SHIPPED = gazetteer.files()


def write(folder: Path, text: str, name: str = "mine.yaml") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def found(text: str, *paths: str) -> list[tuple[str, str, str | None]]:
    return [(span.text, span.label, span.name) for span in gazetteer.find(text, gazetteer.load(paths))]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: Path(path).stem)
def test_shipped_file_is_sound(path: str):
    source = read(path)
    assert source.entries
    for entry in source.entries:
        assert entry.label in (*NAME_LABELS, "")
        assert all(name == name.strip() and "  " not in name and " ; " not in name for name in entry.aliases)
        assert not any("(" in name for name in (*entry.aliases, *entry.ambiguous))


def test_shipped_files_load_together():
    shipped = gazetteer.load()
    labels = {name.label for group in shipped.names.values() for name in group}
    assert labels == {*NAME_LABELS, ""} - {"PERSON", "ROLE"}
    assert gazetteer.load() is shipped


def test_files_are_those_that_load_reads(tmp_path: Path):
    path = write(tmp_path, "label: COMPANY\nentries: [Aéro Vigie]")
    assert gazetteer.files([path]) == [*SHIPPED, path]
    assert all(Path(file).is_file() for file in SHIPPED)


def test_own_entries_are_found(tmp_path: Path):
    path = write(
        tmp_path,
        """
label: COMPANY
entries:
- Aéro Vigie | AVSAS
- name: Boussole
  aliases: [Boussole Drones]
  ambiguous: [Boussole]
  context: {before: [société], near: [télépilote*]}
  wikidata: Q1
  note: a maker
""",
    )
    assert found("AERO VIGIE et l'AVSAS", path) == [
        ("AERO VIGIE", "COMPANY", "Aéro Vigie"),
        ("AVSAS", "COMPANY", "Aéro Vigie"),
    ]
    assert found("Boussole en main. Boussole Drones en tête", path) == [("Boussole Drones", "COMPANY", "Boussole")]
    assert found("la société Boussole", path) == [("Boussole", "COMPANY", "Boussole")]


def test_own_entries_win(tmp_path: Path):
    first = write(tmp_path, "label: ORGANIZATION\nentries: [Mediapart]", "first.yaml")
    second = write(tmp_path, "label: COMPANY\nentries: [Mediapart]", "second.yaml")
    assert found("Mediapart")[0][1] == "MEDIA"
    assert found("Mediapart", first)[0][1] == "ORGANIZATION"
    assert found("Mediapart", first, second)[0][1] == "COMPANY"


def test_own_entries_are_removed_by_ignore(tmp_path: Path):
    path = write(tmp_path, "ignore: true\nentries: [Mediapart]")
    assert found("Mediapart et l'AFP", path) == [("AFP", "MEDIA", "Agence France-Presse")]


def test_case(tmp_path: Path):
    path = write(
        tmp_path,
        "label: PUBLIC_BODY\ncase: any\nentries:\n- cellule des ballons\n- name: VOL\n  case: exact\n- name: Zorb\n",
    )
    assert found("Cellule des Ballons, VOL, Vol, vol, ZORB, zorb", path) == [
        ("Cellule des Ballons", "PUBLIC_BODY", "cellule des ballons"),
        ("VOL", "PUBLIC_BODY", "VOL"),
        ("ZORB", "PUBLIC_BODY", "Zorb"),
    ]


def test_slots_and_forms(tmp_path: Path):
    slot = write(tmp_path, "slot: colour\nentries: [rouge | rouges]", "colours.yaml")
    path = write(
        tmp_path,
        "label: MINISTRY\ncase: any\nchain: true\n"
        "forms: ['bureau {de}', 'bureau {colour} {de}']\nentries: [les Ballons, le Vent]",
    )
    assert found("bureau des Ballons et du Vent ; bureau rouge du Vent", slot, path) == [
        ("bureau des Ballons et du Vent", "MINISTRY", "bureau des Ballons et du Vent"),
        ("bureau rouge du Vent", "MINISTRY", "bureau rouge du Vent"),
    ]


def test_context_for_all_entries_of_a_file(tmp_path: Path):
    path = write(tmp_path, "label: COMPANY\ncontext: {not_before: [une]}\nentries: [Zigzag]")
    assert found("une Zigzag neuve") == []
    assert found("une Zigzag de chez Zigzag", path) == [("Zigzag", "COMPANY", "Zigzag")]


def test_capital_inside_a_sentence(tmp_path: Path):
    path = write(tmp_path, "label: COMPANY\nentries:\n- name: Drones\n  context: {inside_sentence: true}\n")
    assert [span[0] for span in found("Drones en vue.", path)] == []
    assert [span[0] for span in found("Ils vont chez Drones.", path)] == ["Drones"]


HEAD = "label: COMPANY\nentries:\n"
BROKEN = [
    ("", None, "the file is empty"),
    ("- one\n- two\n", 1, "begins with `label:`"),
    ("entries: []\n", 1, "no `label:`"),
    ("label: COMPANY\n", 1, "no `entries:`"),
    ("label: COMPANIE\nentries: []\n", 1, "unknown label `COMPANIE` (did you mean COMPANY?)"),
    ("label: company\nentries: []\n", 1, "did you mean COMPANY?"),
    ("label: COMPANY\nslot: x\nentries: []\n", 1, "exclude each other"),
    ("label: COMPANY\nentrys: []\n", 2, "unknown key `entrys` (did you mean entries?)"),
    ("label: COMPANY\nlabel: MEDIA\nentries: []\n", 2, "`label:` twice"),
    ("label: COMPANY\ncase: upper\nentries: []\n", 2, "`case: upper`"),
    (HEAD + "- Un\n- ''\n", 4, "an empty name"),
    (HEAD + "- Un | \n", 3, "a name is missing"),
    (HEAD + "- '***'\n", 3, "begins with a letter"),
    (HEAD + "- Un\n- Deux\n- Un\n", 5, "`Un` is there already, in line 3"),
    (HEAD + "- Un | Un\n", 3, "`Un` is listed twice"),
    (HEAD + "- Un | Trois\n- Deux | Trois\n", 4, "`Trois` belongs to another entry already, Un in line 3"),
    (HEAD + "- name: Un\n  alias: [Une]\n", 4, "unknown key `alias` (did you mean aliases?)"),
    (HEAD + "- aliases: [Une]\n", 3, "without `name:`"),
    (HEAD + "- name: Un\n  aliases: Une\n", 4, "`aliases:` is a list"),
    (HEAD + "- name: Un\n  ambiguous: [Une]\n", 4, "needs a `context:`"),
    (HEAD + "- name: Un\n  context: {nears: [x]}\n", 4, "did you mean near?"),
    (HEAD + "- name: Un\n  context: {}\n", 4, "an empty `context:`"),
    (HEAD + "- name: Un\n  wikidata: 142\n", 4, "no Wikidata item"),
    (HEAD + "- name: 'bureau {colour}'\n", 3, "unknown slot `{colour}`"),
    (HEAD + "- &a Un\n- *a\n", 3, "anchors (&) and aliases (*)"),
    ("a: &a [x, x]\nb: &b [*a, *a]\nlabel: COMPANY\nentries: *b\n", 1, "anchors (&) and aliases (*)"),
    (HEAD + "- [Un]\n", 3, "an entry is"),
    (HEAD + "- Un: 'x\n", 4, "not valid YAML"),
    (HEAD + "- " + "x" * 300 + "\n", 3, "more than 200 characters"),
]


@pytest.mark.parametrize(("text", "line", "message"), BROKEN, ids=[case[2] for case in BROKEN])
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, text: str, line: int | None, message: str):
    path = write(tmp_path, text)
    with pytest.raises(DataError) as caught:
        gazetteer.load([path])
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert (caught.value.file, caught.value.line) == (path, line)


def test_unreadable_files(tmp_path: Path):
    with pytest.raises(DataError, match="cannot read the gazetteer"):
        gazetteer.load([str(tmp_path / "none.yaml")])
    (tmp_path / "latin.yaml").write_bytes("label: COMPANY\nentries:\n- Aéro\n".encode("latin-1"))
    with pytest.raises(DataError, match=r"latin\.yaml:3: not UTF-8"):
        gazetteer.load([str(tmp_path / "latin.yaml")])
    (tmp_path / "deep.yaml").write_text("label: COMPANY\nentries: " + "[" * 5000, encoding="utf-8")
    with pytest.raises(DataError):
        gazetteer.load([str(tmp_path / "deep.yaml")])


def test_scalars_stay_text(tmp_path: Path):
    path = write(tmp_path, HEAD + "- No\n- 2024\n- Yes | On\n")
    assert [name for _, _, name in found("No, 2024, On", path)] == ["No", "2024", "Yes"]
