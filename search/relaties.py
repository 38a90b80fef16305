"""Which relations of a page lead to anything: most are empty, and asking each for it takes longer than all at once."""

from collections.abc import Collection, Sequence
from functools import lru_cache

from django.db import connection, models


def gevulde_relaties(pagina: models.Model, namen: Sequence[str]) -> Collection[str]:
    """Those of these relations that are not empty, in one query; of what is in memory only (a preview), all."""
    if getattr(pagina, "_cluster_related_objects", None) or pagina.pk is None:
        return namen
    vraag, aantal = _vraag(type(pagina), tuple(namen))
    with connection.cursor() as cursor:
        cursor.execute(vraag, [pagina.pk] * aantal)
        return {naam for (naam,) in cursor.fetchall()}


@lru_cache(maxsize=100)
def _vraag(model: type[models.Model], namen: tuple[str, ...]) -> tuple[str, int]:
    delen = [
        f"SELECT '{naam}' WHERE EXISTS (SELECT 1 FROM {tabel} WHERE {kolom} = %s)"  # noqa: S608 - names of our models
        for naam, (tabel, kolom) in ((naam, _plek(model, naam)) for naam in namen)
    ]
    return " UNION ALL ".join(delen), len(delen)


def _plek(model: type[models.Model], naam: str) -> tuple[str, str]:
    """The table of a relation, and its column that points to the page."""
    veld = model._meta.get_field(naam)
    if isinstance(veld, models.ManyToManyField):
        return _veilig(veld.m2m_db_table()), _veilig(veld.m2m_column_name())
    if isinstance(veld, models.ManyToOneRel):
        return _veilig(veld.related_model._meta.db_table), _veilig(veld.field.column)
    raise TypeError(f"{naam} leidt van een {model.__name__} niet naar meer dingen.")


def _veilig(naam: str) -> str:
    return connection.ops.quote_name(naam)
