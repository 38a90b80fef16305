from django.db import models
from django.db.models import Q


class OpenbaarGebruik(models.Model):
    """That a live, public thing (`bron`, such as "pagina-12") uses a document or picture.

    A file is public exactly when a row here names it; see bestanden.actions.openbaarheid.
    """

    bron = models.CharField(max_length=100, db_index=True)
    bestand = models.ForeignKey(
        "bestanden.Bestand", on_delete=models.CASCADE, null=True, related_name="openbaar_gebruik"
    )
    afbeelding = models.ForeignKey(
        "bestanden.Afbeelding", on_delete=models.CASCADE, null=True, related_name="openbaar_gebruik"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(bestand__isnull=True) ^ Q(afbeelding__isnull=True), name="openbaar_gebruik_van_een_ding"
            ),
            models.UniqueConstraint(fields=["bron", "bestand"], name="openbaar_gebruik_bestand_eenmaal"),
            models.UniqueConstraint(fields=["bron", "afbeelding"], name="openbaar_gebruik_afbeelding_eenmaal"),
        ]

    def __str__(self) -> str:
        return f"{self.bron} gebruikt {self.bestand_id or self.afbeelding_id}"
