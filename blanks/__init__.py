"""The blank workbooks to send out, made from the layouts alone."""
