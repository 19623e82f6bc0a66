"""What a refresh changed in a paper, on one screen: each figure's old and new text, with the cells behind it."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .assembly.refresh.figures import Move
    from .assembly.refresh.run import Refreshed
    from .warehouse.figures.model import Cell

_MOST_CELLS = 6
_MOST_SHEETS = 3
_MOST_PLACES = 3


def show_refreshed(done: "Refreshed", *, dry_run: bool) -> str:
    """Return what moved, what was left as it was typed by hand, and where the copy of the paper is."""
    lines = [line for move in done.moved for line in _shown(move)]
    if done.left:
        lines.append("Typed by hand, and left as they are (--overrule puts the warehouse's figure back):")
        lines += [line for move in done.left for line in _shown(move)]
    lines += [f"{done.names[key]} is in the paper, but no longer on offer: its last text was left." for key in done.gone]
    lines += [f"{done.names[key]} {'would be' if dry_run else 'was'} made anew." for key in done.blocks]
    lines += done.notes
    moved = f"{_number(len(done.moved), 'figure')} {'would move' if dry_run else 'moved'}"
    lines.append(f"{moved}, {_number(len(done.left), 'figure')} left. {'Nothing was written.' if dry_run or not done.copy else ''}".rstrip())
    lines += [f"The paper as it was is kept as {done.copy.name}."] if done.copy else []
    return "\n".join(lines)


def _shown(move: "Move") -> list[str]:
    """Return a figure's old and new text, where it stands, and the cells behind it."""
    places = f" ({move.places} places)" if move.places > 1 else ""
    more = f"; and {_number(len(move.where) - _MOST_PLACES, 'more place')}" if len(move.where) > _MOST_PLACES else ""
    where = [f"    {'; '.join(move.where[:_MOST_PLACES])}{more}"] if move.where else []
    return [f"  {move.name}: {move.before or 'nothing'} -> {move.after or 'nothing'}{places}", *where, *_cells(move.cells)]


def _cells(cells: "Iterable[Cell]") -> Iterator[str]:
    """Yield a line for each of the first sheets of the cells behind a figure; 'boardpaper trace' shows all."""
    by_sheet: dict[tuple[str, str], dict[str, None]] = {}
    for cell in cells:
        by_sheet.setdefault((cell.filename, cell.sheet), {})[cell.cell] = None
    for (filename, sheet), addresses in list(by_sheet.items())[:_MOST_SHEETS]:
        more = f" and {len(addresses) - _MOST_CELLS} more" if len(addresses) > _MOST_CELLS else ""
        yield f"    {filename}  {sheet}  {', '.join(list(addresses)[:_MOST_CELLS])}{more}"
    if len(by_sheet) > _MOST_SHEETS:
        yield f"    and {_number(len(by_sheet) - _MOST_SHEETS, 'more sheet')}"


def _number(count: int, noun: str) -> str:
    return f"{count} {noun if count == 1 else noun + 's'}"
