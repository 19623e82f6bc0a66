"""The catalogue of a public paper: what is left of each figure, and of the words that follow from it."""

from datetime import date

import pytest
from msgspec.structs import replace

from boardpaper.warehouse.disclosure import POLICIES, disclose
from boardpaper.warehouse.figures.following import against_target, change, target_of
from boardpaper.warehouse.figures.model import NOT_MEASURED, Catalogue, Cell, Doubt, Figure, People
from boardpaper.workspace import Target

YEARS = {"": (date(2018, 4, 1), date(2019, 3, 31)), ".previous": (date(2017, 4, 1), date(2018, 3, 31))}


def _cell(value: int, qualifier: str | None = None) -> Cell:
    return Cell("a.xlsx", "S", "B4", "XA1", "2018-04-01", "2019-03-31", "n", value, "given", f"{value} typed", qualifier=qualifier, settled=("yes",))


def _count(key: str, number: int | None, **more: object) -> Figure:
    when = YEARS[".previous" if key.endswith(".previous") else ""]
    made = Figure(key, key, "count", number, NOT_MEASURED if number is None else f"{number:,}", "r", *when, cells=(_cell(number),) if number else ())
    return replace(made, **more)  # type: ignore[arg-type]


def _share(key: str, part: int, whole: int) -> Figure:
    return replace(_count(key, part), unit="percent", value=part / whole, text=f"{part / whole:.1%}")


def _disclosed(policy: str, people: dict[str, People], *figures: Figure) -> dict[str, Figure]:
    catalogue = Catalogue({figure.key: figure for figure in figures}, {}, {}, people)
    return disclose(catalogue, POLICIES[policy]).catalogue.figures


def test_without_a_policy_the_catalogue_is_as_it_was_measured() -> None:
    catalogue = Catalogue({"a": _count("a", 3)}, {}, {}, {"a": People({("a",): 3})})
    disclosed = disclose(catalogue, POLICIES["none"])
    assert (disclosed.catalogue, disclosed.hidden) == (catalogue, ())


def test_hidden_figure_keeps_neither_value_nor_cells() -> None:
    doubts = (Doubt("said", "a.xlsx: 'over 3' was returned"), Doubt("settled", "3, said the ward"), Doubt("queried", "a.xlsx: queried at B4"))
    shown = _disclosed("under_5", {"a": People({("a",): 3})}, _count("a", 3, doubts=doubts))["a"]
    assert (shown.value, shown.text, shown.brief, shown.cells, shown.is_hidden) == (None, "fewer than 5", "<5", (), True)
    assert [doubt.kind for doubt in shown.doubts] == ["said", "settled", "queried"]
    assert not any("over 3" in doubt.says or "ward" in doubt.says for doubt in shown.doubts)


def test_figure_shown_as_it_is_keeps_the_places_of_its_cells_but_not_what_stands_in_them() -> None:
    shown = _disclosed("under_5", {"a": People({("a",): 30})}, _count("a", 30))["a"]
    assert (shown.value, shown.text, shown.is_hidden) == (30, "30", False)
    assert shown.cells == (replace(_cell(30), value=None, text=None, settled=()),)


def test_figures_that_are_of_nobody_or_not_measured_are_untouched() -> None:
    figures = (_count("standards", 3), _count("missing", None))
    assert list(_disclosed("under_5", {"missing": People({})}, *figures).values()) == list(figures)


def test_what_cannot_be_told_from_its_sql_is_withheld() -> None:
    shown = _disclosed("under_5", {"a": People(None)}, _count("a", 300))["a"]
    assert (shown.value, shown.text, shown.is_hidden) == (None, "withheld", True)


def _followed(policy: str, now: Figure, before: Figure, people: dict[str, People], target: float = 85) -> tuple[str, str]:
    aim = target_of(now, [Target(from_day=date(2018, 4, 1), percent=target)])
    before = replace(before, follows=now.key)
    found = _disclosed(policy, people, now, before, aim, against_target(now, aim), change(now, before))
    return found[f"{now.key}.against_target"].text, found[f"{now.key}.change"].text


def _among(part: int, whole: int, name: str) -> People:
    return People({(name,): part}, {(name,): part, (name, "rest"): whole - part})


@pytest.mark.parametrize(
    ("policy", "now", "before", "words"),
    [
        ("none", (90, 100), (80, 100), ("above the target of 85%", "up from 80.0% in 2017/18")),
        ("under_5", (90, 100), (80, 100), ("above the target of 85%", "up from 80.0% in 2017/18")),
        ("under_5", (97, 100), (80, 100), ("not shown against the target", "not shown against the figure before")),
        ("under_5", (90, 100), (97, 100), ("above the target of 85%", "not shown against the figure before")),
        ("round_5", (190, 200), (160, 200), ("above the target of 85%", "up from 80% in 2017/18")),
        ("round_5", (172, 200), (171, 200), ("not shown against the target", "not shown against the figure before")),
        ("round_5", (38, 40), (160, 200), ("not shown against the target", "not shown against the figure before")),
    ],
)
def test_words_about_a_percentage(policy: str, now: tuple[int, int], before: tuple[int, int], words: tuple[str, str]) -> None:
    people = {"p": _among(*now, "now"), "p.previous": _among(*before, "before")}
    assert _followed(policy, _share("p", *now), _share("p.previous", *before), people) == words


@pytest.mark.parametrize(
    ("policy", "now", "before", "words"),
    [
        ("under_5", 30, 20, "up from 20 in 2017/18"),
        ("under_5", 30, 3, "not shown against the figure before"),
        ("under_5", 3, 30, "not shown against the figure before"),
        ("under_5", 0, 30, "down from 30 in 2017/18"),
        ("round_5", 363, 355, "up from 355 in 2017/18"),
        ("round_5", 364, 363, "not shown against the figure before"),
    ],
)
def test_words_about_a_change_of_counts(policy: str, now: int, before: int, words: str) -> None:
    people = {"p": People({("now",): now} if now else {}), "p.previous": People({("before",): before})}
    assert _followed(policy, _count("p", now), _count("p.previous", before), people)[1] == words
