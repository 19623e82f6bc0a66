"""Letters of the sample, and of a small workspace whose returns are written by the test."""

import shutil
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from msgspec.structs import replace

from boardpaper.assembly.letters import Letters, write_letters
from boardpaper.assembly.ooxml import Element, find_all, parse
from boardpaper.etl.ingest import ingest
from boardpaper.layouts import load_layouts
from boardpaper.warehouse.connection import reader
from boardpaper.warehouse.figures.letters import Addressees, letters_on_offer
from boardpaper.workspace import Workspace

HEAD = "Organisation,{provider}\nReporting period,{period}\n\n"


def measured(folder: Path, code: str = "") -> Addressees:
    workspace = Workspace(folder)
    with reader(workspace.warehouse) as connection, letters_on_offer(connection, workspace, load_layouts(workspace.layouts), code) as found:
        return replace(found, each=tuple(replace(each, catalogue=each.catalogue.whole()) for each in found.each))


@pytest.fixture(scope="session")
def sample_letters(ingested: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Letters]:
    """The sample workspace with the letters of one run in it; to be read, never written."""
    folder = tmp_path_factory.mktemp("letters") / "sample"
    shutil.copytree(ingested, folder)
    return folder, write_letters(Workspace(folder), measured(folder))


@pytest.fixture
def letters_of(empty_workspace: Path) -> Callable[..., dict[str, list[str]]]:
    """Take in returns, each as provider, period and table, and return the lines of every letter by the provider's code."""

    def make(*returns: tuple[str, str, str]) -> dict[str, list[str]]:
        for number, (provider, period, table) in enumerate(returns):
            text = HEAD.format(provider=provider, period=period) + table
            (empty_workspace / "returns" / f"{number} {provider}.csv").write_text(text, encoding="utf-8")
        ingest(Workspace(empty_workspace))
        made = write_letters(Workspace(empty_workspace), measured(empty_workspace))
        return {letter.code: lines_of(letter.path) for letter in made.each}

    return make


def document_of(path: Path) -> Element:
    with ZipFile(path) as archive:
        return parse(archive.read("word/document.xml"))


def lines_of(path: Path) -> list[str]:
    """Return the text of each paragraph that has some; of a table, that of each row, its cells parted by a bar."""
    lines = []
    for block in find_all(
        document_of(path), "//w:body/w:p | //w:body/w:tbl/w:tr | //w:body/w:sdt/w:sdtContent/w:tbl/w:tr | //w:body/w:sdt/w:sdtContent/w:p"
    ):
        parts = [block] if block.tag.endswith("}p") else find_all(block, "w:tc")
        lines.append(" | ".join("".join(piece.text or "" for piece in find_all(part, ".//w:t")) for part in parts))
    return [line for line in lines if line.strip()]
