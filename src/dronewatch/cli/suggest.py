"""Did you mean …"""

from __future__ import annotations

from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """` (did you mean 'MONEY'?)`, or nothing where no known word is close. Case does not count."""
    from difflib import get_close_matches

    spelled = {name.casefold(): name for name in known}
    close = [spelled[match] for match in get_close_matches(word.casefold(), spelled, n=2)]
    return f" (did you mean {' or '.join(repr(name) for name in close)}?)" if close else ""
