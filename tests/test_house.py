"""The law of the house: imports run one way, a module is one idea, a function fits on a screen, and no machine is named."""

import ast
import subprocess
from pathlib import Path

import pytest

import boardpaper

ROOT = Path(boardpaper.__file__).parent
ROOMS = {
    "errors": 0,
    "nearest": 0,
    "periods": 0,
    "toml_tables": 0,
    "layouts": 1,
    "workspace": 1,
    "warehouse": 2,
    "aliases": 2,
    "next_year": 2,
    "starting": 2,
    "etl": 3,
    "assembly": 3,
    "docx_templates": 3,
    "blanks": 3,
    "browser": 4,
    "screen": 4,
    "screen_changes": 4,
    "screen_check": 4,
    "screen_compare": 4,
    "screen_refresh": 4,
    "cli_workspace": 5,
    "cli_papers": 5,
    "cli": 5,
    "__init__": 0,
    "__main__": 6,
}
MODULES = [
    path for path in sorted(ROOT.rglob("*.py")) if path.relative_to(ROOT).parts[0] not in ("tests", "benchmarks", "build", "demo", "sample", ".venv")
]


def _room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def _imports(path: Path) -> set[str]:
    """Return the rooms that a module imports, at whatever depth the import stands."""
    package = ["boardpaper", *path.relative_to(ROOT).parent.parts]
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            name = ".".join([*base, *(node.module.split(".") if node.module else [])])
            found.update([f"{name}.{alias.name}" for alias in node.names] if name == "boardpaper" else [name])
        elif isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
    return {name.split(".")[1] for name in found if name.startswith("boardpaper.")} & ROOMS.keys()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_one_way(path: Path) -> None:
    room = _room(path)
    above = {other for other in _imports(path) if other != room and (ROOMS[other] > ROOMS[room] or {room, other} == {"etl", "assembly"})}
    type_only = {
        "screen": {"etl", "assembly"},
        "screen_changes": {"etl"},
        "screen_check": {"assembly"},
        "screen_compare": {"assembly"},
        "screen_refresh": {"assembly"},
    }.get(room, set())
    assert above - type_only == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_is_one_idea_and_a_function_fits_on_a_screen(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    long = [node.name for node in functions if node.end_lineno and node.end_lineno - node.lineno + 1 > 60]
    most = 400 if path.name == "cli.py" else 330  # a command a verb, side by side
    assert (len(text.splitlines()) <= most, long) == (True, [])


def test_no_file_names_a_machine() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    names = listed.stdout.split("\n") if listed.returncode == 0 else [str(path.relative_to(ROOT)) for path in MODULES]
    texts = [ROOT / name for name in names if name.endswith((".py", ".md", ".toml", ".cfg", "Makefile", "run"))]
    needles = ("/wo" + "rk/", "/ho" + "me/", "/ro" + "ot/", "C:\\Us" + "ers")
    assert [(path.name, needle) for path in texts if path.is_file() for needle in needles if needle in path.read_text(encoding="utf-8")] == []
