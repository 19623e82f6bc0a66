"""What the paper as it was assembled had, and its author took out before a refresh: told to whoever reads the paper against what was made."""

from collections.abc import Iterator

from .register import Found, Subject, rule


@rule(
    "taken_out",
    "A figure, a table or a chart that the paper had when it was assembled",
    "look",
    why="An author took it out, and a refresh took note of that: the paper says less than the narrative that it was made from.",
    cure="Nothing, where that was meant; take it out of the narrative too. To have it back, take it from a paper that is assembled anew.",
)
def taken_out(subject: Subject) -> Iterator[Found]:
    ledger = subject.document.ledger
    if ledger is None:
        return
    with_a_block = {key for block in ledger.taken_out.keys() & ledger.blocks.keys() for key, _ in ledger.blocks[block].standing}
    for key, gone in ledger.taken_out.items():
        if key in ledger.blocks:
            yield Found("the paper", "", f"{subject.named(key)} stood in the paper as it was assembled, and was taken out before a refresh", key)
        elif key not in with_a_block:
            places = "one place" if gone == 1 else f"{gone} places"
            says = f"{subject.named(key)} stood in {places} of the paper as it was assembled, and was taken out before a refresh"
            yield Found("the paper", "", says, key)
