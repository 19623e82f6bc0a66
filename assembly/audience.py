"""Whom a paper is for: the public, which sees of people what the policy lets it, or the private part of the meeting, which sees all."""

from pathlib import Path

from msgspec import Struct

from ..errors import BoardpaperError, SettingsError
from ..warehouse.disclosure import POLICIES, Disclosed, disclose
from ..warehouse.figures.model import Catalogue
from ..workspace import Settings
from .keys import PUBLIC
from .mark import Mark

PRIVATE = "Private: Part 2"
"""What a private paper says on every page, and in its properties."""
MARK = Mark(PRIVATE, f"{PRIVATE}. This paper is for the private part of the meeting, and is not to be published or passed on.")
_ENDING = "-private"


class Audience(Struct, frozen=True):
    """What a paper may be made of, and for whom; `part_2` is what the front sheet answers to the reason for being in part 2."""

    disclosed: Disclosed
    part_2: str
    is_private: bool

    @property
    def ending(self) -> str:
        """What the name of the paper's file ends in."""
        return _ENDING if self.is_private else ""


def audience(settings: Settings, catalogue: Catalogue, *, private: bool) -> Audience:
    """Return what a paper for the private part, or for the public, may be made of. Raises SettingsError where a private one gives no reason."""
    if not private:
        disclosed = disclose(catalogue, POLICIES[settings.disclosure.public])
        return Audience(disclosed, ". ".join(part for part in (PUBLIC, disclosed.policy.told) if part), is_private=False)
    reason = settings.front_sheet.part_2_reason.strip()
    if not reason:
        raise SettingsError(
            "A private paper says on its front sheet why it is private: give the reason in boardpaper.toml, under [front_sheet], "
            'such as part_2_reason = "It describes cases in which people could be known", or assemble the paper with --public.'
        )
    return Audience(Disclosed(catalogue, POLICIES["none"]), reason, is_private=True)


def is_private_name(stem: str) -> bool:
    """Say whether a paper, or a copy of one as it was, goes by a private paper's name."""
    return stem.partition(" (")[0].endswith(_ENDING)


def require_name(path: Path, public: Path, audience: Audience) -> None:
    """Raise BoardpaperError where a paper would go under a name by which it could be taken for the other kind; `public` is the public paper's."""
    if audience.is_private and path == public:
        raise BoardpaperError(f"{path.name} is the public paper's name, and this one is private: name another file with -o, or leave -o out.")
    if not audience.is_private and path.stem.endswith(_ENDING):
        raise BoardpaperError(f"{path.name} is a private paper's name, and this one is public: name another file with -o, or use --private.")
