"""Origins in the record: tellings out of it, links into it."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from sqlalchemy import select

from whoholds.model import Evidence
from whoholds.record import schema
from whoholds.record.adding import numbers_of
from whoholds.record.evidence import View
from whoholds.record.journal import Writer
from whoholds.record.origins import Link, Telling, passage
from whoholds.record.words import among, chunks


def tellings(view: View, evidence: Iterable[Evidence]) -> Iterator[Telling]:
    """What the claims of `evidence` tell, with the words around them."""
    for part in chunks(evidence):
        texts = _texts(view, {one.report for one in part})
        for one in part:
            claim = one.claim
            yield Telling(
                claim=one.id,
                report=one.report,
                known=one.published or one.recorded.date(),
                publisher=one.publisher,
                place=claim.place_key,
                family=claim.family,
                actor=claim.actor_norm or claim.actor,
                start=claim.start,
                end=claim.end,
                sources=claim.sources,
                passage=passage(texts[one.report], (claim.span[0], claim.span[1])),
            )


def _texts(view: View, reports: Collection[str]) -> dict[str, str]:
    report, text = schema.report.c, schema.report_text.c
    query = select(report.id, text.text).join_from(schema.report, schema.report_text)
    rows = view.connection.execute(query.where(report.id.in_(reports)))
    return {row.id: row.text for row in rows}


def write_links(writer: Writer, links: Mapping[str, Link]) -> int:
    """Write those links (by claim id) that differ from the newest ones; how many they were."""
    numbers = numbers_of(writer.connection, schema.claim.c.id, links)
    now = _newest(writer, numbers)
    words = writer.meet({link.origin for link in links.values()})
    counter = writer.counter(schema.origin_link)
    rows = [
        (next(counter), writer.entry, numbers[claim], words[link.origin], link.basis)
        for claim, link in links.items()
        if now.get(claim) != (words[link.origin], link.basis)
    ]
    writer.write(schema.origin_link, rows)
    return len(rows)


def _newest(writer: Writer, numbers: Mapping[str, int]) -> dict[str, tuple[int, str]]:
    link = schema.origin_link.c
    names = {number: claim for claim, number in numbers.items()}
    newest: dict[str, tuple[int, str]] = {}
    for condition in among(writer.connection, link.claim, names):
        query = select(link.claim, link.origin, link.basis).where(condition)
        for row in writer.connection.execute(query.order_by(link.seq)):
            newest[names[row.claim]] = (row.origin, row.basis)
    return newest
