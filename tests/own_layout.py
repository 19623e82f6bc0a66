"""A return of a team's own, for a test to put into `layouts/`: `rows` and `field` are what it adds to the layout, and to its count."""

LAYOUT = """
name = "supervision"
title = "Supervision"
about = "Sessions."
usual_period = "month"
record_key = ["team"]
{rows}
[[field]]
name = "team"
type = "text"
headings = ["Team"]
[[field]]
name = "due"
type = "count"
headings = ["Sessions due"]
{field}
"""
