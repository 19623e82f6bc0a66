"""The errors that a person meets: one sentence, with the place and the cure."""


class BoardpaperError(Exception):
    """What stops a command. The message is one sentence that says what, where and what to do."""

    exit_code = 2


class SettingsError(BoardpaperError):
    """boardpaper.toml or providers.csv cannot be used as it is."""


class LayoutError(BoardpaperError):
    """A layout or a figure declaration cannot be used as it is."""


class WarehouseError(BoardpaperError):
    """The warehouse is missing, locked, or of another version."""


class NarrativeError(BoardpaperError):
    """The narrative cannot be put into the paper as it is."""


class NotFinalError(BoardpaperError):
    """The paper cannot be made final yet; the message lists what stands in the way."""


class TemplateError(BoardpaperError):
    """The Word template cannot be filled as it is."""


class PaperError(BoardpaperError):
    """An edited paper cannot be checked, refreshed or compared as it is."""


class UnsoundError(BoardpaperError):
    """The paper that was made does not hold together; it is not written."""
