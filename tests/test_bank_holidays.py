"""The list of bank holidays is what the library knows, in England and in Wales: where this fails, run `make docs`."""

from holidays import country_holidays

from boardpaper.warehouse.proclaimed import proclaimed
from boardpaper.warehouse.working_days import FIRST_YEAR, LAST_YEAR, bank_holidays


def test_the_list_is_what_the_library_knows() -> None:
    assert sorted(bank_holidays()) == proclaimed()


def test_wales_has_the_holidays_of_england() -> None:
    assert bank_holidays() == set(country_holidays("GB", subdiv="WLS", years=range(FIRST_YEAR, LAST_YEAR + 1)))
