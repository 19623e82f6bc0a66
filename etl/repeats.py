"""Texts of a row that stand again to their right, all of them and in the same order: the headings of two tables side by side."""

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise

from ..layouts.words import fold


def repeat_starts(texts: Mapping[int, str]) -> list[int]:
    """Return the first column of each time that some texts, by column, stand in their row; none but the first where they are not repeated whole."""
    heads = {column: fold(text) for column, text in sorted(texts.items())}
    first = next(iter(heads), 0)
    starts = [column for column, text in heads.items() if text == heads[first]]
    runs = [[text for column, text in heads.items() if left <= column < right] for left, right in pairwise([*starts, max(heads, default=0) + 1])]
    return starts if len(starts) > 1 and len(runs[0]) > 1 and all(run == runs[0] for run in runs) else starts[:1]


def repeats_beside(texts: Mapping[int, str]) -> list[int]:
    """Return the same where texts that stand once may be left of them all, as those that say what the rows are of; none where none is repeated."""
    if len(set(texts.values())) == len(texts):  # most rows, told at once
        return []
    times = Counter(map(fold, texts.values()))
    repeated = [column for column, text in texts.items() if times[fold(text)] > 1]
    return repeat_starts({column: text for column, text in texts.items() if column >= min(repeated)}) if repeated else []
