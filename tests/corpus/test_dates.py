"""Dates as newspapers, sites and databases write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dronewatch.corpus import dates

MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()  # noqa: SIM905


@pytest.mark.parametrize(
    ("raw", "iso"),
    [
        ("2019", "2019"),
        (2019, "2019"),
        ("2019-04", "2019-04"),
        ("2019-04-12", "2019-04-12"),
        (" 2019-04-12 ", "2019-04-12"),
        ("2019-04-12T08:00:00+02:00", "2019-04-12"),
        ("2019-04-12 08:00", "2019-04-12"),
        ("20190412", "2019-04-12"),
        (20190412, "2019-04-12"),
        ("2019/04/12", "2019-04-12"),
        ("12/04/2019", "2019-04-12"),
        ("12.4.2019", "2019-04-12"),
        ("12-04-2019", "2019-04-12"),
        ("12/04/2019 08:30", "2019-04-12"),
        ("12 avril 2019", "2019-04-12"),
        ("1er mai 2017", "2017-05-01"),
        ("jeudi 4 mai 2017", "2017-05-04"),
        ("Jeudi 4 Mai 2017", "2017-05-04"),
        ("jeudi, 4 mai 2017", "2017-05-04"),
        ("le 4 août 2017 à 17h30", "2017-08-04"),
        ("4 AOUT 2017", "2017-08-04"),
        ("4 févr. 2017", "2017-02-04"),
        ("4 juil. 2017", "2017-07-04"),
        ("12\u00a0avril\u202f2019", "2019-04-12"),
        ("décembre 2018", "2018-12"),
        ("Dec. 2018", "2018-12"),
        ("April 12, 2019", "2019-04-12"),
        ("Friday, April 12, 2019", "2019-04-12"),
        ("29 December 2011", "2011-12-29"),
        ("Fri, 12 Apr 2019 10:00:00 +0200", "2019-04-12"),
        ("29 février 2020", "2020-02-29"),
    ],
)
def test_a_date(raw, iso):
    assert dates.iso(raw) == iso


@pytest.mark.parametrize(
    "raw",
    [
        *("", "hier", "s.d.", "n/a", "12", "12 avril", "avril", "0", "2019-13", "2019-02-30", "29 février 2019"),
        *("04/25/2019", "12/04/19", "32 mai 2019", "12 avril 20199", "le 12 avril 2019 et le 3 mai", "x" * 10_000),
        *("mardi", "12 marsouin 2019", None, True, 1.5, ["2019"], {"a": 1}),
    ],
)
def test_no_date(raw):
    assert dates.iso(raw) is None


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_written_in_french_and_in_figures(day):
    written = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    assert dates.iso(written) == dates.iso(f"{day:%d/%m}/{day.year}") == dates.iso(day.isoformat()) == day.isoformat()


@given(st.text(max_size=120))
def test_whatever_it_is(raw):
    found = dates.iso(raw)
    assert found is None or dates.iso(found) == found


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("Politique, vendredi 12 avril 2019, p. 7", "2019-04-12"),
        ("vendredi 12 avril 2019 - 05:30:00 UTC -0000 536 mots", "2019-04-12"),
        ("Thursday, December 22, 2022 13887 mots, p. 819(40)", "2022-12-22"),
        ("Les Échos, no. 22909 Industrie et Services, lundi 25 mars 2019, p. 21", "2019-03-25"),
        ("29 février 2019, puis 1er mars 2019", "2019-03-01"),
        ("p. 7, sans date", None),
        ("", None),
    ],
)
def test_a_date_within_a_line(line, iso):
    assert dates.find(line) == iso
