"""The portal's own settings, but pages name the static files as they are in the source: nothing collects them."""

import os

from portal.settings import *  # noqa: F403
from portal.settings import INSTALLED_APPS, STORAGES

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
STATICFILES_DIRS: list[str] = []
if os.environ.get("EACH_REQUEST_THE_FIRST"):
    INSTALLED_APPS = [*INSTALLED_APPS, "tests.search.installation_app.EachTheFirst"]
