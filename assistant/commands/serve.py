"""`imr serve`: the reviewer's workbench in a browser on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from assistant.commands.options import command_app
from assistant.errors import InvalidField, SettingsError, UnreadableFile
from assistant.settings import OidcSettings, settings
from assistant.terminal.output import write

if TYPE_CHECKING:
    from assistant.review import Store
    from assistant.web import Access, Evaluations
    from assistant.web.oidc import Provider

app = command_app()

_SHORTEST_SECRET = 32


@app.command()
def serve(
    cases: Annotated[
        list[Path] | None, typer.Argument(metavar="[CASE]...", help="Case folders to open.")
    ] = None,
    *,
    host: Annotated[str, typer.Option("--host", help="An address of this machine.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535)] = 8460,
    auth: Annotated[
        bool, typer.Option("--auth", help="Ask who comes to sign in; `imr users` keeps accounts.")
    ] = False,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="HOST", help="With --auth: a name that a proxy serves."),
    ] = None,
    trust_header: Annotated[
        str | None,
        typer.Option(
            "--trust-header",
            metavar="HEADER",
            help="With --auth: a proxy signs people in and names the account in this header.",
        ),
    ] = None,
    proxy_secret: Annotated[
        Path | None,
        typer.Option(
            "--proxy-secret",
            metavar="FILE",
            help="What that proxy must send as X-Imr-Proxy: a line of at least 32 characters.",
        ),
    ] = None,
) -> int:
    """Open the workbench: queue, cases, guidelines, letters. Ends with Ctrl+C.

    It answers on this machine alone. With --auth everybody signs in, and a proxy with TLS may stand
    before it for others: by accounts of `imr users`, by the proxy, or by an identity provider that
    the setting oidc names. Exit status: 0 ended, 2 could not start.
    """
    from assistant.review import (  # noqa: PLC0415 - loads the store
        Store,
        default_url,
        local_user,
        open_case,
    )
    from assistant.web import serve as run  # noqa: PLC0415 - loads the web framework

    store = Store(default_url())
    try:
        access = _access(store, name or [], trust_header, proxy_secret) if auth else None
        if not auth and (name or trust_header or proxy_secret):
            raise InvalidField("command line", "--auth", "this option beside the others", "none")
        for case in cases or []:
            open_case(store, case, local_user())
        write(f"imr workbench: http://{host}:{port}/  (Ctrl+C ends it)")
        run(store, settings().data_dir / "cases", host, port, access, _evaluations())
    finally:
        store.close()
    return 0


def _evaluations() -> Evaluations:
    """The kept runs, which the workbench shows and may not import."""
    from assistant.evaluation.reporting import served  # noqa: PLC0415 - loaded when served
    from assistant.web import Evaluations  # noqa: PLC0415 - loads the web framework

    return Evaluations(served.listed, served.page, served.style_sheet)


def _access(store: Store, names: list[str], header: str | None, secret: Path | None) -> Access:
    """Who may sign in, as options and settings say. Raises `InvalidField`, `SettingsError`."""
    from assistant.review import Accounts  # noqa: PLC0415 - loads the store
    from assistant.web import Access, Proxy  # noqa: PLC0415 - loads the web framework

    accounts = Accounts(store)
    hosts = frozenset(one.lower() for one in names)
    chosen = settings().oidc
    if chosen is not None:
        if header is not None or secret is not None:
            allowed = "an identity provider (setting oidc) or a proxy that signs people in"
            raise InvalidField("command line", "--trust-header", allowed, "both")
        provider = _provider(chosen)
        served = urlsplit(chosen.address).hostname or ""
        return Access(accounts, None, hosts | {served}, provider)
    if not any(not one.disabled for one in accounts.all()):
        allowed = "at least one account: imr users add NAME --role reviewer"
        raise InvalidField("store", "accounts", allowed, "none")
    if (header is None) != (secret is None):
        allowed = "both --trust-header and --proxy-secret, or neither"
        raise InvalidField("command line", "--trust-header", allowed, header or "none")
    proxy = None
    if header is not None and secret is not None:
        words = _secret(secret)
        if len(words) < _SHORTEST_SECRET:
            allowed = f"a line of at least {_SHORTEST_SECRET} characters"
            raise InvalidField(str(secret), "secret", allowed, f"{len(words)} characters")
        proxy = Proxy(header=header, secret=words)
    return Access(accounts, proxy, hosts)


def _provider(chosen: OidcSettings) -> Provider:
    try:
        from assistant.web.oidc import Provider  # noqa: PLC0415 - of an extra
    except ImportError as error:
        source, allowed = settings().origins["oidc"], "pip install 'imr[oidc]' before its use"
        raise SettingsError(source, "oidc", allowed, error.name) from None
    file = chosen.client_secret_file
    secret = _secret(file) if file is not None else None
    if secret == "":
        raise InvalidField(str(file), "secret", "a line with the client's secret", "nothing")
    return Provider(chosen, secret)


def _secret(file: Path) -> str:
    try:
        return file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(str(file), f"cannot be read: {error}") from None
