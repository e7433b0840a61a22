"""Agreement: figures worked out by hand."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from dronewatch.annotate.agreement import Both, agree, kappa
from dronewatch.annotate.model import Annotation, AnnotationFile
from dronewatch.model import Article, Section

TEXT = "Parrot vend à Nantes\nCommentaires"
SECTIONS = (Section(0, 21, "body"), Section(21, len(TEXT), "comment"))


def _gold(*spans: Annotation, reviewed: tuple[str, ...] = ("body",)) -> AnnotationFile:
    return AnnotationFile("a.yaml", "a", "", reviewed=reviewed, spans=spans)


PARROT = Annotation(0, 6, "COMPANY", "Parrot")
NANTES = Annotation(14, 20, "LOCATION", "Nantes")
BODY = Annotation(14, 20, "PUBLIC_BODY", "Nantes")
COMMENT = Annotation(21, 33, "MEDIA", "Commentaires")


def test_two_people() -> None:
    found = agree([Both(Article("a", TEXT), SECTIONS, _gold(PARROT, NANTES, COMMENT), _gold(PARROT, BODY))])
    assert (found.documents, found.tokens) == (1, 4)
    assert found.total.f1() == Fraction(1, 2)
    assert {label: tally.f1() for label, tally in found.labels.items()} == {
        "COMPANY": 1,
        "LOCATION": 0,
        "PUBLIC_BODY": 0,
    }
    # 3 of 4 tokens agree; by chance COMPANY 1·1, none 2·2 of 16
    assert found.kappa == (Fraction(3, 4) - Fraction(5, 16)) / (1 - Fraction(5, 16))
    assert [(each.kind, each.mark.start) for each in found.differences] == [("label", 14)]


def test_the_same_twice_is_one_and_nothing_read_is_nothing() -> None:
    both = Both(Article("a", TEXT), SECTIONS, _gold(PARROT), _gold(PARROT))
    assert agree([both]).kappa == 1
    unread = Both(Article("a", TEXT), SECTIONS, _gold(PARROT), _gold(PARROT, reviewed=("comment",)))
    assert (agree([unread]).tokens, agree([unread]).kappa) == (0, None)


def test_kappa_of_cohens_kind() -> None:
    # worked by hand: p_o = 35/50, p_e = (25·30 + 25·20) / 2500 = 1/2
    assert kappa(Counter({("y", "y"): 20, ("y", "n"): 5, ("n", "y"): 10, ("n", "n"): 15})) == Fraction(2, 5)
    assert kappa(Counter({("O", "O"): 9})) is None
