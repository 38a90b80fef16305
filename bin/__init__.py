"""What `make` runs: the standard library only, so that it works before anything is installed."""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "The portal needs Python 3.11 or newer; this is %d.%d. Name a newer one: make start PYTHON=python3.12"
        % sys.version_info[:2]
    )
