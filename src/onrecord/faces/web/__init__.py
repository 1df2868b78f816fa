"""The reading room: pages and an HTTP interface over a store. The only place that knows Starlette."""

from __future__ import annotations

import gc
import secrets
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

from onrecord.errors import InputError
from onrecord.settings import Settings


def serve(db: Path, *, host: str, port: int, names: Sequence[str] = (), token: str | None = None) -> None:
    """Serve the store in the file ``db`` until interrupted.

    ``names`` are host names by which the server may be asked for. Bound to another address than this
    machine's own, writing needs ``token``, which is made up and shown where none is given.
    """
    import uvicorn  # noqa: PLC0415 - other commands need not wait for it

    from onrecord.faces.web.application import make_application  # noqa: PLC0415
    from onrecord.faces.web.guard import Rules, is_local  # noqa: PLC0415
    from onrecord.library import Library  # noqa: PLC0415

    if str(db) == ":memory:":
        raise InputError(":memory:", "pages need a store that stays", "name a file with --db")
    settings = Settings.read()
    Library(db, create=True, settings=settings).close()  # a store that cannot be used is told before anything else
    if not is_local(host):
        token = token or secrets.token_urlsafe(18)
        _tell(f"to write, sign in with this token: {token}")
    else:
        token = None
    rules = Rules(host, frozenset(name.lower() for name in names), token, settings.max_bytes)
    application = make_application(db, settings=settings, rules=rules)
    shown = f"[{host}]" if ":" in host else host
    server = uvicorn.Server(
        uvicorn.Config(
            application,
            host=host,
            port=port,
            log_level="warning",
            access_log=False,
            server_header=False,
            date_header=False,
            h11_max_incomplete_event_size=32_768,
            timeout_graceful_shutdown=5,
        )
    )
    bound = _bind(host, port)
    _tell(f"reading room at http://{shown}:{bound.getsockname()[1]}/ (stop it with Ctrl+C)")
    # A dossier is ten thousands of small values without a cycle: looking for cycles among them at the usual
    # pace makes the slowest pages three times as slow.
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    server.run(sockets=[bound])


def _bind(host: str, port: int) -> socket.socket:
    """A socket at that address; port 0 finds a free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
        # Whoever is told the address may ask at once: what comes before the server runs waits here.
        made.listen(128)
    except OSError as error:
        made.close()
        what = f"cannot be listened at: {error.strerror}"
        raise InputError(f"{host}:{port}", what, "name another with --host and --port") from None
    return made


def _tell(words: str) -> None:
    sys.stderr.write(f"onrecord: {words}\n")
    sys.stderr.flush()
