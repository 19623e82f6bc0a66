"""So that `python -m boardpaper` is the command too."""

from .cli import main

if __name__ == "__main__":
    main()
