import time

from django.db import connection, models, transaction
from django.db.models.functions import Greatest


class Teller(models.Model):
    """A number that only goes up, shared by all processes: it orders what they do, or tells that something changed.

    It is the clock where that runs ahead (microseconds since 1970), so that it also goes up after a database was put
    back from a copy, and never has a value twice.
    """

    INDEX = "index"  # the versions of what is written to the index
    WOORDEN = "woorden"  # names, synonyms and steering as they are now
    SCHEMA = "schema"  # before the name of an engine: the layout of the index that was last begun

    naam = models.CharField(max_length=20, primary_key=True)
    waarde = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.naam} {self.waarde}"

    @classmethod
    def volgende(cls, naam: str) -> int:
        """A higher number. In a transaction that goes on, others wait for their turn until it ends."""
        with transaction.atomic():
            cls.objects.get_or_create(naam=naam)
            now = time.time_ns() // 1000
            cls.objects.filter(naam=naam).update(waarde=Greatest(models.F("waarde") + 1, models.Value(now)))
            return cls.stand(naam)

    @classmethod
    def zet(cls, naam: str, waarde: int) -> None:
        cls.objects.update_or_create(naam=naam, defaults={"waarde": waarde})

    @classmethod
    def stand(cls, naam: str) -> int:
        """The number now; written out, since every search asks for it and a queryset takes ten times as long."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT waarde FROM {cls._meta.db_table} WHERE naam = %s", [naam])  # noqa: S608 - our table
            rij = cursor.fetchone()
        return rij[0] if rij else 0
