"""Where connections may go."""

from __future__ import annotations

import pytest

from broadsheet.wire.transports.network import is_public


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "2606:4700::1111",
        "2001:4860:4860::8888",
        "::ffff:8.8.8.8",
        "64:ff9b::808:808",
        "2002:808:808::1",
    ],
)
def test_the_public_network(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.127.255.254",
        "0.0.0.0",
        "0.1.2.3",
        "192.0.0.1",
        "192.0.0.10",
        "192.0.0.192",
        "192.88.99.1",
        "198.18.0.1",
        "168.63.129.16",
        "240.0.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fd00:ec2::254",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::7f00:1",
        "64:ff9b:1::808:808",
        "::127.0.0.1",
        "::8.8.8.8",
        "::ffff:0:10.0.0.1",
        "::ffff:192.0.0.192",
        "2002:7f00:1::",
        "2002:a00:1::1",
        "2002:6440:1::1",
        "2001:0:7f00:1::1",
        "2001:0:5ef5:79fd::80ff:fefe",
        "2001:db8::1",
        "100::1",
        "fc00::1",
        "fec0::1",
        "feff::1",
        "4000::1",
        "ff02::1",
    ],
)
def test_where_no_provider_has_any_business(address: str) -> None:
    assert not is_public(address)
