"""One cell to one typed value: what was meant, what was tidied, what must be asked."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache

from ..days import is_day_or_month_first, parse_date
from ..layouts import Field
from ..layouts.words import fold, words
from ..periods import parse_period
from ..warehouse.records import Stored
from .answer_words import lead_word, rating_of_word, yes_or_no
from .colours import colour_word, rating_of
from .dates import date_among_words, deadline_month, read_date
from .listed_words import listed_word
from .percent_forms import ONE_FORM, Form, count_decimals, show_doubt
from .states import split_qualifier, tell_state
from .workbook import Value

_MARKS = re.compile(r"[\s*†‡§¹²³⁴⁵]+$|\s*\[\d+\]$")
_NUMBER = re.compile(r"^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^-?\d{1,3}(?:\s\d{3})+(?:\.\d+)?$|^-?\d+(?:\.\d+)?$|^-?\.\d+$")
_THOUSANDS = re.compile(r"[,\s]")
_UNIT = re.compile(r"^(.*\d)\s*([A-Za-z][A-Za-z ]*)$")
_MOST = 1_000_000
_LARGEST = 2**63 - 1  # what the warehouse can keep as a whole number
_MOST_TYPED = 4  # decimals
_NO_PERCENTAGE = 10  # 1000%
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 70_000  # as days since 1899-12-30: 1954 to 2091
_LONE_DATE = "It was kept as it is: if it is the day that something was due or done, please give it a column of its own."
_DAY_FIRST = "a date with its day first, as the other dates of the table may be too"
_ONE_WORD = "It was not used, as it may be either: please write Yes or No alone, and the rest into a cell of its own."
EPOCH = date(1899, 12, 30)


@dataclass(slots=True)
class Typed:
    """A typed value. `rule` names the tidying, `code` the doubt; `expected` says what should have stood there.

    `found` and `cure` say more of a doubt than the text of the cell and "Please correct the cell.", where there is more to say.
    """

    value: Stored
    state: str = "given"
    qualifier: str | None = None
    text: str | None = None
    decimals: int | None = None
    rule: str | None = None
    code: str | None = None
    expected: str = ""
    severity: str = "query"
    found: str = ""
    cure: str = ""

    @property
    def is_plain(self) -> bool:
        return self.state == "given" and self.qualifier is None and self.text is None and self.decimals is None

    @property
    def says_all(self) -> bool:
        """Say whether the value is all that there is to keep of the cell: no mark beside it, no tidying, no doubt."""
        return self.rule is None and self.code is None and self.is_plain


@dataclass(slots=True)
class Look:
    """What is known of a cell beside its value: the Excel error in it, the colour of its fill where that may be a rating.

    `form` is what the number of a percentage stands for, None a ratio, and `column_decimals` the most decimals of its column's
    percentages, as Excel drops a last 0. `month_first` where a date of its column is written with its month first, as others of it may be.
    `scale` says what the numbers of a rating stand for, where that is not the usual; `shares` that a column of counts holds shares of 1.
    """

    error: str | None = None
    fill: str | None = None
    uncached: bool = False
    percent_decimals: int | None = None
    form: Form | None = None
    column_decimals: int = 0
    days_from_1904: bool = False
    month_first: bool = False
    scale: Mapping[str, str] | None = None
    shares: bool = False


def as_text(raw: Value) -> str:
    """Return the text that a person would read in the cell; whole numbers without their point."""
    if isinstance(raw, str):
        return raw.strip()
    if isinstance(raw, bool):
        return "Yes" if raw else "No"
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15:
        return str(int(raw))
    if isinstance(raw, datetime) and raw.time() == time(0):
        return raw.date().isoformat()
    return raw.isoformat() if isinstance(raw, date | time) else str(raw)


def without_marks(text: str) -> str:
    """Return a text without the footnote marks that it ends with."""
    return _MARKS.sub("", text)


def convert(raw: Value, field: Field, look: Look) -> Typed | None:
    """Return the typed value of a cell, None where the cell is blank."""
    if look.error:
        return Typed(None, "missing", text=look.error, code="excel_error", expected=_EXPECTED[field.type])
    text = as_text(raw)
    if look.uncached and not text:
        return Typed(None, "missing", code="formula_without_value", expected=_EXPECTED[field.type])
    if not text:
        return _by_colour(look.fill, field) if look.fill else None
    state = tell_state(text, counts=field.is_number, alone=field.type in ("text", "ref", "rating"))
    if state == "not_applicable" and field.type == "rating":
        return _rating(raw, text, field, look)
    if state == "nil":
        return Typed(0, "nil", text=text)
    if state and not (field.words and listed_word(text, field)[0]):
        return Typed(None, state, text=text)
    typed = _CONVERTERS[field.type](raw, text, field, look)
    if isinstance(raw, bool) and typed.text == text:
        typed.text = str(raw).upper()  # as the cell shows it: it may be a yes, and is quoted as what it is
    return typed


def _by_colour(fill: str, field: Field) -> Typed | None:
    """Return what an empty cell's fill stands for in a rating, or a list that names colours, queried; any other hue is a missing answer."""
    stored = rating_of(fill) if field.type == "rating" else field.by_spelling.get(colour_word(fill) or "")
    if stored is None:
        return None
    state = "not_applicable" if field.type == "rating" and stored == "not_applicable" else "given"
    cure = f"The cell is {colour_word(fill)}, and was read as {field.labels.get(stored, stored.replace('_', ' '))!r}: please write the word."
    return Typed(stored, state, text=f"(colour {fill})", code="rating_by_colour", expected="a word beside the colour", cure=cure)


def _count(raw: Value, text: str, field: Field, look: Look) -> Typed:
    number, qualifier, rule = _number(raw, text, field)
    is_share = look.shares or (look.percent_decimals is not None and not isinstance(raw, str))  # 100% is no count of 1
    as_shown = f"{number:.{look.percent_decimals}%}" if number is not None and look.percent_decimals is not None else text
    found = f"{as_shown}, a share and no count" if is_share and number is not None else ""
    if number is None or number < 0 or number != number.to_integral_value() or number > _LARGEST or is_share:
        return Typed(None, "missing", text=text, code="not_a_count", expected=_EXPECTED["count"], severity="block", found=found)
    typed = Typed(int(number), qualifier=qualifier, text=text if qualifier else None, rule=rule)
    if number > _MOST:
        typed.code, typed.found, typed.expected = "count_out_of_reason", text, f"a count of no more than {_MOST:,}"
        typed.cure = "Please check the number, and correct it."
    return typed


def _decimal(raw: Value, text: str, field: Field, look: Look) -> Typed:
    number, qualifier, rule = _number(raw, text, field)
    if number is None or number < 0:
        return Typed(None, "missing", text=text, code="not_a_number", expected=_EXPECTED["number"], severity="block")
    return Typed(float(number), qualifier=qualifier, text=text if qualifier else None, rule=rule)


def _percent(raw: Value, text: str, field: Field, look: Look) -> Typed:
    bare, qualifier = split_qualifier(text) if isinstance(raw, str) else (text, None)
    unmarked = _MARKS.sub("", bare)
    number, signed = written_number(raw)
    formatted = look.percent_decimals is not None and not isinstance(raw, str)  # a format says nothing of a text
    form = look.form or Form.RATIO
    parts = form.parts * (100 if signed else 1)
    if number is None or not 0 <= number / parts <= _NO_PERCENTAGE:
        return Typed(None, "missing", text=text, code="not_a_percentage", expected=_EXPECTED["percent"], severity="block")
    shown = f"{number:.{look.percent_decimals}%}" if formatted else text
    if not form.is_read:
        found, cure = show_doubt(form, shown)
        return Typed(None, "missing", None, text, code="percent_or_ratio", expected=ONE_FORM, severity="block", found=found, cure=cure)
    decimals = look.percent_decimals if formatted and parts == 1 else None if parts == 1 else _typed_decimals(raw, number, look)
    rule = "mark_dropped" if unmarked != bare else "text_to_percent" if isinstance(raw, str) else "percent_to_ratio" if parts > 1 else None
    typed = Typed(float(number / parts), qualifier=qualifier, text=text if qualifier else None, decimals=decimals, rule=rule)
    if number > parts:
        typed.code, typed.found, typed.expected = "percent_above_one", f"{shown}: a percentage above 100%", "at most 100%"
        typed.cure = "Please check the percentage and the counts behind it."
    elif form.is_asked:
        typed.code, typed.expected = "percent_or_ratio", ONE_FORM
        typed.found, typed.cure = show_doubt(form, shown, f"{float(number / parts) * 100:g}%")
    return typed


def _date(raw: Value, text: str, field: Field, look: Look) -> Typed:
    if isinstance(raw, date):
        day = raw.date() if isinstance(raw, datetime) else raw
        return _either(Typed(day.isoformat()), f"{day:%d/%m/%Y}", day.isoformat(), look)
    if isinstance(raw, str) and (typed := _written_date(text, field, look)):
        return typed
    number = bare_number(raw, text)
    if number is not None and _FIRST_SERIAL <= number <= _LAST_SERIAL:
        start = EPOCH + timedelta(days=1462 if look.days_from_1904 else 0)
        return Typed((start + timedelta(days=int(number))).isoformat(), rule="serial_number_to_date")
    return Typed(None, "missing", text=text, code="not_a_date", expected=_EXPECTED["date"])


def _written_date(text: str, field: Field, look: Look) -> Typed | None:
    """Return the date that a text writes, alone or among words, or the last day of a deadline's month; None where it writes neither."""
    unmarked = _MARKS.sub("", text)
    if day := read_date(unmarked):
        return _either(Typed(day.isoformat(), rule=None if text == day.isoformat() else "text_to_date"), unmarked, text, look)
    if found := date_among_words(unmarked):
        written, is_sure = found
        day = parse_date(written)
        typed = Typed(day.isoformat() if day else None, text=text, rule="words_beside_date")
        if not is_sure:
            typed.code, typed.expected = "date_in_doubt", _EXPECTED["date"]
        return _either(typed, written, text, look)
    if field.deadline and (period := deadline_month(unmarked)):
        return Typed(period.end.isoformat(), rule="month_to_last_day")
    if parse_period(unmarked):
        return Typed(None, "missing", text=text, code="not_a_whole_date", expected=_EXPECTED["date"])
    return None


def _either(typed: Typed, numbers: str, text: str, look: Look) -> Typed:
    """Return a date with a doubt where others of its column are written month first, as Excel turns some of them about, and this may be."""
    if look.month_first and is_day_or_month_first(numbers):
        typed.text, typed.code, typed.expected = text, "day_or_month_first", _DAY_FIRST
    return typed


def _text(raw: Value, text: str, field: Field, look: Look) -> Typed:
    if not field.words and isinstance(raw, date):
        is_ref = field.type == "ref"
        expected = "the reference as it was typed" if is_ref else "words; they may have been '5-9' as typed"
        cure = f"{'Excel made a date of it' if is_ref else 'If it was no date'}: please write it as text (with ' before it)."
        return Typed(text, text=text, code="reference_made_date" if is_ref else "words_made_date", expected=expected, cure=cure)
    if not field.words:
        is_lone_date = field.type == "text" and isinstance(raw, str) and text[-1:].isdigit() and read_date(text) is not None
        return Typed(text, code="date_for_words", found=text, expected="words", cure=_LONE_DATE) if is_lone_date else Typed(text)
    stored, is_sure = listed_word(text, field)
    expected = "one of " + ", ".join(field.labels.get(word, word.replace("_", " ")) for word in field.words)
    if stored is None:
        return Typed(None, "missing", text=text, code="unknown_word", expected=expected)
    typed = Typed(stored, text=None if fold(text) == fold(stored) else text)
    if not is_sure:
        taken = field.labels.get(stored, stored.replace("_", " "))
        typed.code, typed.expected, typed.cure = "word_in_doubt", expected, f"It was taken for {taken!r}: please say if it is something else."
    return typed


def _yes_no(raw: Value, text: str, field: Field, look: Look) -> Typed:
    stored = yes_or_no(text)
    if stored is None and (stored := lead_word(text, yes_or_no)):
        return Typed(stored, text=text, rule="words_beside_answer")
    if stored is None:
        return Typed(None, "missing", text=text, code="not_yes_or_no", expected=_EXPECTED["yes_no"], cure=_ONE_WORD)
    return Typed(stored)


def _rating(raw: Value, text: str, field: Field, look: Look) -> Typed:
    bare = without_marks(text)
    if look.percent_decimals is not None and not isinstance(raw, str):  # 100% is no score of 1
        return Typed(None, "missing", text=f"{raw:.0%}", code="not_a_rating", expected=_EXPECTED["rating"])
    stored = look.scale.get(bare) if look.scale is not None and bare.isdecimal() else rating_of_word(bare)
    rule = "scale_as_stated" if look.scale and bare in look.scale else None
    if stored is None and (stored := lead_word(bare, rating_of_word)):
        rule = "words_beside_answer"
    if stored is None:
        return Typed(None, "missing", text=text, code="not_a_rating", expected=_EXPECTED["rating"])
    if stored == "not_applicable":
        return Typed(stored, stored, text=text, rule=rule)
    return Typed(stored, text=text if rule or bare in ("1", "2") else None, rule=rule)


def _number(raw: Value, text: str, field: Field) -> tuple[Decimal | None, str | None, str | None]:
    """Return the number, its qualifier, and the tidying that it took to read it. Words of the field's own headings are its unit: "1 day"."""
    if not isinstance(raw, str):
        return bare_number(raw, text), None, None
    bare, qualifier = split_qualifier(text)
    unmarked = _MARKS.sub("", bare)
    number, rule = bare_number(unmarked, unmarked), "mark_dropped" if unmarked != bare else "text_to_number"
    if number is None and (found := _UNIT.match(unmarked)) and any(words(found[2]) <= words(heading) for heading in field.headings):
        number, rule = bare_number(found[1], found[1]), "unit_dropped"
    return number, qualifier, rule


@lru_cache(maxsize=20_000, typed=True)
def bare_number(raw: Value, text: str | None = None) -> Decimal | None:
    """Return the number that a cell is, or that its text writes with nothing beside it; None where it is none. Cached, as it is asked often."""
    if isinstance(raw, bool | date | time | timedelta):
        return None
    if isinstance(raw, int | float):
        return Decimal(as_text(raw)) if math.isfinite(raw) and abs(raw) < 1e15 else None
    plain = (raw if text is None else text).strip()
    return Decimal(_THOUSANDS.sub("", plain)) if _NUMBER.match(plain) else None


@lru_cache(maxsize=20_000, typed=True)
def written_number(raw: Value) -> tuple[Decimal | None, bool]:
    """Return the number that a cell writes, its mark, its qualifier and its % aside ("92%*", "over 85"), and whether it has a %."""
    if not isinstance(raw, str):
        return bare_number(raw), False
    plain = _MARKS.sub("", split_qualifier(raw.strip())[0])
    return bare_number(raw, plain.rstrip("% ")), plain.endswith("%")


def _typed_decimals(raw: Value, number: Decimal, look: Look) -> int | None:
    """Return the decimals that a percentage was written with: those of a text as typed, those of a number's column.

    A number with more of them than anyone types was computed, and says nothing of how it was shown.
    """
    decimals = max(count_decimals(number), 0 if isinstance(raw, str) and raw.strip().endswith("%") else look.column_decimals)
    return decimals if decimals <= _MOST_TYPED else None


_CONVERTERS: dict[str, Callable[[Value, str, Field, Look], Typed]] = {
    "count": _count,
    "percent": _percent,
    "number": _decimal,
    "date": _date,
    "text": _text,
    "ref": _text,
    "yes_no": _yes_no,
    "rating": _rating,
}
_EXPECTED = {
    "count": "a whole number, 0 or more",
    "percent": "a percentage",
    "number": "a number",
    "date": "a whole date such as 31/03/2019",
    "text": "words",
    "ref": "a reference",
    "yes_no": "Yes or No",
    "rating": "Green, Amber, Red or N/A",
}
