"""Which parts of a text are its title, the article itself, what the site prints around it, and readers' comments.

Line by line, with the patterns of `boilerplate`. In doubt a line is body: to lose a line of an article is worse than to
keep one of its site's. The time is linear in the text: each pattern sees a bounded piece of each line once.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from dronewatch import view
from dronewatch.corpus import boilerplate, frontmatter
from dronewatch.model import Section

_DECORATION = re.compile(r"[^\w©(«\"“'\[]+")
_LAST_STOPS = " .!?:…*"
_SENTENCE_END = re.compile(r"[.!?…][»\"”’')\]\s]*$")
_NO_TITLE_END = re.compile(r"(?:(?<!\.)\.|[,;:–-])[»\"”’')\]\s]*$")
_WORD = re.compile(r"[^\W_]+")
_QUOTES = '«"“„'
_SEEN = 1000  # characters of a line that patterns and comparisons look at
_MIN_TITLE = 15  # for one that is known by being repeated
_MAX_TITLE = 200
_TITLE_WITHIN = 20  # lines, for one that is known
_MAX_LINK = 130
_MIN_PROSE = 80
_MIN_REPEATED = 40
_BEFORE_COUNTER = 300  # characters of article before a bare counter can open the comments


@dataclass(slots=True)
class _Line:
    """A line that is not blank: where it begins, its bare and its comparable form, and what it was found to be."""

    start: int
    content: str
    folded: str
    bare: str  # the same without decoration at its edges
    first: str  # its first word
    prose: bool  # a paragraph, as opposed to headings, links and buttons
    quoted: bool
    alone: bool = False  # a blank line follows
    kind: str = "body"

    @property
    def length(self) -> int:
        """Its characters, but for the blanks around it."""
        return len(self.content)

    @property
    def title_like(self) -> bool:
        """Whether it may be a title by its shape."""
        return (
            len(self.content) <= _MAX_TITLE
            and not _NO_TITLE_END.search(self.content[-20:])
            and self.content[0] not in "-–—•*"
            and any(map(str.isalpha, self.content))
        )

    @property
    def key(self) -> str:
        """Words only, for comparison. It is slow: worth its time where the first words are the same."""
        return _key(self.folded)


def sections(text: str, title: str | None = None) -> tuple[Section, ...]:
    """The sections of `text`: in order, without gaps, from 0 to `len(text)`; neighbours differ in kind.

    Sections begin where a line begins and take the blank lines behind them. `title` is what is known of the article's
    title: a first line is taken for a title by its shape only where nothing is known. A title that comes again is
    `promo`, so that its figures count once, as does a paragraph that comes again word for word. The front matter of a
    Markdown file is `promo` too.
    """
    lines = _lines(text)
    behind = frontmatter.end(text)
    for line in lines:
        if line.start >= behind:
            break
        line.kind = "promo"
    _mark_promo(lines)
    article = lines[: _mark_comments(lines)]
    _mark_title(article, title)
    _mark_repeated(article)
    _mark_lists(article)
    _mark_appeals(article)
    return _joined(lines, len(text))


def _lines(text: str) -> list[_Line]:
    starts = view.line_starts(text)
    folded = view.fold(text)
    lines: list[_Line] = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        line = text[start:end]
        content = line.strip()
        if not content:
            if lines:
                lines[-1].alone = True
            continue
        at = start + len(line) - len(line.lstrip())
        seen = folded[at : at + min(len(content), _SEEN)]
        word = _WORD.search(seen)
        ends = _SENTENCE_END.search(content[-20:]) is not None
        prose = len(content) >= (_MIN_PROSE if ends else 2 * _MIN_PROSE)
        quoted = content[0] in _QUOTES
        lines.append(_Line(start, content, seen, _bare(seen), word[0] if word else "", prose, quoted))
    return lines


def _key(folded: str) -> str:
    return " ".join(view.letters(folded).split())


def _bare(folded: str) -> str:
    decoration = _DECORATION.match(folded)
    start, end = decoration.end() if decoration else 0, len(folded)
    while end > start and not (folded[end - 1].isalnum() or folded[end - 1] in ')?!.%»"”'):
        end -= 1
    return folded[start:end]


@cache
def _pattern(*names: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for name in names for pattern in getattr(boilerplate, name)))


def _whole(line: _Line, *names: str) -> bool:
    """Whether the line, but for its last stops, is what the patterns of these names describe."""
    if line.quoted or line.length > boilerplate.MAX_LINE:
        return False
    return _pattern(*names).fullmatch(line.bare.rstrip(_LAST_STOPS)) is not None


def _opening(name: str, line: _Line) -> bool:
    return not line.quoted and line.length <= boilerplate.MAX_LINE and _pattern(name).match(line.bare) is not None


def _invites(line: _Line) -> bool:
    """Whether readers are asked to subscribe to something."""
    # The plain test comes first: few lines speak to anybody.
    if "-vous" not in line.bare or line.quoted or line.length > boilerplate.MAX_LINE:
        return False
    found = _pattern("INVITATIONS").search(line.bare)
    return found is not None and found.start() <= boilerplate.INVITED_WITHIN


def _mark_comments(lines: list[_Line]) -> int:
    """Mark the lines from the first comment on; the number of lines before it."""
    paragraphs = characters = 0
    for at, line in enumerate(lines):
        if line.kind == "promo":
            counted = paragraphs >= 2 and characters >= _BEFORE_COUNTER
            if (paragraphs >= 1 and _whole(line, "COMMENTS")) or (counted and _whole(line, "COMMENT_COUNTERS")):
                for comment in lines[at:]:
                    comment.kind = "comment"
                return at
        if line.prose and line.kind == "body":
            paragraphs += 1
            characters += line.length
    return len(lines)


def _mark_promo(lines: list[_Line]) -> None:
    for line in lines:
        if (
            _opening("OPENINGS", line)
            or _invites(line)
            or _whole(line, "LINES", "LIST_HEADINGS", "COMMENTS", "COMMENT_COUNTERS")
        ):
            line.kind = "promo"


def _mark_title(lines: list[_Line], title: str | None) -> None:
    """The title before the first paragraph: the known one, one that is repeated, or one by its shape."""
    article = [line for line in lines if line.kind == "body"]
    head = list(takewhile(lambda line: line.title_like or not line.prose, article))
    known = _key(view.fold(title[:_SEEN])) if title else None
    found = None
    if known is not None:
        first, _, _ = known.partition(" ")
        near = (line for line in lines[:_TITLE_WITHIN] if line.kind == "body" and line.first == first)
        found = next((line for line in near if line.key == known), None)
    if found is None and len(head) > 1:
        count = Counter(line.key for line in head if line.title_like and line.length >= _MIN_TITLE)
        found = next((line for line in head if count[line.key] > 1), None)
    if found is None and not known and head and head[0].title_like and head[0].alone:
        found = head[0] if len(article) > 1 else None
    if found is not None:
        found.kind = "title"


def _mark_repeated(lines: list[_Line]) -> None:
    """A title that comes again, and a paragraph that comes again."""
    seen: set[str] = {line.key for line in lines if line.kind == "title"}
    begun = Counter(line.first for line in lines)
    for line in lines:
        if line.kind != "body" or begun[line.first] == 1 or not line.first:
            continue
        key = line.key
        if key in seen:
            line.kind = "promo"
        elif _MIN_REPEATED <= line.length <= _SEEN:
            seen.add(key)


def _mark_lists(lines: list[_Line]) -> None:
    """Links below `Lire aussi` and the like: to the end of the text all, within an article all but a last one.

    That last one may be the next heading of the article itself, unless it is the only one.
    """
    last = max((at for at, line in enumerate(lines) if line.kind == "body"), default=-1)
    at = 0
    while at < len(lines):
        heading = lines[at]
        at += 1
        if heading.kind != "promo" or not _whole(heading, "LIST_HEADINGS"):
            continue
        links = []
        while at < len(lines) and (lines[at].kind == "promo" or _link(lines[at])):
            links.append(lines[at])
            at += 1
        for link in links[:-1] if last >= at and len(links) > 1 else links:
            link.kind = "promo"


def _link(line: _Line) -> bool:
    return line.title_like and not line.prose and line.length <= _MAX_LINK


def _mark_appeals(lines: list[_Line]) -> None:
    """A newspaper's request for help: its heading and the paragraphs below that speak of it, or a last paragraph."""
    last_paragraph = max((at for at, line in enumerate(lines) if line.prose and line.kind == "body"), default=-1)
    for at, line in enumerate(lines):
        if line.kind == "body" and not line.quoted and _pattern("APPEALS").match(line.bare):
            behind = at + 1
            while behind < len(lines) and _appeal_words(lines[behind]) >= 2:
                behind += 1
            if behind > at + 1 or _appeal_words(line) >= 2 or last_paragraph < behind:
                for other in lines[at:behind]:
                    other.kind = "promo"
    for line in reversed(lines):
        if line.kind == "body" and not (_appeal_words(line) >= 3 and _addresses_readers(line)):
            return
        line.kind = "promo" if line.kind == "body" else line.kind


def _appeal_words(line: _Line) -> int:
    return sum(word in line.bare for word in boilerplate.APPEAL_WORDS)


def _addresses_readers(line: _Line) -> bool:
    """Whether the line speaks to readers in its own voice, not in a quotation."""
    if any(quote in line.bare for quote in _QUOTES):
        return False
    patterns = (boilerplate.APPEAL_SPEAKER, boilerplate.APPEAL_ADDRESSEE)
    return all(re.search(pattern, line.bare) for pattern in patterns)


def _joined(lines: list[_Line], length: int) -> tuple[Section, ...]:
    if not length:
        return ()
    starts = [(0, lines[0].kind if lines else "body")]
    for line in lines:
        if line.kind != starts[-1][1]:
            starts.append((line.start, line.kind))
    ends = [start for start, _ in starts[1:]] + [length]
    return tuple(Section(start, end, kind) for (start, kind), end in zip(starts, ends, strict=True))
