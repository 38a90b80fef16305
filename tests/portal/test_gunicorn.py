"""What the web server lets through to the portal."""

import pytest
from gunicorn.config import Config
from gunicorn.http.parser import RequestParser

import portal.gunicorn


@pytest.mark.parametrize("header", ["Host: localhost", f"HX-Current-URL: /zoeken/?q={'é' * 10_000}"])
def test_een_zoekvraag_van_tienduizend_tekens_komt_aan(header: str) -> None:
    config = Config()
    for naam in ("limit_request_line", "limit_request_field_size"):
        config.set(naam, getattr(portal.gunicorn, naam))
    adres = f"/zoeken/?q={'%C3%A9' * 10_000}"
    verzoek = next(RequestParser(config, [f"GET {adres} HTTP/1.1\r\n{header}\r\n\r\n".encode()], ("127.0.0.1", 1)))
    assert verzoek.uri == adres
