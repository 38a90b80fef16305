"""Journeys in the system's Chromium, against the real thing: `make start` with sample content, on its own state."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from portal.management.commands.demo_gebruikers import DEMO_GEBRUIKERS
from tests.available import chromium, missing

FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
READY_WITHIN = 300  # seconds; on a busy machine
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All journeys in one process: they share one site, and one of them publishes on it."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def site_var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the state of that portal, its mails among it."""
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="session")
def site(site_var: Path) -> Iterator[str]:
    """The address of a started portal."""
    var = site_var
    # The packages are those of the tests themselves; the state is new.
    (var / "venv").symlink_to(sys.prefix)
    for name in ("node", "node-wheel", "styles"):
        if (made := settings.VAR_OF_USER / name).exists():
            (var / name).symlink_to(made)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = {**os.environ, "PORTAL_VAR": str(var), "PORT": str(port), "DJANGO_SETTINGS_MODULE": "portal.settings"}
    env.pop("DATABASE_URL", None)
    output = var / "output.txt"
    with output.open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "bin.start"], cwd=settings.BASE_DIR, env=env, stdout=log, stderr=log
        )
    try:
        _wait_until_ready(process, output)
        yield f"http://localhost:{port}"
    finally:
        process.send_signal(signal.SIGINT)
        code = process.wait(40)
    assert code == 0, output.read_text()


def _wait_until_ready(process: subprocess.Popen[bytes], output: Path) -> None:
    for _ in range(READY_WITHIN * 5):
        if "Ready after" in output.read_text():
            return
        try:
            process.wait(0.2)
        except subprocess.TimeoutExpired:
            continue
        break
    pytest.fail(f"the site did not start:\n{output.read_text()}", pytrace=False)


@pytest.fixture(scope="session")
def chromium_browser() -> Iterator[Browser]:
    executable = chromium()
    # Playwright keeps an event loop running in this thread, which Django would take for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def context(chromium_browser: Browser, site: str) -> Iterator[BrowserContext]:
    """A reader's browser: relative addresses are those of the site."""
    context = chromium_browser.new_context(base_url=site, locale="nl-NL", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def pagina(context: BrowserContext, site: str) -> Iterator[Page]:
    """A page; the test fails if it calls another host or writes an error to the console."""
    page = context.new_page()
    complaints: list[str] = []
    page.on("request", lambda request: _note_foreign(request.url, site, complaints))
    page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
    page.on("console", lambda message: _note_error(message, complaints))
    yield page
    assert not complaints, "\n".join(complaints)


def _note_foreign(url: str, site: str, complaints: list[str]) -> None:
    parts = urlsplit(url)
    if parts.scheme in ("http", "https") and parts.netloc != urlsplit(site).netloc:
        complaints.append(f"request to another host: {url}")


def _note_error(message: Any, complaints: list[str]) -> None:
    # That an error page answers with its status is no mistake of the page.
    if message.type == "error" and "Failed to load resource" not in message.text:
        complaints.append(f"console: {message.text}")


@pytest.fixture
def log_in(pagina: Page) -> Callable[[str], Page]:
    """`log_in("redacteur@demo.example")`: the page, as that editor of the demonstration."""
    passwords = {email: password for email, password, *_ in DEMO_GEBRUIKERS}

    def as_editor(email: str) -> Page:
        pagina.goto("/redactie/login/")
        pagina.fill("[name=username]", email)
        pagina.fill("[name=password]", passwords[email])
        pagina.locator("form [type=submit]").first.click()
        pagina.wait_for_url("**/redactie/")
        return pagina

    return as_editor


@pytest.fixture(scope="session")
def axe_source() -> str:
    script = settings.VAR_OF_USER / "node" / "node_modules" / "axe-core" / "axe.min.js"
    if not script.exists():
        missing("axe-core (make styles installs it)")
    return script.read_text()


@pytest.fixture
def check_accessibility(axe_source: str) -> Callable[[Page], None]:
    """`check_accessibility(pagina)`: no violation of WCAG 2.2 A and AA, nor of axe's best practices."""

    def check(page: Page) -> None:
        page.evaluate(axe_source)  # not as a script in the page: its content security policy forbids that
        found = page.evaluate("async () => (await axe.run(document, {resultTypes: ['violations']})).violations")
        readable = [
            {"rule": violation["id"], "help": violation["help"], "where": [n["html"] for n in violation["nodes"]][:3]}
            for violation in found
        ]
        assert not readable, f"{page.url}\n{json.dumps(readable, indent=1, ensure_ascii=False)}"

    return check
