"""A gate's report as JUnit XML, which most CI servers show: one test case a floor, one for each error."""

from __future__ import annotations

import re
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from dronewatch.annotate.outcome import Outcome
from dronewatch.report.gates.cells import looked_at
from dronewatch.report.visible import cell

# XML 1.0, section 2.2: what may not stand in a document, not even escaped.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(outcome: Outcome, out: TextIO, *, limit: int | None = None) -> None:
    """`failure` where a floor is not reached, so that the report fails when the command does; the rest is output."""
    name = f"dronewatch.{outcome.command}"
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    out.write(
        f"<testsuites><testsuite name={_attribute('dronewatch ' + outcome.command)}"
        f' tests="{max(len(outcome.checks), 1)}" failures="{len(outcome.failures)}" errors="0" skipped="0">\n'
    )
    for check in outcome.checks:
        case = f"<testcase classname={_attribute(name)} name={_attribute(f'{check.name} ({check.source})')}"
        inside = "" if check.passed else f"<failure message={_attribute(str(check))}/>"
        out.write(f"{case}>{inside}</testcase>\n" if inside else f"{case}/>\n")
    if not outcome.checks:  # a report without a case is taken for a broken one
        out.write(f"<testcase classname={_attribute(name)} name={_attribute(outcome.summary)}/>\n")
    lines = [outcome.summary]
    lines += [f"{row['where']}: {row['title']}: {row['message']}".removeprefix(": ") for row in looked_at(outcome)]
    told = "\n".join(_safe(cell(line)) for line in lines)
    out.write(f"<system-out>{escape(told)}</system-out>\n")
    out.write("</testsuite></testsuites>\n")


def _safe(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)


def _attribute(text: str) -> str:
    return quoteattr(_safe(cell(text)))
