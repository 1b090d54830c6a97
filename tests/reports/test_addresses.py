"""Addresses: articles, feeds, sitemaps, and the ways in which a server can misbehave."""

import gzip
import socket
import time
from collections.abc import Iterator
from datetime import date

import pytest

from whoholds.model import BadInput, Report
from whoholds.reports import Failure, How, addresses, networks, read_inputs
from whoholds.reports.addresses import read_address
from whoholds.reports.fetch import Fetcher
from whoholds.reports.shown import shown

from . import making
from .site import Answer, Site, gzipped, rss

WHEN = "Fri, 06 Dec 2024 01:00:00 +0300"


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        yield running


def read(site: Site, path: str, private: bool = True) -> list[Report | Failure]:
    fetcher = Fetcher(private, pause=0, step_seconds=1.0, most_seconds=2.0)
    return list(read_address(site.url(path), How(allow_private=private), fetcher))


def test_an_article(site: Site) -> None:
    site.pages["/1"] = Answer(body=making.page(1))
    (report,) = read(site, "/1")
    assert isinstance(report, Report)
    assert report.published == date(2024, 12, 6)
    assert report.publisher == "Sample Wire"
    assert report.url == site.url("/1")
    assert making.article(1) in report.text


def test_a_feed_gives_the_day_that_a_page_lacks(site: Site) -> None:
    site.pages |= {f"/{n}": Answer(body=making.page(n, day=None)) for n in (1, 2)}
    site.pages["/feed"] = rss(site, {"/1": WHEN, "/gone": WHEN, "/2": WHEN})
    one, gone, two = read(site, "/feed")
    assert isinstance(gone, Failure)
    assert "404" in gone.reason
    for report in (one, two):
        assert isinstance(report, Report)
        assert report.published == date(2024, 12, 6)


def test_a_sitemap(site: Site) -> None:
    site.pages["/1"] = Answer(body=making.page(1))
    body = (
        "<?xml version='1.0'?><!DOCTYPE urlset [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
        "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
        f"<url><loc>{site.url('/1')}</loc></url><url><loc>&x;</loc></url></urlset>"
    )
    site.pages["/sitemap.xml"] = Answer(body=body.encode())
    (report,) = read(site, "/sitemap.xml")
    assert isinstance(report, Report)


def sitemap(site: Site, *paths: str, index: bool = False) -> bytes:
    outer, inner = ("sitemapindex", "sitemap") if index else ("urlset", "url")
    rows = "".join(f"<{inner}><loc>{site.url(path)}</loc></{inner}>" for path in paths)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f"<?xml version='1.0'?><{outer} xmlns='{space}'>{rows}</{outer}>".encode()


def test_a_sitemap_of_sitemaps(site: Site) -> None:
    site.pages |= {f"/{n}": Answer(body=making.page(n)) for n in (1, 2, 3)}
    site.pages["/robots.txt"] = Answer(body=b"User-agent: *\nDisallow: /closed\n")
    maps = ("/a.xml", "/gone.xml", "/b.xml.gz", "/not.xml", "/deeper.xml", "/closed.xml")
    site.pages["/index.xml"] = Answer(body=sitemap(site, *maps, index=True))
    site.pages["/a.xml"] = Answer(body=sitemap(site, "/1"))
    site.pages["/b.xml.gz"] = Answer(body=gzip.compress(sitemap(site, "/2")))
    site.pages["/not.xml"] = Answer(body=making.page(9))
    # One that leads back to itself and on to another.
    site.pages["/deeper.xml"] = Answer(body=sitemap(site, "/index.xml", "/c.xml", index=True))
    site.pages["/c.xml"] = Answer(body=sitemap(site, "/3"))
    items = read(site, "/index.xml")
    read_of = [item.url for item in items if isinstance(item, Report)]
    assert read_of == [site.url(f"/{n}") for n in (1, 2, 3)]
    failed = {
        item.label.rpartition("/")[2]: item.reason for item in items if isinstance(item, Failure)
    }
    assert set(failed) == {"gone.xml", "not.xml", "closed.xml", "index.xml"}
    assert "404" in failed["gone.xml"]
    assert "neither" in failed["not.xml"]
    assert "robots.txt" in failed["closed.xml"]
    assert "deep" in failed["index.xml"]


def test_a_sitemap_of_endless_sitemaps_ends(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "MOST_SITEMAPS", 5)
    monkeypatch.setattr(addresses, "MOST_PAGES", 3)
    many = [f"/{n}.xml" for n in range(40)]
    site.pages["/index.xml"] = Answer(body=sitemap(site, *many, index=True))
    site.pages |= {name: Answer(body=sitemap(site)) for name in many}
    (failure,) = read(site, "/index.xml")
    assert isinstance(failure, Failure)
    assert "35 left out" in failure.reason
    site.pages |= {f"/{n}": Answer(body=making.page(n)) for n in range(5)}
    site.pages["/0.xml"] = Answer(body=sitemap(site, *(f"/{n}" for n in range(5))))
    *reports, failure = read(site, "/index.xml")
    assert len(reports) == 3
    assert isinstance(failure, Failure)
    assert "over 3 pages" in failure.reason


def test_a_packed_archive_is_no_sitemap(site: Site) -> None:
    packed = gzip.compress(making.line(1) * 2 + b" " * 60_000_000)
    site.pages["/x.jsonl.gz"] = Answer(body=packed, headers={"Content-Type": "application/gzip"})
    assert all(
        "sitemap" not in item.reason
        for item in read(site, "/x.jsonl.gz")
        if isinstance(item, Failure)
    )


def test_robots_are_obeyed(site: Site) -> None:
    site.pages |= {f"/{n}": Answer(body=making.page(n)) for n in (1, 2)}
    site.pages["/robots.txt"] = Answer(body=b"User-agent: *\nDisallow: /2\n")
    site.pages["/feed"] = rss(site, {"/1": WHEN, "/2": WHEN})
    one, two = read(site, "/feed")
    assert isinstance(one, Report)
    assert isinstance(two, Failure)
    assert "robots.txt" in two.reason
    assert not site.visits["/2"]


LOOP = Answer(302, headers={"Location": "/loop"})


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (Answer(500), "says 500"),
        (LOOP, "redirects"),
        (Answer(302, headers={"Location": "file:///etc/passwd"}), "only http"),
        (Answer(body=b"x" * 1000, drip=0.05), "slowly"),
        (Answer(body=b"xx", drip=3), "in time"),
        (Answer(body=b"x" * 21_000_000), "20,000,000 bytes"),
        (gzipped(b" " * 300_000_000), "20,000,000 bytes"),
        (Answer(body=b"x", headers={"Content-Encoding": "gzip"}), "gzip is broken"),
        (Answer(body=b"x", headers={"Content-Encoding": "zstd"}), "not asked for"),
        (Answer(body=b"\x89PNG", headers={"Content-Type": "image/png"}), "no article"),
        (Answer(body=b"<rss><channel>"), None),
    ],
)
def test_bad_servers(site: Site, answer: Answer, says: str | None) -> None:
    site.pages["/loop"] = answer
    started = time.monotonic()
    items = read(site, "/loop")
    assert time.monotonic() - started < 20
    if says is None:
        assert items == []
        return
    (item,) = items
    assert isinstance(item, Failure)
    assert says in item.reason
    assert "\n" not in item.reason


def test_a_wrong_charset_is_survived(site: Site) -> None:
    headers = {"Content-Type": "text/html; charset=x-nonsense"}
    site.pages["/1"] = Answer(body=making.page(1), headers=headers)
    (report,) = read(site, "/1")
    assert isinstance(report, Report)


def test_private_addresses_are_refused(site: Site) -> None:
    site.pages["/1"] = Answer(body=making.page(1))
    (item,) = read(site, "/1", private=False)
    assert isinstance(item, Failure)
    assert "--allow-private" in item.reason
    assert not site.visits


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0"),
        *("100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "fe80::1", "fc00::1", "ff02::1"),
        *("::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"),
    ],
)
def test_what_is_not_public(address: str) -> None:
    assert not networks.is_public(address)


def test_what_is_public() -> None:
    assert networks.is_public("93.184.215.14")
    assert networks.is_public("2606:2800:21f:cb07:6820:80da:af6b:8b2c")


def test_a_name_is_looked_up_once(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is public when checked and private when connected to leads nowhere."""
    asked = []

    def changing(host: str, port: object, **_: object) -> list[tuple[object, ...]]:
        asked.append(host)
        address = "192.0.2.1" if host == "192.0.2.1" or len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 0))]

    monkeypatch.setattr(socket, "getaddrinfo", changing)
    assert networks.address_of("rebinding.example", allow_private=True) == "192.0.2.1"
    with pytest.raises(BadInput, match="private network"):
        networks.address_of("rebinding.example", allow_private=False)


def test_a_redirect_inside_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The public page may send one anywhere; inside is refused at the second step."""
    inside = site.url("/secret")
    site.pages["/out"] = Answer(302, headers={"Location": inside.replace("127.0.0.1", "localhost")})
    site.pages["/secret"] = Answer(body=making.page(1))
    monkeypatch.setattr(networks, "is_public", lambda ip: bool(asked.append(ip)) or len(asked) == 1)
    asked: list[str] = []
    (item,) = read(site, "/out", private=False)
    assert isinstance(item, Failure)
    assert "private network" in item.reason
    assert not site.visits["/secret"]


def test_secrets_are_not_shown() -> None:
    url = "https://user:hush@wire.example/a?page=2&api_key=hush&X-Signature=hush#hush"
    assert shown(url) == "https://wire.example/a?page=2&api_key=…&X-Signature=…"
    (item,) = read_inputs(["ftp://user:hush@wire.example/a"])
    assert "hush" not in str(item)
