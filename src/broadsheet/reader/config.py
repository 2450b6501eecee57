"""What a reader is told once, when it is made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from broadsheet.plates.hits import MOST_BYTES

KIB, MIB = 1024, 1024 * 1024

# A browser asks again after a second; a shared cache shows what it has for three more while it
# asks, and for a day while we don't answer. No `s-maxage`: it would forbid both (RFC 9111 section
# 5.2.2.10). A killed story is therefore gone from every cache that we can't purge in four seconds.
PLATE_CACHE_CONTROL = "public, max-age=1, stale-while-revalidate=3, stale-if-error=86400"


@dataclass(frozen=True)
class ReaderConfig:
    """Everything a `Reader` needs to know; only `tree` has no default.

    Sizes are bytes, times seconds.
    """

    tree: Path
    """Root of the tree of plates."""
    static_root: Path | None = None
    """Folder of collected static files; `None` leaves `static_prefix` to the fallback."""
    static_prefix: str = "/static/"
    media_root: Path | None = None
    """Folder of uploaded files; `None` (object storage) leaves `media_prefix` to the fallback."""
    media_prefix: str = "/media/"
    media_kept_inside: tuple[str, ...] = ("original_images/", "documents/")
    """Folders of `media_root` that the fallback answers for, since it knows who may see them."""
    private_prefixes: tuple[str, ...] = ("/desk/",)
    """Addresses of the staff: never a plate, and an error of Django's stays as it is."""
    posted_prefixes: tuple[str, ...] = ()
    """Public addresses that take more than GET and HEAD; the fallback knows which methods."""
    icons: tuple[tuple[str, str], ...] = ()
    """(address, file below `static_root`) of what browsers and feed readers ask for unasked."""
    allowed_hosts: frozenset[str] = frozenset({"*"})
    """As Django's ALLOWED_HOSTS: names, `.example.com` for a domain with all below it, or `*`."""
    redirect_to_https: bool = False
    """Send plain requests to https, as Django's SECURE_SSL_REDIRECT does."""
    trust_forwarded_proto: bool = False
    """A proxy in front sets `X-Forwarded-Proto` itself."""
    trust_forwarded_for: bool = False
    """A proxy in front appends to `X-Forwarded-For` the address it was asked from."""
    hits: Path | None = None
    """Folder of this machine's logs of reads; `None` leaves `/read/` to the fallback."""
    hits_limit: int = MOST_BYTES
    """What logs that nobody has rolled up may take on the disk, with the hashes of the day's
    visitors; later reads are lost."""
    reads_per_address: int = 6
    """How many reads of one story count from one address in 24 hours, at most 255; 0: all."""
    processes: int = 1
    """How many processes share what may count from one address, one at least for each."""
    hsts: str = ""
    """`Strict-Transport-Security` of answers over https; sent only with `redirect_to_https`."""
    cache_control: str = PLATE_CACHE_CONTROL
    """`Cache-Control` of plates."""
    security_headers: tuple[tuple[str, str], ...] = ()
    """Headers of every page and error page: Content-Security-Policy and the like."""
    send_tags: bool = False
    """Send a plate's tags as `Cache-Tag` and `Surrogate-Key`, for caches purged by tag."""
    memory: int = 64 * MIB
    """What plates and files kept in memory may take, in each process."""
    largest_kept: int = 512 * KIB
    """Files larger than this are read from disk each time."""
    absences_memory: int = 8 * MIB
    """What remembered 404s may take, in each process."""
    absence_seconds: float = 60.0
    """How long a 404 is remembered at most; a change of the tree ends it sooner."""
    unpressed_seconds: float = 600.0
    """How long it is remembered that a page is never pressed, and so that its query counts."""
    render_wait_seconds: float = 20.0
    """How long a request waits for another one, of any process, that renders the same page; and for
    Django to be loaded."""
    crowd_seconds: float = 1.0
    """How long others may wait for a page, or for a place backstage, on threads that are meant for
    plates, while Django answers nobody."""
    backstage_places: int = 3
    """Requests of this process that may wait for Django at the same time, fewer than the server's
    threads but one; 0: as many as come."""
    unavailable_pages: tuple[tuple[str, bytes], ...] = ()
    """(path prefix, HTML) of the 503 page; the longest prefix that fits wins."""
    retry_after: int = 20
    """`Retry-After` of a 503."""
    longest_path: int = 2048
    longest_query: int = 8192
    largest_headers: int = 64 * KIB

    @property
    def page_headers(self) -> tuple[tuple[str, str], ...]:
        """What every page is sent with. HSTS only where all that is answered came over https."""
        if self.hsts and self.redirect_to_https:
            return (*self.security_headers, ("Strict-Transport-Security", self.hsts))
        return self.security_headers
