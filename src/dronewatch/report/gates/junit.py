"""A gate's report as JUnit XML, which most CI servers show: one test case a floor, one for what could not be read.

Elements and attributes are those that the schemas of Jenkins and of Ant share; GitLab shows the text of a failure,
others its message.
"""

from __future__ import annotations

import re
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from dronewatch.annotate.outcome import Outcome
from dronewatch.report.visible import cell

# XML 1.0, section 2.2: what may not stand in a document, not even escaped.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(outcome: Outcome, out: TextIO, *, limit: int | None = None) -> None:
    """`failure` where a floor is not reached, `error` where something could not be read, so that the report fails when
    the command does; the rest is output.
    """
    cases = [
        _case(outcome, f"{check.name} ({check.source})", None if check.passed else ("failure", str(check)))
        for check in outcome.checks
    ]
    cases += [_case(outcome, each.where or each.title, ("error", str(each))) for each in outcome.errors]
    if not cases:  # a report without a case is taken for a broken one
        cases.append(_case(outcome, outcome.summary, None))
    told = [
        outcome.summary,
        *(str(each) for each in outcome.sorted_findings() if each.level != "error" and not each.shown),
    ]
    counts = f'tests="{len(cases)}" failures="{len(outcome.failures)}" errors="{len(outcome.errors)}"'
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    out.write(f"<testsuites><testsuite name={_attribute('dronewatch ' + outcome.command)}")
    out.write(f' {counts} skipped="0" time="0">\n')
    out.writelines(cases)
    out.write("<system-out>" + "\n".join(_text(line) for line in told) + "</system-out>\n")
    out.write("</testsuite></testsuites>\n")


def _case(outcome: Outcome, name: str, wrong: tuple[str, str] | None) -> str:
    case = f'<testcase classname={_attribute("dronewatch." + outcome.command)} name={_attribute(name)} time="0"'
    if wrong is None:
        return f"{case}/>\n"
    kind, message = wrong
    return f'{case}><{kind} type="{kind}" message={_attribute(message)}>{_text(message)}</{kind}></testcase>\n'


def _text(text: str) -> str:
    return escape(_safe(cell(text)))


def _safe(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)


def _attribute(text: str) -> str:
    return quoteattr(_safe(cell(text)))
