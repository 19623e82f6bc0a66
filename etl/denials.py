"""What turns a known heading into its opposite, or into a part of it: "Not trained", "To be trained", "Completed over 6 months"."""

import re
from collections.abc import Set

from ..layouts import Field
from ..layouts.words import words

_WORDS = words(
    "not non un never without still yet vacant vacancy vacancies untrained absent declined excluded exempt exempted exemption exception failed "
    "failing failure incomplete lack lacking missing noncompliant refused remaining unfilled withdrawn waived rejected cancelled postponed deferred "
    "suspended awaiting awaited pending ineligible uncompleted unmoderated unvalidated unknown unable blank dna error duplicate "
    "expired expiring expire expires expiry lapsed lapsing lapse outstanding overdue late outside beyond breach breached breaching "
    "change difference distance gap movement shortfall trend variance increase decrease reduction improvement decline ranking "
    "start beginning opening draft starter leaver"
)
# of what is still to come; a field of what is planned is none the less it
_TO_COME = words("due expected planned anticipated predicted estimated likely trajectory deadline")
_AIMED_AT = words("target")
_AIMS = words("target threshold kpi")
_MEASURE = words("% percent percentage rate number no n of")
"""What a target is said in: "Target %" is no percentage of staff, though each word of that stands in it."""
_NOT_OF_TODAY = words("target original provisional proposed interim")
_FURTHER = words("trained needed attended shared audited soon review renewal")
"""What is asked about a thing beyond whether it is there: "Lead GP trained?"."""
_WHO_OR_WHEN = words("by")
_DETAILS = words(
    "email mail phone telephone tel contact code cost fee price budget venue location owner manager head organiser trainer lead grade band "
    "weight size priority type score rating accepted approved checked number missing requested officer department data"
)
"""What is said of a thing beside what it is."""
_PHRASES = (
    *("to be", "out of date", "out of time", "out of timescale", "out of timescales", "out of timeframe", "out of compliance", "out of scope"),
    *("after deadline", "after the deadline", "with no", "have no", "has no", "had no", "having no", "no longer"),
)
_MONEY = re.compile(r"[£€$]")
_NO = re.compile(r"\W*no\s+(?!of\b)", re.IGNORECASE)
_BESIDE_A_MARK = re.compile(r"\W*(?:below|under|above|over)\s+(?:\w+\s+)?(?:target|threshold|kpi)\b", re.IGNORECASE)
_SPAN = r"(?:a|an|one|two|three|six|nine|twelve|\d+)[\s-]+(?:working\s+|calendar\s+)?"
_UNIT = r"(?:days?|weeks?|months?|years?)\b"
_LONGER = re.compile(
    rf"(?:\b(?:over|after|exceeding|(?:more|longer|greater) than)\s+|[>≥]=?\s*){_SPAN}{_UNIT}"
    rf"|\d\s*\+\s*{_UNIT}|{_UNIT}\s+(?:or|and)\s+(?:more|over|longer)\b",
    re.IGNORECASE,
)
_SOONER = re.compile(
    rf"(?:\b(?:with)?in\s+{_SPAN}{_UNIT}|(?:\b(?:under|less than)\s+|[<≤]=?\s*){_SPAN}(?:day|week|month)s?\b|{_UNIT}\s+or\s+(?:less|under|sooner)\b)"
    r"(?!\s+(?:to|ending|ended|up)\b)",
    re.IGNORECASE,
)
_IN_PART = re.compile(r"\b(?:in|during)\s+(?:the\s+)?(?:month|quarter|year)\b", re.IGNORECASE)
"""What came in a time, of what is counted on a day, or since the beginning: "Trained in quarter"."""
_NONE_OF_IT = re.compile(r"\W*no\s+(?!of\b)(?:\w+\s+){0,2}(?:check|certificate|record|evidence|factors?)\b", re.IGNORECASE)
# what a heading adds to itself: how to fill it in, what its words stand for, when it is answered
_INSTRUCTION = re.compile(r"\([^()]*\b(?:do not|please|enter|leave|not (?:including|counting)|exclud\w+)\b[^()]*\)", re.IGNORECASE)
_KEY = re.compile(r"\([^()]*(?<![<>])=[^()]*\)|\S+\s*(?<![<>])=.*", re.DOTALL)
_CHOICE = re.compile(r"\([^()]*[/,:;|][^()]*\)")
_CONDITION = re.compile(r"(?<=\w)\W+(?:if|where|when|unless)\b.*", re.IGNORECASE | re.DOTALL)


def denials(text: str) -> Set[str]:
    """Return the words and phrases of a heading that deny what its other words say, or tell of a part of it alone."""
    plain = f" {' '.join(re.findall(r'[a-z]+', text.casefold()))} "
    found = (words(text) & (_WORDS | _TO_COME)) | {phrase for phrase in _PHRASES if f" {phrase} " in plain}
    forms = (
        ("money", _MONEY.search),
        ("none", _NONE_OF_IT.match),
        ("mark", _BESIDE_A_MARK.match),
        ("longer", _LONGER.search),
        ("sooner", _SOONER.search),
    )
    return found | {name for name, finds in forms if finds(text)}


def denies(text: str, item: Field, own: Set[str]) -> bool:
    """Say whether a heading that holds the words of a field's own is of something else, where these hold the denials `own` themselves.

    What a free text is about may well be what is lacking; a detail of what it tells is another thing ("Practice manager", "Course code").
    "Policy in date? If not, why?" denies nothing, but a figure has no conditions.
    """
    if item.type in ("text", "ref") and not item.words:
        return bool((words(text) & _DETAILS) - words(" ".join(item.headings)))
    said = itself(text, item)
    found = (denials(said) - own) | _of_its_kind(said, item)
    if item.basis == "planned":
        found -= _TO_COME | _AIMS | _WHO_OR_WHEN
    elif item.basis == "as_at":
        found -= {"sooner"}  # trained within three years, to this day
    return bool(found)


def _of_its_kind(said: str, item: Field) -> Set[str]:
    """Return what denies a field of this kind alone: a target, who did it, what is asked beyond whether a thing is there, a part of a count."""
    given = words(said)
    if item.type == "date":
        return given & (_AIMED_AT | _WHO_OR_WHEN)
    if item.type == "rating" or item.words:
        return given & _NOT_OF_TODAY
    if item.type == "yes_no":
        return (given & _FURTHER) - words(" ".join(item.headings))
    if given <= _AIMS | _MEASURE:
        return given & _AIMS
    is_of_a_day = item.type == "count" and item.basis in ("as_at", "since_inception")
    return {"part"} if is_of_a_day and _IN_PART.search(said) else frozenset()


def itself(text: str, item: Field) -> str:
    """Return a heading without what it adds to itself; of a figure that is only how to fill it in, as "Trained (late / early)" is no trained."""
    said = without_key(text)
    if not item.is_number:
        said = _CONDITION.sub(" ", _CHOICE.sub(" ", said))
    return said if said.strip(" (") else text


def without_key(text: str) -> str:
    """Return a heading without how to fill it in, and without what its words or colours stand for."""
    said = _KEY.sub(" ", _INSTRUCTION.sub(" ", text)) if "(" in text or "=" in text else text
    return said if said.strip(" (") else text


def denies_what_is_asked(text: str) -> bool:
    """Say whether a heading of a yes or no asks for the lack of it: "No lead GP?"; before a count, "No" is the number of it."""
    return _NO.match(text) is not None
