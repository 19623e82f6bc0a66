"""The keys of families: whose figure a key is, and which part of it stands for a member."""

import re
from collections.abc import Iterable

from .declare import FigureDeclaration

_PART = r"[A-Za-z0-9_-]+"


def family_of(place: str, families: Iterable[str]) -> str:
    """Return which family's key, or that of what follows from it, stands in a place; "" where none does."""
    found = [key for key in families if place == key or place.startswith(f"{key}.")]
    return max(found, key=len, default="")


def declared_as(key: str, figures: Iterable[FigureDeclaration]) -> FigureDeclaration | None:
    """Return the declaration of a figure by its key, or of the family that it is a member of; None where there is none."""
    figures = list(figures)
    for figure in figures:
        if figure.key == key:
            return figure
    return next((figure for figure in figures if _found(figure, key)), None)


def member_part(figure: FigureDeclaration, key: str) -> str:
    """Return what stands for a member of a family in the key of its figure, or of what follows from that; "" in any other key."""
    found = _found(figure, key) or _found(figure, key.rpartition(".")[0])
    return found[1] if found else ""


def _found(figure: FigureDeclaration, key: str) -> re.Match[str] | None:
    before, _, after = re.escape(figure.key).partition(re.escape(f"{{{figure.family}}}"))
    return re.fullmatch(f"{before}({_PART}){after}", key) if figure.family else None
