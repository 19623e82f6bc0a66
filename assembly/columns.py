"""How wide the columns of a table are: as makes the table shortest, within the width of the page."""

from collections.abc import Container, Sequence

from .lettering import lines, widest_word, width

CELL_PADDING = 13.0
"""Points that a cell takes beside its words."""
_MOST_LINES = 4
_HALVINGS = 40
_SLACK = 0.5  # points: widths are rounded to twips, and one too few would break a figure
_NUMBERS_SHARE = 0.5
_EVEN_UNSEEN = 0.05
"""What a line saved counts where a longer cell beside it hides the saving; more than nothing, for that one may be shortened next."""


def column_widths(rows: list[list[str]], numeric: Sequence[bool], total: int, bold: Container[str] = ()) -> list[int]:
    """Return column widths in twips that add up to `total`; the first row is the heading row, and the words in `bold` are bold as it is.

    Each column gets its longest word where there is room; where there is not, the longest of all are broken first, and words with figures in
    them last. What is left goes where it saves most lines, and then to all columns that could
    use it, to those of words first, for numbers stay short.
    """
    columns = [[(row[number], place == 0 or row[number].casefold() in bold) for place, row in enumerate(rows)] for number in range(len(rows[0]))]
    room = total / 20 - CELL_PADDING * len(columns)
    sizes = [max(widest_word(*cell) for cell in column) for column in columns]
    if sum(sizes) < room:
        sizes = _shortest(columns, sizes, room)
        ideal = [max(width(*cell) for cell in column) for column in columns]
        wishes = [max(most - size, 0.0) * (_NUMBERS_SHARE if number else 1.0) for most, size, number in zip(ideal, sizes, numeric, strict=True)]
        granted = min((room - sum(sizes)) / (sum(wishes) or 1.0), 1.0)
        sizes = [size + wish * granted for size, wish in zip(sizes, wishes, strict=True)]
    else:
        figures = [max((widest_word(*cell) + _SLACK for cell in column[1:] if any(map(str.isdecimal, cell[0]))), default=0.0) for column in columns]
        sizes = _squeezed(sizes, figures if sum(figures) < room else [0.0] * len(columns), room)
    padded = [size + CELL_PADDING for size in sizes]
    made = [int(size * total / sum(padded)) for size in padded]
    return [*made[:-1], total - sum(made[:-1])]


def _squeezed(sizes: list[float], least: list[float], room: float) -> list[float]:
    """Return widths that add up to the room: those of `sizes` that are below some level, the level itself for the others, and no `least` cut."""

    def at(level: float) -> list[float]:
        return [max(low, min(size, level)) for size, low in zip(sizes, least, strict=True)]

    low, high = 0.0, max(sizes)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(at(middle)) <= room else (low, middle)
    return at(low)


def _shortest(columns: list[list[tuple[str, bool]]], sizes: list[float], room: float) -> list[float]:
    """Return the widths, widened step by step where a step saves most lines for the room it takes."""
    steps = [_steps(column, size) for column, size in zip(columns, sizes, strict=True)]
    counts = [[lines(text, size, bold) for text, bold in column] for column, size in zip(columns, sizes, strict=True)]
    made = list(sizes)
    while True:
        spare = room - sum(made)
        choices = []
        for number, column_steps in enumerate(steps):
            others = [max(each) for each in zip(*(column for place, column in enumerate(counts) if place != number), strict=True)] or None
            for size, fewer in column_steps:
                if made[number] < size <= made[number] + spare:
                    choices.append((_saving(counts[number], fewer, others) / (size - made[number]), number, size, fewer))
        best = max(choices, default=(0.0, 0, 0.0, []))
        if best[0] <= 0:
            return made
        _, number, made[number], counts[number] = best


def _steps(column: list[tuple[str, bool]], least: float) -> list[tuple[float, list[int]]]:
    """Return the widths above `least` at which a cell of a column takes fewer lines, each with the lines of all its cells."""
    found = {_narrowest(text, bold, count, least) for text, bold in column for count in range(1, _MOST_LINES) if lines(text, least, bold) > count}
    return [(size, [lines(text, size, bold) for text, bold in column]) for size in sorted(found)]


def _narrowest(text: str, bold: bool, count: int, least: float) -> float:
    """Return the width in which a text takes no more than `count` lines, to the half point."""
    low, high = int(least * 2), int(width(text, bold) * 2) + 2
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if lines(text, middle / 2, bold) <= count else (middle + 1, high)
    return low / 2


def _saving(counts: list[int], fewer: list[int], others: list[int] | None) -> float:
    """Return the lines that a table loses where a column takes `fewer`; `others` is the most that another cell of each row takes."""
    saved = 0.0
    for before, now, most in zip(counts, fewer, others or [0] * len(counts), strict=True):
        if before != now:
            saved += max(before, most) - max(now, most) + _EVEN_UNSEEN * (before - now)
    return saved
