"""What every request must pass: its host, its size, its origin, its token. And what every answer forbids a browser."""

from __future__ import annotations

import hmac
import ipaddress
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.faces.web.problems import Refused, answer_refusal

FORBIDDING = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    # With "no-referrer" a browser would not tell the origin of a form either.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
"""Headers of every answer: nothing is loaded but from here, and nobody shows these pages inside of theirs."""
COOKIE = "onrecord_token"
SMALL = 100_000
"""Bytes of a request that brings no reports: a correction's places are some tens of bytes each."""
SAFE = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True, slots=True)
class Rules:
    """What this server lets pass."""

    host: str
    """The address that it is bound to."""
    names: frozenset[str] = frozenset()
    """Names by which it may be asked for, besides addresses and localhost."""
    token: str | None = None
    """Needed for whatever writes; None where the server is bound to this machine alone."""
    most: int = 50_000_000
    """Bytes of the largest request that brings reports."""
    seed: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    """In every form of this process's pages: another site can send a form here, but cannot know this."""

    @property
    def local(self) -> bool:
        """True where only this machine can reach the server."""
        return is_local(self.host)

    def takes_host(self, header: str) -> bool:
        """True for a host by which this server may be asked for.

        A name that an attacker's server gave out can come to point here (DNS rebinding); an address cannot.
        """
        name = _host_name(header)
        if name in ("localhost", *self.names):
            return True
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            return False
        return not self.local or address.is_loopback

    def takes_token(self, headers: Mapping[str, str]) -> bool:
        """True where the request may write."""
        if self.token is None:
            return True
        given = headers.get("authorization", "").removeprefix("Bearer ")
        given = given or cookie_parser(headers.get("cookie", "")).get(COOKIE, "")
        return self.is_token(given)

    def is_token(self, given: str) -> bool:
        """True for the token itself; takes as long whatever is given."""
        return self.token is not None and hmac.compare_digest(given.encode(), self.token.encode())

    def is_seed(self, given: object) -> bool:
        """True for what this process's forms carry."""
        return isinstance(given, str) and hmac.compare_digest(given.encode(), self.seed.encode())


def is_local(host: str) -> bool:
    """True for an address that only this machine reaches."""
    try:
        return host == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _host_name(header: str) -> str:
    name = header.strip().lower()
    if name.startswith("["):
        return name[1:].partition("]")[0]
    return name.rpartition(":")[0] if name.count(":") == 1 else name


class Guard:
    """Middleware that lets pass what the rules allow."""

    def __init__(self, app: ASGIApp, rules: Rules, large: Collection[str]) -> None:
        """``large`` are the paths to which reports may be sent."""
        self._app, self._rules, self._large = app, rules, frozenset(large)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check a request, then pass it on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def forbid(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message.setdefault("headers", []))
                for name, value in FORBIDDING.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            self._check(scope)
        except Refused as refused:
            await answer_refusal(scope, refused)(scope, receive, forbid)
            return
        await self._app(scope, self._count(scope, receive), forbid)

    def _check(self, scope: Scope) -> None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not self._rules.takes_host(host):
            remedy = "ask for it by its address, or start it with --allow-host"
            raise Refused(421, "This server is not called that", remedy)
        if scope["method"] in SAFE:
            return
        origin, site = headers.get("origin"), headers.get("sec-fetch-site")
        if site not in (None, "same-origin", "none") or (origin and origin.partition("://")[2] != host):
            raise Refused(403, "Another site sent this request", "send it from a page of this server")
        if scope["path"] != "/sign-in" and not self._rules.takes_token(headers):
            raise Refused(401, "Writing needs this server's token", "sign in, or send Authorization: Bearer TOKEN")
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length) > self._limit(scope):
            raise _too_large(self._limit(scope))

    def _limit(self, scope: Scope) -> int:
        return self._rules.most if scope["path"] in self._large else SMALL

    def _count(self, scope: Scope, receive: Receive) -> Receive:
        """The body, until there is more of it than is allowed."""
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._limit(scope):
                raise _too_large(self._limit(scope))
            return message

        return counted


def _too_large(limit: int) -> Refused:
    what = f"The request has more than {limit:,} bytes"
    return Refused(413, what, "send less at a time, or raise ONRECORD_MAX_BYTES")
