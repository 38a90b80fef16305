"""What happens here that rooms above may want to know."""

from django.dispatch import Signal

tekst_gelezen = Signal()  # bestand: the Bestand whose pages were read anew, within the transaction that stored them
