"""A chart in words: what it shows, number by number, and where it has gaps, for those who cannot see it."""

from .shown import MOST, Shown, ShownSeries

KINDS = {"column": "column chart", "bar": "bar chart", "stacked_bar": "stacked bar chart", "line": "line chart"}
_A_RUN = 3
"""So many neighbours or more are told by the first and the last of them."""


def described(drawn: Shown) -> str:
    """Return the alternative text of a chart: every number, and every value that is missing."""
    return " ".join([f"{KINDS[drawn.kind].capitalize()}: {drawn.title.rstrip('.')}.", *(_series(drawn, one) for one in drawn.series)])


def gaps(drawn: Shown) -> str:
    """Return what the caption says of the gaps of a chart, "" where it has none."""
    missing = dict.fromkeys(text for one in drawn.series for text, point in zip(one.texts, one.points, strict=True) if point is None)
    return f" (a gap: {' or '.join(missing)})" if missing else ""


def left_out(drawn: Shown, categories: int) -> str:
    """Return what the caption says of the series and of so many `categories` that are not all drawn, and where the others are; "" where all are."""
    several = f"of {drawn.of} series, the {MOST} whose last number is lowest are drawn" if drawn.of else ""
    count = len(drawn.categories)
    few = f"of {categories}, the {count} with the lowest {drawn.series[0].name!r} are drawn" if count < categories else ""
    told = "; ".join(filter(None, (several, few)))
    return f" ({told}; the others are in the chart's workbook)" if told else ""


def _series(drawn: Shown, series: ShownSeries) -> str:
    if series.role == "target" and len(set(series.texts)) == 1:
        return f"{series.name} throughout."
    points = list(zip(drawn.categories, series.texts, series.points, strict=True))
    words = [", ".join(f"{category} {text}" for category, text, point in points if point)]
    for missing in dict.fromkeys(text for _, text, point in points if point is None):
        places = [number for number, (_, text, point) in enumerate(points) if point is None and text == missing]
        names = _runs(places, drawn.categories) if drawn.in_time else [drawn.categories[place] for place in places]
        words.append(f"{missing}: {', '.join(names)}")
    return f"{series.name}: {'; '.join(part for part in words if part)}."


def _runs(places: list[int], categories: tuple[str, ...]) -> list[str]:
    """Return the names of categories, three neighbours or more as "first to last"."""
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    told = []
    for run in runs:
        names = [categories[place] for place in run]
        told += [f"{names[0]} to {names[-1]}"] if len(names) >= _A_RUN else names
    return told
