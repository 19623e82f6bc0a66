"""So that `python -m boardpaper` is the command too."""

from .cli import main

main()
