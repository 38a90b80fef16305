"""Judged queries: what readers type, and how well each document answers that.

`vragen/*.toml` holds them, one file for each kind. They were written and judged before any tuning, by reading the
texts: of each query all that four rankings had among their first eight (the portal's own of that day, BM25 over words
between spaces, Wagtail's page search, BM25 over pieces of words), and what grep and knowing the content added.

A document is named by its address (the sample content) or by its `_id` (sections of ../shared/belasting, of which
nothing but that id is in here). Grades: 3 is exactly what is meant, 2 is good, 1 touches it; `irrelevant` lists what
was looked at and is none of these. Queries of the kind `niets` have no answer in this collection.

`half` divides them, alternately in the order of the SHA-256 of their ids within a kind: `afstemmen` is to tune with,
`eindcijfer` gives the final figure and is not looked at while tuning.
"""
