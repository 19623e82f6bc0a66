"""`assemble --each provider` and `assemble --provider CODE`: where the letters go, what is said of them, and what is refused."""

import shutil
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from boardpaper.assembly import letters as room
from boardpaper.assembly import ruler
from boardpaper.assembly.letters import Letters, write_letters
from boardpaper.assembly.ruler import soffice
from boardpaper.workspace import Workspace

from .conftest import lines_of, measured

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def sample(sample_letters: tuple[Path, Letters], tmp_path: Path) -> Path:
    folder = tmp_path / "workspace"
    shutil.copytree(sample_letters[0], folder, ignore=shutil.ignore_patterns("papers"))
    return folder


def _template(folder: Path, old: str, new: str) -> None:
    """Give a workspace a copy of our template with one text replaced."""
    with ZipFile(room.LETTER) as archive, ZipFile(folder / "letter.docx", "w") as copy:
        for name in archive.namelist():
            data = archive.read(name).decode()
            assert name != "word/document.xml" or old in data
            copy.writestr(name, data.replace(old, new) if name == "word/document.xml" else data)


def test_all_of_them(sample: Path, run: Run) -> None:
    code, said = run(sample, "assemble", "--each", "provider")
    first, *lines = said.splitlines()
    assert (code, first) == (0, f"10 letters in {sample / 'papers' / 'letters'} (603 figures), marked DRAFT.")
    assert "  XA5-the-grange-hospital.docx: of 25 figures, 10 queried" in lines
    assert "  XB2-children-partnership-business-unit.docx" in lines
    assert len(list((sample / "papers" / "letters").glob("*.docx"))) == 10


def test_letter_that_nobody_gets_any_more_is_told(sample: Path, run: Run) -> None:
    letters = sample / "papers" / "letters"
    run(sample, "assemble", "--each", "provider")
    (letters / "our own letter.docx").write_bytes(b"of the team's own")
    listed = (sample / "providers.csv").read_text(encoding="utf-8")
    (sample / "providers.csv").write_text(listed.replace("The Grange Hospital", "The Grange Clinic"), encoding="utf-8")
    run(sample, "ingest")
    code, said = run(sample, "assemble", "--each", "provider")
    told = "XA5-the-grange-hospital.docx is of an earlier run, and no letter goes to its provider now: delete it, or see that it is not sent."
    assert (code, [line for line in said.splitlines() if "earlier run" in line]) == (0, [told])
    assert "earlier run" not in run(sample, "assemble", "--provider", "XA1")[1]


def test_one_of_them_says_each_thing_to_look_at(sample: Path, run: Run) -> None:
    code, said = run(sample, "assemble", "--provider", "XA5", "-o", str(sample / "out"))
    assert (code, [path.name for path in (sample / "out").iterdir()]) == (0, ["XA5-the-grange-hospital.docx"])
    assert said.splitlines()[2].startswith("  grange training mar.xlsx: queried (formula_without_value) at Training E8")
    assert (sample / "papers" / "letters" / "XA5-the-grange-hospital.figures.json").is_file()


def test_the_same_bytes_again(sample: Path, sample_letters: tuple[Path, Letters]) -> None:
    made = write_letters(Workspace(sample), measured(sample))
    for again, before in zip(made.each, sample_letters[1].each, strict=True):
        assert again.path.read_bytes() == before.path.read_bytes()


def test_an_edited_letter_is_kept(sample: Path, run: Run) -> None:
    run(sample, "assemble", "--provider", "XA5")
    path = sample / "papers" / "letters" / "XA5-the-grange-hospital.docx"
    path.write_bytes(path.read_bytes() + b" ")
    _, said = run(sample, "assemble", "--provider", "XA5")
    assert said.splitlines()[-1].endswith("it is kept as XA5-the-grange-hospital (edited 1).docx.")


def test_final_letters_have_no_mark(sample: Path, run: Run) -> None:
    code, said = run(sample, "assemble", "--provider", "XA5", "--final")
    path = sample / "papers" / "letters" / "XA5-the-grange-hospital.docx"
    assert (code, said.splitlines()[0].endswith("figures).")) == (0, True)
    assert lines_of(path)[0] == "NHS Stockport Clinical Commissioning Group"
    with ZipFile(path) as archive:
        assert not any("DRAFT" in archive.read(name).decode() for name in archive.namelist())


def test_a_final_letter_has_no_empty_field(sample: Path, run: Run) -> None:
    settings = (sample / "boardpaper.toml").read_text(encoding="utf-8")
    (sample / "boardpaper.toml").write_text(settings.replace('agenda_item = "9"\n', ""), encoding="utf-8")
    _template(sample, "Dear colleague,", "Item {{ front_sheet.agenda_item }}")
    code, said = run(sample, "assemble", "--each", "provider", "--final")
    assert (code, "The front sheet is empty at front_sheet.agenda_item." in said) == (2, True)
    assert not (sample / "papers").exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--each", "practice"], "Error: Invalid value for '--each': 'practice' is not 'provider'."),
        (["--each", "provider", "--provider", "XA1"], "Error: --each provider makes the letter to every provider: leave out --provider, or --each."),
        (["--each", "provider", "--explain"], "Error: --explain is of the board paper: leave out --each and --provider."),
        (["--provider", "XA44"], "boardpaper: No line of providers.csv has the code 'XA44'. Did you mean 'XA4' or 'XA7' or 'XA6'?"),
        (
            ["--each", "provider", "-o", "all.docx"],
            "boardpaper: The letters cannot be written to 'all.docx': name a folder, which gets one file for each.",
        ),
    ],
)
def test_what_is_refused(ingested: Path, run: Run, arguments: list[str], sentence: str) -> None:
    code, said = run(ingested, "assemble", *arguments)
    assert (code, said.splitlines()[-1]) == (2, sentence)


def test_not_over_what_the_workspace_keeps(sample: Path, run: Run) -> None:
    code, said = run(sample, "assemble", "--each", "provider", "-o", str(sample / "returns"))
    assert (code, "where the workspace keeps something else" in said) == (2, True)


def test_a_key_that_is_not_on_offer(sample: Path, run: Run) -> None:
    _template(sample, "{{ provider.name }}", "{{ provider.nam }}")
    code, said = run(sample, "assemble", "--each", "provider")
    assert (code, said) == (
        2,
        "boardpaper: One key is not on offer: letter.docx, body, paragraph 4, at 'To: {{ provider.nam }} ({{ provider.code }})': 'provider.nam' "
        "(nearest: provider.name, provider.code). Write a key that 'boardpaper figures' lists; what a return names is there once it is in.\n",
    )


def test_a_place_of_the_board_paper(sample: Path, run: Run) -> None:
    _template(sample, "Dear colleague,", "{{ checklist }}")
    code, said = run(sample, "assemble", "--each", "provider")
    where = "(body, paragraph 7, at '{{ checklist }}')"
    assert (code, said) == (2, f"boardpaper: letter.docx has the place {{{{ checklist }}}} {where}, which only the board paper has: delete it.\n")


def test_a_template_that_is_a_folder(sample: Path, run: Run) -> None:
    (sample / "letter.docx").mkdir()
    code, said = run(sample, "assemble", "--each", "provider")
    assert (code, said.startswith("boardpaper: letter.docx is a folder:")) == (2, True)


def test_two_providers_whose_files_would_have_one_name(empty_workspace: Path, run: Run) -> None:
    lines = [
        "code,name,aliases,relationship",
        "01W,Ours,,commissioner",
        "XB1,B,,partner",
        "XA1,A,,partner",
        "É1,Clinic É,,shared",
        "È1,Clinic È,,shared",
    ]
    (empty_workspace / "providers.csv").write_text("\n".join(lines), encoding="utf-8")
    run(empty_workspace, "ingest")
    assert run(empty_workspace, "assemble", "--each", "provider")[0] == 0
    made = sorted(path.name for path in (empty_workspace / "papers" / "letters").glob("E1-*.docx"))
    assert made == ["E1-clinic-e-2.docx", "E1-clinic-e.docx"]


@pytest.mark.skipif(soffice() is None, reason="LibreOffice is not installed")
def test_all_pdfs_in_one_run(sample: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    runs = []
    convert = ruler.subprocess.run
    monkeypatch.setattr(ruler.subprocess, "run", lambda command, **settings: runs.append(command) or convert(command, **settings))
    assert run(sample, "assemble", "--each", "provider", "--pdf")[0] == 0
    made = sorted((sample / "papers" / "letters").glob("*.pdf"))
    assert (len(runs), len(made)) == (1, 10)
    assert all(path.read_bytes().startswith(b"%PDF") for path in made)


def test_without_libreoffice_each_missing_pdf_is_told(sample: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "soffice", lambda: None)
    _, said = run(sample, "assemble", "--provider", "XA5", "--pdf")
    assert said.splitlines()[-1] == "No PDF was made of XA5-the-grange-hospital.docx: that needs LibreOffice."
