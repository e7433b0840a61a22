"""Engines: same records in the same order, lazily; and the fingerprint of what decides them."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from dronewatch import engine, resolve
from dronewatch.engine import ENGINES, Options, fingerprint, processes
from dronewatch.errors import DataError, DronewatchError, UsageError
from dronewatch.model import Article, TaggedArticle

TEXTS = ["Le maire achète 12 drones.", "", "M. Kerbrat paie 3,5 M€ à Airbus.", "Rien.\n\nRien de plus."] * 3
ARTICLES = [Article(f"a{number}", text, metadata={"n": number}) for number, text in enumerate(TEXTS)]


def test_order_sections_and_articles_are_kept() -> None:
    tagged = list(engine.run(ARTICLES, batch=5))
    assert [one.article for one in tagged] == ARTICLES
    assert all(one.article is article for one, article in zip(tagged, ARTICLES, strict=True))
    assert [span.text for span in tagged[2].spans] == ["Kerbrat", "3,5 M€", "Airbus"]
    assert all(span.entity is None for one in tagged for span in one.spans)


def test_every_engine_gives_the_same() -> None:
    want = list(engine.run(ARTICLES))
    for name in ENGINES:
        assert list(engine.run(ARTICLES, jobs=2, batch=2, engine=name)) == want, name


def test_what_is_done_to_every_article_is_done_by_every_engine() -> None:
    want = [resolve.named(one) for one in engine.run(ARTICLES)]
    assert any(span.entity for one in want for span in one.spans)
    for name in ENGINES:
        assert list(engine.run(ARTICLES, jobs=2, batch=2, engine=name, finish=resolve.named)) == want, name


def test_many_articles_are_shared_out_unless_the_user_says(monkeypatch: pytest.MonkeyPatch) -> None:
    want, shared = list(engine.run(ARTICLES)), []
    monkeypatch.setattr(engine, "FEW", 5)
    monkeypatch.setattr(engine, "processors", lambda: 2)
    run = processes.run
    monkeypatch.setattr(processes, "run", lambda *said: [shared.append(said[2]), run(*said)][1])
    assert list(engine.run(ARTICLES, jobs=None, batch=2)) == want
    assert list(engine.run(ARTICLES[:5], jobs=None, batch=2)) == want[:5]
    assert list(engine.run(ARTICLES, jobs=None, batch=1)) == want  # whoever waits for each gets it at once
    assert shared == [2]


def test_a_killed_worker_is_said() -> None:
    running = engine.run(ARTICLES, jobs=1, batch=1, engine="processes", finish=_killed)
    with pytest.raises(DronewatchError, match=r"process that tags was killed.*fewer --jobs"):
        list(running)


def _killed(tagged: TaggedArticle) -> TaggedArticle:
    os.kill(os.getpid(), signal.SIGKILL)
    return tagged


def test_articles_are_read_as_they_are_needed() -> None:
    read = 0

    def source() -> Iterator[Article]:
        nonlocal read
        for article in ARTICLES:
            read += 1
            yield article

    running = engine.run(source(), batch=2)
    next(running)
    assert read == 2


def test_a_batch_does_not_change_the_result() -> None:
    assert list(engine.run(ARTICLES, batch=1)) == list(engine.run(ARTICLES, batch=100))


def test_unknown_engines_and_labels() -> None:
    with pytest.raises(UsageError, match="unknown engine"):
        engine.run(ARTICLES, engine="dusk")
    with pytest.raises(UsageError, match="unknown label"):
        list(engine.run(ARTICLES, options=Options(labels=("NOPE",))))


def test_every_engine_loads() -> None:
    for module in ENGINES.values():
        assert callable(import_module(module).run)


def test_importing_stays_light() -> None:
    heavy = "[name for name in ('spacy', 'pandas', 'rapidfuzz') if name in sys.modules]"
    script = f"import sys, dronewatch.engine, dronewatch.resolve; print({heavy})"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True).stdout.strip() == "[]"


def test_fingerprint_tells_what_changed(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("label: COMPANY\nentries: [A]\n")
    first = fingerprint(Options(gazetteers=(str(own),)))
    assert first == fingerprint(Options(gazetteers=(str(own),)))
    assert first != fingerprint()
    own.write_text("label: COMPANY\nentries: [B]\n")
    assert first != fingerprint(Options(gazetteers=(str(own),)))
    assert fingerprint() != fingerprint(Options(labels=("MONEY",)))
    model = tmp_path / "model"
    model.mkdir()
    (model / "meta.json").write_text("{}")
    with_model = fingerprint(Options(model=str(model)))
    (model / "meta.json").write_text("{ }")
    assert with_model != fingerprint(Options(model=str(model)))
    with pytest.raises(DataError, match="cannot be read"):
        fingerprint(Options(gazetteers=("nowhere.yaml",)))


def test_fingerprint_covers_every_room_that_decides(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    module = sys.modules["dronewatch.engine.fingerprint"]
    for room in module._ROOMS:
        assert list(module._files(f"{module._PACKAGE}/{room}")), room
    (tmp_path / "language").mkdir()
    rule = tmp_path / "language" / "rule.py"
    rule.write_text("1")
    monkeypatch.setattr(module, "_PACKAGE", str(tmp_path))
    before = fingerprint()
    rule.write_text("2")
    assert fingerprint() != before


def test_what_makes_entities_across_articles_decides_no_span() -> None:
    """What has a fingerprint of its own is imported by nothing that tags."""
    module = sys.modules["dronewatch.engine.fingerprint"]
    folder = Path(module._PACKAGE) / "resolve"
    across = {name.removesuffix(".py") for name in module._ACROSS}
    tagging = {file.stem for file in folder.glob("*.py")} - across - {"__init__"}
    assert across and "within" in tagging
    for name in tagging:
        code = (folder / f"{name}.py").read_text(encoding="utf-8")
        assert not across & set(re.findall(r"dronewatch\.resolve\.(\w+)", code)), name
    assert engine.resolver() != fingerprint()
