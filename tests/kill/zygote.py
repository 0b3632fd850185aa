"""`python -m tests.kill.zygote web|worker SOCKET`: all is loaded once, and each line on standard input forks one more.

What is forked is what is killed: it comes up in milliseconds, so that a campaign of ten thousand kills is an hour's
work. It runs the product's own application and worker; only granian around the application is left out.
"""

import contextlib
import gc
import os
import socket
import sys
import threading
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from ombud.site.dies_with_parent import die_with_parent


class Quiet(WSGIRequestHandler):
    """Answers, and writes no line for each."""

    def log_message(self, *_said: Any) -> None:
        """Nothing."""

    def address_string(self) -> str:
        """Without asking a name server."""
        return "127.0.0.1"


def main() -> int:
    """Fork at each line, and tell the process id."""
    what, place = sys.argv[1], int(sys.argv[2])
    import django

    django.setup()
    if what == "web":
        _load_the_site()
    else:
        import ombud.timers.worker  # noqa: F401 - loaded before there are children
    _close()
    gc.freeze()
    print("ready", flush=True)
    for _line in sys.stdin:
        _bury()
        child = os.fork()
        if child == 0:
            die_with_parent()
            os.close(0)
            _be(what, place)
            os._exit(0)
        print(child, flush=True)
    return 0


def _be(what: str, place: int) -> None:
    if what == "worker":
        from ombud.timers import worker

        worker.main(threading.Event())
        return
    from tests.kill.planted import application

    server = WSGIServer(("127.0.0.1", 0), Quiet, bind_and_activate=False)
    server.socket.close()
    server.socket = socket.socket(fileno=place)
    server.server_name, server.server_port = "127.0.0.1", server.socket.getsockname()[1]
    server.setup_environ()
    server.set_app(_with_its_length(application))
    server.serve_forever(poll_interval=5)


def _with_its_length(application: Any) -> Any:
    """The application whose answers say how long they are: else one that was cut off would pass for whole."""

    def whole(environ: Any, start_response: Any) -> Any:
        begun: list[Any] = []
        parts = application(environ, lambda *given: begun.append(given))
        body = b"".join(parts)
        parts.close()
        status, headers, *rest = begun[0]
        start_response(status, [*headers, ("Content-Length", str(len(body)))], *rest)
        return [body]

    return whole


def _load_the_site() -> None:
    """Everything that answers, and one answer, so that what is imported late is there too."""
    from django.test import Client

    import tests.kill.planted  # noqa: F401 - loads the application, with a fault where one is asked for

    Client().get("/api/v1/me")


def _close() -> None:
    """No connection may be shared with a child."""
    from django.db import connections

    from ombud.ledger.connection import forget

    connections.close_all()
    forget()


def _bury() -> None:
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


if __name__ == "__main__":
    sys.exit(main())
