import datetime
from typing import Any

from django.db import models
from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce

DAGEN_VOOR_TONEN = 2  # asked on fewer days, a query may tell who asked it


class ZoekopdrachtQuerySet(models.QuerySet["Zoekopdracht"]):
    def met_dagen(self) -> models.QuerySet[Any, dict[str, Any]]:
        """One row a query: on how many days it was asked. Who opens a result a day later did not ask again."""
        return self.order_by().values("vraag").annotate(dagen=Count("pk", filter=Q(gevraagd__gt=0)))

    def toonbaar(self) -> "ZoekopdrachtQuerySet":
        """Of queries that were asked on two different days or more, however long ago the first."""
        vaker = self.model.objects.met_dagen().filter(dagen__gte=DAGEN_VOOR_TONEN)
        return self.filter(vraag__in=vaker.values("vraag"))

    def per_vraag(self, vanaf: datetime.date, ervoor: datetime.date) -> models.QuerySet[Any, dict[str, Any]]:
        """One row a query: its numbers since `vanaf`, and how often it was asked between `ervoor` and then."""
        nu, eerder = Q(dag__gte=vanaf), Q(dag__gte=ervoor, dag__lt=vanaf)
        return (
            self.filter(dag__gte=ervoor)
            .order_by()
            .values("vraag")
            .annotate(
                keren=Coalesce(Sum("gevraagd", filter=nu), 0),
                niets=Coalesce(Sum("zonder_resultaat", filter=nu), 0),
                kliks=Coalesce(Sum("geklikt", filter=nu), 0),
                plaats=Coalesce(Sum("plaatsen", filter=nu), 0),
                eerder=Coalesce(Sum("gevraagd", filter=eerder), 0),
            )
            .annotate(verschil=F("keren") - F("eerder"))
            .order_by("-keren", "vraag")
        )

    def veelgezocht(self, vanaf: datetime.date, *, keren: int, dagen: int, geopend: int) -> models.QuerySet[Any, str]:
        """What was asked since `vanaf` so often, on so many days, mostly found something and led to so many results."""
        return (
            self.filter(dag__gte=vanaf)
            .met_dagen()
            .annotate(keren=Sum("gevraagd"), niets=Sum("zonder_resultaat"), kliks=Sum("geklikt"))
            .filter(dagen__gte=dagen, keren__gte=keren, kliks__gte=geopend, niets__lt=F("keren") / 2.0)
            .order_by("-keren", "vraag")
            .values_list("vraag", flat=True)
        )


class Zoekopdracht(models.Model):
    """How often a query was asked on one day; nothing about who asked it, nor at what time."""

    dag = models.DateField("dag")
    vraag = models.CharField("zoekvraag", max_length=100)
    gevraagd = models.PositiveIntegerField("gevraagd", default=0)
    zonder_resultaat = models.PositiveIntegerField("zonder resultaat", default=0)
    geklikt = models.PositiveIntegerField("geklikt", default=0)
    plaatsen = models.PositiveIntegerField("som van de plaatsen waarop is geklikt", default=0)

    objects = ZoekopdrachtQuerySet.as_manager()

    class Meta:
        verbose_name = "zoekvraag"
        verbose_name_plural = "zoekvragen"
        default_permissions = ("view",)
        ordering = ["-dag", "vraag"]
        constraints = [models.UniqueConstraint(fields=["vraag", "dag"], name="zoekopdracht_eenmaal_per_dag")]
        indexes = [models.Index(fields=["dag"], name="zoekopdracht_dag")]

    def __str__(self) -> str:
        return f"{self.vraag} ({self.dag})"
