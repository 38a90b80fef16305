import datetime
import uuid

from django.db import models
from django.db.models.functions import Lower


class VolgerQuerySet(models.QuerySet["Volger"]):
    def van(self, email: str) -> "VolgerQuerySet":
        return self.filter(email=email.lower())

    def zonder_abonnement(self) -> "VolgerQuerySet":
        return self.filter(abonnementen=None)


class Volger(models.Model):
    """An address that follows searches, and nothing more of whoever is behind it; it goes with the last of these."""

    MAILS_PER_DAG = 5  # that anybody can have us send to it, by filling in the form

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)  # in lower case
    gevraagd_op = models.DateField(null=True)  # the last day somebody filled in the form, and the mails of that day
    gevraagd = models.PositiveSmallIntegerField(default=0)

    objects = VolgerQuerySet.as_manager()

    class Meta:
        verbose_name = "volger"
        verbose_name_plural = "volgers"
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="volger_email_in_kleine_letters")
        ]

    def __str__(self) -> str:
        return str(self.id)  # no address in logs

    def tel_aanvraag(self, vandaag: datetime.date) -> bool:
        """Count one more mail for today; False when there were too many already."""
        if self.gevraagd_op != vandaag:
            self.gevraagd_op, self.gevraagd = vandaag, 0
        if self.gevraagd >= self.MAILS_PER_DAG:
            return False
        self.gevraagd += 1
        self.save(update_fields=["gevraagd_op", "gevraagd"])
        return True
