"""Links in mails: signed, for one purpose, and good for a limited time.

A link carries a key, never an address or anything else about a person. What it allows is asked of the database when
it is opened; the view behind it shows what will be done and has a button do it, since mail scanners open links.
"""

from datetime import timedelta

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner


class OngeldigeLink(Exception):
    """Not one of ours, or made for another purpose."""


class VerlopenLink(OngeldigeLink):
    """One of ours, but too old."""


def maak_kenmerk(doel: str, sleutel: str) -> str:
    """What goes in the address: the key with its time and signature; `doel` is what it may be used for."""
    return _ondertekenaar(doel).sign(sleutel)


def lees_kenmerk(doel: str, kenmerk: str, geldig: timedelta) -> str:
    """The key, if this was made for the same purpose no longer ago than that."""
    try:
        return _ondertekenaar(doel).unsign(kenmerk, max_age=geldig)
    except SignatureExpired as fout:
        raise VerlopenLink(kenmerk) from fout
    except BadSignature as fout:
        raise OngeldigeLink(kenmerk) from fout


def _ondertekenaar(doel: str) -> TimestampSigner:
    # Mail programs take a dot or a colon at the end of an address for punctuation; these are inside it.
    return TimestampSigner(salt=f"berichten.links.{doel}", sep="~")
