"""A Java that Elasticsearch can run on."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from bin.steps import Lacking

OLDEST_JAVA = 21


def find_java() -> Path:
    """The home of a Java that is new enough: the one that was named, that of the path, else any of the machine."""
    seen = []
    for java in _programs():
        version, home = _ask(java)
        if version >= OLDEST_JAVA:
            return home
        if version:
            seen.append(f"{home} is {version}")
    raise Lacking(
        f"Elasticsearch needs Java {OLDEST_JAVA} or newer ({', '.join(seen) or 'there is none'}): "
        "install it, or name where it is with ES_JAVA_HOME."
    )


def _programs() -> Iterator[Path]:
    for name in ("ES_JAVA_HOME", "JAVA_HOME"):
        if given := os.environ.get(name):
            yield Path(given) / "bin" / "java"
    if on_path := shutil.which("java"):
        yield Path(on_path)
    yield from sorted(Path("/usr/lib/jvm").glob("*/bin/java"), reverse=True)


def _ask(java: Path) -> tuple[int, Path]:
    """Its version and home, in its own words: what is on the path may be a link or a script."""
    try:
        said = subprocess.run([java, "-XshowSettings:properties", "-version"], capture_output=True, text=True).stderr
    except OSError:
        return 0, java
    told = dict(re.findall(r"^ +(java\.\S+) = (.+)$", said, re.MULTILINE))
    version = told.get("java.specification.version", "0").partition(".")[0]
    return int(version), Path(told.get("java.home", java))


if __name__ == "__main__":
    from bin.steps import main

    main(lambda: print(find_java()))
