"""`make elasticsearch`: a server to try the portal on, until ctrl-C; what it holds stays in var/elasticsearch/data."""

import signal
from contextlib import suppress

from bin.elasticsearch.distribution import VERSION
from bin.elasticsearch.server import elasticsearch
from bin.environment import ensure_writable
from bin.places import ELASTICSEARCH, LOG
from bin.ports import ensure_free, port_from
from bin.steps import interrupt, main


def serve() -> None:
    signal.signal(signal.SIGTERM, interrupt)
    signal.signal(signal.SIGHUP, interrupt)
    port = port_from("ES_PORT", 9200, "make elasticsearch")
    ensure_free(port, "ES_PORT", "make elasticsearch")
    ensure_writable()
    print(f"Elasticsearch {VERSION}, in {ELASTICSEARCH}", flush=True)
    log = LOG.with_name("elasticsearch.log")
    with elasticsearch(ELASTICSEARCH, log=log, port=port, data=ELASTICSEARCH / "data") as server:
        print(f"\n  ELASTICSEARCH_URL={server.url} make start\n\nCtrl-C stops it.", flush=True)
        with suppress(KeyboardInterrupt):
            server.wait()
    print("\nStopped.", flush=True)


if __name__ == "__main__":
    main(serve)
