"""Articles come out of the index as the pipeline put them in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dronewatch import corpus, engine, index, settings
from dronewatch.annotate.values import to_plain
from dronewatch.errors import UsageError
from dronewatch.query.tagged import listed, tagged

TEXTS = {
    "b": "Un titre 🚁\n\nParrot vend 12 drones pour 3 à 5 millions d’euros, le 3 mai.\nParrot attend deux ans.",
    "a": "Mardi, près de 12,5 % des drones.\r\nNewsletter\n",
}


def test_as_it_went_in(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "seeds" / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
    found = settings.load(tmp_path, {}, corpus=[str(tmp_path / "seeds")], model="none")
    expected = list(engine.run(corpus.read(found.corpus), options=engine.Options(model="none")))
    with index.open(found) as connection:
        there = listed(connection)
        assert [(each.id, each.file, each.record, each.sha256) for each in there] == [
            (each.article.id, each.article.file, None, each.article.sha256) for each in expected
        ]
        for each in expected:
            back = tagged(connection, each.article.id)
            assert (back.article, back.sections) == (each.article, each.sections)
            # canonical names are the gazetteers' and stay with the entities; a value that says nothing is none
            bare = [replace(span, name=None, entity=None, value=None) for span in each.spans]
            assert [replace(span, entity=None, value=None) for span in back.spans] == bare
            for one, other in zip(back.spans, each.spans, strict=True):
                assert to_plain(one.label, one.value) == to_plain(other.label, other.value)
        with pytest.raises(UsageError, match="no article “c”"):
            tagged(connection, "c")
    connection.close()
