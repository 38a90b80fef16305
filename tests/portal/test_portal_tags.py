"""What every template uses: where one is, dates, and cards for pages."""

import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from portal.templatetags.portal_tags import datum, moment, op_nummer, wanneer


def toon(bron: str, pad: str = "/", **context: Any) -> str:
    request = RequestFactory().get(pad)
    return Template("{% load portal_tags %}" + bron).render(Context({"request": request, **context}))


def test_the_section_one_is_in_is_marked() -> None:
    bron = (
        "{% hoofdnavigatie as nav %}{% for deel in nav %}"
        "{% if deel.huidig %}{{ deel.titel }}={{ deel.huidig }};{% endif %}{% endfor %}"
    )
    assert toon(bron, "/agenda/") == "Agenda=page;"
    assert toon(bron, "/agenda/een-middag/") == "Agenda=true;"
    assert toon(bron, "/") == ""


@pytest.mark.parametrize(
    ("vraag", "canoniek"),
    [("", "/zoeken/"), ("?q=a&pagina=3", "/zoeken/?pagina=3"), ("?pagina=1", "/zoeken/"), ("?pagina=<b>", "/zoeken/")],
)
def test_the_canonical_address_has_no_filters(vraag: str, canoniek: str) -> None:
    assert toon("{% canoniek_pad %}", "/zoeken/" + vraag) == canoniek


def test_breadcrumbs_of_a_view_end_where_one_is() -> None:
    html = toon("{% kruimels 'Almere' %}", "/gemeenten/almere/", kruimels=[("Gemeenten", "/gemeenten/")])
    assert '<a class="utrecht-breadcrumb-nav__link" href="/gemeenten/">Gemeenten</a>' in html
    assert 'aria-current="page">Almere<' in html
    assert "BreadcrumbList" in html


def test_breadcrumbs_cannot_end_their_own_script() -> None:
    html = toon("{% kruimels naam %}", "/x/", naam="</script><script>alert(1)</script>")
    assert "<script>alert" not in html


def test_dates_as_people_write_them() -> None:
    assert datum(datetime.date(2014, 11, 21)) == '<time datetime="2014-11-21">21 november 2014</time>'
    assert datum("2014-11-21") == datum(datetime.date(2014, 11, 21))
    assert datum(None) == ""
    assert datum("geen datum") == ""


def test_a_moment_is_told_in_dutch_time() -> None:
    laat = moment("2026-03-11T23:30:00+00:00")
    assert isinstance(laat, datetime.datetime)
    assert (laat.day, laat.hour, laat.minute) == (12, 0, 30)


def test_when_a_meeting_is() -> None:
    een_dag = wanneer("2026-03-11T12:00:00+00:00", "2026-03-11T15:30:00+00:00")
    assert "woensdag 11 maart 2026, 13.00 tot 16.30 uur" in een_dag
    twee_dagen = wanneer("2026-03-11T12:00:00+00:00", "2026-03-12T15:30:00+00:00")
    assert "tot en met donderdag 12 maart 2026, 16.30 uur" in twee_dagen
    assert wanneer(None, None) == ""


def test_articles_in_the_order_in_which_people_count() -> None:
    artikelen = [SimpleNamespace(nummer=nummer) for nummer in ("10", "2.3.2", "4a", "4", "2.10", "")]
    assert [artikel.nummer for artikel in op_nummer(artikelen)] == ["", "2.3.2", "2.10", "4", "4a", "10"]
