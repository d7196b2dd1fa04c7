"""From mentions to statements: what each document says of itself, of treaties, events and negotiating positions."""

from __future__ import annotations

from flows.stages.extract import document, journeys, positions, registers
from flows.stages.extract.events import about, statements
from flows.stages.extract.events.reader import Reader
from flows.stages.extract.events.when import undated
from flows.stages.extract.events.who import counterparts
from flows.stages.extract.events.whole import by_turns, entries, implied, meetings, moves, recounted, reported, scenes, setting
from flows.stages.extract.treaties import parts, places
from flows.stages.extract.treaties.reader import TreatyReader
from flows.stages.extract.treaties.statements import statements as treaty_statements
from flows.stages.extract.treaties.text import own as own_text
from flows.stages.extract.treaties.text import place as place_of_text
from flows.stages.extract.treaties.text import records as text_records
from flows.stages.extract.treaties.which import cluster
from flows.stages.model import Document


def extract(doc: Document) -> None:
    """Fill `doc.statements` from `doc.mentions`; treaty mentions get their local ids as `ref_id`."""
    document.extract(doc)
    if registers.extract(doc) or journeys.extract(doc):
        return
    clusters = cluster(doc)
    own = own_text.find(doc)
    if own is not None:
        document.dated_by_treaty(doc, own.signed, (place_of_text.place_id(own.place[0]), *own.place[1:]) if own.place else None)
        told, clusters = text_records.own(doc, own, clusters)
        doc.statements += told
    reader = Reader(doc)
    read_events = reported.titled(reader, text_records.done(doc, own, reader.read()))
    recorded = meetings.read(reader) or reported.talk(reader, read_events)
    found = [*recorded, *meetings.absorbed(reader, recorded, read_events)]
    found += entries.coordinated(reader, found)
    found += implied.signatures(reader, clusters, found)
    entries.dated(reader, found)
    entries.continued(reader, found)
    entries.signers(reader, found)
    found += by_turns.split(reader, found)
    found += by_turns.others_signed(reader, found)
    found = implied.merge(found)
    found.sort(key=lambda e: (e.trigger, e.rule.rule_id))
    found = recounted.folded(reader, implied.retold(found))
    for n, event in enumerate(found, 1):
        event.local_id = f"e{n}"
    treaty_reader = TreatyReader(reader, clusters, found)
    read = treaty_reader.read()
    implied.complete(found, read)
    scenes.stage(reader, found)
    places.staged(treaty_reader, read)
    setting.settle(reader, found)
    reported.placed(reader, found)
    undated.spread(reader, found)
    entries.not_foretold(reader, found)
    counterparts.complete(reader, found)
    about.spread(found)
    acts = parts.acts(treaty_reader, read)
    doc.statements += treaty_statements(read, treaty_reader)
    doc.statements += acts
    doc.statements += statements.statements(found, reader)
    if reader.voices is not None:
        document.teller(doc, reader.voices.people.narrator.person_id if reader.voices.people.narrator else None)
    positions.extract(doc, reader.voices.walk if reader.voices is not None else None)
    doc.statements += parts.articles(treaty_reader, read, doc.statements)
    moves.extract(doc)
