"""`make check`: every check in turn; all of them run, and one that fails makes the whole fail.

Runs in the environment of var/venv (`make check` sees to that).
"""

import os
import re
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path

from bin.places import ROOT

ROOMS = [
    "portal",
    "bijeenkomsten",
    "praktijkvoorbeelden",
    "handreikingen",
    "search",
    "gemeenten",
    "berichten",
    "bestanden",
]
PY = sys.executable
BESIDE = Path(PY).parent  # where lint-imports and djlint are

COMMANDS: dict[str, list[str | Path]] = {
    "formatting (ruff format)": [PY, "-m", "ruff", "format", "--check", "--quiet", "."],
    "lint (ruff check)": [PY, "-m", "ruff", "check", "--quiet", "."],
    "types (mypy)": [PY, "-m", "mypy", "--no-error-summary", *ROOMS, "bin"],
    "imports go down (import-linter)": [BESIDE / "lint-imports", "--no-logo"],
    "templates (djlint)": [BESIDE / "djlint", "templates", "--lint", "--quiet"],
    "migrations complete": [PY, "manage.py", "makemigrations", "--check", "--dry-run"],
    "ready to deploy (check --deploy)": [PY, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
}

# A production-like environment, and no trace in the var/ of who runs this.
PRODUCTION = {
    "SITE_URL": "https://portal.example",
    "SECRET_KEY": "not-secret-" * 8,
    "PORTAL_DEMO": "",
    "DATABASE_URL": "",
}


def main() -> int:
    failed = []
    with tempfile.TemporaryDirectory(prefix="portal-check-") as var:
        (Path(var) / "styles").mkdir()
        env = {**os.environ, **PRODUCTION, "PORTAL_VAR": var}
        for name, command in COMMANDS.items():
            started = time.monotonic()
            done = subprocess.run(
                command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
            )
            if not _report(name, done.returncode == 0, done.stdout, started):
                failed.append(name)
    for name, problems in {"locks complete": unlocked(), "locks name no host": hosts_in_locks()}.items():
        if not _report(name, not problems, "\n".join(problems), time.monotonic()):
            failed.append(name)
    print(f"{len(failed)} checks failed: {', '.join(failed)}" if failed else "All checks passed")
    return 1 if failed else 0


def _report(name: str, passed: bool, output: str, started: float) -> bool:
    print(f"{'ok    ' if passed else 'FAILED'} {name} ({time.monotonic() - started:.1f} s)", flush=True)
    if not passed:
        print(output.rstrip(), flush=True)
    return passed


def unlocked() -> list[str]:
    """Requirements of pyproject.toml that their lock does not satisfy."""
    from packaging.requirements import Requirement

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    production, groups = project["project"]["dependencies"], project["dependency-groups"]
    wanted = {
        "requirements.txt": production,
        "requirements-dev.txt": production + groups["dev"],
        "requirements-uv.txt": groups["uv"],
        "requirements-node.txt": groups["node"],
    }
    problems = []
    for lock, requirements in wanted.items():
        pinned = dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / lock).read_text(), re.MULTILINE))
        versions = {_plain(name): version for name, version in pinned.items()}
        for requirement in map(Requirement, requirements):
            version = versions.get(_plain(requirement.name))
            if version is None or not requirement.specifier.contains(version, prereleases=True):
                problems.append(f"{lock}: {requirement} is not met ({version or 'absent'}): run make lock")
    return problems


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def hosts_in_locks() -> list[str]:
    """Where packages come from is the business of the machine that installs them."""
    address = re.compile(r"https?://|--(?:extra-)?index-url|--find-links|\"resolved\"")
    locks = [*ROOT.glob("requirements*.txt"), ROOT / "package-lock.json"]
    return [
        f"{lock.name}:{number}: {line.strip()[:120]}"
        for lock in locks
        for number, line in enumerate(lock.read_text().splitlines(), 1)
        if address.search(line) and '"url":' not in line  # npm notes where to fund a package
    ]


if __name__ == "__main__":
    sys.exit(main())
