"""Who may do what in the editors' admin."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from wagtail.models import GroupPagePermission, Page, Workflow, WorkflowPage

from gemeenten.models import Gebruiker
from portal.actions.rollen import EINDREDACTEUR, REDACTEUR, stel_rollen_in
from tests.portal.conftest import maak_praktijkvoorbeeld

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rollen")]


def test_rollen_instellen_kan_opnieuw_en_herstelt_rechten() -> None:
    groep = Group.objects.get(name=REDACTEUR)
    recht = GroupPagePermission.objects.filter(group__name=EINDREDACTEUR, permission__codename="publish_page").get()
    GroupPagePermission.objects.create(group=groep, page=recht.page, permission=recht.permission)
    stel_rollen_in()
    assert set(groep.page_permissions.values_list("permission__codename", flat=True)) == {"add_page", "change_page"}
    assert Workflow.objects.filter(name="Redactie").count() == 1
    assert WorkflowPage.objects.get(workflow__name="Redactie").page.depth == 2
    assert not Group.objects.filter(name__in=["Editors", "Moderators"]).exists()


@pytest.mark.parametrize(
    ("pad", "redacteur_mag"),
    [
        ("/redactie/praktijkvoorbeelden/", True),
        ("/redactie/handreikingen/", True),
        ("/redactie/begrippen/", False),
        ("/redactie/wetsartikelen/", False),
        ("/redactie/gemeenten/", False),
        ("/redactie/maildomeinen/", False),
        ("/redactie/onderdelen/", False),
        ("/redactie/redirects/", False),
    ],
)
def test_wie_mag_waar_komen(
    pad: str,
    redacteur_mag: bool,
    als: Callable[[Gebruiker], Client],
    redacteur: Gebruiker,
    eindredacteur: Gebruiker,
) -> None:
    assert (als(redacteur).get(pad).status_code == 200) is redacteur_mag
    assert als(eindredacteur).get(pad).status_code == 200


@pytest.mark.parametrize(
    "pad", ["/redactie/users/", "/redactie/groups/", "/redactie/sites/", "/redactie/workflows/add/"]
)
def test_beheer_is_niet_voor_eindredacteuren(
    pad: str, als: Callable[[Gebruiker], Client], eindredacteur: Gebruiker
) -> None:
    assert als(eindredacteur).get(pad).status_code == 302


def test_redacteur_publiceert_niet_eindredacteur_wel(redacteur: Gebruiker, eindredacteur: Gebruiker) -> None:
    pagina = maak_praktijkvoorbeeld("Concept", live=False)
    assert pagina.permissions_for_user(redacteur).can_edit()
    assert not pagina.permissions_for_user(redacteur).can_publish()
    assert pagina.permissions_for_user(eindredacteur).can_publish()
    assert pagina.get_workflow().name == "Redactie"


def test_alleen_wat_nooit_gepubliceerd_was_wordt_verwijderd(
    redacteur: Gebruiker, eindredacteur: Gebruiker, als: Callable[[Gebruiker], Client]
) -> None:
    gepubliceerd = maak_praktijkvoorbeeld("Gepubliceerd")
    ingetrokken = maak_praktijkvoorbeeld("Ingetrokken")
    ingetrokken.unpublish()
    van_een_ander = maak_praktijkvoorbeeld("Van een ander", live=False)
    eigen = maak_praktijkvoorbeeld("Eigen concept", live=False, owner=redacteur)
    for gebruiker, mag in [
        (redacteur, {gepubliceerd: False, ingetrokken: False, van_een_ander: False, eigen: True}),
        (eindredacteur, {gepubliceerd: False, ingetrokken: False, van_een_ander: True, eigen: True}),
    ]:
        for pagina, verwacht in mag.items():
            assert pagina.permissions_for_user(gebruiker).can_delete() is verwacht, (gebruiker, pagina)
            assert Page.objects.get(pk=pagina.pk).permissions_for_user(gebruiker).can_delete() is verwacht
    als(eindredacteur).post(f"/redactie/pages/{gepubliceerd.pk}/delete/")
    assert Page.objects.filter(pk=gepubliceerd.pk).exists()


def test_demogebruikers_alleen_in_demonstratie(capsys: pytest.CaptureFixture[str], client: Client) -> None:
    with override_settings(DEMO=False), pytest.raises(CommandError):
        call_command("demo_gebruikers")
    assert not Gebruiker.objects.exists()
    with override_settings(DEMO=True):
        call_command("demo_gebruikers")
        redacteur = Gebruiker.objects.get(email="redacteur@demo.example")
        redacteur.set_password("zelf-gekozen-wachtwoord")
        redacteur.save()
        call_command("demo_gebruikers")
    redacteur.refresh_from_db()
    assert redacteur.check_password("zelf-gekozen-wachtwoord")
    email, wachtwoord = capsys.readouterr().out.splitlines()[1].split()
    antwoord = client.post("/redactie/login/", {"username": email.upper(), "password": wachtwoord})
    assert antwoord.status_code == 302
    assert Group.objects.get(name=EINDREDACTEUR).user_set.get().email == email
