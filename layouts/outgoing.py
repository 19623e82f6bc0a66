"""What we send out: what the workbooks call their own parts, so that these are known again when one comes back, and how an e-mail is signed."""

GUIDANCE_SHEET = "boardpaper guidance"
ISSUES_SHEET = "boardpaper issues"
CHECK_HEADING = "Check (filled in by this form)"
MARKED = " - to correct"  # at the end of the name of a marked copy


def signature(organisation: str) -> str:
    """Return how an e-mail to a sender is signed: without the organisation's name as long as the settings have none."""
    return ", ".join(filter(None, ["Safeguarding team", organisation]))
