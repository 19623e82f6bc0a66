"""The Word template that a paper is made from: the workspace's own copy, or ours where it has none."""

import os
from pathlib import Path

from ..errors import TemplateError
from .compatibility import lay_out_for_today
from .package import Package

_OURS = Path(__file__).parent.parent / "docx_templates"
BOARD_PAPER = _OURS / "board_paper.docx"
LETTER = _OURS / "provider_letter.docx"


def open_template(own: Path, ours: Path) -> Package:
    """Return the template at `own`, or the one at `ours` where there is none; it is laid out for today's Word.

    Raises TemplateError where it cannot be used.
    """
    if not os.path.lexists(own):
        return Package(ours.read_bytes(), ours.name)
    if own.is_dir():
        raise TemplateError(f"{own.name} is a folder: put the Word template there as a file, or delete it to use the one that comes with boardpaper.")
    try:
        package = Package(own.read_bytes(), own.name)
    except OSError as error:
        raise TemplateError(
            f"{own.name} cannot be read ({error.strerror}): close it where it is open, or delete it to use the one that comes with boardpaper."
        ) from None
    lay_out_for_today(package)
    return package
