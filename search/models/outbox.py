from collections.abc import Sequence

from django.db import connection, models
from django.utils import timezone


class Indexwijziging(models.Model):
    """A change the search index has yet to follow; written in the transaction of the change itself."""

    bron = models.CharField(max_length=30)  # name of the DocumentSource
    sleutel = models.PositiveBigIntegerField()  # key within it
    weg = models.BooleanField(default=False)  # readers could no longer see the thing when this was written
    aangemaakt = models.DateTimeField(default=timezone.now)
    pogingen = models.PositiveIntegerField(default=0)  # times that it could not be read or written

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["bron", "sleutel"], name="indexwijziging_van"),
            models.Index(fields=["id"], name="indexwijziging_weg", condition=models.Q(weg=True)),
        ]

    def __str__(self) -> str:
        return f"{self.id}: {self.bron} {self.sleutel}"

    @classmethod
    def weggenomen(cls, hoogstens: int) -> Sequence[tuple[str, int]]:
        """The last things that were taken away and may still be in the index, by source and key; written out, since
        every search asks for them."""
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT bron, sleutel FROM {cls._meta.db_table} WHERE weg ORDER BY id DESC LIMIT %s",  # noqa: S608
                [hoogstens],
            )
            return cursor.fetchall()
