"""The portal's own settings, on state of their own: tests never see or touch the var/ of who runs them."""

import os
import shutil
import tempfile
from pathlib import Path

# Read by tests that need the packages installed there (axe); kept for the processes tests start.
os.environ.setdefault(
    "PORTAL_VAR_OF_USER", os.environ.get("PORTAL_VAR") or str(Path(__file__).resolve().parent.parent / "var")
)
os.environ["PORTAL_VAR"] = tempfile.mkdtemp(prefix="portal-tests-")
# What all processes of a run share lies in the folder of the first: the others inherit its name.
os.environ.setdefault("PORTAL_TEST_RUN", os.environ["PORTAL_VAR"])
for name in {"PORTAL_DEMO", "SITE_URL", "EMAIL_URL", "SECRET_KEY"} | {
    name for name in os.environ if name.startswith("ELASTICSEARCH_") and name != "ELASTICSEARCH_TEST_URL"
}:
    os.environ.pop(name, None)

from portal.settings import *  # noqa: E402, F403
from portal.settings import STATIC_ROOT, STORAGES, VAR_DIR  # noqa: E402

RUN_DIR = Path(os.environ["PORTAL_TEST_RUN"]).resolve()
VAR_OF_USER = Path(os.environ["PORTAL_VAR_OF_USER"]).resolve()
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick; nothing secret here
# Without collectstatic: pages name the files as they are in the source.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
SEARCH_REPORT_EVERY = 0  # no thread that writes in the middle of another test
STATICFILES_DIRS: list[tuple[str, Path]] = []
API_PER_MINUTE = API_PER_HOUR = 0  # all tests ask from one address; those of the limit set their own
STATIC_ROOT.mkdir(parents=True, exist_ok=True)


def remove_state() -> None:
    shutil.rmtree(VAR_DIR, ignore_errors=True)
