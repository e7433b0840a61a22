"""Completion as the shells ask for it, and bash as a user types in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
DRONEWATCH = str(Path(sys.executable).with_name("dronewatch"))


def _bash(folder: Path, *words: str) -> list[str]:
    """What bash is offered for the last of `words`."""
    environ = {"COMP_WORDS": " ".join(("dronewatch", *words)), "COMP_CWORD": str(len(words))}
    done = subprocess.run(
        [DRONEWATCH],
        cwd=folder,
        env={**os.environ, **environ, "_DRONEWATCH_COMPLETE": "bash_complete"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return [line.partition(",")[2] for line in done.stdout.splitlines() if line]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["amo"], ["amounts"]),
        (["entity", "re"], ["rename", "relabel"]),
        (["entities", "--label", "P"], ["PERSON", "PUBLIC_BODY", "PERCENT"]),
        (["entities", "--label", "min"], ["MINISTRY"]),
        (["amounts", "--section", "t"], ["title"]),
        (["amounts", "--format", "j"], ["json", "jsonl"]),
        (["amounts", "--sort", "a"], ["amount", "article"]),
        (["amounts", "--curr"], ["--currency"]),
        (["completion", ""], ["bash", "zsh", "fish"]),
        (["show", "00"], ["000_parrot-police", "001_appel-offres-drones", "002_mahjoubi-paris", "003_cameras-pietons",
                          "004_asnieres-drones"]),
        (["amounts", "--article", "003"], ["003_cameras-pietons"]),
    ],
)  # fmt: skip
def test_what_is_offered(warm: Path, words: list[str], offered: list[str]) -> None:
    assert _bash(warm, *words) == offered


def test_publishers_of_the_index(folder: Path) -> None:
    (folder / "a.jsonl").write_text('{"id": "a", "text": "Trois drones.", "publisher": "Le Temps"}\n', encoding="utf-8")
    environ = {"DRONEWATCH_CORPUS": "a.jsonl", "DRONEWATCH_MODEL": "none"}
    subprocess.run([DRONEWATCH, "index", "-q"], cwd=folder, env={**os.environ, **environ}, check=True)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environ.items():
            patch.setenv(name, value)
        assert _bash(folder, "amounts", "--publisher", "le") == ["Le Temps"]
        assert _bash(folder, "amounts", "--publisher", "x") == []


def test_without_an_index_nothing_is_offered_and_none_is_built(folder: Path) -> None:
    assert _bash(folder, "show", "0") == []
    (folder / "dronewatch.yaml").write_text("corpus: [", encoding="utf-8")
    assert _bash(folder, "show", "0") == []
    assert [path.name for path in folder.iterdir()] == ["dronewatch.yaml"]


def test_an_unknown_shell(run: Run) -> None:
    result = run("completion", "bahs")
    assert result.exit_code == 2
    assert "did you mean 'bash'?" in result.stderr


_TYPED = {
    "bash": 'eval "$(dronewatch completion bash)"; COMP_WORDS=(dronewatch amou); COMP_CWORD=1;'
    ' _dronewatch_completion dronewatch; echo "${COMPREPLY[@]}"',
    "zsh": 'autoload -Uz compinit; compinit -u; eval "$(dronewatch completion zsh)"; whence -w _dronewatch_completion',
    "fish": "dronewatch completion fish | source; complete -C 'dronewatch amou'",
}


@pytest.mark.parametrize("shell", _TYPED)
def test_the_script_does_it_in_the_shell_itself(folder: Path, shell: str) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"needs {shell}, which is not installed")
    path = os.pathsep.join([str(Path(DRONEWATCH).parent), os.environ.get("PATH", "")])
    done = subprocess.run(
        [program, "-c", _TYPED[shell]],
        cwd=folder,
        env={**os.environ, "PATH": path, "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=True,
    )
    said = done.stdout.strip()
    assert said == "_dronewatch_completion: function" if shell == "zsh" else said.split()[0] == "amounts"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_scripts_name_the_program(run: Run, shell: str) -> None:
    result = run("completion", shell)
    assert result.exit_code == 0
    assert f"_DRONEWATCH_COMPLETE={shell}_complete" in result.stdout
