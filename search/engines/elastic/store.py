"""The indices of this installation in the cluster, by name.

<prefix>-v1-<moment>   one version of the index
<prefix>-v1            the alias of the version that serves
<prefix>-v1-nieuw      the alias of the version that is being built, for who writes meanwhile
<version>-bouw         the same, for who builds it: never of what another builds after it
<prefix>-beheer        the vocabulary of each version, and who rebuilds (`lease`)

Other schema versions have aliases of their own: while an upgrade is rolled out, both serve who knows them.
"""

import json
import re
import time
from collections.abc import Iterable, Iterator, Mapping

from elasticsearch import BadRequestError, Elasticsearch, NotFoundError
from elasticsearch.helpers import scan

from search.engines.contract import IndexMissing
from search.engines.elastic import requests
from search.engines.elastic.access import Access
from search.engines.elastic.mapping import SCHEMA_VERSION, index_body, serving_settings


class Store:
    def __init__(self, access: Access) -> None:
        self._access = access
        self.serving = f"{access.prefix}-v{SCHEMA_VERSION}"
        self.building = f"{self.serving}-nieuw"
        self.admin = f"{access.prefix}-beheer"
        self._version = re.compile(rf"{re.escape(access.prefix)}-v(\d+)-[0-9a-f]+")

    # -- versions ----------------------------------------------------------------------------------

    def aliased(self, client: Elasticsearch) -> dict[str, str]:
        """What the two aliases stand for now."""
        try:
            found = client.indices.get_alias(name=[self.serving, self.building]).body
        except NotFoundError as error:  # one of them is not there; the answer tells of the other
            if not isinstance(error.body, dict):
                raise  # not by Elasticsearch
            found = error.body
        return {alias: name for name, of in found.items() if isinstance(of, dict) for alias in of.get("aliases", ())}

    def serving_version(self, client: Elasticsearch) -> str:
        try:
            return self.aliased(client)[self.serving]
        except KeyError:
            raise IndexMissing("Er is geen zoekindex van deze versie van het portaal.") from None

    def new_version(self, client: Elasticsearch) -> str:
        """An index to build; what an interrupted rebuild left is removed."""
        serving = self.aliased(client).get(self.serving)
        ours = {name for name, of in self._versions(client).items() if of == SCHEMA_VERSION}
        self._remove(client, ours - {serving})
        version = f"{self.serving}-{time.time_ns():x}"
        aliases: dict[str, dict] = {self.building: {}, self.own_alias(version): {}}
        client.indices.create(index=version, aliases=aliases, **index_body(self._access.shards))
        return version

    @staticmethod
    def own_alias(version: str) -> str:
        return f"{version}-bouw"

    def complete(self, client: Elasticsearch, version: str) -> None:
        """All is in it: what it has is found, and copies of it are kept."""
        client.indices.put_settings(index=version, settings=serving_settings(self._access.replicas))
        client.indices.refresh(index=version)

    def serve(self, client: Elasticsearch, version: str) -> None:
        """Switch the aliases in one step, and remove what no longer serves; never what a newer portal built."""
        before = self.aliased(client).get(self.serving)
        actions: list[dict[str, dict[str, object]]] = [
            {"remove": {"index": version, "alias": self.building, "must_exist": True}},
            {"remove": {"index": version, "alias": self.own_alias(version)}},
            {"add": {"index": version, "alias": self.serving}},
        ]
        if before is not None:
            actions.append({"remove": {"index": before, "alias": self.serving}})
        client.indices.update_aliases(actions=actions)
        old = {name for name, of in self._versions(client).items() if of <= SCHEMA_VERSION} - {version}
        self._remove(client, old)

    def removed(self, client: Elasticsearch) -> Iterator[tuple[str, int]]:
        """The ids of what was taken out of the serving version, and as of when."""
        if self.serving not in self.aliased(client):
            return
        query = {"query": requests.REMOVED.to_dict(), "_source": False, "version": True}
        for found in scan(client, index=self.serving, query=query):
            yield found["_id"], found["_version"]

    def discard(self, client: Elasticsearch, version: str) -> None:
        self._remove(client, [version])

    def _versions(self, client: Elasticsearch) -> dict[str, int]:
        """The indices there are, and of which schema version each is."""
        found = client.indices.get(index=f"{self._access.prefix}-v*", filter_path="*.aliases", expand_wildcards="open")
        matches = {name: self._version.fullmatch(name) for name in found}
        return {name: int(match[1]) for name, match in matches.items() if match}

    def _remove(self, client: Elasticsearch, versions: Iterable[str]) -> None:
        for version in versions:
            client.indices.delete(index=version, ignore_unavailable=True)
            client.options(ignore_status=404).delete(index=self.admin, id=version)

    # -- vocabulary --------------------------------------------------------------------------------

    def prepare(self, client: Elasticsearch) -> None:
        """The index beside the versions, if it is not there yet."""
        if client.indices.exists(index=self.admin):
            return
        mapping = {"dynamic": False}
        settings = {"number_of_shards": 1, "number_of_replicas": self._access.replicas}
        try:
            client.indices.create(index=self.admin, mappings=mapping, settings=settings)
        except BadRequestError as error:  # another made it just now
            if error.error != "resource_already_exists_exception":
                raise

    def save_vocabulary(self, client: Elasticsearch, version: str, vocabulary: Mapping[str, int]) -> None:
        kept = json.dumps(dict(vocabulary), ensure_ascii=False)
        client.index(index=self.admin, id=version, document={"woorden": kept})

    def load_vocabulary(self, client: Elasticsearch, version: str) -> dict[str, int]:
        try:
            return json.loads(client.get(index=self.admin, id=version)["_source"]["woorden"])
        except NotFoundError:
            return {}
