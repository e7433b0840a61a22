"""A review session as a state machine: state and key → state. No terminal, no file: what to save is in the state.

One suggestion at a time waits for a decision. Keys are characters, or the names `left right up down enter escape
backspace tab`. Every decision can be undone; a key that means nothing here changes nothing but the message.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

from dronewatch.annotate.files import quoted
from dronewatch.annotate.model import Annotation
from dronewatch.annotate.typed import read_value, typed_value
from dronewatch.errors import DronewatchError
from dronewatch.messages import tr
from dronewatch.model import LABELS, VALUE_KEYS, Section

Mode = Literal["suggestion", "label", "bounds", "value", "words", "end", "quit"]

# One letter a label, in the order of `LABELS`.
LABEL_KEYS: Mapping[str, str] = MappingProxyType(dict(zip("abcdefghijklmn", LABELS, strict=True)))

_PIECE = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class State:
    """Where a session stands. `spans`, `rejected` and `reviewed` are what the annotation file holds.

    `queue` are suggestions without a decision, the first is the one on screen; `draft` is what is being changed or
    added, `edge` which of its ends moves, `typed` what has been typed as its value. `cursor` is a stretch of the text:
    the words to begin with (words mode), or from where on the text is shown (at the end). `before` is the state before
    the last decision.
    """

    text: str
    sections: tuple[Section, ...]
    spans: tuple[Annotation, ...] = ()
    rejected: tuple[Annotation, ...] = ()
    reviewed: tuple[str, ...] = ()
    queue: tuple[Annotation, ...] = ()
    date: str | None = None
    mode: Mode = "suggestion"
    draft: Annotation | None = None
    edge: Literal["start", "end"] = "end"
    typed: str = ""
    cursor: tuple[int, int] = (0, 0)
    decided: int = 0
    message: str = ""
    before: State | None = field(default=None, repr=False, compare=False)

    @property
    def current(self) -> Annotation | None:
        """The passage on screen: what is being changed, else the suggestion that waits."""
        return self.draft or (self.queue[0] if self.queue else None)

    @property
    def marked(self) -> Annotation | None:
        """The accepted passage under the cursor (words mode)."""
        start, end = self.cursor
        return next((each for each in self.spans if each.start < end and start < each.end), None)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of section that are reviewed here and that the article has."""
        return tuple(dict.fromkeys(section.kind for section in self.sections))


def begin(
    text: str,
    sections: Iterable[Section],
    spans: Iterable[Annotation],
    rejected: Iterable[Annotation],
    reviewed: Iterable[str],
    suggestions: Iterable[Annotation],
    date: str | None = None,
) -> State:
    """The first state of a session: `sections` are those to review, `suggestions` those without a decision."""
    state = State(text, tuple(sections), tuple(spans), tuple(rejected), tuple(reviewed), tuple(suggestions), date)
    return _settled(state)


def press(state: State, key: str) -> State:
    """The state after `key`. The same keys lead to the same state."""
    return _MODES[state.mode](replace(state, message=""), key)


def _settled(state: State) -> State:
    """Back from a change: the next suggestion, or the end."""
    return replace(state, mode="suggestion" if state.queue else "end", draft=None, typed="", edge="end")


def _suggestion(state: State, key: str) -> State:
    current = state.queue[0]
    if key == "a":
        return _accepted(state, current)
    if key == "r":
        rest = state.queue[1:]
        return _decided(state, replace(state, rejected=(*state.rejected, current), queue=rest))
    if key == "s":
        return replace(state, queue=(*state.queue[1:], current), message=tr("skipped; it comes back at the end"))
    if key == "l":
        return replace(state, mode="label", draft=current)
    if key == "b":
        return replace(state, mode="bounds", draft=current)
    if key == "v":
        return _value_mode(state, current)
    return _anywhere(state, key)


def _end(state: State, key: str) -> State:
    if key == "f":
        done = replace(state, reviewed=tuple(dict.fromkeys((*state.reviewed, *state.kinds))))
        kinds = tr(" and ").join(state.kinds)
        return replace(
            done, before=replace(state, message=""), mode="quit", message=tr("{kinds}: read completely", kinds=kinds)
        )
    if key in ("up", "down"):
        return _scrolled(state, key)
    return _anywhere(state, key)


def _scrolled(state: State, key: str) -> State:
    """The text shown from the sentence after (`down`) or before that from which it is shown."""
    from dronewatch import language

    starts = [
        section.start + start
        for section in state.sections
        for start, _ in language.sentences(state.text[section.start : section.end])
    ]
    at = state.cursor[0]
    if key == "down":
        to = next((start for start in starts if start > max(at, starts[0])), at)
    else:
        to = max((start for start in starts if start < at), default=at)
    return replace(state, cursor=(to, to))


def _anywhere(state: State, key: str) -> State:
    if key == "n":
        return _words_mode(state)
    if key == "u":
        if state.before is None:
            return replace(state, message=tr("nothing to undo"))
        return replace(state.before, message=tr("undone"))
    if key == "q":
        return replace(state, mode="quit")
    if key == "f":
        waiting = len(state.queue)
        return replace(
            state, message=tr("{waiting} to decide first: this one, or s to skip through them", waiting=waiting)
        )
    return replace(state, message="" if key == "?" else tr("no such key here"))


def _decided(before: State, after: State) -> State:
    return _settled(replace(after, before=replace(before, message=""), decided=before.decided + 1))


def _accepted(state: State, span: Annotation) -> State:
    """With `span` among the accepted; suggestions that overlap it are decided by that."""
    other = next((each for each in state.spans if _overlap(each, span)), None)
    if other is not None:
        return replace(
            state, message=tr("overlaps {label} “{exact}”, which is accepted", label=other.label, exact=other.exact)
        )
    queue = tuple(each for each in state.queue if not _overlap(each, span))
    after = replace(state, spans=(*state.spans, span), queue=queue)
    return _decided(replace(state, mode="suggestion" if state.queue else "end", draft=None, typed=""), after)


def _overlap(one: Annotation, other: Annotation) -> bool:
    if "NUMBER" in (one.label, other.label) and one.label != other.label:
        return False  # NUMBER may lie in others
    return one.start < other.end and other.start < one.end


def _label(state: State, key: str) -> State:
    draft = state.draft
    assert draft is not None
    if key == "escape":
        return _settled(state)
    label = LABEL_KEYS.get(key)
    if label is None:
        return replace(state, message=tr("choose a letter, or Esc"))
    if label == draft.label:
        return _accepted(state, draft)
    return _accepted(
        state, replace(draft, label=label, value=read_value(state.text, draft.start, draft.end, label, state.date))
    )


def _bounds(state: State, key: str) -> State:
    draft = state.draft
    assert draft is not None
    if key == "escape":
        return _settled(state)
    if key == "tab":
        return replace(state, edge="start" if state.edge == "end" else "end")
    if key == "enter":
        return replace(state, mode="label") if not draft.label else _accepted(state, draft)
    step = {"left": -1, "right": 1, ",": -1, ".": 1}.get(key)
    if step is None:
        return replace(state, message=tr("←→ a word, , and . a character, Tab the other end, Enter, Esc"))
    at = draft.start if state.edge == "start" else draft.end
    to = at + step if key in ",." else _next_edge(state.text, at, step, state.edge)
    start, end = (to, draft.end) if state.edge == "start" else (draft.start, to)
    if not 0 <= start < end <= len(state.text) or any(sign in state.text[start:end] for sign in "\r\n"):
        return replace(state, message=tr("a passage cannot be empty, and crosses no line break"))
    value = read_value(state.text, start, end, draft.label, state.date)
    return replace(state, draft=Annotation(start, end, draft.label, quoted(state.text[start:end]), value))


def _next_edge(text: str, at: int, step: int, edge: str) -> int:
    """The nearest beginning (or end) of a word after (or before) `at`, in a stretch around it."""
    low, high = max(0, at - 200), min(len(text), at + 200)
    pieces = [(low + piece.start(), low + piece.end()) for piece in _PIECE.finditer(text[low:high])]
    edges = [piece[0 if edge == "start" else 1] for piece in pieces]
    if step > 0:
        return min((each for each in edges if each > at), default=at)
    return max((each for each in edges if each < at), default=at)


def _value_mode(state: State, draft: Annotation) -> State:
    if draft.label not in VALUE_KEYS:
        return replace(state, message=tr("a {label} has no value", label=draft.label))
    return replace(state, mode="value", draft=draft, typed="")


def _value(state: State, key: str) -> State:
    draft = state.draft
    assert draft is not None
    if key == "escape":
        return _settled(state)
    if key == "backspace":
        return replace(state, typed=state.typed[:-1])
    if key != "enter":
        return replace(state, typed=state.typed + key) if len(key) == 1 and key.isprintable() else state
    if not state.typed.strip():
        return replace(state, message=tr("type a value, - for none, or Esc"))
    try:
        value = typed_value(draft, state.typed.strip())
    except DronewatchError as problem:
        return replace(state, message=str(problem))
    return _accepted(state, replace(draft, value=value))


def _words_mode(state: State) -> State:
    """The cursor stands on the word after the passage on screen, else on the first word."""
    at = state.queue[0].start if state.queue else state.cursor[0] or state.sections[0].start if state.sections else 0
    piece = _PIECE.search(state.text, at) or _PIECE.search(state.text)
    if piece is None:
        return replace(state, message=tr("there are no words"))
    return replace(state, mode="words", cursor=piece.span(), draft=None)


def _words(state: State, key: str) -> State:
    start, end = state.cursor
    if key == "escape":
        return _settled(state)
    if key == "enter":
        draft = Annotation(start, end, "", quoted(state.text[start:end]))
        return replace(state, mode="bounds", draft=draft, edge="end")
    if key == "r":
        return _taken_back(state)
    moved: tuple[int, int] | None = None
    if key == "right":
        piece = _PIECE.search(state.text, end)
        moved = piece.span() if piece else None
    elif key == "left":
        moved = _piece_before(state.text, start)
    elif key in ("up", "down"):
        moved = _other_sentence(state.text, start, end, key)
    else:
        return replace(state, message=tr("←→ a word, ↑↓ a sentence, Enter begins here, r takes back, Esc"))
    return replace(state, cursor=moved) if moved else replace(state, message=tr("there are no more words"))


def _piece_before(text: str, at: int) -> tuple[int, int] | None:
    low = max(0, at - 200)
    pieces = [(low + piece.start(), low + piece.end()) for piece in _PIECE.finditer(text[low:at])]
    return pieces[-1] if pieces else None


def _other_sentence(text: str, start: int, end: int, key: str) -> tuple[int, int] | None:
    """The first word of the sentence before or after."""
    from dronewatch import language

    low, high = language.sentence(text, start, end)
    if key == "down":
        piece = _PIECE.search(text, high)
        return piece.span() if piece else None
    last = _piece_before(text, low)
    if last is None:
        return None
    first = _PIECE.search(text, language.sentence(text, *last)[0])
    return first.span() if first else None


def _taken_back(state: State) -> State:
    """The accepted span under the cursor becomes a suggestion again."""
    found = state.marked
    if found is None:
        return replace(state, message=tr("no accepted passage stands here"))
    spans = tuple(each for each in state.spans if each is not found)
    after = replace(state, spans=spans, queue=(found, *state.queue), message="")
    return _decided(replace(state, mode="suggestion" if state.queue else "end"), after)


_MODES: Mapping[Mode, Callable[[State, str], State]] = MappingProxyType(
    {
        "suggestion": _suggestion,
        "label": _label,
        "bounds": _bounds,
        "value": _value,
        "words": _words,
        "end": _end,
        "quit": lambda state, key: state,
    }
)
