"""Which machines may be asked: those of the public internet, checked at every step."""

import ipaddress
import socket

import httpx

from whoholds.model import BadInput


class Guarded(httpx.BaseTransport):
    """Looks a host up once, refuses what is not public, and connects to just that address.

    As every redirect comes through here again and the name is not looked up a second time,
    neither a redirect nor a name that changes its address leads inside.
    """

    def __init__(self, allow_private: bool = False) -> None:
        self._inner = httpx.HTTPTransport(trust_env=False)
        self._allow_private = allow_private

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        host = request.url.host
        if request.url.scheme not in ("http", "https") or not host:
            raise httpx.UnsupportedProtocol("only http and https")
        address = address_of(host, self._allow_private)
        request.extensions = {**request.extensions, "sni_hostname": host}
        url = request.url
        request.url = url.copy_with(host=address)
        try:
            return self._inner.handle_request(request)
        finally:
            request.url = url

    def close(self) -> None:
        self._inner.close()


def address_of(host: str, allow_private: bool) -> str:
    """The first address of `host`. Raises BadInput where any of them is not public."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise httpx.ConnectError(f"no such host: {host}") from None
    addresses = [str(one[4][0]).partition("%")[0] for one in found]
    if not allow_private and not all(map(is_public, addresses)):
        raise BadInput(f"{host} is in a private network: --allow-private lets it be read")
    return addresses[0]


def is_public(address: str) -> bool:
    """False for private, loopback, link-local, multicast and reserved addresses, also where IPv6
    wraps an IPv4 one."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        wrapped = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        nat64 = ipaddress.ip_network("64:ff9b::/96")
        if ip in nat64:
            wrapped = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if wrapped is not None:
            return is_public(str(wrapped))
    return ip.is_global and not ip.is_multicast
