"""How gunicorn serves the portal; the same for `make start` and for production.

`gunicorn --config python:portal.gunicorn portal.wsgi`
"""

import gc
import multiprocessing
import os
from typing import Any

bind = os.environ.get("BIND") or f"127.0.0.1:{os.environ.get('PORT') or 8000}"
workers = int(os.environ.get("WEB_CONCURRENCY") or max(2, min(8, multiprocessing.cpu_count())))
worker_class = "gthread"
threads = 4
# The application is loaded once and then forked: quicker to start and lighter in memory.
preload_app = True
timeout = 60
graceful_timeout = 15
max_requests = 10_000  # a worker that lives for months may grow
max_requests_jitter = 1_000
loglevel = "warning"
# Whatever is typed or pasted in the search field gets an answer of ours; gunicorn's own limit ends at 8 KB with a bare
# English line, and its next possible value is none. The second is for HX-Current-URL, which repeats the address.
limit_request_line = 0
limit_request_field_size = 128 * 1024
control_socket_disable = True  # it would write outside var/


def pre_fork(server: Any, worker: Any) -> None:
    """A connection opened while loading must not be shared by the processes that are forked next."""
    from django.db import connections

    connections.close_all()


def when_ready(server: Any) -> None:
    """Load the Dutch lexicon before forking: else each worker's first search waits for it, and keeps its own copy."""
    from search.language.lemmas import lemma

    lemma("woord")
    # What is loaded by now stays for good: no collection of garbage need walk through it, in any of the processes.
    gc.collect()
    gc.freeze()


def post_worker_init(worker: Any) -> None:
    """A page makes tens of thousands of objects that go with it. Looking for garbage after each 700 of them takes a
    millisecond of every page; there is hardly any, since what refers to itself is rare here."""
    gc.set_threshold(20_000, 20, 20)
