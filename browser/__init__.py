"""What `browse` shows: the warehouse in Datasette, with every table and column described."""

from .serve import serve

__all__ = ["serve"]
