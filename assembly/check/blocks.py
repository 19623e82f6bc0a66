"""Tables and charts: each of the ledger in the paper as it is now, against what it was when it was made and what it would be today."""

from collections import Counter
from collections.abc import Iterator

from msgspec.structs import replace

from ..duties import LACKS_DUTIES, lacks_duties
from ..grid import cells_of, uneven_rows
from ..made import (
    NO_PLACE,
    Made,
    alt_of,
    caption_above,
    caption_of,
    chart_by_hand,
    chart_in,
    has_no_place,
    is_on_offer,
    is_one,
    misdrawn,
    shape_of,
    typed_titles,
    words_of,
)
from ..ooxml import name
from ..reading import reads
from .document import Block
from .register import Found, Subject, at, quoted, rule


@rule(
    "chart_by_hand",
    "A chart whose numbers were changed by hand",
    "fault",
    why="A number typed into a chart is not in the warehouse, has no cell behind it, and stays as it is when a return changes.",
    cure="Have the return corrected and ingest it, or put the warehouse's numbers back with 'boardpaper refresh --overrule'.",
)
def changed_by_hand(subject: Subject) -> Iterator[Found]:
    for block in subject.document.blocks:
        if said := _by_hand(subject, block):
            yield _told(block, said)


@rule(
    "chart_drawn_otherwise",
    "A chart whose drawing misleads",
    "fault",
    why="On a scale that is cut, bent or turned, or in bars that are added up, right numbers look like others.",
    cure="Undo it in Word: double-click a scale, and see that its bounds take in 0 and every number; for the kind, Chart Design, Change Chart Type.",
)
def drawn_otherwise(subject: Subject) -> Iterator[Found]:
    for block in subject.document.blocks:
        if block.element in subject.document.redrawn:
            for said in misdrawn(subject.draft, subject.catalogue, block.key, block.element):
                yield _told(block, f"{subject.named(block.key)}: {said}")


@rule(
    "table_cells",
    "A table whose cells do not stand under their headings any more",
    "fault",
    why="Where cells of a row were merged, put in or taken out, its figures stand under the headings of others.",
    cure="Undo it in Word, or take the table from a paper that is assembled anew.",
)
def misplaced_cells(subject: Subject) -> Iterator[Found]:
    for block in subject.document.blocks:
        for table in block.element.iter(name("w:tbl")):
            if uneven := uneven_rows(table):
                label = quoted(" ".join(reads(paragraph) for cell in cells_of(uneven[0])[:1] for paragraph in cell.iter(name("w:p"))))
                says = f"cells of {subject.named(block.key)} were merged, put in or taken out in {_rows(len(uneven))}, the first at {label}"
                yield _told(block, says)


@rule(
    "block_removed",
    "A table or a chart taken out of the paper",
    "fault",
    why="What stands there now, if anything does, is no longer kept up to date, and nobody is told where it comes from.",
    cure="Undo the deletion, or take the table or the chart out of the narrative and assemble the paper again.",
)
def removed(subject: Subject) -> Iterator[Found]:
    document = subject.document
    standing = Counter(block.key for block in document.blocks)
    for key, places in document.ledger.block_places.items() if document.ledger else ():
        if standing[key] < places:
            yield Found("the paper", "", f"{subject.named(key)} stood in the paper and is gone", key)
    for block in document.blocks:
        if _made(subject, block).numbers and not chart_in(document.package, block.element):
            yield _told(block, f"the drawing of {subject.named(block.key)} is gone")


@rule(
    "block_stale",
    "A table or a chart that the warehouse has moved on from",
    "fault",
    why="A return came in, was corrected or was withdrawn since the paper was made, and the table would have other rows, or the chart other numbers.",
    cure="Run 'boardpaper refresh' on the paper, or assemble it anew where the table or the chart had nothing to show when it was made.",
)
def stale(subject: Subject) -> Iterator[Found]:
    for block in subject.document.blocks:
        if not is_on_offer(subject.catalogue, block.key):
            yield _told(block, f"{subject.named(block.key)} is no longer on offer")
        elif shape_of(subject.draft, subject.catalogue, block.key) != _made(subject, block).shape and not _by_hand(subject, block):
            yield _told(block, f"{subject.named(block.key)} would be another today")
    for key, was in subject.document.ledger.blocks.items() if subject.document.ledger else ():
        if has_no_place(subject.draft, subject.catalogue, key, was):
            yield Found("the paper", "", NO_PLACE.format(subject.named(key)), key)
    if subject.document.ledger and lacks_duties(subject.document.ledger.entries, subject.today):
        yield Found("the paper", "", LACKS_DUTIES)


@rule(
    "block_duplicated",
    "A table or a chart copied to a further place",
    "look",
    why="The same table or chart now stands twice, perhaps under words that belong to another.",
    cure="See that the words around the copy say what it shows; delete the copy where they do not.",
)
def duplicated(subject: Subject) -> Iterator[Found]:
    met: Counter[str] = Counter()
    for block in subject.document.blocks:
        met[block.key] += 1
        if subject.document.ledger and met[block.key] > subject.document.ledger.block_places[block.key]:
            yield _told(block, f"{subject.named(block.key)} stands here once more than when the paper was made")


@rule(
    "block_words",
    "A table or a chart whose words were changed by hand",
    "look",
    why="The words of a row, a column or a caption say what its figures are: with other words, a right figure says something wrong.",
    cure="See that each of its words still says what the figure beside it is.",
)
def other_words(subject: Subject) -> Iterator[Found]:
    for block in subject.document.blocks:
        # LibreOffice puts the control of a table or a chart into a line beside it, where it holds none of its words
        is_apart = not any(True for _ in block.element.iter(name("w:p")))
        if not is_apart and not is_one(words_of(block.element), _made(subject, block).words):
            yield _told(block, f"the words of {subject.named(block.key)} are not those that it was made with")
        if (alt := alt_of(block.element)) and not is_one(alt, _made(subject, block).alt):
            yield _told(block, f"the words of {subject.named(block.key)} for those who cannot see it are not those that it was made with")
        is_redrawn = block.element in subject.document.redrawn
        if titles := typed_titles(subject.draft, subject.catalogue, block.key, block.element) if is_redrawn else []:
            yield _told(block, f"{subject.named(block.key)} is drawn with the title {', '.join(map(repr, titles))}, which it was not made with")
        due = _made(subject, block).caption
        if not is_apart and due and not is_one(caption_of(block.element), due):
            above = caption_above(block.element)
            place = next((passage for passage in subject.document.passages if passage.element is above), block.passage)
            yield _told(replace(block, passage=place), f"the caption of {subject.named(block.key)} is not the one that it was made with")


def _rows(count: int) -> str:
    return "one row" if count == 1 else f"{count} rows"


def _made(subject: Subject, block: Block) -> Made:
    assert subject.document.ledger is not None
    return subject.document.ledger.blocks[block.key]


def _by_hand(subject: Subject, block: Block) -> str:
    if block.element not in subject.document.redrawn:
        return ""
    said = chart_by_hand(subject.draft, subject.catalogue, block.key, block.element, _made(subject, block))
    return f"{subject.named(block.key)}: {said}" if said else ""


def _told(block: Block, says: str) -> Found:
    return at(block.passage, says, key=block.key, element=block.element) if block.passage else Found("the paper", "", says, block.key, block.element)
