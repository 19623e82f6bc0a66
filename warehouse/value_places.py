"""The SQL that finds the cell of a value: `:at` is the field of the row `t`."""

CELL = "coalesce(m.cell, p.cell, p.\"column\" || t.row, '')"
PLACES = (
    "LEFT JOIN block b ON b.submission_id = t.submission_id AND b.sheet = t.sheet AND t.row BETWEEN b.first_row AND b.last_row "
    "AND b.abreast = t.abreast "
    "LEFT JOIN block_field p ON p.block_id = b.id AND p.field = :at "
    "LEFT JOIN mark m ON m.submission_id = t.submission_id AND m.sheet = t.sheet AND m.row = t.row AND m.abreast = t.abreast AND m.field = :at"
)
