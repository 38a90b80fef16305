from django.db import models


class Indexwijziging(models.Model):
    """A change the search index has yet to follow; written in the transaction of the change itself."""

    bron = models.CharField(max_length=30)  # name of the DocumentSource
    sleutel = models.PositiveBigIntegerField()  # key within it
    aangemaakt = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["bron", "sleutel"], name="indexwijziging_van")]

    def __str__(self) -> str:
        return f"{self.id}: {self.bron} {self.sleutel}"
