from django.db import models


class Eenmalig(models.Model):
    """Something that is done once in the life of a site, such as loading data, and not again at the next start.

    Without it, what an editor removed would come back. The mark is of the content and therefore in the database.
    """

    naam = models.CharField(max_length=60, primary_key=True)
    vingerafdruk = models.CharField(max_length=64, blank=True)  # of the data that was loaded
    gedaan_op = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam
