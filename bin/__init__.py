"""What `make` runs: the standard library only, so that it works before anything is installed."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an old Python must be able to read this, and say so
    sys.exit("The portal needs Python 3.11 or newer. Name one that is: make start PYTHON=python3.12")
