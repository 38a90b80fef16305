"""The ports on which things of this machine listen."""

import os
import socket

from bin.steps import Stop


def port_from(variable: str, default: int, example: str) -> int:
    """The port named in the environment; `example` is the command that names another."""
    given = os.environ.get(variable) or str(default)
    if not given.isdigit() or not 0 < int(given) < 65536:
        raise Stop(
            f"{variable} is {given!r}, which is no port number: choose one from 1024 to 65535, "
            f"as in {example} {variable}={default + 1}"
        )
    return int(given)


def ensure_free(port: int, variable: str, example: str) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise Stop(
                f"Port {port} is taken ({error.strerror}): stop what runs there, "
                f"or choose another with {example} {variable}={port + 1}"
            ) from error


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
