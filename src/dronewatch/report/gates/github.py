"""A gate's report as GitHub workflow commands, which stand beside the lines they speak of in a pull request.

GitHub shows at most 10 annotations of a kind for a step: the most important come first, and a notice says how many are
not shown. https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TextIO

from dronewatch.annotate.outcome import Finding, Outcome
from dronewatch.report.visible import cell

MOST = 10
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = {**_DATA, **str.maketrans({":": "%3A", ",": "%2C"})}


def write(outcome: Outcome, out: TextIO, *, limit: int | None = None) -> None:
    """The failed floors as one annotation, at most nine others, then a notice with the number in a sentence."""
    findings = outcome.sorted_findings()[len(outcome.failures) :]
    lines = [_command(finding) for finding in findings]
    if outcome.failures:
        floors = "%0A".join(_escape(str(check), _DATA) for check in outcome.failures)
        lines.insert(0, f"::error title={_escape(f'{outcome.command}: below the floor', _PROPERTY)}::{floors}\n")
    out.writelines(lines[:MOST])
    more = len(lines) - MOST
    rest = f" ({more} more to look at: dronewatch {outcome.command})" if more > 0 else ""
    out.write(_command(Finding("notice", f"dronewatch {outcome.command}", outcome.summary + rest)))


def _command(finding: Finding) -> str:
    properties = {"file": finding.file, "line": finding.line and str(finding.line), "title": finding.title}
    told = ",".join(f"{key}={_escape(value, _PROPERTY)}" for key, value in properties.items() if value)
    return f"::{finding.level} {told}::{_escape(finding.message, _DATA)}\n"


def _escape(text: str, table: Mapping[int, str]) -> str:
    return cell(text).translate(table)
