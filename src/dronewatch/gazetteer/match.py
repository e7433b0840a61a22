"""One pass over a text: candidates by their first word, the longest name that fits wins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dronewatch.gazetteer.build import ARTICLES, BEYOND, SLOT, Gazetteer, Name, compound
from dronewatch.gazetteer.context import fits
from dronewatch.gazetteer.words import FUNCTION_WORDS, HONORIFICS, PREFIXES, PREPOSITIONS, SUFFIXES
from dronewatch.model import Span
from dronewatch.view import fold, normalize, words

IGNORED = "IGNORED"

_WORD = re.compile(r"[^\W_]+")
# Words that may begin with a capital or a digit. The set comes first, as the search for it is what makes this fast.
_CAPITAL = re.compile(r"[A-Z0-9²³¹À-ÖØ-Þ\u0100-\U0010ffff](?<![^\W_].)(?<=[^\W_])[^\W_]*", re.DOTALL)
_LINK = re.compile(r"(?:, | et )(?=d)")
_SLOT_REACH = 60
_MODEL = re.compile(
    r" (?:[A-Za-z]{0,3}\d{1,3}[A-Za-z]{0,4}|[A-Z]\d+)(?![\w%,.°]| (?:\d{3}|%|million|milliard|fois|pour))"
)
_GUARDED = frozenset({"LOCATION", "COMPANY", "MEDIA", "ORGANIZATION"})
_FOLLOWED = frozenset({"COMPANY", "LOCATION"})
# Names that are joined by hyphens and stay several: `RTL-Le Figaro-LCI`.
_JOINED = frozenset({"MEDIA"})
_HOME = frozenset({"français"})


class _Text(NamedTuple):
    """A text in the three views of equal length that matching needs."""

    original: str
    written: str
    view: str


class _Slot(NamedTuple):
    """A word of the text that fills a slot, and the entry that it belongs to."""

    start: int
    end: int
    name: str


class _Hit(NamedTuple):
    start: int
    end: int
    name: Name
    canonical: str
    sure: bool


def find(text: str, gazetteer: Gazetteer) -> list[Span]:
    """The known names of `text`: `scan` without the phrases to ignore."""
    return [span for span in scan(text, gazetteer) if span.label != IGNORED]


def scan(text: str, gazetteer: Gazetteer) -> list[Span]:
    """The known names of `text`, by start, without overlaps, none across a line break.

    A phrase that a list says to ignore is among them with the label `IGNORED`: what it covers is no name.
    Of the names that begin at a word the longest wins, then the one of the latest file, then one whose context fits.
    `span.name` is the canonical name, `span.source` is `gazetteer:` and the stem of the file that knows it. Time is
    linear in the text.
    """
    views = _Text(text, normalize(text), fold(text).replace("-", " "))
    sure: list[_Hit] = []
    unsure: list[_Hit] = []
    at = 0
    for start, word in _starts(views, gazetteer):
        if start < at:
            continue
        hit = _best(views, start, word, gazetteer, at)
        if hit is None:
            continue
        if hit.sure:
            sure.append(hit)
            at = hit.end
        else:
            unsure.append(hit)
    hits = sorted([*sure, *_vouched(sure, unsure)], key=lambda hit: hit.start) if unsure else sure
    hits = [hit for run in _runs(hits, views.written) for hit in run]
    return [
        Span(
            start=hit.start,
            end=hit.end,
            text=text[hit.start : hit.end],
            label=hit.name.label or IGNORED,
            source=f"gazetteer:{hit.name.source}",
            name=hit.canonical,
        )
        for hit in hits
    ]


def _starts(views: _Text, gazetteer: Gazetteer) -> list[tuple[int, str]]:
    """Where names may begin, in order, and with which word: at capitals and digits, and where a small one does."""
    written, view, lengths = views.written, views.view, gazetteer.lengths
    starts = []
    for match in _CAPITAL.finditer(written):
        start, end = match.span()
        word = view[start:end]
        if (
            word in lengths
            and (lengths[word] or view[start : end + BEYOND] in lengths or word in gazetteer.slot_lengths)
            and (written[start].isupper() or written[start].isdigit())
        ):
            starts.append((start, word))
    small = set()
    present = words(views.original)
    for word in gazetteer.small.keys() & present:
        for head, other in gazetteer.small[word]:
            at = view.find(head) if other in present else -1
            while at != -1:
                begin = _WORD.match(view, at)
                if begin and begin[0] in lengths and not view[at - 1 : at].isalnum():
                    small.add((at, begin[0]))
                at = view.find(head, at + 1)
    return sorted(small.union(starts)) if small else starts


def _vouched(sure: list[_Hit], unsure: list[_Hit]) -> list[_Hit]:
    """Ambiguous names that another occurrence in the same text vouches for, where nothing else stands."""
    known = {
        (hit.name.name, hit.name.label) for hit in sure if hit.name.context is not None and hit.name.context.spread
    }
    found: list[_Hit] = []
    others, end = iter(sure), 0
    other = next(others, None)
    for hit in unsure:
        while other is not None and other.end <= hit.start:
            other = next(others, None)
        free = hit.start >= end and (other is None or other.start >= hit.end)
        if free and (hit.name.name, hit.name.label) in known:
            found.append(hit)
            end = hit.end
    return found


def _best(views: _Text, start: int, word: str, gazetteer: Gazetteer, floor: int) -> _Hit | None:
    """The longest sure name that begins at `start`, else the longest that another occurrence may vouch for."""
    unsure: _Hit | None = None
    for name, end, filled in _candidates(views, start, word, gazetteer):
        hit = _check(views, start, end, name, filled, gazetteer, floor)
        if hit is not None and hit.sure:
            return _with_links(views, hit, gazetteer) if name.chain else hit
        unsure = unsure or hit
    return unsure


def _candidates(views: _Text, start: int, word: str, gazetteer: Gazetteer) -> Iterator[tuple[Name, int, _Slot | None]]:
    """The names that the text from `start` on spells, longest first, with the word that fills their slot."""
    view, names, lengths = views.view, gazetteer.names, gazetteer.lengths
    found: list[tuple[int, Sequence[Name], _Slot | None]] = []
    for length in lengths.get(view[start : start + len(word) + BEYOND], ()) + lengths[word]:
        candidate = view[start : start + length]
        group = names.get(candidate)
        if group and len(candidate) == length:
            found.append((start + length, group, None))
    if word in gazetteer.slot_lengths:
        for word_in_slot in _slots(view, start, gazetteer):
            slot_start, slot_end, _ = word_in_slot
            filled = view[start:slot_start] + SLOT + view[slot_end : slot_end + _SLOT_REACH]
            for length in gazetteer.slot_lengths[word]:
                group = names.get(filled[:length])
                if group and len(filled) >= length:
                    found.append((start + length + slot_end - slot_start - 1, group, word_in_slot))
        found.sort(key=lambda candidate: -candidate[0])
    for end, group, slot in found:
        bounded = _bounded(views.written, start, end)
        for name in group:
            if bounded or (name.label in _JOINED and _may_be_joined(views.written, start, end)):
                yield name, end, slot


def _slots(view: str, start: int, gazetteer: Gazetteer) -> Iterator[_Slot]:
    """Words that may fill a slot of a name that begins at `start`."""
    words = list(_WORD.finditer(view, start, min(len(view), start + _SLOT_REACH)))
    for at, match in enumerate(words):
        begin, end = match.span()
        double = view[begin : words[at + 1].end()] if at + 1 < len(words) else ""
        for fillers in gazetteer.slots.values():
            if double in fillers:
                yield _Slot(begin, words[at + 1].end(), fillers[double])
            elif match[0] in fillers:
                yield _Slot(begin, end, fillers[match[0]])


def _check(
    views: _Text, start: int, end: int, name: Name, slot: _Slot | None, gazetteer: Gazetteer, floor: int
) -> _Hit | None:
    """The hit if case, article, neighbours and context allow it; `sure` is False where only the context is missing."""
    if not _case_fits(name, views.written, start, end, slot):
        return None
    left = start
    if name.article:
        before = next((a for a in ARTICLES[name.article] if _stands_before(a, views.written, start)), None)
        if before is None or start - len(before) < floor:
            return None
        left = start - len(before)
        if name.article_inside and before == name.article != "l'":
            start = left
    if name.label in _GUARDED and _part_of_other_name(views, start, end, name, gazetteer):
        return None
    sure = True
    if name.context is not None:
        fit = fits(name.context, views.view, left, end)
        if fit is None:
            fit = _inside_sentence(views.written, left, name)
            if not fit and not name.context.spread:
                return None
        elif fit is False:
            return None
        sure = bool(fit)
    return _Hit(start, end, name, _canonical(views, start, name, slot, end), sure)


def _canonical(views: _Text, start: int, name: Name, slot: _Slot | None, end: int) -> str:
    """The entry's name; with a slot, foreign bodies keep what fills it: `ministère iranien de la Santé`."""
    if slot is None:
        return name.name
    if slot.name in _HOME and SLOT not in name.name:
        return name.name
    return name.form.replace(SLOT, views.written[slot.start : slot.end].lower())


def _case_fits(name: Name, written: str, start: int, end: int, slot: _Slot | None) -> bool:
    """Whether the text has capitals where the name needs them; accents and other capitals do not matter."""
    found = written[start:end] if slot is None else written[start : slot.start] + SLOT + written[slot.end : end]
    form = name.form
    if found == form or name.case == "exact":
        return found == form
    if name.case == "any" and compound(form):
        return True
    return all(
        found[at].isupper()
        for at, char in enumerate(form)
        if char.isupper() and (at == 0 or not form[at - 1].isalnum())
    )


def _runs(hits: Sequence[_Hit], written: str) -> Iterator[list[_Hit]]:
    """The hits, those that hyphens join together; without those that something else is joined to."""
    run: list[_Hit] = []
    for hit in hits:
        if run and not (hit.start == run[-1].end + 1 and written[run[-1].end] == "-"):
            yield run if _stands(run, written) else []
            run = []
        run.append(hit)
    if run:
        yield run if _stands(run, written) else []


def _stands(run: Sequence[_Hit], written: str) -> bool:
    """Whether nothing else is joined to a run. Of one name that cannot be joined to others that is known."""
    first, last = run[0], run[-1]
    if first is last and first.name.label not in _JOINED:
        return True
    return _opens(written, first.start) and _closes(written, last.end)


def _may_be_joined(written: str, start: int, end: int) -> bool:
    """Whether nothing but hyphens before capitals makes the name part of something longer."""
    before, after = written[max(0, start - 2) : start], written[end : end + 2]
    return (_opens(written, start) or (before[-1:] == "-" and before[:1].isalnum() and written[start].isupper())) and (
        _closes(written, end) or (after[:1] == "-" and after[1:].isupper())
    )


def _bounded(written: str, start: int, end: int) -> bool:
    """Whether the name is not a part of a longer word, compound, address or handle."""
    return _opens(written, start) and _closes(written, end)


def _opens(written: str, start: int) -> bool:
    """As `_bounded`, for what stands before the name."""
    if start:
        before = written[start - 1]
        if before in "@#_\\" or (before == "/" and not written[start].isupper()):
            return False
        if before == "." and start > 1 and written[start - 2].isalnum() and written[start].islower():
            return False
        if before == "-" and start > 1 and written[start - 2].isalnum():
            prefix = _word_before(written, start, 12)
            if fold(written[slice(*prefix)]) not in PREFIXES:
                return False
    return True


def _closes(written: str, end: int) -> bool:
    """As `_bounded`, for what stands after the name."""
    after = written[end : end + 2]
    if not after:
        return True
    if after[0].isalnum() or after[0] == "_":
        return False
    if after[0] in "-'@" and after[1:].isalnum():
        suffix = _WORD.match(written, end + 1)
        return after[0] == "-" and suffix is not None and fold(suffix[0]) in SUFFIXES
    return not (after[0] == "." and after[1:].islower())


def _stands_before(article: str, written: str, start: int) -> bool:
    """Whether the article, in small letters, is the word before `start`."""
    at = start - len(article)
    return at >= 0 and written[at:start] == article and (at == 0 or not written[at - 1].isalnum())


def _inside_sentence(written: str, start: int, name: Name) -> bool:
    """Whether no beginning of a sentence explains the capital of a name for which that counts.

    It counts for an article that belongs to the name (`lu dans Le Point`) and where the context says so.
    """
    counts = name.context is not None and name.context.inside_sentence
    if not counts and (name.article or not name.form.startswith(("Le ", "La ", "Les ", "L'"))):
        return False
    return start > 1 and written[start - 1] in " '" and (written[start - 2].islower() or written[start - 2] == ",")


def _part_of_other_name(views: _Text, start: int, end: int, name: Name, gazetteer: Gazetteer) -> bool:
    """Whether the neighbours make a one-word name part of another: `Florence Parly`, `Jack London`, `Renault Clio`."""
    form, written, view = name.form, views.written, views.view
    if name.label == "COMPANY" and _MODEL.match(written, end):
        return True
    if not form.isalpha() or (form.isupper() and len(form) < 7):
        return name.label in _FOLLOWED and not form.isupper() and _followed_by_name(views, end, gazetteer)
    if len(form) < 5 and written[start:end].isupper() and not _shouted(written, start, end):
        return True
    shouting = written[start:end].isupper()
    after = _WORD.match(view, end + 1) if written[end : end + 1] == " " else None
    before, before_end = _word_before(view, start, 30)
    if (
        after is not None
        and written[after.start()].isupper()
        and not (shouting and written[slice(*after.span())].isupper())
    ):
        word = after[0]
        prepared = name.label == "LOCATION" and view[before:before_end] in PREPOSITIONS
        if word not in FUNCTION_WORDS:
            if view[start:end] in gazetteer.first_names:
                return True
            if word not in gazetteer.first_names and not prepared:
                return True
    if before == before_end or written[start - 1] not in " " or not written[before].isupper():
        return False
    word, found = view[before:before_end], written[before:before_end]
    if word in HONORIFICS and written[start - 2] in "." + found[-1]:
        return True
    if written[start - 2] in ".'-" or word in FUNCTION_WORDS or (found.isupper() and (len(found) > 1 or shouting)):
        return False
    return word in gazetteer.first_names or not _begins_sentence(written, before)


def _word_before(view: str, start: int, reach: int) -> tuple[int, int]:
    """Bounds of the word before `start` and at most two signs; empty where there is none within `reach`."""
    left = max(0, start - reach)
    end = start
    while end > left and start - end < 2 and view[end - 1] in " .'-":
        end -= 1
    begin = end
    while begin > left and view[begin - 1].isalnum():
        begin -= 1
    return begin, end


def _followed_by_name(views: _Text, end: int, gazetteer: Gazetteer) -> bool:
    """Whether a capital follows that begins no person's name: `Land Rover Discovery`, `New York Fashion Week`."""
    after = _WORD.match(views.view, end + 1) if views.written[end : end + 1] == " " else None
    if after is None or not views.written[after.start()].isupper():
        return False
    return after[0] not in FUNCTION_WORDS and after[0] not in gazetteer.first_names


def _shouted(written: str, start: int, end: int) -> bool:
    """Whether the words around are in capitals too, so that `GAO` may be the town and need not be an acronym."""
    line = (
        written[max(written.rfind("\n", 0, start) + 1, start - 20) : start] + written[end : end + 20].partition("\n")[0]
    )
    return line.upper() == line


def _begins_sentence(written: str, start: int) -> bool:
    before = written[max(0, start - 4) : start].rstrip(' "«“(-–—•')
    return not before or before[-1] in ".!?:;\n…\r"


def _with_links(views: _Text, hit: _Hit, gazetteer: Gazetteer) -> _Hit:
    """`ministère de l'Économie` with what follows: `et des Finances`, `, de l'Industrie et du Numérique`."""
    view, end, at = views.view, hit.end, hit.end
    for _ in range(4):
        link = _LINK.match(view, at)
        if link is None:
            break
        longest = next((n for n in gazetteer.link_lengths if view[link.end() : link.end() + n] in gazetteer.links), 0)
        at = link.end() + longest
        if not longest or not _bounded(views.written, link.end(), at):
            break
        if link[0] == " et ":
            end = at
            break
    if end == hit.end:
        return hit
    canonical = hit.canonical + views.written[hit.end : end]
    return hit._replace(end=end, canonical=canonical)
