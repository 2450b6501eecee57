"""What every public answer says to browsers, whether Django or the reader gives it."""

from __future__ import annotations

from broadsheet.theme.embeds import FRAME_HOSTS

SELF, NONE = "'self'", "'none'"
REFERRER_POLICY = "strict-origin-when-cross-origin"
FRAMES = "SAMEORIGIN"

CONTENT_SECURITY_POLICY: dict[str, list[str]] = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "media-src": [SELF],
    "connect-src": [SELF],
    "manifest-src": [SELF],
    "worker-src": [SELF],
    "frame-src": [SELF, *FRAME_HOSTS],
    "frame-ancestors": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
}


def public_headers() -> tuple[tuple[str, str], ...]:
    """The security headers of a public page."""
    policy = "; ".join(f"{name} {' '.join(to)}" for name, to in CONTENT_SECURITY_POLICY.items())
    return (
        ("Content-Security-Policy", policy),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", FRAMES),
        ("Referrer-Policy", REFERRER_POLICY),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    )
