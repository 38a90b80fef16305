from django.db import models


class Importrecord(models.Model):
    """That a page came from record (`soort`, `bron_id`) of an import, and in which state the record was then.

    A record that did not change since is left alone, so that what an editor changed on the page stays.
    """

    soort = models.CharField(max_length=20)
    bron_id = models.CharField(max_length=200)
    vingerafdruk = models.CharField(max_length=64)
    pagina = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["soort", "bron_id"], name="importrecord_eenmaal")]

    def __str__(self) -> str:
        return f"{self.soort} {self.bron_id}"
