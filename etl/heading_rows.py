"""A heading over one to three rows: its texts as they are read together, and the periods that stand over its columns."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from ..layouts.words import words
from ..periods import Period, part_of
from .denials import denials
from .heading_match import Match
from .headings import ANOTHER_TIME, Headings
from .labels import heads_values, is_label
from .period_groups import heading_period, is_period, is_summary, period_groups
from .time_words import says_other_time
from .values import bare_number
from .workbook import Sheet, Value

_ROWS = 3
_LONGEST = 80  # letters of one that may be a part of a heading over two rows
_PAIR = 2  # texts: that of a group, and that of a column beside it
_FEWEST = 2  # periods over groups of columns, of which a total may be one more


@dataclass(slots=True)
class HeadingRow:
    """A row as a heading: the first of the rows that are of it, the layouts that it fits, the best first.

    `has_above` where words of the row right above it are of the heading too.
    """

    top: int
    matches: list[Match]
    has_above: bool


def read_heading(sheet: Sheet, number: int, headings: Headings) -> HeadingRow:
    """Return what a row could be the heading of; where one or two rows above it are part of the heading, all of them together."""
    if any(not isinstance(value, str | date) for value in sheet.rows[number]):  # most rows are data, and told at once
        return HeadingRow(number, [], False)
    completed = _completed(sheet, number, headings)
    best, top = headings.match_row(completed, _qualified(sheet, number, completed)), number
    while top > max(0, number - _ROWS + 1) and _groups(sheet, top - 1, number, headings):
        top -= 1
        joined = [] if _says_a_period(sheet.rows[top]) else _match_over(sheet, top, number, headings)
        if joined and (not best or joined[0].score > best[0].score or (joined[0].score == best[0].score and joined[0].dated)):
            best = joined
        elif _is_labelled(sheet.rows[top]) or _unmerged(sheet, top, number, headings):
            top += 1
            break
    return HeadingRow(top, best, top < number or completed != sheet.rows[number])


def _completed(sheet: Sheet, number: int, headings: Headings) -> list[Value]:
    """Return a row with the words right above each text before it, where the two are a heading word for word: "Commissioner", "RAG".

    Words above reach over the blank cells to their right, as those of a group of columns do; where they make no heading of the text right
    below them, they are a title. Where they do, a heading right above a blank cell is of its column ("Practice" beside "Adults L3").
    """
    row = sheet.rows[number]
    if number == 0 or not _is_wording(row):
        return row
    completed, over = list(row), ""
    for column, (above, under) in enumerate(zip(sheet.rows[number - 1], row, strict=True)):
        if isinstance(above, str) and above.strip() and bare_number(above) is None:  # "87.5" in a record above repeated headings
            over = above if under == "" or headings.is_heading(f"{above} {under}") else ""
        # a tick or a star below a heading is an answer, and adds no word to it
        if over and isinstance(under, str) and words(under) and headings.is_heading(both := f"{over} {under}") and words(both) != words(under):
            completed[column] = both
    if sum(value != "" for value in sheet.rows[number - 1]) < _PAIR:  # a lone text is a title
        return completed
    if completed == row and not _are_below_groups(sheet, number, headings):
        return completed
    beside = _headed_above(sheet, number - 1, number, headings)
    return [sheet.rows[number - 1][column] if column in beside else under for column, under in enumerate(completed)]


def _headed_above(sheet: Sheet, top: int, number: int, headings: Headings) -> list[int]:
    """Return the columns that are blank in row `number`, and have a known heading in row `top` above it."""
    pairs = enumerate(zip(sheet.rows[top], sheet.rows[number], strict=True))
    return [column for column, (above, under) in pairs if under == "" and isinstance(above, str) and headings.known(above)]


def _are_below_groups(sheet: Sheet, number: int, headings: Headings) -> bool:
    """Say whether all texts of a row are headings word for word, each below words that are none, or right of one that is: "Outstanding",
    "In progress" below "Not yet in date".
    """
    filled = [column for column, value in enumerate(sheet.rows[number]) if value != ""]
    if len(filled) < _PAIR or not all(headings.is_heading(str(sheet.rows[number][column])) for column in filled):
        return False
    over: Value = ""
    for column in range(filled[0], filled[-1] + 1):
        over = sheet.rows[number - 1][column] or over
        if column in filled and (over == "" or headings.known(str(over))):
            return False
    return True


def _qualified(sheet: Sheet, number: int, completed: list[Value]) -> set[int]:
    """Return the columns whose heading has other words right above it, which may say that it is of something else: "Overdue" over "actions"."""
    if number == 0 or not _is_wording(sheet.rows[number]):
        return set()
    pairs = enumerate(zip(sheet.rows[number - 1], sheet.rows[number], completed, strict=True))
    return {column for column, (above, under, whole) in pairs if under != "" and under == whole and isinstance(above, str) and above.strip()}


def _is_wording(row: Sequence[Value]) -> bool:
    """Say whether a row holds no bare number or date, as a heading row may not, and no text too long for a heading."""
    return all(isinstance(value, str) and len(value) <= _LONGEST for value in row)


def _groups(sheet: Sheet, top: int, number: int, headings: Headings) -> list[tuple[int, int, int, int]]:
    """Return the merges that begin in row `top` and group headings of row `number`; one across them all is a title.

    Periods that stand over groups of headings without a merge are grouped as if they had one. The merged value of a label groups nothing.
    """
    merges = sheet.merged_from(top)
    width = sum(value != "" for value in sheet.rows[number]) + len(_headed_above(sheet, top, number, headings)) if merges else 0
    found = [merge for merge in merges if merge[2] <= number and merge[3] - merge[1] + 1 < max(width, 2)]
    if any(left < right for _, left, _, right in found):
        return [] if _is_of_labels(sheet, top, {merge[1] for merge in found}) else found
    if _is_of_labels(sheet, top):  # one among headings may be of a column: "Provider"
        is_plainly = _is_labelled(sheet.rows[top]) or (top > 0 and heads_values(sheet, top - 1))
        return [*found, *((top, left, top, right) for left, right in ([] if is_plainly else _unmerged(sheet, top, number, headings)))]

    def is_heading(text: str) -> bool:
        return bool(headings.known(text))

    unmerged = period_groups(sheet.rows[top], sheet.rows[number], is_heading) or _unmerged(sheet, top, number, headings)
    return [*found, *((top, left, top, right) for left, right in unmerged)]


def _unmerged(sheet: Sheet, top: int, number: int, headings: Headings) -> list[tuple[int, int]]:
    """Return the first and last column of each group of headings of row `number` that words of row `top` stand over without a merge, as in a CSV.

    Each text of the lower row stands below one of the upper row, or right of one that does; beside them, headings of the upper row with a blank
    cell below them stand over values.
    """
    upper, lower = sheet.rows[top], sheet.rows[number]
    if "" not in upper or "" not in lower:  # most rows are full, and told at once
        return []
    groups: list[tuple[int, int]] = []
    for column, (above, under) in enumerate(zip(upper, lower, strict=True)):
        if under != "" and above != "":
            groups.append((column, column))
        elif under != "" and groups and groups[-1][1] == column - 1:
            groups[-1] = (groups[-1][0], column)
        elif under != "":
            return []
    alone = [column for column, above in enumerate(upper) if above != "" and lower[column] == ""]
    if not alone or all(left == right for left, right in groups) or not _is_wording(upper) or sheet.merged_from(top) or any(map(is_period, upper)):
        return []
    below = sheet.rows[number + 1 : number + 1 + _ROWS]
    over_values = sum(any(cells[column] != "" for cells in below) and bool(headings.known(str(upper[column]))) for column in alone)
    return groups if 2 * over_values >= len(alone) else []


def _is_of_labels(sheet: Sheet, row: int, merged: Collection[int] = ()) -> bool:
    """Say whether a row is labels with their values, or the values of the labels right above them.

    A label that is `merged` is a heading over others, and one beside several periods says what these are: "Month", "April", "May".
    """
    cells, above = sheet.rows[row], [value for value in sheet.rows[row - 1] if value != ""] if row else []
    if (len(above) > 1 and all(map(is_label, above))) or (row and heads_values(sheet, row - 1)):
        return True
    labelled = any(is_label(value) for column, value in enumerate(cells) if column not in merged)
    return labelled and sum(map(is_period, cells)) < _FEWEST


def _is_labelled(row: Sequence[Value]) -> bool:
    """Say whether a row is labels each with its value, which may both be merged: "Reporting period", "March 2019"."""
    cells = [value for value in row if value != ""]
    return len(cells) % 2 == 0 and all(map(is_label, cells[::2])) and not any(map(is_label, cells[1::2]))


def _says_a_period(row: Sequence[Value]) -> bool:
    """Say whether a row is a label and its one period, which is that of the whole table below it."""
    cells = [value for value in row if value != ""]
    return len(cells) == _PAIR and is_label(cells[0]) and is_period(cells[1])


def _match_over(sheet: Sheet, top: int, number: int, headings: Headings) -> list[Match]:
    """Return the layouts that a heading over several rows fits: read together with the words over its groups, or without them.

    These may say no more than that staff are counted ("Staff numbers" over "Required", "Trained" and "Rate"), and drown what stands below them. They
    are needed where they deny it, where they are of a time, and where the same headings stand under several.
    """
    joined = _match_joined(sheet, top, number, headings)
    lower = [value for value in sheet.rows[number] if value != ""]
    if top != number - 1 or len(set(lower)) < len(lower):
        return joined
    upper = sheet.rows[top]
    over = [str(upper[left]) for _, left, _, _ in _groups(sheet, top, number, headings) if left < len(upper) and sheet.rows[number][left] != ""]
    if any(denials(text) or words(text) & ANOTHER_TIME or says_other_time(text) for text in over):
        return joined
    plain = headings.match_row([under if under != "" else above for above, under in zip(upper, sheet.rows[number], strict=True)])
    return plain if plain and (not joined or plain[0].score > joined[0].score) else joined


def _match_joined(sheet: Sheet, top: int, number: int, headings: Headings) -> list[Match]:
    """Return the layouts that a heading over several rows fits: upper texts are spread over the columns that they group, periods stay over them."""
    joined, over = list(sheet.rows[number]), dict[int, Period | str]()
    for above in range(number - 1, top - 1, -1):
        upper = list(sheet.rows[above])
        for _, left, _, right in _groups(sheet, above, number, headings):
            if left < len(upper):  # not a merge of empty cells beyond the last value
                upper[left : right + 1] = [upper[left]] * (min(right + 1, len(upper)) - left)
        for column, (above_it, under) in enumerate(zip(upper, joined, strict=True)):
            if under != "" and (period := _over(above_it, upper)):
                over[column] = _narrowed(over.get(column), period)
            else:
                joined[column] = _together(above_it, under)
    return headings.match_row(joined, over=over)


def _over(value: Value, row: Sequence[Value]) -> Period | str | None:
    """Return the period that a cell puts the columns below it in, or the word for the sum of those beside it."""
    if is_summary(value):
        return str(value).strip() if len({each for each in row if is_period(each)}) >= _FEWEST else None
    return heading_period(value)


def _narrowed(inner: Period | str | None, outer: Period | str) -> Period | str:
    """Return a period named in a lower row with its year, where the row above it says that: "April" below "2018/19"."""
    if isinstance(inner, str) and isinstance(outer, Period):
        return part_of(inner, outer) or inner
    return outer if inner is None else inner


def _together(above: Value, under: Value) -> Value:
    over = f"{above:%B %Y}" if isinstance(above, date) and under != "" else above
    return f"{over} {under}".strip() if isinstance(over, str) and isinstance(under, str) else under if under != "" else over
