"""A structured list, a chronicle and an essay that tell of one conference, each in its own way."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq

from flows import explaining, pipeline
from flows.sources.seal import seal

PRESIDENT = """<trips><trip><from>1945-02-03</from><to>1945-02-12</to><who>Franklin D. Roosevelt</who><land>U.S.S.R.</land><at>Yalta</at>
<what>Attended Yalta Conference with Soviet Premier Stalin and British Prime Minister Churchill.</what></trip></trips>"""
SECRETARY = """<trips><trip><from>1945-02-03</from><to>1945-02-14</to><who>Edward R. Stettinius</who><land>U.S.S.R.</land><at>Yalta</at>
<what>Accompanied President Roosevelt to the Yalta Conference.</what></trip></trips>"""
LISTED = """source_id: trips
title: Trips
genre: register
language: en
licence: CC0-1.0
redistributable: true
files:
"""
FILE = """  - path: files/{}.xml
    mapping: {{row: trip, start: from, end: to, person: who, target: land, place: at, remarks: what, action: =visit, actor: =United States}}
"""
CHRONICLE = """The Last Winter of the War

From 4 to 11 February 1945 the Yalta Conference was held in Yalta by the United States, the United Kingdom and the Soviet Union.
"""
ESSAY = """Three Meetings

In February 1945 Roosevelt, Churchill and Stalin met in the Crimea. They spoke of Germany.
"""


def test_one_conference_in_a_list_a_chronicle_and_an_essay_is_one_event(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    (raw / "trips" / "files").mkdir(parents=True)
    (raw / "trips" / "source.yml").write_text(LISTED + FILE.format("president") + FILE.format("secretary"))
    (raw / "trips" / "files" / "president.xml").write_text(PRESIDENT)
    (raw / "trips" / "files" / "secretary.xml").write_text(SECRETARY)
    seal(raw / "trips")
    (raw / "chronicle.txt").write_text(CHRONICLE)
    (raw / "essay.txt").write_text(ESSAY)
    report = pipeline.build(raw, out, 1)
    assert report.exit_code == 0, report.errors
    events = pq.read_table(out / "dataset" / "events.parquet").to_pylist()
    (conference,) = [e for e in events if e["action"] in ("conference", "meet")]
    assert (conference["action"], conference["date"], conference["place_id"]) == ("conference", "1945-02-04/1945-02-11", "yalta")
    assert conference["n_documents"] == 4 and conference["n_publishers"] == 4
    assert sorted(e["date"] for e in events if e["action"] == "visit") == ["1945-02-03/1945-02-12", "1945-02-03/1945-02-14"]
    told = "\n".join(explaining.explain(out, conference["event_id"]))
    for document in ("trips/president", "trips/secretary", "chronicle", "essay"):
        assert f"({document}, characters" in told
