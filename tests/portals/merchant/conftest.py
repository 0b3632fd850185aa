"""The site in this very process, for browsers whose tests set the clock: `desk.clock.at` holds for its pages too."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture(scope="session")
def near_url(database: Any) -> Iterator[str]:
    """Its address; it serves from threads of the tests' own process."""
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    class Silent(WSGIRequestHandler):
        """Requests are no part of a test's output."""

        def log_message(self, *_said: Any) -> None:
            """Nothing."""

    server = ThreadedWSGIServer(("localhost", 0), Silent)
    server.daemon_threads = True
    server.set_app(get_wsgi_application())
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()
