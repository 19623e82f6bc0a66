"""Places in a few words: the first of many, and rows as runs."""

_MOST_PLACES = 6


def list_rows(numbers: list[int]) -> str:
    """Return row numbers as runs: "rows 7 to 9, 12"."""
    runs: list[list[int]] = []
    for number in dict.fromkeys(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown = [f"{run[0]} to {run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    return f"{'rows' if len(set(numbers)) > 1 else 'row'} {list_places(shown)}"


def list_places(places: list[str]) -> str:
    """Return the first few of some places, each once, and how many more there are."""
    each = list(dict.fromkeys(places))
    more = f" and {len(each) - _MOST_PLACES} more" if len(each) > _MOST_PLACES else ""
    return ", ".join(each[:_MOST_PLACES]) + more
