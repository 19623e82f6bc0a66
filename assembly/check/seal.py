"""The ledger itself: without it, or once it was changed, nothing can be said of a paper's figures."""

from collections.abc import Iterator

from .register import Found, Subject, rule


@rule(
    "ledger_missing",
    "The paper has no ledger",
    "fault",
    why="Without the ledger nothing can be said of the paper's figures: it was not made by boardpaper, or a program took the ledger out.",
    cure="Check the paper as boardpaper assembled it, or a copy that Word or LibreOffice saved as .docx.",
)
def ledger_missing(subject: Subject) -> Iterator[Found]:
    if subject.document.ledger is None:
        yield Found("the paper", "", "it holds no ledger, so its figures cannot be checked")


@rule(
    "ledger_changed",
    "The paper's ledger was changed",
    "fault",
    why="The ledger says what the paper showed when it was made. Once it is changed nothing can be said of figures changed by hand.",
    cure="Go back to the paper as it was assembled, or assemble it again.",
)
def ledger_changed(subject: Subject) -> Iterator[Found]:
    ledger = subject.document.ledger
    if ledger and not ledger.is_whole:
        yield Found("the paper", "", "its ledger is not as boardpaper wrote it")
