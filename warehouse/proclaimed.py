"""The list of bank holidays, made of what the library holidays knows: `make docs` writes it, and a test holds the one against the other."""

from datetime import date

from holidays import country_holidays

from .working_days import FIRST_YEAR, LAST_YEAR


def proclaimed() -> list[date]:
    """Return the bank holidays of England and Wales in the years that are known, in order."""
    return sorted(country_holidays("GB", subdiv="ENG", years=range(FIRST_YEAR, LAST_YEAR + 1)))


if __name__ == "__main__":
    print(*proclaimed(), sep="\n")
