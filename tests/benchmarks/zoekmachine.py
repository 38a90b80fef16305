"""The Elasticsearch of the benchmarks: that of ELASTICSEARCH_URL, else one of our own for as long as it is needed."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bin.elasticsearch.server import elasticsearch
from bin.places import ELASTICSEARCH
from bin.steps import Lacking, Stop


@contextmanager
def elasticsearch_url() -> Iterator[str]:
    """Its URL; empty, with a line that says why, where this machine can't run one."""
    if gegeven := os.environ.get("ELASTICSEARCH_URL"):
        yield gegeven
        return
    with ExitStack() as stapel:
        try:
            map_ = stapel.enter_context(tempfile.TemporaryDirectory(prefix="portal-bench-"))
            url = stapel.enter_context(elasticsearch(ELASTICSEARCH, log=Path(map_) / "log")).url
        except (Lacking, Stop) as reden:
            print(f"Without Elasticsearch: {reden}")
            url = ""
        yield url
