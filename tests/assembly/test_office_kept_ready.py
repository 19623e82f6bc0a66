"""LibreOffice is started once for a paper, lays out every pass of it, and is gone afterwards, with all that it left, however the work ended."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from boardpaper.assembly import office, ruler
from boardpaper.assembly.office import Office, pipe_of, ready
from boardpaper.assembly.paper import assemble
from boardpaper.assembly.ruler import layout_of, pdf_of, soffice
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.skipif(soffice() is None or not Path("/proc").is_dir(), reason="LibreOffice is not installed")
HOLDER = """
import sys, time
from boardpaper.assembly.office import ready
from boardpaper.assembly.ruler import soffice
with ready(soffice()) as kept:
    print(kept.profile, flush=True)
    time.sleep(60)
"""


def _running(profile: Path) -> list[str]:
    """Return the processes that were started with a profile; one that ended and waits to be looked at has no command any more."""
    found = []
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = process.read_bytes()
        except OSError:
            continue
        if profile.as_uri().encode() in command and b"soffice" in command:
            found.append(process.parent.name)
    return found


def _waits_until(is_so: object, patience: float = 20) -> bool:
    assert callable(is_so)
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if is_so():
            return True
        time.sleep(0.05)
    return False


def test_it_lays_out_each_pass_and_is_gone_afterwards(workspace: Workspace, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    whole = ruler.pdf_of
    pipes: list[bool] = []

    def watched(command: Office, document: bytes) -> bytes | None:
        asked.append(command)
        made = whole(command, document)
        pipes.append(pipe_of(command.profile).exists())
        return made

    monkeypatch.setattr(ruler, "pdf_of", watched)
    paper = assemble(workspace, catalogue, pdf=True)
    assert len(asked) == 2
    assert len(set(asked)) == 1
    (kept,) = set(asked)
    assert isinstance(kept, Office)
    assert (pipes, pipe_of(kept.profile).exists()) == ([True, True], False)
    assert (_running(kept.profile), kept.profile.parent.exists()) == ([], False)
    assert layout_of(paper.path.with_suffix(".pdf").read_bytes()).pages == paper.pages


def test_one_that_has_gone_is_done_without(workspace: Workspace, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_start", lambda *_: None)
    assert assemble(workspace, catalogue, pdf=True).path.with_suffix(".pdf").is_file()


def test_one_that_cannot_be_started(workspace: Workspace, catalogue: Catalogue) -> None:
    with ready("/nowhere/soffice") as kept:
        assert isinstance(kept, Office)
        assert pdf_of(kept, b"") is None
    with ready(None) as kept:
        assert kept is None


def test_it_ends_with_whoever_keeps_it(tmp_path: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLDER], stdout=subprocess.PIPE, text=True, env={**os.environ, "TMPDIR": str(tmp_path)})
    assert holder.stdout is not None
    profile = Path(holder.stdout.readline().strip())
    assert _waits_until(lambda: _running(profile))
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert _waits_until(lambda: not _running(profile))
