"""How often one machine may have us send mail, or count something, and how often one address is mailed.

Addresses are counted as keyed hashes, in memory only.
"""

from django.http import HttpRequest

from search.api.limits import address_of
from search.shared_counts import DAY, HOUR

PER_UUR = 20
LINKS_PER_DAG = 5


def is_te_vaak(request: HttpRequest, waarvoor: str = "volgen", per_uur: int = PER_UUR) -> bool:
    """Count this request; True when there were too many from its network address this hour."""
    return HOUR.count(waarvoor, address_of(request)) > per_uur


def krijgt_te_veel_links(email: str) -> bool:
    """Count a link that is asked for this mail address, known or not; True when there were too many today.

    Apart from the mails that confirm: whoever uses those up must not keep the owner from a link to stop with.
    """
    return DAY.count("beheerlink", email.lower()) > LINKS_PER_DAG
