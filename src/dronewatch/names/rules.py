"""How rules are looked up: by the word with which what they find begins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

# (normalized text, folded text, start of the trigger word) -> (start, end, label, rule's name), or None
Rule = Callable[[str, str, int], "tuple[int, int, str, str] | None"]
Table = dict[str, list[Rule]]


def triggers(*rules: tuple[Iterable[str], Rule]) -> Table:
    """A table from every folded word to the rules that begin with it."""
    table: Table = defaultdict(list)
    for words, rule in rules:
        for word in sorted(words):
            table[word].append(rule)
    return dict(table)


def joined(*tables: Table) -> Table:
    """All tables in one."""
    whole: Table = defaultdict(list)
    for table in tables:
        for word, rules in table.items():
            whole[word] += rules
    return dict(whole)
