"""For scale: a stock Wagtail site with its own search over 50 000 pages on such a machine (bare view 1.5 ms)."""

# p50, and p95 where it is known, in the words of the tables.
ZOEKEN = "154 ms (p95 16 s); PostgreSQL 1 005 ms"
LIJST = "139 ms"
LIJST_ACHTERIN = "1 600 ms"
DETAIL = "14 ms"
INDEXEREN = "996/s"
# The same site with Elasticsearch behind Wagtail's search.
ZOEKEN_ELASTICSEARCH = "23 ms, 28 with one facet"
INDEXEREN_ELASTICSEARCH = "777/s"
# The engines themselves, asked for what they are good at.
ELASTICSEARCH_ALLEEN = "5.7 ms with facet and highlight"
TANTIVY_ALLEEN = "0.2 ms"

PER_PAGINA = {
    "list, first page": LIJST,
    "list, last pages": LIJST_ACHTERIN,
    "list, three filters": LIJST,
    "search, one word": ZOEKEN,
    "search, two words": ZOEKEN,
    "search, two words, all facets": ZOEKEN,
    "search, last pages": ZOEKEN,
    "praktijkvoorbeeld": DETAIL,
    "hoofdstuk": DETAIL,
    "artikel": DETAIL,
}
