"""The portal's own settings, plus the bare view that is the floor; state in the folder of the collection."""

import os
from pathlib import Path

from portal.settings import *  # noqa: F403

ROOT_URLCONF = "tests.benchmarks.urls"
STATICFILES_DIRS = [("portal", Path(os.environ["BENCH_STYLES"]))]  # built once, for all collections
API_PER_MINUTE = API_PER_HOUR = 0  # what is measured is the answer
