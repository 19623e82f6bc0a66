"""boardpaper: from returned spreadsheets to the board paper."""

__version__ = "0.1.0"
