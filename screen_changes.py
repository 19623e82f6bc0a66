"""What the commands print that change the warehouse after an ingest, or compare two returns: one screen each."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .etl.replay import Rebuilt
    from .etl.settle import Settled
    from .warehouse.difference import Compared, Difference, Record
    from .warehouse.purge import Purge
    from .warehouse.withdrawal import Withdrawal

_MOST = 12  # lines of one kind on a screen


def show_settled(done: "Settled") -> str:
    """Return the answer as it is on record, and what it made to be asked or no longer asked."""
    issue = done.issue
    place = f"{issue['sheet']} {issue['cell']}".strip() or "the file"
    lines = [f"{issue['filename']}, {place} ({issue['code']}): settled: {done.given.says}."]
    lines += [f"No longer asked: {row['id']} {row['filename']} {row['sheet']} {row['cell']} ({row['code']})" for row in done.mended[:_MOST]]
    if done.asked:
        lines.append("Asked now:")
        lines += [
            f"  {row['id']} {row['filename']} {row['sheet']} {row['cell']}: {row['code']}: found {row['found']}; expected {row['expected']}"
            for row in done.asked[:_MOST]
        ]
    lines.append("Next: 'boardpaper figures'; every figure that rests on it says so.")
    return "\n".join(lines)


def show_withdrawal(done: "Withdrawal") -> str:
    """Return what went out of use, and what stands again."""
    lines = [f"{done.filename} is withdrawn: {_number(done.records, 'record')} out of the figures, and nothing deleted."]
    if done.standing_again:
        lines.append(f"Records of these stand again: {_some(done.standing_again)}.")
    lines.append("Next: ask for the right return, put it into returns/ and run 'boardpaper ingest'; this one is not taken in again.")
    return "\n".join(lines)


def show_purge(done: "Purge", papers: Path) -> str:
    """Return what was removed, and what is left for a person to delete."""
    removed = "".join(f", {_short(path)}" for path in done.removed)
    lines = [f"{done.shown} is purged: out of the warehouse{removed}. What stays on record is that it was."]
    lines += [f"Delete this copy yourself: {path}" for path in done.copies]
    if papers.is_dir() and any(papers.iterdir()):
        lines.append("Papers made before may show figures of the file: look at papers/.")
    lines.append("Next: ask for the return again with counts alone, then run 'boardpaper ingest'.")
    return "\n".join(lines)


def _short(path: Path) -> str:
    return f"{path.parent.name}/{path.name}" if path.parent.name in ("archive", "feedback") else path.name


def show_difference(compared: "Compared", *, as_json: bool) -> str:
    """Return what parts two submissions: changed values with both cells, records that one alone has, how many values are the same."""
    if as_json:
        return json.dumps(asdict(compared), indent=2)
    a, b = compared.names
    lines = [f"A: {a}", f"B: {b}"]
    for item in compared.differences:
        lines += ["", *_difference(item)]
    for letter, alone in zip("AB", compared.alone, strict=True):
        if alone:
            lines += ["", f"Only {letter} holds: {_some(alone)}."]
    return "\n".join(lines)


def _difference(item: "Difference") -> list[str]:
    first, second = item.periods
    period = first if first == second else f"A {first}, B {second}"
    lines = [f"{item.return_name}, {item.provider}, {period}"]
    lines += [f"  {one.record}: {one.field} {one.old} -> {one.new}  (A {one.old_cell or '-'}, B {one.new_cell or '-'})" for one in item.changed]
    lines += [*_alone("A", item.only_a), *_alone("B", item.only_b)]
    counts = [_number(len(item.changed), "value") + " changed", f"{len(item.only_a)} only in A", f"{len(item.only_b)} only in B"]
    lines.append(f"  {', '.join(counts)}, {_number(item.unchanged, 'value')} unchanged.")
    return lines


def _alone(letter: str, records: "list[Record]") -> list[str]:
    return [f"  only in {letter}: {one.record}  ({one.cell})" for one in records]


def show_rebuilt(done: "Rebuilt") -> str:
    """Return what was made again, what is otherwise than before, and where the old warehouse is."""
    counts = [_number(done.sources, "file"), _number(done.answers, "answer"), _number(done.withdrawn, "withdrawal")]
    lines = [f"The warehouse was made again from archive/: {', '.join(counts)}."]
    if done.changed:
        lines.append("Otherwise than before, with the layouts and providers of today:")
        lines += [f"  {name}: {before} before, {after} now" for name, before, after in done.changed[:_MOST]]
        lines += [f"  and {len(done.changed) - _MOST} more"] if len(done.changed) > _MOST else []
    else:
        lines.append("What became of each file is as it was.")
    lines += [f"An answer could not be given again, at {place}: {why}" for place, why in done.not_answered]
    if done.kept:
        lines.append(f"The warehouse as it was is kept as {done.kept.name}; delete it when you have looked at this one.")
    lines.append("Next: 'boardpaper status', then 'boardpaper figures'.")
    return "\n".join(lines)


def _some(names: list[str]) -> str:
    return ", ".join(names[:_MOST]) + (f" and {len(names) - _MOST} more" if len(names) > _MOST else "")


def _number(count: int, noun: str) -> str:
    return f"{count} {noun if count == 1 else noun + 's'}"
