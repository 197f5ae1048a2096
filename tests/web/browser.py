"""A headless browser, where one is installed, and a site that is served to it."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import pytest
import uvicorn

from counterclaim.ledger import Ledger
from counterclaim.publishing.basemap import Basemap
from counterclaim.web.access import Access
from counterclaim.web.app import application
from counterclaim.web.desk import Desk

_NAMES = ("chromium", "chromium-browser", "google-chrome")


def browser_path() -> str:
    """Where Chromium is; skips the test, loudly, without one, or without Playwright."""
    pytest.importorskip("playwright", reason="needs playwright")
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("needs Chromium on the path (Debian: apt-get install chromium)")
    return found


@contextmanager
def served(
    ledger: Ledger, access: Access, desk: Desk | None = None, basemap: Basemap | None = None
) -> Iterator[str]:
    """The site on a free port of this machine; its address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        app = application(
            ledger, access, name="karm.db", hosts=("127.0.0.1",), desk=desk, basemap=basemap
        )
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
