"""What the commands print: one screen each, in the words of the people who read it."""

import json
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from itertools import groupby
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

import click
from msgspec import structs

from .errors import BoardpaperError
from .nearest import suggestion
from .periods import write_period

if TYPE_CHECKING:
    from .assembly.explain import Explanation
    from .assembly.letters import Letter, Letters
    from .assembly.paper import Paper
    from .etl.feedback.folder import Feedback
    from .etl.register import Report
    from .warehouse.disclosure import Policy
    from .warehouse.figures.model import Catalogue, Figure
    from .warehouse.status import Status

WIDTH = 100  # characters that a list is wrapped to
_NARROWEST = 36  # characters that a column at the right needs to be worth reading


@contextmanager
def progress(quiet: bool) -> Iterator[Callable[[int, int], None] | None]:
    """Show how far long work is on a terminal; stay quiet in a pipe."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1, label="Reading", file=sys.stderr) as bar:

        def advance(done: int, number: int) -> None:
            bar.length = number
            bar.update(done - bar.pos)

        yield advance


def show_ingest(report: "Report", *, as_json: bool, dry_run: bool) -> str:
    """Return the counts, the conservation line, what was held and why, and what to do next."""
    if as_json:
        passed = [{"name": name, "reason": reason} for name, reason in report.passed_over]
        files = [asdict(outcome) for outcome in report.outcomes]
        return json.dumps(
            {"all_in": report.all_in, "files": files, "passed_over": passed, "feedback": asdict(report.feedback), "gone": report.gone}, indent=2
        )
    counts = Counter(outcome.status for outcome in report.outcomes)
    read, loaded, aside = (sum(getattr(outcome, name) for outcome in report.outcomes) for name in ("rows_read", "rows_loaded", "rows_set_aside"))
    shown = [f"{counts[name]} {words}" for name, words in _STATUS_WORDS.items() if counts[name]]
    lines = [f"{_number(len(report.outcomes), 'file')}: {', '.join(shown) or 'none to take in'}."]
    if read:
        lines.append(f"{read} rows read = {loaded} loaded + {aside} set aside.")
    for outcome in report.outcomes:
        if outcome.status in ("held", "duplicate", "withdrawn", "refused"):
            lines.append(f"  {outcome.status}: {outcome.filename}\n    {outcome.reason.partition(': ')[2]}")
    lines += [f"  passed over: {name}\n    {reason}" for name, reason in report.passed_over]
    queried = [outcome for outcome in report.outcomes if outcome.queries]
    if queried:
        lines.append(
            f"{_number(sum(outcome.queries for outcome in queried), 'query', 'queries')} in {_number(len(queried), 'file')}: see 'boardpaper issues'."
        )
    if report.carried:
        lines.append(f"{_number(report.carried, 'query', 'queries')} settled by what was accepted of the return before: see 'boardpaper issues'.")
    lines += _show_feedback(report.feedback)
    lines += _show_gone(report.gone)
    if dry_run:
        lines.append("This was a dry run: nothing was kept.")
    elif counts["held"]:
        lines.append("Next: put right what was held, and run 'boardpaper ingest' again; held files are tried again.")
    else:
        lines.append("Next: 'boardpaper figures', then 'boardpaper assemble'.")
    return "\n".join(lines)


def _show_feedback(feedback: "Feedback") -> list[str]:
    lines = []
    if feedback.written:
        lines.append(f"Feedback for {_number(len(feedback.written), 'file')} is in feedback/: please read each e-mail before you send it.")
    if feedback.left:
        lines.append(f"Left in feedback/, as a person has changed it or has it open: {', '.join(feedback.left)}.")
    if feedback.failed:
        lines.append(f"Feedback could not be written for {', '.join(feedback.failed)}: close what is open in feedback/, and ingest again.")
    return lines


_STATUS_WORDS = {
    "accepted": "taken in",
    "known": "unchanged",
    "held": "held",
    "duplicate": "duplicate",
    "withdrawn": "withdrawn before",
    "refused": "refused",
}


def show_status(status: "Status", today: date, gone: Sequence[tuple[int, str]] = ()) -> str:
    """Return who has returned what, the chase list as it stands on `today`, what is held (`gone` is not tried again) and what is queried."""
    lines = [f"Returns for {status.period}", ""]
    lines += [
        f"  {row['return']:<22} {row['provider']:<5} {row['period_start']} to {row['period_end']}  {row['filename']}" for row in status.received
    ]
    lines.append(f"  {_number(len(status.received), 'submission')} in.")
    overdue = sum(late.due < today for late in status.missing)
    held = [late for late in status.missing if late.held]
    counted = [f"{overdue} of them late"] * bool(overdue) + [f"{len(held)} came and {'is' if len(held) == 1 else 'are'} held"] * bool(held)
    lines += ["", ", ".join([f"Expected and not in: {len(status.missing)}", *counted])]
    by_sender: dict[tuple[str, str], list[str]] = {}
    by_file: dict[tuple[str, str, str], list[str]] = {}
    for late in status.missing:
        if late.held:
            told = f"came as {late.held.filename!r}, held: {late.held.reason.partition(': ')[2]}"
            by_file.setdefault((late.return_name, late.provider, told), []).append(write_period(late.period))
            continue
        shown = f"{write_period(late.period)} (due {late.due.day} {late.due:%B %Y})"
        by_sender.setdefault((late.return_name, late.provider), []).append(shown)
    for (name, provider), periods in by_sender.items():
        lines += _wrapped(f"{name}, {provider}:", periods)
    for (name, provider, told), periods in by_file.items():
        lines += wrap(f"{name}, {provider}, {', '.join(periods)}: {told}", WIDTH, initial_indent="  ", subsequent_indent="      ")
    lines += ["", f"Held: {len(status.held)}"]
    lines += [f"  {row['filename']}: {row['reason']}" for row in status.held]
    lines += ["", *_show_gone(gone)] if gone else []
    lines += ["", f"Queried: {_number(len(status.queries), 'file')}"]
    lines += [f"  {row['filename']}: {_number(row['number'], 'query', 'queries')}" for row in status.queries]
    return "\n".join(lines)


def _show_gone(gone: Sequence[tuple[int, str]]) -> list[str]:
    """Return what is said of held files that are no longer in returns/."""
    if not gone:
        return []
    lines = ["Held, and no longer in returns/, so not tried again: put each back there, or take it out of use where it is not wanted any more"]
    return [*lines, *(f"  {name}: boardpaper withdraw {number} --reason TEXT" for number, name in gone)]


def show_reminders(written: list[Path]) -> str:
    """Return where the e-mails to those who are late are."""
    if not written:
        return "\nNobody is late: no e-mail was written."
    return f"\n{_number(len(written), 'e-mail')} to those who are late: {written[0].parent}, in the files that end in 'returns awaited.txt'."


def _wrapped(head: str, items: list[str]) -> list[str]:
    """Return a list in lines that fit a screen, with no item cut in two."""
    whole = ", ".join(item.replace(" ", "\u00a0") for item in items)
    return [line.replace("\u00a0", " ") for line in wrap(f"{head} {whole}", WIDTH, initial_indent="  ", subsequent_indent="      ")]


def show_issues(rows: list[sqlite3.Row], *, as_json: bool) -> str:
    """Return each issue: file, sheet, cell, what was found, what was expected, what to do."""
    if as_json:
        return json.dumps([dict(row) for row in rows], indent=2)
    lines: list[str] = []
    source = None
    sources = Counter(name for name, _ in {(row["filename"], row["source_id"]) for row in rows})
    for row in rows:
        if row["source_id"] != source:
            source = row["source_id"]
            number = f"number {source}, " if sources[row["filename"]] > 1 else ""
            lines.append(f"{row['filename']} ({number}{row['status']})")
        where = " ".join(part for part in (row["sheet"], row["cell"]) if part) or "the file"
        lines.append(f"  {row['id']:>4}  {row['severity']:<5}  {where}: {row['code']}")
        lines.append(f"              found {row['found']}; expected {row['expected'].rstrip('.')}. {row['cure']}")
        if row["settled"]:
            lines.append(f"              settled: {row['settled']}")
        if row["superseded_by"]:
            lines.append(f"              closed: the later {row['superseded_by']} replaced it, so it is no longer asked")
    standing = [row for row in rows if not row["superseded_by"]]
    counts = Counter(row["severity"] for row in standing)
    closed = f"; {len(rows) - len(standing)} closed by later returns" if len(standing) < len(rows) else ""
    lines.append(f"{_number(len(standing), 'issue')}: {', '.join(f'{counts[name]} {name}' for name in ('block', 'query', 'info'))}{closed}.")
    return "\n".join(lines)


def show_figures(catalogue: "Catalogue", begins: tuple[str, ...] = (), *, as_json: bool) -> str:
    """Return the figures, or those whose keys begin with one of some texts: key, what is printed, what it is, and how it may be doubted.

    Raises BoardpaperError where no key begins so.
    """
    figures = [catalogue.figures[key] for key in catalogue.figures if not begins or key.startswith(begins)]
    for text in begins:
        if not any(key.startswith(text) for key in catalogue.figures):
            raise BoardpaperError(
                f"No figure has a key that begins with {text!r}.{suggestion(text, catalogue.figures)} Without a KEY all are listed."
            )
    if as_json:
        return json.dumps([_figure(figure) for figure in figures], indent=2)
    width = max((len(figure.key) for figure in figures), default=0)
    lines = [f"{figure.key:<{width}}  {figure.text:<14}  {figure.title}" for figure in figures]
    doubted = [figure for figure in figures if figure.doubts]
    measured = [figure for figure in figures if figure.value is not None]
    lines.append(
        f"{_number(len(figures), 'figure')}: {len(measured)} measured, {len(doubted)} to look at. 'boardpaper trace KEY' shows the cells behind one."
    )
    return "\n".join(lines)


def _figure(figure: "Figure") -> dict[str, object]:
    found = structs.asdict(figure) | {"cells": [cell.as_record() for cell in figure.cells], "doubts": [doubt.as_record() for doubt in figure.doubts]}
    found["period_start"], found["period_end"] = found["period_start"].isoformat(), found["period_end"].isoformat()
    return dict(found)


def show_trace(catalogue: "Catalogue", key: str) -> str:
    """Return the cells behind one figure. Raises BoardpaperError where there is no such figure."""
    figure = catalogue.figures.get(key)
    if figure is None:
        raise BoardpaperError(f"No figure has the key {key!r}.{suggestion(key, catalogue.figures)} 'boardpaper figures' lists them all.")
    lines = [f"{figure.key} = {figure.text}", figure.title, f"from {figure.return_name}, {figure.period_start} to {figure.period_end}"]
    if figure.expected is not None:
        lines.append(f"{figure.received} of {figure.expected} expected returns are in")
    for cell in figure.cells:
        place = f"{cell.sheet}!{cell.cell}" if cell.sheet else cell.cell
        as_found = f" (as found: {cell.text})" if cell.text else ""
        value = cell.value if cell.value is not None else cell.state.replace("_", " ")
        lines.append(f"  {cell.filename}  {place}  {cell.field} = {value}{as_found}  {cell.provider}, {cell.period_start} to {cell.period_end}")
        lines += [f"    settled: {answer}" for answer in cell.settled]
    lines.append(f"{_number(len(figure.cells), 'cell')}.")
    lines += [f"Look at: {doubt.says}" for doubt in figure.doubts]
    return "\n".join(lines)


def show_paper(paper: "Paper") -> str:
    """Return where the paper is, how long it is, what keeps it a draft, and what else a person should look at before it is signed."""
    from .assembly.readiness import behind, in_the_way

    pages = f"{paper.pages} pages, " if paper.pages else ""
    kind = f"{'final ' if paper.is_final else ''}{'private ' if paper.is_private else ''}paper"
    mark = "" if paper.is_final else ", marked DRAFT"
    lines = [f"The {kind} is {paper.path} ({pages}{_number(paper.figures, 'figure')}){mark}."]
    lines += _show_policy(paper.is_private, paper.policy, paper.hidden)
    if before := in_the_way(paper.doubts, paper.empty_fields, paper.unmeasured):
        lines += [f"{_number(len(before), 'thing')} to settle before it can be final:", *before]
    if others := behind((key, doubt) for key, doubt in paper.doubts if not doubt.is_open):
        lines += [f"{_number(len(others), 'thing')} to look at before it is signed:", *others]
    if elsewhere := [key for key in paper.not_measured if key not in paper.unmeasured]:
        lines.append(f"{_number(len(elsewhere), 'figure')} not measured: {', '.join(elsewhere)}.")
    lines += list(paper.notes)
    return "\n".join(lines)


def _show_policy(is_private: bool, policy: "Policy", hidden: tuple[str, ...]) -> list[str]:
    """Return what a paper hides of people, and by which policy."""
    if is_private:
        return ["It is for the private part of the meeting: nothing is hidden in it, and it is not to be published."]
    if not policy.told:
        return ['It shows every count of people as it is: [disclosure] public = "none" in boardpaper.toml.']
    told = f"It follows the policy {policy.name} of boardpaper.toml: {policy.told[0].lower()}{policy.told[1:]}"
    if not hidden:
        return [*wrap(told, WIDTH), "  No figure is without its number."]
    return [*wrap(told, WIDTH), *_wrapped(f"{_number(len(hidden), 'figure')} without a number:", list(hidden))]


def show_letters(made: "Letters") -> str:
    """Return where the letters are, and what to look at in each before it is sent: of one letter alone, each thing."""
    from .assembly.readiness import behind

    figures = sum(letter.figures for letter in made.each)
    mark = "" if made.is_final else ", marked DRAFT"
    lines = [f"{_number(len(made.each), 'letter')} in {made.folder} ({_number(figures, 'figure')}){mark}."]
    lines += [f"  {letter.path.name}{_about_letter(letter)}" for letter in made.each]
    if len(made.each) == 1:
        lines += behind(made.each[0].doubts)
    elif any(letter.doubts for letter in made.each):
        lines.append("Each letter's .figures.json says which figures these are, and why; with --provider CODE they are shown here.")
    return "\n".join([*lines, *made.notes])


def _about_letter(letter: "Letter") -> str:
    """Return how many figures are to be looked at, by the kind of doubt."""
    kinds = Counter(kind for _, kind in {(key, doubt.kind) for key, doubt in letter.doubts})
    told = [f"{count} {kind}" for kind, count in sorted(kinds.items())]
    told += [f"{len(letter.not_measured)} not measured"] if letter.not_measured else []
    return f": of {_number(letter.figures, 'figure')}, {', '.join(told)}" if told else ""


def show_explanation(found: "Explanation") -> str:
    """Return every place, file by file, then every key on offer, each with what it shows; last, why assembling would refuse."""
    lines = []
    for file, places in groupby(found.places, key=lambda place: place[0].place.partition(", ")[0]):
        rows = [(use.place.partition(", ")[2], f"{{{{ {use.key} }}}}", shown) for use, shown in places]
        lines += [file, *_columns(rows), ""]
    for kind, keys in found.offers.items():
        lines += [f"On offer from {kind}", *_columns([(key, "", shown) for key, shown in keys.items()]), ""]
    lines += [line for fault in found.faults for line in wrap(fault, WIDTH, break_long_words=False, break_on_hyphens=False)]
    lines += _show_policy(found.is_private, found.policy, found.hidden)
    offered = sum(map(len, found.offers.values()))
    lines.append(f"{_number(len(found.places), 'place')}, {_number(offered, 'key')} on offer. Nothing was written.")
    return "\n".join(lines)


def _columns(rows: list[tuple[str, str, str]]) -> list[str]:
    """Return rows of where, what and what it shows in columns; where these would be too wide for a screen, each where has a line of its own."""
    first, second = (max(len(row[column]) for row in rows) for column in (0, 1))
    is_split = first > 0 and second > 0 and first + second + _NARROWEST > WIDTH
    lines: list[str] = []
    above = None
    for where, what, shown in rows:
        if is_split and where != above:
            lines.append(f"  {where}")
        above = where
        head = f"    {what:<{second}}" if is_split else f"  {where:<{first}}" + (f"  {what:<{second}}" if second else "")
        lines.append(f"{head}  {_cut(shown, WIDTH - len(head) - 2)}")
    return lines


def _cut(text: str, room: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= room else text[: room - 1].rstrip() + "…"


def _number(count: int, noun: str, plural: str = "") -> str:
    return f"{count} {noun if count == 1 else plural or noun + 's'}"
