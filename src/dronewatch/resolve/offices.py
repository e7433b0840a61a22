"""Whose office or ministry a name means that does not say so: `Premier ministre` after `Premier ministre japonais`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from dronewatch.model import LocalEntity, Span
from dronewatch.names.shapes import NATIONALITY
from dronewatch.resolve.abroad import abroad, names_a_nation
from dronewatch.resolve.keys import key

Node = tuple[str, str]

_LABELS = ("ROLE", "MINISTRY")
# As `keys.key` writes them: `premier ministre japonais`, `ministre iranien de sante`, `iranien de sante`.
_OF_NATION = {
    "ROLE": re.compile(rf"(?P<head>premiere? ministre|(?:vice )?ministre) (?:{NATIONALITY})(?P<portfolio> de [^\n]+)?"),
    "MINISTRY": re.compile(rf"(?P<head>)(?:{NATIONALITY}) de (?P<portfolio>[^\n]+)"),
}
# Between an office and who holds it.
_HELD = 2


def meant(spans: Sequence[Span]) -> Iterator[tuple[Node, Node]]:
    """Pairs (bare name, name with a nationality) that an article takes for one.

    Both have the same holder beside them; or the article is about other countries, names one nationality only and
    that before the bare name, and nothing says that they are held by two. `spans` are all names of the article.
    """
    starts: dict[Node, int] = {}
    holders: dict[Node, set[str]] = defaultdict(set)
    people = {span.start: span for span in spans if span.label == "PERSON"}
    for span in sorted(spans, key=lambda span: span.start):
        if span.label in _LABELS:
            node = span.label, key(span.label, span.text)
            starts.setdefault(node, span.start)
            if holder := next((people[at] for at in range(span.end, span.end + _HELD + 1) if at in people), None):
                holders[node].add(key("PERSON", holder.text).split()[-1])
    of_nation: dict[Node, list[Node]] = defaultdict(list)
    for node in starts:
        found = _OF_NATION[node[0]].fullmatch(node[1])
        if found and names_a_nation(node[1]):
            of_nation[node[0], f"{found['head']}{found['portfolio'] or ''}"].append(node)
    candidates = {bare: nodes for bare, nodes in of_nation.items() if bare in starts}
    away = bool(candidates) and _is_abroad(spans)
    for bare, nodes in candidates.items():
        same = [node for node in nodes if holders[node] & holders[bare]]
        if len(same) == 1:
            yield bare, same[0]
        elif away and len(nodes) == 1 and starts[nodes[0]] < starts[bare] and not (holders[bare] and holders[nodes[0]]):
            yield bare, nodes[0]


def _is_abroad(spans: Sequence[Span]) -> bool:
    return bool(abroad(LocalEntity("", span.label, span.text, (span.text,), span.name) for span in spans))
