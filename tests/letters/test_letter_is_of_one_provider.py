"""A letter holds nothing of another provider: not in any part of its file, nor in its lineage."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

from boardpaper.assembly.letters import Letters

AUDIT = "Ref,Domain,Standard,RAG,Areas for improvement,Lead,Deadline\n"
TRAINING = "Subject,Required,Compliant\n"
ACTIONS = "Ref,Source,Action,Owner,Due,Status\n"


def _all_text(path: Path) -> str:
    with ZipFile(path) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_no_part_names_another_provider_or_its_files(sample_letters: tuple[Path, Letters]) -> None:
    folder, made = sample_letters
    names = {letter.code: letter.name for letter in made.each}
    for letter in made.each:
        lineage = (folder / "papers" / "letters" / f"{letter.path.stem}.figures.json").read_text(encoding="utf-8")
        text = _all_text(letter.path) + lineage
        assert [name for code, name in names.items() if name in text] == [letter.name]
        files = {cell["filename"]: cell["provider"] for figure in json.loads(lineage)["figures"].values() for cell in figure["cells"]}
        assert set(files.values()) <= {letter.code}


def test_values_found_nowhere_else(empty_workspace: Path, letters_of: Callable[..., dict[str, list[str]]]) -> None:
    returns = []
    for provider, word, count in (("Northmoor FT", "Alder", 7919), ("Lakeview", "Rowan", 6271)):
        returns += [
            (provider, "2018/19", f"{AUDIT}1.1,{word} domain,{word} standard,Red,{word} gap,{word} Person,01/07/2019\n"),
            (provider, "March 2019", f"{TRAINING}Safeguarding Adults,10000,{count}\n"),
            (provider, "March 2019", f"{ACTIONS}1,{word} review,{word} action,{word} Person,01/05/2019,Open\n"),
        ]
    letters = letters_of(*returns)
    assert {"XA1", "XA6"} <= letters.keys()
    folder = empty_workspace / "papers" / "letters"
    for code, own, other, percent in (("XA1", "Alder", "Rowan", "62.7%"), ("XA6", "Rowan", "Alder", "79.2%")):
        (path,) = folder.glob(f"{code}-*.docx")
        text = _all_text(path) + path.with_suffix(".figures.json").read_text(encoding="utf-8")
        assert f"{own} gap" in text
        assert f"{own} action" in text
        assert [found for found in (other, percent) if found in text] == []
        assert "Person" not in "\n".join(letters[code])


def test_who_completed_a_return_is_not_quoted(sample_letters: tuple[Path, Letters]) -> None:
    import sqlite3

    folder, made = sample_letters
    copy = folder.parent / "read.db"
    shutil.copyfile(folder / "warehouse.db", copy)
    with sqlite3.connect(copy) as connection:
        people = {name for row in connection.execute("SELECT completed_by, role FROM submission") for name in row if name}
        people |= {row[0] for row in connection.execute("SELECT lead FROM provider_audit UNION SELECT lead FROM action") if row[0]}
    assert people
    texts = [_all_text(letter.path) for letter in made.each]
    assert [name for name in people if any(name in text for text in texts)] == []
