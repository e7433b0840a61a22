"""The file of decisions: what is refused, with its line; and edits that leave every other line alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dronewatch.errors import DataError, StorageError
from dronewatch.model import NAME_LABELS
from dronewatch.resolve import decision_file
from dronewatch.resolve.decisions import Decision

TEXT = """\
# ours

- merge:            # a comment
  - Ava Dialo
  into: Awa Diallo
  label: PERSON
  by: AB
# about the next
- {rename: Volair, to: VOLAIR, label: COMPANY}
- split: 2020
  from: Volair
  label: COMPANY
  date: 2026-04-12

# the end
"""


def test_what_is_written_by_hand_is_read() -> None:
    entries = decision_file.parse(TEXT, "x.yaml")
    assert [(entry.line, entry.decision) for entry in entries] == [
        (3, Decision("merge", "PERSON", "Awa Diallo", ("Ava Dialo",), by="AB")),
        (9, Decision("rename", "COMPANY", "Volair", to="VOLAIR")),
        (10, Decision("split", "COMPANY", "Volair", ("2020",), date="2026-04-12")),
    ]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("merge: x", 1, "must be a list"),
        ("- merge", 1, "must have keys"),
        ("- label: PERSON", 1, "merge, split, rename, relabel"),
        ("- merge: A\n  split: B\n  label: PERSON", 1, "one of the keys"),
        ("- merge: A\n  into: B", 1, "has no “label”"),
        ("- merge: A\n  label: PERSON", 1, "has no “into”"),
        ("- merge: A\n  into: B\n  label: PERSONNE", 3, "did you mean PERSON?"),
        ("- rename: A\n  to: B\n  label: MONEY", 3, "unknown label “MONEY”"),
        ("- relabel: A\n  to: CITY\n  label: PERSON", 2, "unknown label “CITY”"),
        ("- merge: A\n  to: B\n  label: PERSON", 2, "unknown key “to”"),
        ("- merge: []\n  into: B\n  label: PERSON", 1, "names nothing"),
        ("- merge: [A, true]\n  into: B\n  label: PERSON", 1, "must be a text"),
        ("- rename: [A]\n  to: B\n  label: PERSON", 1, "“rename” must be a text"),
        ("- rename: A\n  to: A\n  label: PERSON", 1, "called so already"),
        ("- split: [A, b]\n  from: B\n  label: PERSON", 1, "from itself"),
        ("- rename: A\n  to: B\n  label: PERSON\n- rename: a\n  to: C\n  label: PERSON", 4, "renamed in line 1"),
        ("- rename: A\n  to: B\n  label: PERSON\n\n- {rename: A, to: B, label: PERSON}", 5, "decided twice"),
        ("- merge: A\n  into: B\n  label: PERSON\n- split: b\n  from: a\n  label: PERSON", 4, "other way in line 1"),
        ("- merge: A\n  into: *b\n", 2, "aliases"),
    ],
)
def test_what_is_no_decision_is_refused_with_its_line(text: str, line: int, said: str) -> None:
    with pytest.raises(DataError) as problem:
        decision_file.parse(text, "x.yaml")
    assert (problem.value.file, problem.value.line) == ("x.yaml", line)
    assert said in str(problem.value)


def test_no_file_no_decisions(tmp_path: Path) -> None:
    assert decision_file.load(tmp_path / "entities.yaml") == []
    (tmp_path / "entities.yaml").write_text("# nothing\n")
    assert decision_file.load(tmp_path / "entities.yaml") == []


def test_what_cannot_be_read_or_written(tmp_path: Path) -> None:
    (tmp_path / "entities.yaml").write_bytes(b"- merge: A\n  into: \xff\n")
    with pytest.raises(DataError, match=r"entities\.yaml:2: is not UTF-8"):
        decision_file.load(tmp_path / "entities.yaml")
    with pytest.raises(DataError, match="cannot be read"):
        decision_file.load(tmp_path)
    (tmp_path / "data").write_text("in the way")
    with pytest.raises(StorageError, match="cannot be written"):
        decision_file.save(tmp_path / "data" / "entities.yaml", TEXT)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "entities.yaml"]


def test_an_edit_leaves_every_other_line_alone() -> None:
    entries = decision_file.parse(TEXT, "x.yaml")
    rename = Decision("rename", "PERSON", "Zoé", to="Zoë", reason="her own spelling: “ë”")
    added = decision_file.edited(TEXT, entries, add=[rename])
    assert added.startswith(TEXT)
    assert decision_file.parse(added, "x.yaml")[-1].decision == rename
    shorter = decision_file.edited(TEXT, entries, drop=[0])
    assert shorter == "# ours\n\n# about the next\n" + TEXT.partition("# about the next\n")[2]
    assert decision_file.edited(TEXT, entries, drop=[2]).endswith("COMPANY}\n\n# the end\n")


def test_a_new_file_says_what_it_is() -> None:
    text = decision_file.edited("", [], add=[Decision("merge", "PERSON", "A", ("B", "C"), date="2026-04-12")])
    head, _, body = text.partition("\n")
    assert head.startswith("# ")
    assert body == "- merge:\n  - B\n  - C\n  into: A\n  label: PERSON\n  date: 2026-04-12\n"


NAMES = st.text(min_size=1, max_size=20).filter(lambda name: bool(name.strip()))


@settings(deadline=None)
@given(NAMES, NAMES, st.sampled_from(NAME_LABELS), st.none() | NAMES)
def test_what_is_written_is_read_again(name: str, other: str, label: str, reason: str | None) -> None:
    decisions = [
        Decision("merge", label, name, (other,), reason=reason),
        *([Decision("rename", label, name, to=other, by=reason)] if name != other else []),
    ]
    text = decision_file.edited("", [], add=decisions)
    assert [entry.decision for entry in decision_file.parse(text, "x.yaml")] == decisions
    entries = decision_file.parse(text, "x.yaml")
    for number in range(len(entries)):
        rest = decision_file.parse(decision_file.edited(text, entries, drop=[number]), "x.yaml")
        assert [entry.decision for entry in rest] == decisions[:number] + decisions[number + 1 :]


def _revised(old: list[Decision], new: Decision) -> list[Decision]:
    text = decision_file.edited("", [], add=old)
    entries = decision_file.parse(text, "x.yaml")
    drop, add = decision_file.revised(entries, new)
    text = decision_file.edited(text, entries, drop=drop, add=add)
    return [entry.decision for entry in decision_file.parse(text, "x.yaml")]


def test_a_decision_takes_its_opposite_back() -> None:
    merge = Decision("merge", "PERSON", "A", ("B", "C"))
    split = Decision("split", "PERSON", "A", ("b",))
    assert _revised([merge], split) == [Decision("merge", "PERSON", "A", ("C",))]
    assert _revised([Decision("split", "PERSON", "A", ("B",))], merge) == [Decision("merge", "PERSON", "A", ("C",))]
    other = Decision("split", "COMPANY", "A", ("B",))
    assert _revised([merge], other) == [merge, other]
    there = Decision("split", "PERSON", "A", ("B",), article="x")
    assert _revised([merge], there) == [merge, there]


def test_a_second_name_or_label_replaces_the_first() -> None:
    rename = Decision("rename", "PERSON", "A", to="B")
    assert _revised([rename], Decision("rename", "PERSON", "B", to="C")) == [Decision("rename", "PERSON", "A", to="C")]
    assert _revised([rename], Decision("rename", "PERSON", "B", to="A")) == []
    label = Decision("relabel", "PERSON", "A", to="ROLE")
    assert _revised([label], Decision("relabel", "ROLE", "a", to="MEDIA")) == [
        Decision("relabel", "PERSON", "A", to="MEDIA")
    ]
    assert _revised([label], Decision("relabel", "ROLE", "A", to="PERSON")) == []
