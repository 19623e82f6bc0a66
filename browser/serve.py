"""Serving the warehouse on this computer alone."""

import asyncio
import os
import signal
import socket
import sys
import tempfile
import threading
import webbrowser
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import BoardpaperError
from ..layouts import Layout
from ..warehouse.snapshot import publish
from ..workspace import Workspace
from .metadata import make_metadata

if TYPE_CHECKING:
    from datasette.app import Datasette

HOST = "127.0.0.1"
_USUAL_PORT = 8001


def serve(workspace: Workspace, layouts: Mapping[str, Layout], port: int | None, *, open_browser: bool = True) -> None:
    """Show a copy of the warehouse until Ctrl+C. Raises BoardpaperError where the port is in use, WarehouseError where there is no warehouse."""
    import uvicorn

    _leave_tidily()
    with tempfile.TemporaryDirectory(prefix="boardpaper-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / "warehouse.db"
        publish(workspace.warehouse, copy)
        with open_port(port) as listening, suppress(KeyboardInterrupt):
            address = f"http://{HOST}:{listening.getsockname()[1]}/"
            datasette = make_datasette(copy, layouts, workspace.settings.organisation.name)
            print(f"The warehouse is at {address}  (Ctrl+C ends it)", flush=True)
            if open_browser:
                threading.Timer(1.0, webbrowser.open, [f"{address}warehouse"]).start()
            server = uvicorn.Server(uvicorn.Config(datasette.app(), log_level="warning", lifespan="on"))
            server.run(sockets=[listening])


def _leave_tidily() -> None:
    """Make a closed terminal and a polite kill end the program as Ctrl+C does, so that no copy of the returns stays behind."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    if hasattr(signal, "SIGHUP"):  # Windows has none; the server itself knows how to end at SIGTERM
        signal.signal(signal.SIGHUP, lambda *_: signal.raise_signal(signal.SIGTERM))


def make_datasette(copy: Path, layouts: Mapping[str, Layout], organisation: str) -> "Datasette":
    """Return Datasette over a published copy, ready to serve."""
    from datasette.app import Datasette

    css = Path(__file__).parent / "boardpaper.css"
    metadata = make_metadata(layouts, organisation) | {"extra_css_urls": [f"/look/{css.name}"]}
    datasette = Datasette(
        [],
        immutables=[str(copy)],
        metadata=metadata,
        static_mounts=[("look", str(css.parent))],
        template_dir=str(css.parent / "templates"),
        settings={"default_page_size": 100, "sql_time_limit_ms": 5000, "facet_time_limit_ms": 2000, "allow_download": False},
    )
    asyncio.run(datasette.invoke_startup())
    return datasette


def open_port(port: int | None) -> socket.socket:
    """Return a socket that listens at the port asked for, else at the usual one, else at a free one: from here on nobody else can take it.

    Raises BoardpaperError where the one asked for is in use.
    """
    for candidate in [port] if port else [_USUAL_PORT, 0]:
        listening = socket.socket()
        try:
            if os.name == "posix":  # a port that was let go a moment ago is free; on Windows the option would take it from its holder
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind((HOST, candidate))
            listening.listen()
            return listening
        except OSError:
            listening.close()
    raise BoardpaperError(f"Port {port} is in use: name another one with --port, or leave it out.")
