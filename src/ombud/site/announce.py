"""Tells the person at the terminal, once, that the site answers and where."""

import http.client
from collections.abc import Iterable


class Announcer:
    """Asks the ports that have not answered yet, at each look, until all have."""

    def __init__(self, host: str, ports: Iterable[int], origin: str) -> None:
        self._host = "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104 - compared, not bound
        self._silent, self._origin, self._said = set(ports), origin, False

    def look(self) -> None:
        """Ask once more, unless all is said."""
        if self._said:
            return
        self._silent = {port for port in self._silent if not self._answers(port)}
        if not self._silent:
            self._said = True
            print(f"\nOmbud is at {self._origin}\nCtrl-C stops it.\n", flush=True)

    def _answers(self, port: int) -> bool:
        connection = http.client.HTTPConnection(self._host, port, timeout=2)
        try:
            connection.request("GET", "/alive", headers={"Host": "localhost"})
            return connection.getresponse().status == http.client.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
