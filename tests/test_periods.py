"""Periods as people write them."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from boardpaper.days import parse_date
from boardpaper.periods import Period, find_period, nhs_year, parse_period, quarter, write_period

MARCH = Period(date(2019, 3, 1), date(2019, 3, 31))
YEAR = Period(date(2018, 4, 1), date(2019, 3, 31))
Q4 = Period(date(2019, 1, 1), date(2019, 3, 31))
FORMS = {
    "2018/19": YEAR,
    "2018-19": YEAR,
    "18/19": YEAR,
    "FY19": YEAR,
    "2018-2019": YEAR,
    "Year ended 31 March 2019": YEAR,
    "Year ending March 2019": YEAR,
    "Year to March 2019": YEAR,
    "Quarter ending March 2019": Q4,
    "Quarter ended Mar-19": Q4,
    "Quarter to March 2019": Q4,
    "Month ending March 2019": MARCH,
    "Quarter ending 31/03/2019": Q4,
    "1 April 2018 to 31 March 2019": YEAR,
    "01/04/2018 - 31/03/2019": YEAR,
    "Q4 18-19": Q4,
    "Qtr 4 2018/19": Q4,
    "Quarter 4 2018/19": Q4,
    "Q4 2018-19 (Jan to Mar)": Q4,
    "Q4 (January to March) 2018/19": Q4,
    "Quarter 4 (Jan-Mar) 2018/19": Q4,
    "Month 12 2018/19": MARCH,
    "M12 18/19": MARCH,
    "M01 2018/19": Period(date(2018, 4, 1), date(2018, 4, 30)),
    "03/2019": MARCH,
    "Year end 31/03/2019": YEAR,
    "Quarter end 31/03/2019": Q4,
    "Six months to September 2016": Period(date(2016, 4, 1), date(2016, 9, 30)),
    "12 months to March 2019": YEAR,
    "Half-year to 30 September 2018": Period(date(2018, 4, 1), date(2018, 9, 30)),
    "2018/19 (Q4)": Q4,
    "2018/19 - Month 12": MARCH,
    "2018/19 M12": MARCH,
    "2018/19 H1": Period(date(2018, 4, 1), date(2018, 9, 30)),
    "Months 1-6 2018/19": Period(date(2018, 4, 1), date(2018, 9, 30)),
    "H1 2018/19": Period(date(2018, 4, 1), date(2018, 9, 30)),
    "H2 2018/19": Period(date(2018, 10, 1), date(2019, 3, 31)),
    "Q1-Q2 2018/19": Period(date(2018, 4, 1), date(2018, 9, 30)),
    "Q1 to Q4 2018/19": YEAR,
    "Q1 & Q2 2018/19": Period(date(2018, 4, 1), date(2018, 9, 30)),
    "January to March 2019": Q4,
    "March 2019": MARCH,
    "Mar-19": MARCH,
    "March 19": MARCH,
    "2019-03": MARCH,
    "31/03/2019": MARCH,
    "Month: March 2019": MARCH,
    "Position at end of March 2019": MARCH,
    "Oct - Dec 2018": Period(date(2018, 10, 1), date(2018, 12, 31)),
    "Nov 18 – Jan 19": Period(date(2018, 11, 1), date(2019, 1, 31)),
    "YTD to Feb 2019": Period(date(2018, 4, 1), date(2019, 2, 28)),
    "Q4 (2018/19)": Q4,
    "2018/19-Q4": Q4,
    "Q4 (January to March 2019)": Q4,
    "Q4: Jan-Mar 2019": Q4,
    "1 Jan - 31 Mar 2019": Q4,
    "1 Nov - 31 January 2019": Period(date(2018, 11, 1), date(2019, 1, 31)),
    "Since April 2017, data as at 31/03/2019": Period(date(2017, 4, 1), date(2019, 3, 31)),
}


@pytest.mark.parametrize("text", FORMS)
def test_a_form_that_returns_use(text: str) -> None:
    assert parse_period(text, "month") == FORMS[text]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "2018/20",
        "Q5 2018/19",
        "13/2019",
        "31/13/2019",
        "March 2019 to January 2019",
        "Training return",
        "Quarter ending May 2018",
        "Month 13 2018/19",
        "Q3-Q1 2018/19",
        "Month 12",
        "M62",
        "six months to 14 March 2019",
        "Q2 (January to March 2019)",
        "Training (March 2019)",
    ],
)
def test_what_is_no_period(text: str) -> None:
    assert parse_period(text, "month") is None


def test_a_lone_date_ends_the_usual_period_of_the_return() -> None:
    assert [parse_period("31/03/2019", usual) for usual in ("month", "quarter", "year")] == [MARCH, Q4, YEAR]


def test_a_period_within_a_title_or_a_file_name() -> None:
    assert find_period("Bridgewell Feb 19 v2 FINAL.xlsx") == Period(date(2019, 2, 1), date(2019, 2, 28))
    assert find_period("CalderVale_training_201903.xlsx") == MARCH
    assert find_period("LAC health Mar-18.xls.xls") == Period(date(2018, 3, 1), date(2018, 3, 31))
    assert find_period("Training, Quarter 4 (January to March) 2018/19") == Q4
    assert find_period("Training (2018/19)") == YEAR
    assert find_period("from March 2018 and March 2019") is None
    assert find_period("LeDeR reviews since April 2017") is None
    assert find_period("LeDeR March 2019 (since April 2017)") == MARCH
    assert find_period("LeDeR reviews since 1 April 2017, data as at 31/03/2019") == Period(date(2017, 4, 1), date(2019, 3, 31))


def test_dates_are_read_day_first() -> None:
    assert [parse_date(text) for text in ("03/04/2019", "26th June 2018", "1 Jan 19", "2019-04-03", "26/06/18")] == [
        date(2019, 4, 3),
        date(2018, 6, 26),
        date(2019, 1, 1),
        date(2019, 4, 3),
        date(2018, 6, 26),
    ]
    assert parse_date("06/26/2018") is None


@given(st.integers(2001, 2090), st.integers(1, 4))
def test_the_quarters_of_a_year_follow_each_other_and_make_it(first: int, number: int) -> None:
    spans = [quarter(first, each) for each in (1, 2, 3, 4)]
    assert (spans[0].start, spans[3].end) == (nhs_year(first).start, nhs_year(first).end)
    assert all((late.start - early.end).days == 1 for early, late in pairwise(spans))
    assert parse_period(f"Q{number} {first}/{(first + 1) % 100:02}", "month") == spans[number - 1]


@given(st.text(max_size=40))
def test_no_text_breaks_it(text: str) -> None:
    period = parse_period(text, "month")
    assert period is None or period.start <= period.end


@given(st.dates(date(2001, 1, 1), date(2090, 1, 1)), st.integers(0, 800))
@example(date(2018, 4, 1), 364)
@example(date(2019, 1, 1), 89)
@example(date(2019, 2, 1), 27)
def test_a_written_period_is_read_back(start: date, days: int) -> None:
    period = Period(start, start + timedelta(days=days))
    assert [parse_period(write_period(period), usual) for usual in ("month", "quarter", "year")] == [period] * 3
