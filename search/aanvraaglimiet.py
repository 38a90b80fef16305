"""How often one machine may have us send mail, or count something.

The network address is kept only as a hash, and only for an hour.
"""

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from search.api.limits import address_of

PER_UUR = 20
_UUR = 60 * 60


def is_te_vaak(request: HttpRequest, waarvoor: str = "volgen", per_uur: int = PER_UUR) -> bool:
    """Count this request; True when there were too many. Each process counts for itself: this stops a flood."""
    wie = salted_hmac("search.aanvraaglimiet", address_of(request)).hexdigest()
    sleutel = f"{waarvoor}-{wie}"
    cache.add(sleutel, 0, _UUR)
    try:
        return cache.incr(sleutel) > per_uur
    except ValueError:  # it ran out just now
        return False
