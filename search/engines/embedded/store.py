"""The files of the embedded index: versions in folders, an alias to the serving one, and locks between processes.

zoekindex/actueel            the name of the serving version, replaced atomically
zoekindex/v1-<moment>/       one version: dingen/, passages/, woordenschat.json
zoekindex/v1-<moment>/wijzigingen.jsonl   while it is being built: what changed in the serving one meanwhile
zoekindex/schrijver.slot     held by the one process that writes to the serving version
zoekindex/herbouw.slot       held by the one process that rebuilds
"""

import fcntl
import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from search.engines.contract import EngineUnavailable, IndexMissing
from search.engines.embedded.fields import SCHEMA_VERSION

_POLL = 0.02
_CHANGES = "wijzigingen.jsonl"
_VOCABULARY = "woordenschat.json"


class Store:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.alias = folder / "actueel"

    # -- versions ----------------------------------------------------------------------------------

    def serving(self) -> Path:
        """The folder of the serving version."""
        try:
            name = self.alias.read_text()
        except FileNotFoundError as error:
            raise IndexMissing("Er is nog geen zoekindex.") from error
        except OSError as error:
            raise EngineUnavailable(str(error)) from error
        if not name.startswith(self._prefix):
            raise IndexMissing("De zoekindex is van een eerdere versie van het portaal.")
        return self.folder / name

    def serves(self, version: Path) -> bool:
        try:
            return self.serving() == version
        except EngineUnavailable:
            return False

    def serve(self, version: Path) -> None:
        """Switch the alias, and drop what no longer serves."""
        new = self.folder / "actueel.nieuw"
        new.write_text(version.name)
        new.replace(self.alias)
        (version / _CHANGES).unlink(missing_ok=True)
        for other in self.folder.glob("v*-*"):
            if other != version:
                shutil.rmtree(other, ignore_errors=True)

    def new_version(self) -> Path:
        """A folder to build in; what an interrupted rebuild left is cleaned up."""
        serving = self.alias.read_text() if self.alias.exists() else ""
        for other in self.folder.glob("v*-*"):
            if other.name != serving:
                shutil.rmtree(other)
        version = self.folder / f"{self._prefix}{time.time_ns():x}"
        version.mkdir()
        (version / _CHANGES).touch()
        return version

    @property
    def _prefix(self) -> str:
        return f"v{SCHEMA_VERSION}-"

    @staticmethod
    def size(version: Path) -> int:
        """In bytes, as far as it is still there: files come and go while it is counted."""
        total = 0
        for file in version.rglob("*"):
            with suppress(FileNotFoundError):
                total += file.stat().st_size
        return total

    # -- changes during a rebuild ------------------------------------------------------------------

    def log_changes(self, keys: list[tuple[str, int]]) -> None:
        """Tell a rebuild that may be going on which keys were written to the serving version."""
        try:
            for log in self.folder.glob(f"v*-*/{_CHANGES}"):
                with log.open("a") as file:
                    file.writelines(json.dumps(key) + "\n" for key in keys)
        except OSError as error:  # no space: it is all written once more
            raise EngineUnavailable(str(error)) from error

    def logged_changes(self, version: Path) -> list[tuple[str, int]]:
        lines = (version / _CHANGES).read_text().splitlines()
        return list(dict.fromkeys((source, key) for source, key in map(json.loads, lines)))

    # -- vocabulary --------------------------------------------------------------------------------

    @staticmethod
    def save_vocabulary(version: Path, vocabulary: dict[str, int]) -> None:
        (version / _VOCABULARY).write_text(json.dumps(vocabulary, ensure_ascii=False))

    @staticmethod
    def load_vocabulary(version: Path) -> dict[str, int]:
        path = version / _VOCABULARY
        return json.loads(path.read_text()) if path.exists() else {}

    # -- locks -------------------------------------------------------------------------------------

    @contextmanager
    def writer_lock(self, timeout: float) -> Iterator[None]:
        with self._lock("schrijver.slot", timeout, "Een ander proces werkt de zoekindex bij."):
            yield

    @contextmanager
    def rebuild_lock(self) -> Iterator[None]:
        # Some patience, since `is_rebuilding` holds the lock for a moment.
        with self._lock("herbouw.slot", 1, "De zoekindex wordt al opnieuw opgebouwd."):
            yield

    def is_rebuilding(self) -> bool:
        if not self.folder.exists():
            return False
        try:
            with self._lock("herbouw.slot", 0, ""):
                return False
        except EngineUnavailable:
            return True

    @contextmanager
    def _lock(self, name: str, timeout: float, refusal: str) -> Iterator[None]:
        """A lock that ends with the process that holds it, whatever becomes of that."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            file = (self.folder / name).open("w")
        except OSError as error:
            raise EngineUnavailable(str(error)) from error
        with file:
            deadline = time.monotonic() + timeout
            while True:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() >= deadline:
                        raise EngineUnavailable(refusal) from None
                    time.sleep(_POLL)
            yield
