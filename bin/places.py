"""Where things are. All that is made on this machine lives in VAR."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("PORTAL_VAR") or ROOT / "var").resolve()
VENV = VAR / "venv"
VENV_BIN = VENV / "bin"
PYTHON = VENV_BIN / "python"
NODE_DIR = VAR / "node"
NODE_MODULES = NODE_DIR / "node_modules"
NODE_WHEEL = VAR / "node-wheel"
ELASTICSEARCH = VAR / "elasticsearch"
STYLES = VAR / "styles"
LOG = VAR / "log" / "start.log"
