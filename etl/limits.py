"""What one file may cost, in one place: a return needs a hundredth of each. A file that asks for more is held with its reason."""

FILE_BYTES = 100_000_000
TEXT_BYTES = 20_000_000  # of a delimited file
UNPACKED_BYTES = 250_000_000
PARTS = 5_000  # of a zipped file

CELLS = 200_000  # filled
CHARACTERS = 10_000_000
CELL_CHARACTERS = 131_072  # Excel keeps a quarter of that
LINE_CHARACTERS = 2_000_000  # of a delimited file
AREA = 3_000_000  # cells that a reading may lay out in rows, blank ones included, over all sheets of a file

FORMATTED = 600_000  # cells with a colour or a format for percentages, blank ones included

READING_SECONDS = 14
SECONDS = 18  # of a file's whole handling: reading it, looking for person identifiers, taking out its returns
READING_BYTES = 650_000_000  # of memory in the process that reads; the one that takes in what was read needs less than 300 MB
AHEAD = 3  # files that may have been read, for each process that reads, before the first is taken in
