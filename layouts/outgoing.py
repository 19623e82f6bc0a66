"""What the workbooks that we send out call their own parts, so that these are known again when a workbook comes back."""

GUIDANCE_SHEET = "boardpaper guidance"
ISSUES_SHEET = "boardpaper issues"
CHECK_HEADING = "Check (filled in by this form)"
MARKED = " - to correct"  # at the end of the name of a marked copy
