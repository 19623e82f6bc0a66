"""The Word template that a team copies and edits in Word, and the script that made it."""
