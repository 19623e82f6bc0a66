"""What is for the sender and what is not, and the words for the sender where the team's own would not do: data, by the code of the issue."""

# the file could not be opened, so there is nothing to mark: the e-mail says why, and what to do
UNREADABLE = frozenset(
    {"damaged_file", "empty_file", "far_cell", "not_a_spreadsheet", "password", "reader_failed", "too_large", "too_slow"},
)

# nothing of the file may be kept or copied: the e-mail names cells and kinds, and never a value
NOTHING_KEPT = frozenset({"person_identifiers"})

# the team's words, what the sender is told was expected in their place, and what the sender is asked to do
FOR_THE_SENDER = {
    "unknown_provider": (
        "a provider in providers.csv.",
        "a name by which we know your organisation.",
        "Please correct the name, or tell us that it is another name of your organisation.",
    ),
}
