"""What a machine may lack: such tests are skipped by name, but where everything is promised (CI=true) they fail."""

import os
import shutil
from typing import NoReturn

import pytest


def missing(what: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is missing, and with CI=true nothing may be skipped", pytrace=False)
    pytest.skip(f"{what} is missing on this machine")


def chromium() -> str:
    """The system's own Chromium or Chrome."""
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        if found := shutil.which(name):
            return found
    missing("Chromium")
