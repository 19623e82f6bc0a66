"""Person identifiers that a text shows by their form and the words beside them: numbers of people, dates of birth, full postcodes.

Nothing here returns what was found, only its kind.
"""

import re
from collections.abc import Iterator

from ..days import MONTHS, parse_date
from ..layouts.words import words
from .person_words import person_words
from .postcodes import holds_home_postcode

NHS_NUMBER = "an NHS number"
BIRTH = "a date of birth"
INSURANCE = "a National Insurance number"
CERTIFICATE = "a DBS certificate number"
POSTCODE = "a full postcode"

_TEN_DIGITS = re.compile(r"(?<!\d)(?<!\d[.,/-])(?<!\+)(?<!44 )(?<!\d{3} )(\d{3})([ \u00a0.-]{0,2})(\d{3})([ \u00a0.-]{0,2})(\d{4})(?![\d/]|[.,-]\d)")
_ISSUED = re.compile(r"[4679]|3[2-9]")
_INSURANCE = re.compile(
    r"(?<![A-Z0-9])(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?:[ \u00a0.-]?\d{2}){3}[ \u00a0.-]?[A-D](?![A-Z0-9])"
)
_TWELVE_DIGITS = re.compile(r"(?<!\d)(?:\d{12}|\d{4} \d{4} \d{4}|\d{3} \d{3} \d{3} \d{3})(?!\d)")
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = (
    rf"(?P<day>\d{{4}}-\d\d?-\d\d?|\d\d?[ /.\-]\d\d?[ /.\-](?:\d{{4}}|\d\d)|\d{{8}}|"
    rf"\d\d?(?:st|nd|rd|th)?[ \-]?(?:of )?(?:{_MONTH})\.?,?[ \-]?(?:\d{{4}}|\d\d)|(?:{_MONTH})\.? \d\d?(?:st|nd|rd|th)?,? \d{{4}})(?!\d)"
)
_BIRTH_WORD = r"(?<![a-z])(?:d\.? ?o\.? ?b|date of birth|birth ?date|birthday|born)(?![a-z])"
_BORN = re.compile(
    rf"(?:{_BIRTH_WORD}(?:['’]?s\b)?[\s.:;,=(–\-]*(?:(?:on|is|was|the|of|given|as)\b[\s:]*){{0,2}}|(?P<open>\()b\.? ?){_DAY}(?(open)\))"
)
_BORN_AFTER = re.compile(rf"(?<!\d){_DAY}[\s,(–\-]*{_BIRTH_WORD}")
_ELSEWHERE = re.compile(r"(?:https?://|www\.)\S+|[^\s@]{1,64}@[^\s@]+", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[a-z]+")
_OF_A_PERSON, _SAID_OF_ONE = person_words("of_a_person"), person_words("said_of_one")
_OF_A_THING, _OF_A_CHECK, _COUNTED = person_words("of_a_thing"), person_words("of_a_check"), person_words("counted")


def kinds_in_text(text: str, *, free: bool = False) -> Iterator[str]:
    """Yield the kinds of identifier in a text that stands alone; `free` where it is prose, in which a postcode may be a home's."""
    if not _DIGIT.search(text):
        return
    plain = _ELSEWHERE.sub(" ", text)
    if _holds_nhs_number(plain):
        yield NHS_NUMBER
    if _holds_insurance_number(plain):
        yield INSURANCE
    if _holds_birth(plain.casefold()):
        yield BIRTH
    if any(_nearest_word(plain, match, _OF_A_CHECK, _OF_A_CHECK) for match in _TWELVE_DIGITS.finditer(plain)):
        yield CERTIFICATE
    if free and holds_home_postcode(plain):
        yield POSTCODE


def is_nhs_number(digits: str) -> bool:
    """Say whether ten digits pass the modulus 11 check of the NHS number (NHS Data Dictionary, NHS NUMBER)."""
    if len(digits) != 10 or not digits.isdecimal() or len(set(digits)) == 1:
        return False
    check = 11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return check != 10 and check % 11 == int(digits[9])


def may_be_issued(digits: str) -> bool:
    """Say whether ten digits pass the check and begin as numbers of England, Wales, Northern Ireland and the test range do.

    Telephone numbers do not, where they are whole; most running numbers of other registers do not either.
    """
    return is_nhs_number(digits) and bool(_ISSUED.match(digits))


def is_birth(text: str) -> bool:
    """Say whether a text is a whole date, eight digits of one, or the serial number that Excel keeps for one since 1920."""
    if parse_date(text):
        return True
    if not text.isdecimal():
        return False
    if len(text) == 8:
        return bool(parse_date(f"{text[:2]}/{text[2:4]}/{text[4:]}") or parse_date(f"{text[:4]}-{text[4:6]}-{text[6:]}"))
    return len(text) == 5 and 7306 <= int(text) <= 55_000


def is_insurance_number(text: str) -> bool:
    """Say whether a text is a National Insurance number and nothing more; its last letter may be missing, as it often is on forms."""
    plain = re.sub(r"[^A-Z0-9]", "", text.upper())
    return bool(_INSURANCE.fullmatch(plain if plain[-1:].isalpha() else f"{plain}A"))


def _holds_nhs_number(text: str) -> bool:
    """A number in three groups is one by its form; ten bare digits need a word of a person beside them, as one in eleven passes the check."""
    for match in _TEN_DIGITS.finditer(text):
        if not is_nhs_number(match[1] + match[3] + match[5]):
            continue
        said = _nearest_word(text, match, _OF_A_PERSON, _SAID_OF_ONE)
        if said or (said is None and match[2] and match[4] and may_be_issued(match[1] + match[3] + match[5])):
            return True
    return False


def holds_many_nhs_numbers(text: str) -> bool:
    """Say whether a text without a word beside its numbers holds several: two at least, and half of its ten-digit ones, pass the check."""
    found = {match[1] + match[3] + match[5] for match in _TEN_DIGITS.finditer(text.replace(",", " , "))}
    good = {digits for digits in found if may_be_issued(digits)}
    return len(good) >= 2 and len(good) * 2 >= len(found)


def _holds_insurance_number(text: str) -> bool:
    found = _INSURANCE.finditer(text.upper())
    return any(_nearest_word(text, match, frozenset(), frozenset()) is not False for match in found)


def _holds_birth(text: str) -> bool:
    days = [found["day"] for pattern in (_BORN, _BORN_AFTER) for found in pattern.finditer(text)]
    return any(is_birth(day) or parse_date(day.replace(" ", "/")) for day in days)


def _nearest_word(text: str, match: re.Match[str], wanted: frozenset[str], after: frozenset[str]) -> bool | None:
    """Say what the words beside a number tell: True of a person (`wanted`), False of an order, a telephone or another thing, None nothing.

    The nearest of the four words before it decides; where they do not, the two words after it.
    """
    for word in reversed(_WORD.findall(text[max(0, match.start() - 60) : match.start()].casefold())[-4:]):
        if word in wanted:
            return True
        if word in _OF_A_THING:
            return False
    following = _WORD.findall(text[match.end() : match.end() + 30].casefold())[:2]
    return True if after.intersection(following) else None


def words_ask_for(given: frozenset[str]) -> str | None:
    """Return the kind of identifier that a heading or label asks for, None where it asks for none."""
    if len(given) > _LONGEST_HEADING:
        return None
    if any(wanted <= given for wanted in _BIRTH_HEADINGS) and not given & _COUNTED:
        return BIRTH
    if given & _CERTIFICATE_WORDS or ({"dbs"} <= given and given & {"number", "no"}):
        return CERTIFICATE
    if given & {"nino"} or {"national", "insurance"} <= given or ({"ni"} <= given and len(given) <= 3):
        return INSURANCE
    if given & _OF_A_THING:
        return None
    if {"nhs", "number"} <= given or {"nhs", "no"} <= given or given in _IDENTIFIERS or (given & _OF_A_PERSON and given & _NUMBERED):
        return NHS_NUMBER
    return None


_LONGEST_HEADING = 6  # words
_BIRTH_HEADINGS = ({"dob"}, {"date", "birth"}, {"d", "o", "b"}, {"birth", "dat"}, {"birthdate"}, {"birthday"}, {"born"})
_CERTIFICATE_WORDS = frozenset({"certificate", "cert", "disclosure"})
_NUMBERED = frozenset({"id", "number", "no", "identifier", "ref"})
_IDENTIFIERS = {
    frozenset(each) for each in (("nhs",), ("identifier",), ("id",), ("unique", "id"), ("unique", "identifier"), ("chi",), ("nhsno",), ("nhsnumber",))
} | {words(text) for text in ("patient", "child", "client", "resident", "pupil")}
