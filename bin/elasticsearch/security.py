"""What a cluster of production asks of who comes in: TLS, and a user or an API key."""

import base64
import hashlib
import secrets
from pathlib import Path

from bin.steps import run

USER = "beheer"
_ROUNDS = 10_000  # one of those that Elasticsearch knows


class Security:
    """A certificate and a user of its own for one server, in `folder`."""

    def __init__(self, java: Path, folder: Path) -> None:
        self.password = secrets.token_hex(16)
        self.certificate = folder / "certificate.pem"  # signed by itself: for who comes in to trust
        self._keys = folder / "keys.p12"
        common = f"-alias portal -keystore keys.p12 -storetype PKCS12 -storepass {self.password}"
        for what in (
            "-genkeypair -keyalg RSA -dname CN=portal -ext san=ip:127.0.0.1 -validity 2",
            "-exportcert -rfc -file certificate.pem",
        ):
            command: list[str | Path] = [java / "bin" / "keytool", *what.split(), *common.split()]
            run(command, "Making a certificate", cwd=folder)

    @property
    def authorization(self) -> str:
        """The header of the user."""
        return f"Basic {base64.b64encode(f'{USER}:{self.password}'.encode()).decode()}"

    def settings(self) -> dict[str, object]:
        tls = "xpack.security.http.ssl"
        return {
            "xpack.security.enabled": True,
            f"{tls}.enabled": True,
            f"{tls}.keystore.path": self._keys.name,
            f"{tls}.keystore.password": self.password,
        }

    def configure(self, conf: Path) -> None:
        salt = secrets.token_bytes(32)
        hashed = hashlib.pbkdf2_hmac("sha512", self.password.encode(), salt, _ROUNDS, 32)
        kept = "$".join([str(_ROUNDS), base64.b64encode(salt).decode(), base64.b64encode(hashed).decode()])
        (conf / "users").write_text(f"{USER}:{{PBKDF2}}{kept}\n")
        (conf / "users_roles").write_text(f"superuser:{USER}\n")
        (conf / self._keys.name).write_bytes(self._keys.read_bytes())
