import datetime
import uuid

from django.db import models
from django.utils import timezone

from search.models.volger import Volger

OCHTEND = datetime.time(7)  # Europe/Amsterdam
MAANDAG = 0


class Frequentie(models.TextChoices):
    WEKELIJKS = "wekelijks", "Elke week, op maandag"
    DAGELIJKS = "dagelijks", "Elke dag"

    def eerstvolgende(self, na: datetime.datetime) -> datetime.datetime:
        """The first morning after this moment on which an overview goes out."""
        dag = timezone.localdate(na)
        while True:
            ochtend = timezone.make_aware(datetime.datetime.combine(dag, OCHTEND))
            if ochtend > na and (self == Frequentie.DAGELIJKS or dag.weekday() == MAANDAG):
                return ochtend
            dag += datetime.timedelta(days=1)


class ZoekabonnementQuerySet(models.QuerySet["Zoekabonnement"]):
    def aan_de_beurt(self, nu: datetime.datetime, tot: datetime.datetime) -> "ZoekabonnementQuerySet":
        """Those whose morning has come, and for which it can be told what is new up to `tot`."""
        return self.filter(volgende__lte=nu, bij_tot__lt=tot)

    def vergeten(self, nu: datetime.datetime) -> "ZoekabonnementQuerySet":
        """Those that were asked for, and not confirmed in time."""
        return self.niet_bevestigd().filter(aangevraagd__lt=nu - Zoekabonnement.TE_BEVESTIGEN)

    def niet_bevestigd(self) -> "ZoekabonnementQuerySet":
        return self.filter(bevestigd_op=None)


class Zoekabonnement(models.Model):
    """A search that somebody follows by mail, once they confirmed it."""

    LANGSTE_ADRES = 1500
    TE_BEVESTIGEN = datetime.timedelta(days=7)  # then it is removed

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    volger = models.ForeignKey(Volger, on_delete=models.CASCADE, related_name="abonnementen")
    adres = models.CharField(max_length=LANGSTE_ADRES)  # the search, as search.volgbaar writes it
    frequentie = models.CharField("hoe vaak", max_length=10, choices=Frequentie, default=Frequentie.WEKELIJKS)
    aangevraagd = models.DateTimeField()
    bevestigd_op = models.DateTimeField(null=True)
    bij_tot = models.DateTimeField()  # what appeared after this is still to be told
    volgende = models.DateTimeField(null=True, db_index=True)  # when the next overview is due

    objects = ZoekabonnementQuerySet.as_manager()

    class Meta:
        verbose_name = "zoekabonnement"
        verbose_name_plural = "zoekabonnementen"
        ordering = ["aangevraagd"]
        constraints = [
            models.UniqueConstraint(fields=["volger", "adres"], name="zoekabonnement_eenmaal"),
            models.CheckConstraint(
                condition=models.Q(bevestigd_op=None, volgende=None)
                | models.Q(bevestigd_op__isnull=False, volgende__isnull=False),
                name="zoekabonnement_alleen_bevestigd_aan_de_beurt",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.adres}, {self.frequentie}"

    @property
    def ritme(self) -> Frequentie:
        return Frequentie(self.frequentie)

    @property
    def te_bevestigen_tot(self) -> datetime.datetime:
        return self.aangevraagd + self.TE_BEVESTIGEN
