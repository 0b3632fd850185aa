"""Tells the person at the terminal, once, that the site answers and where."""

import http.client


class Announcer:
    """Asks the site at each look until it answers."""

    def __init__(self, host: str, port: int, origin: str) -> None:
        self._host, self._port, self._origin, self._said = host, port, origin, False

    def look(self) -> None:
        """Ask once more, unless it was said already."""
        if self._said:
            return
        connection = http.client.HTTPConnection("127.0.0.1" if self._host == "0.0.0.0" else self._host, self._port, 2)  # noqa: S104 - compared, not bound
        try:
            connection.request("GET", "/alive", headers={"Host": "localhost"})
            answered = connection.getresponse().status == http.client.OK
        except OSError:
            return
        finally:
            connection.close()
        if answered:
            self._said = True
            print(f"\nOmbud is at {self._origin}\nCtrl-C stops it.\n", flush=True)
