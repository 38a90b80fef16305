"""A search as an Atom feed (RFC 4287).

Ordered by when things appeared on the site, not by their own date: an old praktijkvoorbeeld that was brought in today
is news to whoever reads along.
"""

import datetime
from dataclasses import replace
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from search.document import VERZONNEN
from search.engines.contract import EngineHit
from search.kinds import kind
from search.labels import labels
from search.language.tokens import clean
from search.query import Zoekvraag
from search.results import Venster, zoek_nieuw
from search.volgbaar import naam_van

AANTAL = 50
_GEEN_XML = {0xFFFE: None, 0xFFFF: None}  # besides control characters
_BEGIN = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)  # what never appeared is before it


class ZoekFeed(Atom1Feed):
    """Of an empty feed the date is fixed: the generator would say it changed just now, at every request."""

    def latest_post_date(self) -> datetime.datetime:
        return max((item["updateddate"] for item in self.items), default=_BEGIN)


def bouw_feed(vraag: Zoekvraag) -> ZoekFeed:
    """The newest of what this question finds; raises EngineUnavailable."""
    gevonden = zoek_nieuw(replace(vraag, per_pagina=AANTAL), Venster(na=_BEGIN))
    naam, adres = naam_van(vraag, labels()), vraag.adres()
    feed = ZoekFeed(
        title=_xml(f"Nieuw op De Kanteling: {naam}"),
        link=f"{settings.SITE_URL}{reverse('zoeken')}{adres}",
        description=None,
        language="nl",
        author_name="De Kanteling",
        feed_url=f"{settings.SITE_URL}{reverse('zoeken-atom')}{adres}",
        feed_guid=_tag("2026", f"zoeken{adres}"),
    )
    for ding in gevonden.hits:
        if ding.verschenen:
            _voeg_toe(feed, ding, ding.verschenen)
    return feed


def _voeg_toe(feed: ZoekFeed, ding: EngineHit, verschenen: datetime.datetime) -> None:
    samenvatting = str(ding.kaart.get("samenvatting") or ding.samenvatting)
    feed.add_item(
        title=_xml(ding.titel),
        link=f"{settings.SITE_URL}{ding.url}",
        description=escape(_xml(f"{VERZONNEN}. {samenvatting}" if ding.verzonnen else samenvatting)),
        pubdate=verschenen,
        updateddate=verschenen,
        unique_id=_tag(f"{verschenen.astimezone(datetime.UTC):%Y-%m-%d}", ding.id),
        categories=[kind(ding.soort).name],
    )


def _xml(tekst: str) -> str:
    """The text without what XML has no place for."""
    return clean(tekst).translate(_GEEN_XML)


def _tag(datum: str, naam: str) -> str:
    """A lasting name (RFC 4151): the same when the address of the page changes."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},{datum}:{naam}"
