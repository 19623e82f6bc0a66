"""Making a new workspace: empty, with the sample, or next year's from last year's."""

import shutil
from pathlib import Path

from .errors import BoardpaperError
from .next_year import files_of_next_year, settings_of_next_year
from .warehouse.figures.earlier import FILE as EARLIER
from .warehouse.figures.earlier import members_to_take_along
from .workspace import SAMPLE_SETTINGS, Workspace

_HERE = Path(__file__).parent
_TEMPLATES = {"template.docx": "board_paper.docx", "letter.docx": "provider_letter.docx"}
_PROVIDERS = "code,name,aliases,relationship\n"
_FOLDERS = ("returns", "narrative", "layouts", "figures")
_FIRST_SECTION = "# Introduction\n\nThis paper reports on {{ report.period }}.\n"


def start(folder: Path, *, sample: bool = False, old: Path | None = None) -> list[str]:
    """Make a workspace in `folder`, next year's of `old` where one is given, and return what was put there.

    Raises BoardpaperError where the folder has anything in it: nothing of anyone's is ever written over; SettingsError where `old` is no
    workspace.
    """
    last_year = Workspace(old) if old else None
    base = SAMPLE_SETTINGS if sample else _HERE / "starting.toml"  # what is said on a front sheet is each team's own to say
    settings = settings_of_next_year(last_year) if last_year else base.read_text(encoding="utf-8")
    folder = folder.resolve()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BoardpaperError(f"{folder} is there already and is not empty: name a new folder, so that nothing in it is written over.")
    part = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    for name in _FOLDERS:
        (part / name).mkdir()
    (part / "boardpaper.toml").write_text(settings, encoding="utf-8")
    if last_year:
        _copy(files_of_next_year(last_year), last_year.root, part)
        if last_year.warehouse.is_file():
            (part / "figures" / EARLIER).write_text(members_to_take_along(last_year), encoding="utf-8")
    elif sample:
        shutil.copyfile(_HERE / "sample" / "providers.csv", part / "providers.csv")
        for name in ("returns", "narrative"):
            shutil.copytree(_HERE / "sample" / name, part / name, dirs_exist_ok=True)
    else:
        (part / "providers.csv").write_text(_PROVIDERS, encoding="utf-8")
        (part / "narrative" / "01-introduction.md").write_text(_FIRST_SECTION, encoding="utf-8")
    for own, ours in _TEMPLATES.items():
        if not (part / own).exists():
            shutil.copyfile(_HERE / "docx_templates" / ours, part / own)
    if folder.exists():
        folder.rmdir()
    part.rename(folder)
    return sorted(entry.name for entry in folder.iterdir())


def _copy(paths: list[Path], root: Path, target: Path) -> None:
    """Copy files and folders of a workspace into another; what an editor holds open beside them is left."""
    for path in paths:
        copy = target / path.resolve().relative_to(root)
        if path.is_dir():
            shutil.copytree(path, copy, ignore=shutil.ignore_patterns("~$*", ".*", "__pycache__"), dirs_exist_ok=True)
        else:
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
