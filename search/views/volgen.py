"""Following a search by mail: ask, confirm, choose and stop. Who has a link from a mail needs no login."""

import datetime
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from berichten.links import OngeldigeLink, VerlopenLink, lees_kenmerk
from search.aanvraaglimiet import is_te_vaak
from search.actions.ontvolgen import stop, stop_alles, wijzig_frequentie
from search.actions.volgen import (
    BEHEREN,
    BEVESTIGEN,
    STOPPEN,
    beheerlink,
    bevestig,
    vraag_beheerlink_aan,
    vraag_volgen_aan,
)
from search.forms.volgen import EmailFormulier, VolgFormulier
from search.labels import labels
from search.models import Frequentie, Volger, Zoekabonnement
from search.query import Zoekvraag
from search.volgbaar import naam_van, volgbaar, vraag_van

BEHEERLINK_GELDIG = datetime.timedelta(days=90)
STOPLINK_GELDIG = datetime.timedelta(days=2 * 365)  # who finds an old mail can still stop with it

View = Callable[[HttpRequest, str], HttpResponse]


def via_link(doel: str, geldig: datetime.timedelta) -> Callable[[View], View]:
    """Give the view the key out of a link of a mail, or tell the reader that the link no longer works."""

    def decorator(view: View) -> View:
        @wraps(view)
        @never_cache
        @require_http_methods(["GET", "HEAD", "POST"])
        def met_sleutel(request: HttpRequest, kenmerk: str) -> HttpResponse:
            try:
                sleutel = lees_kenmerk(doel, kenmerk, geldig)
            except OngeldigeLink as fout:
                return _link_werkt_niet(request, verlopen=isinstance(fout, VerlopenLink))
            return view(request, sleutel)

        return met_sleutel

    return decorator


# -- without a link --------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def volgen(request: HttpRequest) -> HttpResponse:
    """The form to follow the search in the address."""
    vraag = volgbaar(Zoekvraag.uit_request(request.GET))
    adres = vraag.adres()
    if len(adres) > Zoekabonnement.LANGSTE_ADRES:
        return _toon(request, "te_lang", HTTPStatus.REQUEST_URI_TOO_LONG, adres=adres)
    formulier = VolgFormulier(request.POST or None)
    if _mag_door(request, formulier):
        if not formulier.is_van_programma():
            gegevens = formulier.cleaned_data
            vraag_volgen_aan(gegevens["email"], adres, gegevens["frequentie"])
        return redirect(reverse("volgen-gevraagd") + adres)
    return _toon(
        request, "volgen", _status(formulier), formulier=formulier, naam=naam_van(vraag, labels()), adres=adres
    )


@require_safe
def gevraagd(request: HttpRequest) -> HttpResponse:
    """What comes next; the same for an address that was known and one that was not."""
    vraag = volgbaar(Zoekvraag.uit_request(request.GET))
    return _toon(request, "gevraagd", naam=naam_van(vraag, labels()), adres=vraag.adres())


@require_http_methods(["GET", "HEAD", "POST"])
def link_vragen(request: HttpRequest) -> HttpResponse:
    """The form of who lost the mail with the link."""
    formulier = EmailFormulier(request.POST or None)
    if _mag_door(request, formulier):
        if not formulier.is_van_programma():
            vraag_beheerlink_aan(formulier.cleaned_data["email"])
        return redirect("volgen-link-gevraagd")
    return _toon(request, "link_vragen", _status(formulier), formulier=formulier)


@require_safe
def link_gevraagd(request: HttpRequest) -> HttpResponse:
    return _toon(request, "link_gevraagd")


def _mag_door(request: HttpRequest, formulier: EmailFormulier) -> bool:
    if request.method != "POST" or not formulier.is_valid():
        return False
    if is_te_vaak(request):
        formulier.add_error(None, "Er kwamen te veel aanvragen van uw netwerk. Probeer het over een uur opnieuw.")
        return False
    return True


def _status(formulier: EmailFormulier) -> HTTPStatus:
    if formulier.non_field_errors():
        return HTTPStatus.TOO_MANY_REQUESTS
    return HTTPStatus.UNPROCESSABLE_ENTITY if formulier.errors else HTTPStatus.OK


# -- with a link out of a mail ---------------------------------------------------------------------


@via_link(BEVESTIGEN, Zoekabonnement.TE_BEVESTIGEN)
def bevestigen(request: HttpRequest, sleutel: str) -> HttpResponse:
    """What will be followed, with the button that confirms it."""
    abonnement = Zoekabonnement.objects.select_related("volger").filter(pk=sleutel).first()
    if abonnement is None:
        return _link_werkt_niet(request, verlopen=True)
    if request.method == "POST":
        bevestig(abonnement)
        return redirect(f"{beheerlink(abonnement.volger)}?gedaan=bevestigd")
    if abonnement.bevestigd_op:
        return redirect(beheerlink(abonnement.volger))
    return _toon(request, "bevestigen", abonnement=abonnement, **_zoekvraag(abonnement))


@via_link(BEHEREN, BEHEERLINK_GELDIG)
def beheren(request: HttpRequest, sleutel: str) -> HttpResponse:
    """Everything this address follows; how often, and stop."""
    volger = Volger.objects.filter(pk=sleutel).first()
    if volger is None:
        return _toon(request, "gestopt")
    abonnementen = list(volger.abonnementen.all())
    if request.method == "POST":
        return redirect(f"{request.path}?gedaan={_doe(request.POST, volger, abonnementen)}")
    rijen = [{"abonnement": abonnement, **_zoekvraag(abonnement)} for abonnement in abonnementen]
    return _toon(request, "beheren", email=volger.email, rijen=rijen, gedaan=request.GET.get("gedaan", ""))


def _doe(gevraagd: Any, volger: Volger, abonnementen: list[Zoekabonnement]) -> str:
    """What a button of that page asks; buttons of a page that was open for long may name what is gone."""
    actie = gevraagd.get("actie")
    if actie == "stop-alles":
        stop_alles(volger.pk)
        return "gestopt"
    abonnement = next((a for a in abonnementen if str(a.pk) == gevraagd.get("abonnement")), None)
    if abonnement is None:
        return ""
    if actie == "stop":
        stop(abonnement)
        return "gestopt"
    if actie in Frequentie.values:
        wijzig_frequentie(abonnement, Frequentie(actie))
        return "gewijzigd"
    return ""


@csrf_exempt  # the signature in the address is what counts; mail programs post here by themselves (RFC 8058)
@via_link(STOPPEN, STOPLINK_GELDIG)
def stoppen(request: HttpRequest, sleutel: str) -> HttpResponse:
    """A post stops all mails at once; who follows the link gets a button that does it."""
    if request.method == "POST":
        stop_alles(sleutel)
        return _toon(request, "gestopt")
    volger = Volger.objects.filter(pk=sleutel).first()
    if volger is None:
        return _toon(request, "gestopt")
    namen = [_zoekvraag(abonnement)["naam"] for abonnement in volger.abonnementen.all()]
    return _toon(request, "stoppen", namen=namen, beheerlink=beheerlink(volger))


def _zoekvraag(abonnement: Zoekabonnement) -> dict[str, Any]:
    return {"naam": naam_van(vraag_van(abonnement.adres), labels()), "adres": abonnement.adres}


def _link_werkt_niet(request: HttpRequest, *, verlopen: bool) -> HttpResponse:
    return _toon(request, "link_werkt_niet", HTTPStatus.GONE, verlopen=verlopen)


def _toon(request: HttpRequest, pagina: str, status: HTTPStatus = HTTPStatus.OK, **context: Any) -> HttpResponse:
    return render(request, f"search/volgen/{pagina}.html", {**context, "noindex": True}, status=status)
