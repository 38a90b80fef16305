"""The Python environment in var/venv, filled from a lock with hashes.

Run as `python3 -m bin.environment [lock]`; a second run with the same lock does nothing.
"""

import os
import subprocess
import sys
from pathlib import Path

from bin.places import PYTHON, ROOT, VAR, VENV, VENV_BIN
from bin.steps import Stop, fingerprint, is_stamped, main, run, step

PRODUCTION = "requirements.txt"
DEVELOPMENT = "requirements-dev.txt"  # everything of production, and what tests and checks need

# uv has settings of its own; someone whose pip goes through a mirror or proxy said so to pip.
PIP_TO_UV = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "cert": "SSL_CERT_FILE",
    "proxy": "ALL_PROXY",
}


def ensure_writable() -> None:
    """var/ is the one place where the portal writes."""
    probe = VAR / ".writable"
    try:
        VAR.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise Stop(
            f"Cannot write in {VAR} ({error.strerror}): make it writable, or name another folder with PORTAL_VAR."
        ) from error


def ensure_environment(lock: str = PRODUCTION) -> None:
    """Make var/venv if it is missing, and fill it if the lock changed since."""
    ensure_writable()
    wanted = {name: fingerprint(ROOT / name) for name in {lock, DEVELOPMENT}}
    if any(is_stamped(_stamp(name), value) for name, value in wanted.items()) and _python_runs(""):
        return
    if not _python_runs("import pip"):
        with step("Python environment"):
            _make_venv()
    for name in wanted:
        _stamp(name).unlink(missing_ok=True)
    with step("Python packages"):
        _install(lock)
    _stamp(lock).write_text(wanted[lock])


def _stamp(lock: str) -> Path:
    return VENV / f".{lock}.installed"


def _python_runs(code: str) -> bool:
    """An environment whose Python was removed or upgraded away no longer starts."""
    return PYTHON.exists() and subprocess.run([PYTHON, "-c", code], capture_output=True).returncode == 0


def _make_venv() -> None:
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError as error:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise Stop(
            f"This Python cannot make environments (no module {error.name}): install it, "
            f"on Debian and Ubuntu with: apt install python{version}-venv"
        ) from error
    run([sys.executable, "-m", "venv", "--clear", VENV], "Making the Python environment")


def _install(lock: str) -> None:
    what = "Downloading the Python packages"
    pip: list[str | Path] = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-deps"]
    # pip is what every Python has; uv, its quick sibling, does the rest in a tenth of the time.
    run([*pip, "--require-hashes", "--only-binary", ":all:", "-r", "requirements-uv.txt"], what)
    run([*uv_install(), "--require-hashes", "-r", lock], what, env=uv_environment())


def uv_install() -> list[str | Path]:
    return [VENV_BIN / "uv", "pip", "install", "--quiet", "--python", PYTHON]


def uv_environment() -> dict[str, str]:
    """The user's pip settings in uv's words; what is set for uv itself wins."""
    translated = {"UV_SYSTEM_CERTS": os.environ.get("UV_SYSTEM_CERTS", "true")}
    listing = subprocess.run([PYTHON, "-m", "pip", "config", "list"], capture_output=True, text=True).stdout
    # In the listing a later line overrides an earlier one, but for the environment, which is listed first.
    lines = sorted(listing.splitlines(), key=lambda line: line.startswith(":env:"))
    for key, _, value in (line.partition("=") for line in lines):
        name = PIP_TO_UV.get(key.rpartition(".")[2])
        if name and name not in os.environ:
            translated[name] = value.strip("'\"")
    return translated


if __name__ == "__main__":
    main(lambda: ensure_environment(*sys.argv[1:2]))
