"""Renew the locks: the newest versions that pyproject.toml allows, with hashes, and without the name of any index."""

from pathlib import Path

from bin.environment import uv_environment
from bin.places import ROOT, VENV_BIN
from bin.steps import main, run, step

LOCKS = {
    "requirements.txt": ["pyproject.toml"],
    "requirements-dev.txt": ["pyproject.toml", "--group", "dev"],
    "requirements-uv.txt": ["--group", "uv"],
    "requirements-node.txt": ["--group", "node"],
}
FLAGS = [
    "--quiet",
    "--upgrade",
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
    "--no-emit-index-url",
]


def renew() -> None:
    for lock, sources in LOCKS.items():
        with step(lock):
            command: list[str | Path] = [VENV_BIN / "uv", "pip", "compile", *FLAGS, *sources]
            run([*command, "--output-file", ROOT / lock], f"Renewing {lock}", env=uv_environment())


if __name__ == "__main__":
    main(renew)
