"""Which machines may be fetched from."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from counterclaim.fetching.networks import SPECIAL_IPV4, SPECIAL_IPV6, is_public

PRIVATE = (
    "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.168.0.0/16"
    " 198.18.0.0/15 224.0.0.0/4 240.0.0.0/4 ::/128 ::1/128 ::ffff:0:0/96 64:ff9b::/96"
    " 64:ff9b:1::/48 100::/64 2001::/32 2001:db8::/32 2002::/16 fc00::/7 fe80::/10 fec0::/10"
    " ff00::/8"
).split()


@given(st.sampled_from(PRIVATE).flatmap(lambda net: st.ip_addresses(network=net)))
def test_no_machine_of_a_private_network_is_public(machine: IPv4Address | IPv6Address) -> None:
    assert not is_public(str(machine))


@given(st.ip_addresses(v=4))
@example(IPv4Address("127.0.0.1"))
def test_an_ipv4_address_within_an_ipv6_one_is_never_public(machine: IPv4Address) -> None:
    inner = int(machine)
    for base, shift in (("::", 0), ("::ffff:0:0", 0), ("64:ff9b::", 0), ("2002::", 80)):
        assert not is_public(str(IPv6Address(int(IPv6Address(base)) | inner << shift)))


@given(st.ip_addresses())
def test_all_that_is_public_is_so_for_python_too(machine: IPv4Address | IPv6Address) -> None:
    found = ip_address(str(machine))
    if is_public(str(machine)):
        assert found.is_global and not found.is_multicast and not found.is_reserved
    elif found.version == 4:
        assert any(found in network for network in SPECIAL_IPV4)
    else:
        outside = found not in ip_network("2000::/3")
        assert outside or any(found in network for network in SPECIAL_IPV6)


@pytest.mark.parametrize("machine", ["93.184.216.34", "8.8.8.8", "2606:4700::1111"])
def test_machines_of_the_internet_are_public(machine: str) -> None:
    assert is_public(machine)


@pytest.mark.parametrize("machine", ["", "norte.example", "0x7f.1", "2130706433", "2606::1%eth0"])
def test_what_is_no_plain_address_is_not_public(machine: str) -> None:
    assert not is_public(machine)
