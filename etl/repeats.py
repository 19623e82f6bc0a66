"""Texts of a row that stand again to their right, all of them and in the same order: the headings of two tables side by side."""

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
