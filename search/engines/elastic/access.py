"""Where Elasticsearch is and how to get in, from the settings."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True, slots=True)
class Access:
    """Everything an installation can say of its Elasticsearch."""

    hosts: tuple[str, ...]  # with user:password@ where these are asked for
    api_key: str = ""
    ca_certs: str = ""
    shards: int = 1
    replicas: int = 0
    prefix: str = "kanteling"  # of all names in the cluster

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9_-]*", self.prefix):
            raise ImproperlyConfigured(
                "ELASTICSEARCH_PREFIX: kleine letters, cijfers, - en _, te beginnen met een letter."
            )

    @classmethod
    def from_settings(cls) -> "Access":
        return cls(
            hosts=tuple(host.strip() for host in settings.ELASTICSEARCH_URL.split(",") if host.strip()),
            api_key=settings.ELASTICSEARCH_API_KEY,
            ca_certs=settings.ELASTICSEARCH_CA_CERTS,
            shards=settings.ELASTICSEARCH_SHARDS,
            replicas=settings.ELASTICSEARCH_REPLICAS,
            prefix=settings.ELASTICSEARCH_PREFIX,
        )
