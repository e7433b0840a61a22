"""Did you mean …"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dronewatch.messages import tr


def near(word: str, known: Iterable[str], most: int = 1, key: Callable[[str], str] = str.casefold) -> list[str]:
    """Known words that `word` was probably meant for, the nearest first, at most so many.

    They are compared as `key` writes them: by default case does not count.
    """
    from difflib import get_close_matches

    spelled = {key(name): name for name in known}
    return [spelled[match] for match in get_close_matches(key(word), spelled, most)]


def hint(word: str, known: Iterable[str]) -> str:
    """`did you mean MONEY?`, or `one of …` where no known word is near."""
    words = list(known)
    close = near(word, words)
    return meant(close) if close else tr("one of {words}", words=", ".join(words))


def meant(names: Iterable[str]) -> str:
    """`did you mean MONEY or DATE?`"""
    return tr("did you mean {names}?", names=tr(" or ").join(names))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """` (did you mean 'MONEY'?)` to end a message with, or nothing where no known word is near."""
    close = near(word, known, 2)
    return f" ({meant(map(repr, close))})" if close else ""
