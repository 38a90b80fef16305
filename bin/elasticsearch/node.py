"""Configure a node and launch it, as Elasticsearch's start script would: the distribution we have is without one."""

import ctypes
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from bin.elasticsearch.account import Account
from bin.elasticsearch.security import Security
from bin.steps import Stop

LAUNCHER = ["-Xmx64m", "-XX:+UseSerialGC", "-cp", "lib/tools/server-launcher/*"]
LAUNCHER += ["org.elasticsearch.server.launcher.ServerLauncher"]
PR_SET_PDEATHSIG = 1  # of Linux


def launch(
    distribution: Path,
    java: Path,
    *,
    folder: Path,
    data: Path,
    port: int,
    java_options: str,
    log: Path,
    security: Security | None,
) -> subprocess.Popen[bytes]:
    """A node for this machine only; all but its data lives in `folder`."""
    account = Account()
    programs = distribution
    if not account.may("-r", distribution / "LICENSE.txt"):
        programs = shutil.copytree(distribution, folder / "programs")
    _configure(programs, folder, data, port, security)
    account.give(folder)
    account.give(data)
    if not account.may("-w", data):
        raise Stop(f"Elasticsearch runs as {account.name}, who cannot come at {data}: choose another PORTAL_VAR.")
    command: list[str | Path] = [java / "bin" / "java", *LAUNCHER]
    with log.open("wb") as output:
        return subprocess.Popen(
            command,
            cwd=programs,
            env=_environment(programs, java, folder, java_options),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,  # ctrl-C is for who started us to answer
            preexec_fn=_end_with_parent if sys.platform == "linux" else None,
            **account.switch,
        )


def _configure(programs: Path, folder: Path, data: Path, port: int, security: Security | None) -> None:
    for made in (folder / "conf", folder / "logs", folder / "tmp", data):
        made.mkdir(parents=True, exist_ok=True)
    settings: dict[str, object] = {
        "cluster.name": "portal",
        "discovery.type": "single-node",
        "path.data": str(data),
        "path.logs": str(folder / "logs"),
        "http.host": "127.0.0.1",
        "http.port": port,
        "transport.host": "127.0.0.1",
        "xpack.security.enabled": False,
        "xpack.ml.enabled": False,
        # A disk that is nearly full is no reason to refuse an index for trying out.
        "cluster.routing.allocation.disk.threshold_enabled": False,
    }
    conf = folder / "conf"
    if security is not None:
        settings |= security.settings()
        security.configure(conf)
    (conf / "elasticsearch.yml").write_text(json.dumps(settings, indent=1))  # JSON is YAML
    shutil.copy(programs / "config" / "log4j2.properties", conf)
    options = (programs / "config" / "jvm.options").read_text().splitlines(keepends=True)
    # The collector is for java_options to choose.
    (conf / "jvm.options").write_text("".join(line for line in options if "UseG1GC" not in line))


def _environment(programs: Path, java: Path, folder: Path, java_options: str) -> dict[str, str]:
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": "C.UTF-8",
        "HOSTNAME": "portal",
        "JAVA": str(java / "bin" / "java"),
        "JAVA_TYPE": "found",
        "ES_HOME": str(programs),
        "ES_PATH_CONF": str(folder / "conf"),
        "ES_TMPDIR": str(folder / "tmp"),
        "ES_JAVA_HOME": str(java),
        "ES_JAVA_OPTS": java_options,
        "ES_DISTRIBUTION_TYPE": "zip",
    }


def _end_with_parent() -> None:
    """In the child, on Linux: it is asked to stop when we are killed."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
