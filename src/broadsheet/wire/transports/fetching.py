"""One careful GET: only where it may go, so many bytes, so much time, so many redirects."""

from __future__ import annotations

import ssl
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache

import httpcore
import httpx

from broadsheet.wire.transports.network import PrivateAddress, VettedNetwork

LARGEST = 50 * 1024 * 1024
SECONDS = 30.0
SILENT_SECONDS = 10.0
REDIRECTS = 5
PIECE = 64 * 1024
AGENT = "Broadsheet (newsroom)"


class NotFetched(Exception):
    """Nothing usable came back; the message says why. `again_after`, in seconds, is when the
    sender wants to be asked again (RFC 9110 section 10.2.3), as it wrote it."""

    def __init__(self, reason: str, again_after: str = "") -> None:
        super().__init__(reason)
        self.again_after = again_after


@dataclass(frozen=True)
class Fetched:
    """An answer: its bytes (empty for 304, not modified) and what it says of itself."""

    status: int
    body: bytes
    etag: str = ""
    last_modified: str = ""
    charset: str = ""


def fetch(
    address: str,
    *,
    allow_private: bool = False,
    headers: Mapping[str, str] | None = None,
    largest: int = LARGEST,
    seconds: float = SECONDS,
    context: ssl.SSLContext | None = None,
) -> Fetched:
    """GET `address`, http or https: at most `largest` bytes, unpacked, within `seconds`.

    Redirects are followed, each looked at like the first; credentials that stand in the address go
    to its own host alone, and never from https to http. So is `allow_private` for that
    host alone. Raises `NotFetched`.
    """
    deadline = time.monotonic() + seconds
    url = _url(address)
    private_host = url.raw_host.decode("ascii") if allow_private else ""
    network = VettedNetwork(deadline, private_host=private_host)
    credentials = httpx.BasicAuth(url.username, url.password) if url.userinfo else None
    first = url = url.copy_with(userinfo=b"")
    with (
        httpcore.ConnectionPool(
            ssl_context=context or _context(), network_backend=network, http1=True
        ) as pool,
        httpx.Client(transport=_Transport(pool), timeout=SILENT_SECONDS, trust_env=False) as client,
    ):
        for _hop in range(REDIRECTS + 1):
            auth = credentials if _same_place(first, url) else None
            request = client.build_request("GET", url, headers=_asking(headers))
            try:
                response = client.send(request, auth=auth, stream=True, follow_redirects=False)
                with closing(response):
                    if not response.has_redirect_location:
                        return _answer(response, largest)
                    url = _next(url, response.headers["location"])
            except PrivateAddress as error:
                raise NotFetched(str(error)) from error
            except (httpcore.NetworkError, httpcore.ProtocolError) as error:
                raise NotFetched(f"no answer: {error or type(error).__name__}") from error
            except httpcore.TimeoutException as error:
                raise NotFetched("no answer in time") from error
            except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
                raise NotFetched(f"no answer: {error}") from error
    raise NotFetched("too many redirects")


class _Transport(httpx.BaseTransport):
    """httpx over a pool of our own, since only there its connections can be looked at."""

    def __init__(self, pool: httpcore.ConnectionPool) -> None:
        self.pool = pool

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        answer = self.pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                content=b"",
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer), request=request
        )


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self.answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self.answer.iter_stream()

    def close(self) -> None:
        self.answer.close()


def _answer(response: httpx.Response, largest: int) -> Fetched:
    status = response.status_code
    if status not in {200, 304}:
        again = response.headers.get("retry-after", "")
        raise NotFetched(f"the answer was {status} {response.reason_phrase}".rstrip(), again)
    return Fetched(
        status=status,
        body=b"" if status == 304 else _body(response, largest),
        etag=response.headers.get("etag", ""),
        last_modified=response.headers.get("last-modified", ""),
        charset=response.charset_encoding or "",
    )


def _body(response: httpx.Response, largest: int) -> bytes:
    """The bytes of an answer, unpacked piece by piece, so that a bomb bursts outside."""
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding not in {"identity", "", "gzip", "x-gzip"}:
        raise NotFetched(f"the answer is packed as {coding}, which was not asked for")
    unpack = zlib.decompressobj(16 + zlib.MAX_WBITS) if "gzip" in coding else None
    body = bytearray()
    for raw in response.iter_raw(PIECE):
        try:
            body += unpack.decompress(raw, largest + 1 - len(body)) if unpack else raw
        except zlib.error as error:
            raise NotFetched("the answer can't be unpacked") from error
        if len(body) > largest or (unpack and unpack.unconsumed_tail):
            raise NotFetched(f"the answer is larger than {largest // 1024**2} MiB")
    if unpack and not unpack.eof:
        raise NotFetched("the answer stopped in the middle")
    return bytes(body)


def _asking(headers: Mapping[str, str] | None) -> dict[str, str]:
    return {"User-Agent": AGENT, "Accept-Encoding": "gzip", "Accept": "*/*", **(headers or {})}


def _url(address: str) -> httpx.URL:
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL as error:
        raise NotFetched("that is no address") from error
    if url.scheme not in {"http", "https"} or not url.host:
        raise NotFetched("only http and https addresses are asked")
    return url


def _next(url: httpx.URL, location: str) -> httpx.URL:
    found = _url(str(url.join(location))).copy_with(userinfo=b"")
    if url.scheme == "https" and found.scheme != "https":
        raise NotFetched("a redirect leads from https to http")
    return found


def _same_place(mine: httpx.URL, other: httpx.URL) -> bool:
    return (mine.scheme, mine.host, mine.port) == (other.scheme, other.host, other.port)


@cache
def _context() -> ssl.SSLContext:
    return ssl.create_default_context()
