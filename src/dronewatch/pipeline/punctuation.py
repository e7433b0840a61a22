"""How press French is cut into tokens: nothing but data. Compiled and used by `tokenizer`."""

from __future__ import annotations

APOSTROPHE = "['\u2018\u2019\u02bc]"
HYPHEN = "[-\u2010\u2011]"
# Letters with the accents that decomposed text keeps as characters of their own; `_` joins handles and file names.
LETTER = "[^\\W\\d\u0300-\u036f]"
LETTERS = f"(?:{LETTER}[\u0300-\u036f]*)+"

# `aujourd'hui` and its like hold an apostrophe that elides nothing.
WHOLE_WORDS = (
    f"(?i:aujourd{APOSTROPHE}hui|prud{APOSTROPHE}hom\\w+|presqu{APOSTROPHE}[îi]les?|quelqu{APOSTROPHE}une?s?)\\b"
)
ELISION = (
    "(?:[cdjlmnstCDJLMNST]|[Qq]u|QU|[Jj]usqu|JUSQU|[Ll]orsqu|LORSQU|[Pp]uisqu|PUISQU|[Qq]uoiqu|QUOIQU)"
    f'{APOSTROPHE}(?=[^\\W_]|[«“"])'
)
URL = r"(?:https?://|www\.)[^\s<>«»“”\"]*[\w/]"
# What stands before `@` has at most 64 characters (RFC 5321), so that a long word is not read again and again.
EMAIL = r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b"
# A label of a domain has at most 63 characters (RFC 1035).
DOMAIN = r"[A-Za-z][\w-]{0,62}\.(?:fr|com|org|net|eu|info|be|ch|tv|io|gouv\.fr)\b(?!\.\w)"
HONORIFIC = r"MM?\.(?=\s)"
INITIALS = rf"[A-Z]\.(?:{HYPHEN}?[A-Z]\.)+"
# `20h30`, `3,5M€` and `450k€` are cut between digits and letters; `1er` and `2e` are not.
ORDINAL = r"\d+(?:ers?|[eè]res?|nde?s?|e|[eè]mes?)\b"
NUMBER = r"\d+(?:[.,]\d+)*"
# A word may go on with digits (`A320`, `Covid-19`) and hyphens; `étudiant·e·s` is one word.
WORD = f"{LETTERS}\\d*(?:(?:{HYPHEN}|[·&](?={LETTER}))(?:{LETTERS}\\d*|\\d+(?![\\d.,]*\\d)))*"
EMOJI = "[\u2600-\u27bf\U0001f000-\U0001faff][\ufe0f\u200d\U0001f3fb-\U0001f3ff\u2600-\u27bf\U0001f000-\U0001faff]*"
SPACES = r"\s+"
DOTS = r"\.{2,}"
ANY = r"."

TOKENS = (
    WHOLE_WORDS,
    ELISION,
    URL,
    EMAIL,
    DOMAIN,
    HONORIFIC,
    INITIALS,
    WORD,
    ORDINAL,
    NUMBER,
    EMOJI,
    SPACES,
    DOTS,
    ANY,
)

# Pronouns after a verb and particles after a noun: `dit-il`, `a-t-on`, `allez-vous`, `celui-ci`.
CLITIC = (
    f"{HYPHEN}(?:t{HYPHEN}(?:ils?|elles?|on)|ils?|elles?|on|je|tu|nous|vous|moi|toi|lui|leur|les?|la|y|en|ce|ci|là)"
)
KEPT_WHOLE = frozenset({"rendez-vous", "au-delà", "est-ce", "peut-être", "week-end", "qu'en-dira-t-on", "ouï-dire"})
# `ex-ministre`: the office begins after the prefix.
PREFIX = f"(?i:ex|non|anti|pro){HYPHEN}"
