"""Files of every form that reports come in, made from the same few words."""

import gzip
import io
import json
import zipfile
from datetime import date
from pathlib import Path

import zstandard

DAY = "2024-12-06"


def article(number: int) -> str:
    """Prose that no other number has, long enough to be an article."""
    return (
        f"On the morning of day {number} the rebels took Hama from the army, residents said. "
        f"The fighting near the bridge had gone on for {number} hours before the army left, and "
        "those who stayed in the town came out to see what was left of the market and the mill."
    )


def page(number: int, day: str | None = DAY, site: str = "Sample Wire") -> bytes:
    """A web page around `article(number)`, with menus."""
    dated = (
        f'<meta property="article:published_time" content="{day}T01:30:00+03:00">' if day else ""
    )
    return (
        f"<html><head><title>Day {number} | {site}</title>{dated}"
        f'<meta property="og:site_name" content="{site}"></head>'
        "<body><nav><a href='/'>Home</a> <a href='/war'>War</a></nav>"
        f"<article><h1>Day {number}</h1><p>{article(number)}</p>"
        "<p>The council met in the evening and said that the bakeries would open again.</p>"
        "</article><footer>All rights reserved</footer></body></html>"
    ).encode()


def eml(number: int, day: str = "Fri, 06 Dec 2024 23:30:00 -0500") -> bytes:
    return (
        f"From: Sample Letter <desk@letter.example>\r\nTo: you@example.org\r\nDate: {day}\r\n"
        f"Subject: Day {number}\r\nMIME-Version: 1.0\r\n"
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n{article(number)}\r\n"
    ).encode()


def pdf(text: str, made: str | None = "D:20241206013000+03'00'") -> bytes:
    """The least PDF with a line of text."""
    escaped = text.replace("(", r"\(").replace(")", r"\)")
    stream = f"BT /F1 12 Tf 20 700 Td ({escaped}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 2000 800]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</CreationDate(%s)>>" % made.encode() if made else b"<<>>",
    ]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 7\n0000000000 65535 f \n"
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size 7/Root 1 0 R/Info 6 0 R>>\nstartxref\n%d\n%%%%EOF" % start
    return bytes(out)


def warc(pages: dict[str, bytes], kind: str = "text/html", status: str = "200 OK") -> bytes:
    """A WARC of responses, each address with its body."""
    records = []
    for url, body in pages.items():
        http = b"HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s" % (
            status.encode(),
            kind.encode(),
            len(body),
            body,
        )
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
            "WARC-Date: 2025-01-01T00:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{len(records):08d}-0000-4000-8000-000000000000>\r\n"
            "Content-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n"
        )
        records.append(head.encode() + http + b"\r\n\r\n")
    return b"".join(records)


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def telegram(numbers: list[int], day: str = DAY) -> bytes:
    messages: list[dict[str, object]] = [{"id": 1, "type": "service", "date": f"{day}T00:00:00"}]
    for number in numbers:
        parts = [article(number)[:20], {"type": "bold", "text": article(number)[20:]}]
        messages.append({"id": number, "type": "message", "date": f"{day}T23:59:00", "text": parts})
    channel = {"name": "Sample Channel", "type": "public_channel", "id": 7, "messages": messages}
    return json.dumps(channel, indent=1, ensure_ascii=False).encode()


def line(number: int, **fields: object) -> bytes:
    row = {"published": DAY, "text": article(number), "id": f"line-{number}"} | fields
    return json.dumps(row).encode() + b"\n"


# What each form's reports come out with: the number of the article → day and publisher.
Wanted = dict[int, tuple[date, str | None]]


def every_form(folder: Path) -> Wanted:
    """Fill `folder` with a file of every form; what is to come out of them."""
    the_6th, the_7th = date(2024, 12, 6), date(2024, 12, 7)
    files: dict[str, tuple[bytes, Wanted]] = {
        "a.txt": (f"date {DAY}\n{article(1)}".encode(), {1: (the_6th, None)}),
        "b.md": (
            f"---\npublished: {DAY}\npublisher: Courier\n---\n{article(2)}".encode(),
            {2: (the_6th, "Courier")},
        ),
        "c.html": (page(3), {3: (the_6th, "Sample Wire")}),
        "d.jsonl": (
            line(4) + line(5, publisher="Courier"),
            {4: (the_6th, None), 5: (the_6th, "Courier")},
        ),
        "e-acled.csv": (
            b'event_date,source,notes,event_id_cnty\n07 December 2024,SOHR,"%s",SYR1\n'
            % article(6).encode(),
            {6: (the_7th, "SOHR")},
        ),
        "f-ngec.csv": (
            b'date;text;source\n20241207;"%s";Courier\n' % article(7).encode(),
            {7: (the_7th, "Courier")},
        ),
        "g.eml": (eml(8), {8: (the_6th, "Sample Letter")}),
        "h.mbox": (
            b"From desk Fri\n" + eml(9) + b"\nFrom desk Fri\n" + eml(10),
            {9: (the_6th, "Sample Letter"), 10: (the_6th, "Sample Letter")},
        ),
        "i.pdf": (pdf(article(11)), {11: (the_6th, None)}),
        "j.zip": (
            zipped({"deep/x.txt": f"date {DAY}\n{article(12)}".encode(), "p.png": b"\x89PNG"}),
            {12: (the_6th, None)},
        ),
        "k.jsonl.gz": (gzip.compress(line(13)), {13: (the_6th, None)}),
        "l.jsonl.zst": (zstandard.compress(line(14)), {14: (the_6th, None)}),
        "m.warc.gz": (
            gzip.compress(warc({"https://wire.example/15": page(15)})),
            {15: (the_6th, "Sample Wire")},
        ),
        "n.wacz": (
            zipped(
                {
                    "archive/data.warc.gz": gzip.compress(warc({"https://w.example/16": page(16)})),
                    "pages/pages.jsonl": b'{"format": "json-pages-1.0"}\n',
                }
            ),
            {16: (the_6th, "Sample Wire")},
        ),
        "result.json": (telegram([17, 18]), dict.fromkeys((17, 18), (the_6th, "Sample Channel"))),
        "o.warc": (
            warc({"https://wire.example/19": page(19)}),
            {19: (the_6th, "Sample Wire")},
        ),
    }
    wanted: Wanted = {}
    for name, (data, reports) in files.items():
        (folder / name).write_bytes(data)
        wanted |= reports
    return wanted
