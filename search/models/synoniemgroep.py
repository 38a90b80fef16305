from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import models

from search.language.phrases import lines
from search.models.begrip import Begrip
from search.names import Name, inflected_name, name_of, says_enough

MEESTE_REGELS = 20
LANGSTE_REGEL = 80


def gecontroleerde_regels(tekst: str) -> list[str]:
    """The words of a list, or what is wrong with them, in words an editor can act on."""
    regels = lines(tekst)
    if len(regels) > MEESTE_REGELS:
        raise ValidationError(f"Dit zijn {len(regels)} regels. Gebruik er hoogstens {MEESTE_REGELS}.")
    gezien: dict[Name, str] = {}
    for regel in regels:
        if len(regel) > LANGSTE_REGEL:
            raise ValidationError(f"‘{regel[:30]}…’ is te lang. Gebruik hoogstens {LANGSTE_REGEL} tekens op een regel.")
        sleutel = _naam(regel)
        if not sleutel:
            raise ValidationError(f"Op ‘{regel}’ kan niemand zoeken: dit woord is te algemeen. Haal het weg.")
        if sleutel in gezien:
            raise ValidationError(f"‘{regel}’ staat er twee keer (ook als ‘{gezien[sleutel]}’). Haal er een weg.")
        gezien[sleutel] = regel
    return regels


def _naam(regel: str) -> Name:
    """Enkelvoud and meervoud are the same to search, so they are here."""
    return inflected_name(name_of(regel))


def _zegt_genoeg(regels: list[str]) -> list[str]:
    """Search passes small words by, so a line that means something only with them would be about something else."""
    for regel in regels:
        if not says_enough(regel):
            over = " ".join(name_of(regel))
            raise ValidationError(
                f"Van ‘{regel}’ blijft bij het zoeken alleen ‘{over}’ over: kleine woorden tellen niet mee. Dan vinden "
                f"lezers te veel. Kies een woord dat zonder kleine woorden hetzelfde betekent."
            )
    return regels


class Synoniemgroep(models.Model):
    """Words that mean the same to search, beside the other names of concepts; or lead one way to each other."""

    class Richting(models.TextChoices):
        BEIDE = "beide", "Deze woorden betekenen hetzelfde"
        EEN = "een", "Wie op deze woorden zoekt, vindt óók iets anders"

    richting = models.CharField("soort", max_length=10, choices=Richting, default=Richting.BEIDE)
    woorden = models.TextField(
        "woorden",
        help_text="Een woord of woordgroep per regel. Bijvoorbeeld ‘scootmobiel’ en op de volgende regel "
        "‘elektrische rolstoel’.",
    )
    vindt_ook = models.TextField(
        "vindt ook",
        blank=True,
        help_text="Alleen bij ‘vindt óók iets anders’. Bijvoorbeeld: wie op ‘rollator’ zoekt, vindt ook ‘hulpmiddel’. "
        "Andersom niet: wie op ‘hulpmiddel’ zoekt, krijgt niet alles over rollators.",
    )
    toelichting = models.TextField("waarom", blank=True, help_text="Voor uw collega’s. Lezers zien dit niet.")

    class Meta:
        verbose_name = "synoniemgroep"
        verbose_name_plural = "synoniemen"
        ordering = ["woorden"]

    def __str__(self) -> str:
        van = ", ".join(lines(self.woorden))
        return f"{van} → {', '.join(lines(self.vindt_ook))}" if self.richting == self.Richting.EEN else van

    def paren(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each phrase that is searched for, with the phrases that are found too."""
        woorden, ook = lines(self.woorden), lines(self.vindt_ook)
        for woord in woorden:
            anderen = ook if self.richting == self.Richting.EEN else [ander for ander in woorden if ander != woord]
            yield woord, tuple(anderen)

    def clean(self) -> None:
        if not self.woorden.strip():
            return  # the field itself says that it is required
        fouten: dict[str, str] = {}
        for veld in ("woorden", "vindt_ook"):
            try:
                setattr(self, veld, "\n".join(_zegt_genoeg(gecontroleerde_regels(getattr(self, veld)))))
            except ValidationError as fout:
                fouten[veld] = str(fout.message)
        if fouten:
            raise ValidationError(fouten)
        if self.richting == self.Richting.EEN:
            self._controleer_een_richting()
        else:
            self._controleer_beide_richtingen()

    def _controleer_een_richting(self) -> None:
        if not self.vindt_ook:
            raise ValidationError({"vindt_ook": "Vul in wat lezers ook moeten vinden."})
        woorden = {_naam(regel) for regel in lines(self.woorden)}
        for regel in lines(self.vindt_ook):
            if _naam(regel) in woorden:
                raise ValidationError({"vindt_ook": f"‘{regel}’ staat ook bij de woorden. Haal het op één plek weg."})
        self._controleer_of_nieuw()

    def _controleer_beide_richtingen(self) -> None:
        if len(lines(self.woorden)) < 2:
            raise ValidationError({"woorden": "Zet er ten minste twee woorden in, elk op een eigen regel."})
        if self.vindt_ook:
            raise ValidationError(
                {"vindt_ook": "Dit veld hoort bij ‘vindt óók iets anders’. Maak het leeg, of kies die soort."}
            )
        woorden = {_naam(regel) for regel in lines(self.woorden)}
        for ander in Synoniemgroep.objects.filter(richting=self.Richting.BEIDE).exclude(pk=self.pk):
            for regel in lines(ander.woorden):
                if _naam(regel) in woorden:
                    raise ValidationError(
                        {"woorden": f"‘{regel}’ staat al in de groep ‘{ander}’. Zet uw woorden in die groep erbij."}
                    )
        self._controleer_of_nieuw()

    def _controleer_of_nieuw(self) -> None:
        """What others say already needs no group of its own."""
        eigen = {(_naam(van), _naam(naar)) for van, anderen in self.paren() for naar in anderen}
        for begrip in Begrip.objects.exclude(alternatieven="").order_by():
            namen = {_naam(naam) for naam in (begrip.label, *begrip.alternatieve_labels)}
            if all(van in namen and naar in namen for van, naar in eigen):
                raise ValidationError(
                    {"woorden": f"Dit zijn al namen van het begrip ‘{begrip.label}’. Deze groep voegt niets toe."}
                )
        for ander in Synoniemgroep.objects.exclude(pk=self.pk):
            if eigen <= {(_naam(van), _naam(naar)) for van, anderen in ander.paren() for naar in anderen}:
                raise ValidationError({"woorden": f"Dit staat al in de groep ‘{ander}’."})
