"""A real Elasticsearch without containers: for tests, and by hand with `make elasticsearch`."""
