"""Which addresses of machines lie on the public internet."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

#: Networks of IANA's special-purpose registry for IPv4, and multicast. They are listed here, since
#: what Python's ``is_global`` says of some of them differs between its releases.
SPECIAL_IPV4: Final = tuple(
    ip_network(network)
    for network in (
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24"
        " 192.0.2.0/24 192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16"
        " 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4"
    ).split()
)
#: All of IPv6 that is given out to be reached from everywhere; and what of it is special: among
#: others Teredo and 6to4, which lead on to an IPv4 address. NAT64, IPv4-mapped, local and multicast
#: addresses lie outside of the first.
PUBLIC_IPV6: Final = IPv6Network("2000::/3")
SPECIAL_IPV6: Final = tuple(
    ip_network(network)
    for network in "2001::/23 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20".split()
)


def is_public(address: str) -> bool:
    """Whether a machine's address, as the resolver gives it, is one of the public internet's.

    False for private, loopback, link-local, multicast, reserved and documentation addresses, for
    IPv6 addresses that stand for IPv4 ones (mapped, NAT64, 6to4, Teredo), and for what is none.
    """
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv4Address):
        return not any(found in network for network in SPECIAL_IPV4)
    return _is_public_ipv6(found)


def _is_public_ipv6(found: IPv6Address) -> bool:
    if found.scope_id is not None or found not in PUBLIC_IPV6:
        return False
    return not any(found in network for network in SPECIAL_IPV6)
