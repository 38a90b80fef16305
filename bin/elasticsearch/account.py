"""As whom Elasticsearch runs: it refuses to run as root."""

import os
import pwd
import shutil
import subprocess
from pathlib import Path
from typing import Any

UNPRIVILEGED = "nobody"


class Account:
    """Ourselves, or for root an account that may do nothing."""

    def __init__(self) -> None:
        self._other = pwd.getpwnam(UNPRIVILEGED) if os.geteuid() == 0 else None
        self.name = pwd.getpwuid(os.geteuid()).pw_name if self._other is None else UNPRIVILEGED

    @property
    def switch(self) -> dict[str, Any]:
        """What subprocess must be told to run something as this account."""
        if self._other is None:
            return {}
        return {"user": self._other.pw_uid, "group": self._other.pw_gid, "extra_groups": []}

    def may(self, test: str, path: Path) -> bool:
        """Whether it can read (-r) or write (-w) there: a way that is closed to others may lead to it."""
        return subprocess.run(["test", test, path], cwd="/", **self.switch).returncode == 0

    def give(self, folder: Path) -> None:
        if self._other is not None:
            for path in (folder, *folder.rglob("*")):
                shutil.chown(path, UNPRIVILEGED)
