"""Making a new workspace: empty, or with the sample."""

import shutil
from pathlib import Path

from .errors import BoardpaperError

_HERE = Path(__file__).parent
_TEMPLATES = {"template.docx": "board_paper.docx", "letter.docx": "provider_letter.docx"}
_PROVIDERS = "code,name,aliases,relationship\n"
_FOLDERS = ("returns", "narrative", "layouts", "figures")
_FIRST_SECTION = "# Introduction\n\nThis paper reports on {{ report.period }}.\n"


def start(folder: Path, *, sample: bool) -> list[str]:
    """Make a workspace in `folder` and return what was put there.

    Raises BoardpaperError where the folder has anything in it: nothing of anyone's is ever written over.
    """
    folder = folder.resolve()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BoardpaperError(f"{folder} is there already and is not empty: name a new folder, so that nothing in it is written over.")
    part = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    for name in _FOLDERS:
        (part / name).mkdir()
    shutil.copyfile(_HERE / "sample" / "boardpaper.toml", part / "boardpaper.toml")
    if sample:
        shutil.copyfile(_HERE / "sample" / "providers.csv", part / "providers.csv")
        for name in ("returns", "narrative"):
            shutil.copytree(_HERE / "sample" / name, part / name, dirs_exist_ok=True)
    else:
        (part / "providers.csv").write_text(_PROVIDERS, encoding="utf-8")
        (part / "narrative" / "01-introduction.md").write_text(_FIRST_SECTION, encoding="utf-8")
    for own, ours in _TEMPLATES.items():
        shutil.copyfile(_HERE / "docx_templates" / ours, part / own)
    if folder.exists():
        folder.rmdir()
    part.rename(folder)
    return sorted(entry.name for entry in folder.iterdir())
