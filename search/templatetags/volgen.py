"""Links with which a reader stays informed of a search."""

from django import template

from search.answer import Resultaten
from search.volgbaar import volgbaar

register = template.Library()


@register.filter
def volgadres(lijst: Resultaten) -> str:
    """What was searched, as the query string of its feed and of the form to follow it."""
    return volgbaar(lijst.vraag.met_woorden(lijst.gezocht_op or lijst.q)).adres()
