from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from flows.evaluate import gold as reading
from flows.evaluate.gold import GoldError, load
from flows.settings import UsageError


def faults(folder: Path) -> str:
    with pytest.raises(GoldError) as error:
        load(folder)
    return str(error.value)


def test_faultless_answers_are_read(answers: Any, gold: Any) -> None:
    (content,) = load(answers(coasts=gold)).values()
    assert [t.key for t in content.treaties] == ["t1", "t2"]
    assert content.events[0].values["event_type"] == "AGREE"
    assert content.positions is not None and content.positions[0].lists["speakers"] == ("Ana Berg", "Norland")
    assert "status" not in content.treaties[1].values


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda g: g.pop("events"), "the whole file: 'events' is a required property"),
        (lambda g: g["treaties"][0].update(kind="pakt"), "treaties[0].kind: 'pakt' is no code of ours; use one of treaty, agreement"),
        (lambda g: g["events"][1].update(action="sing"), "events[1].action: 'sing' is no code of ours"),
        (lambda g: g["events"][1].update(date="2 May 1931"), "events[1].date: '2 May 1931' is no EDTF date; give a date in EDTF"),
        (lambda g: g["events"][1].pop("quote"), "events[1]: 'quote' is a required property"),
        (lambda g: g["events"][1].update(quote=""), "events[1].quote: '' should be non-empty; give a text that is not empty"),
        (lambda g: g["events"][0].update(treaty="t9"), "events[0].treaty: no treaty has the id 't9'"),
        (lambda g: g["treaties"][1].update(id="t1"), "treaties: the id 't1' is given twice"),
        (lambda g: g["treaties"][0].update(parties="Norland"), "treaties[0].parties: 'Norland' is not of type 'array'; give a list"),
        (
            lambda g: g["treaties"][0].update(obligations=["peace"]),
            "treaties[0].obligations: 'peace' is no code of ours; use one of defence",
        ),
        (lambda g: g["positions"][0].update(stance="hints"), "positions[0].stance: 'hints' is no code of ours; use one of proposes"),
    ],
)
def test_a_fault_is_told_with_file_place_and_remedy(answers: Any, gold: Any, change: Any, said: str) -> None:
    change(gold)
    folder = answers(coasts=gold)
    assert f"{folder / 'coasts.json'}: {said}" in faults(folder)


def test_every_file_and_fault_is_told(answers: Any, gold: Any) -> None:
    gold["events"][0]["action"] = gold["events"][1]["action"] = "sing"
    told = faults(answers(a=gold, b="{", c=json.dumps(gold)))
    assert told.count("'sing' is no code") == 4
    assert "b.json: line 1, column 2: not JSON" in told


def test_many_faults_are_counted(answers: Any, gold: Any) -> None:
    gold["events"] = [dict(gold["events"][0], realis="perhaps") for _ in range(reading.SHOWN + 3)]
    assert faults(answers(coasts=gold)).endswith("\nand 3 more")


def test_no_answers_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"holds no \.json file"):
        load(tmp_path)
    with pytest.raises(UsageError, match="no such file or folder"):
        load(tmp_path / "nowhere")


def test_a_file_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b'{"treaties": [], "events": [], "x": "\xff"}')
    assert "is not UTF-8; save the file as UTF-8" in faults(tmp_path)
