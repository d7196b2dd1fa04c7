from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

from flows import pipeline
from flows.evaluate import Evaluation, evaluate
from flows.evaluate.figures import Figure


def by_cell(done: Evaluation) -> dict[tuple[str, str, str], Figure]:
    return {(f.scope, f.record, f.key): f for f in done.figures}


def counts(f: Figure) -> tuple[int | None, int, int]:
    return f.gold, f.found, f.right


def test_every_kind_is_counted_as_a_whole_and_by_document(dataset: Path, answers: Any, gold: Any) -> None:
    figures = by_cell(evaluate(dataset, answers(coasts=gold)))
    assert counts(figures["all", "treaties", ""]) == (2, 1, 1)
    assert counts(figures["all", "events", ""]) == (3, 2, 2)
    assert counts(figures["all", "positions", ""]) == (1, 1, 0)
    assert counts(figures["all", "moves", ""]) == (1, 1, 1)
    assert counts(figures["document", "events", "coasts"]) == (3, 2, 2)
    whole = figures["all", "events", ""]
    assert (whole.precision, whole.recall, whole.f1) == (1.0, 0.6667, 0.8)
    assert whole.recall_low is not None and whole.recall_high is not None
    assert whole.recall_low < 0.6667 < whole.recall_high


def test_attributes_are_counted_where_the_record_was_found(dataset: Path, answers: Any, gold: Any) -> None:
    figures = by_cell(evaluate(dataset, answers(coasts=gold)))
    assert counts(figures["attribute", "treaties", "signed"]) == (1, 1, 1)
    assert counts(figures["attribute", "treaties", "signatories"]) == (2, 1, 1)
    assert counts(figures["attribute", "treaties", "obligations"]) == (2, 1, 1)
    assert counts(figures["attribute", "treaties", "term_years"]) == (1, 1, 1)
    assert counts(figures["attribute", "events", "actors"]) == (4, 6, 4)
    assert counts(figures["attribute", "events", "date"]) == (2, 2, 1)
    assert counts(figures["attribute", "events", "date_compatible"]) == (2, 2, 2)
    assert counts(figures["attribute", "events", "treaty"]) == (1, 1, 1)
    assert counts(figures["attribute", "positions", "stance"]) == (1, 1, 0)
    assert counts(figures["attribute", "documents", "title"]) == (1, 1, 1)
    assert figures["attribute", "documents", "issued"].right == 0  # the reader found no date, the dataset has one


def test_what_the_reader_did_not_look_for_is_not_counted(dataset: Path, answers: Any, gold: Any) -> None:
    del gold["positions"], gold["document"]["date"]
    cells = by_cell(evaluate(dataset, answers(coasts=gold)))
    assert not [c for c in cells if c[1].startswith(("positions", "moves"))]
    assert ("attribute", "documents", "issued") not in cells


def test_actions_are_right_only_when_they_are_the_same(dataset: Path, answers: Any, gold: Any) -> None:
    figures = by_cell(evaluate(dataset, answers(coasts=gold)))
    assert counts(figures["action", "events", "meet"]) == (1, 0, 0)
    assert counts(figures["action", "events", "negotiate"]) == (0, 1, 0)
    assert counts(figures["type", "events", "CONSULT"]) == (1, 1, 1)


def test_a_bad_rule_is_seen(dataset: Path, answers: Any, gold: Any) -> None:
    gold["events"] = gold["events"][1:]
    figures = by_cell(evaluate(dataset, answers(coasts=gold)))
    rule = figures["rule", "events", "treaty-sign-1"]
    assert (rule.gold, rule.found, rule.right, rule.precision) == (None, 2, 1, 0.5)
    assert (rule.recall, rule.f1) == (None, None)
    assert counts(figures["rule", "events.date", "treaty-sign-1"]) == (None, 1, 0)


def test_records_are_counted_by_how_sure_they_are(dataset: Path, answers: Any, gold: Any) -> None:
    gold["events"] = gold["events"][1:]
    figures = [f for f in evaluate(dataset, answers(coasts=gold)).figures if f.scope == "confidence" and f.record == "events"]
    assert sum(f.found for f in figures) == by_cell(evaluate(dataset, answers(coasts=gold)))["all", "events", ""].found
    assert sum(f.right for f in figures) < sum(f.found for f in figures)
    for f in figures:
        low, _, high = f.key.partition(" to ")
        assert round(float(high) - float(low), 1) == 0.1 and f.precision == round(f.right / f.found, 4) and f.recall is None


def test_differences_are_told(dataset: Path, answers: Any, gold: Any) -> None:
    misses = evaluate(dataset, answers(coasts=gold)).misses
    assert any(line.startswith("coasts: treaty missed: Convention on Pilots «Berg asked") for line in misses)
    assert "coasts: event e2, meet: Ana Berg, 1931-05: date 1931-05-02, gold 1931-05" in misses
    assert any("position not in gold: Ana Berg asks article 2: [treaty-sign-1]" in line for line in misses)


def test_answers_without_a_document_are_missed_altogether_and_named(dataset: Path, answers: Any, gold: Any) -> None:
    done = evaluate(dataset, answers(elsewhere=gold))
    assert done.unpaired == ["elsewhere"]
    assert counts(by_cell(done)["all", "events", ""]) == (3, 0, 0)


def test_a_clash_of_dates_parts_treaties_of_one_name(dataset: Path, answers: Any, gold: Any) -> None:
    gold["treaties"][0]["signed"] = "1935"
    assert counts(by_cell(evaluate(dataset, answers(coasts=gold)))["all", "treaties", ""]) == (2, 1, 0)


def test_dates_and_parties_can_stand_for_a_name(dataset: Path, answers: Any, gold: Any) -> None:
    gold["treaties"][0] |= {"name": "Accord of the Straits", "aliases": []}
    assert by_cell(evaluate(dataset, answers(coasts=gold)))["all", "treaties", ""].right == 1
    gold["treaties"][0]["parties"] = ["Westmark", "Ostmark", "Sudland"]
    assert by_cell(evaluate(dataset, answers(coasts=gold)))["all", "treaties", ""].right == 0


def test_the_order_of_answers_does_not_matter(dataset: Path, answers: Any, gold: Any) -> None:
    one = evaluate(dataset, answers(coasts=gold))
    gold["events"].reverse()
    assert evaluate(dataset, answers(coasts=gold)).figures == one.figures


def test_agrees_with_an_independent_scorer(reference: Path, tmp_path: Path) -> None:
    scorer = reference / "eval" / "score_records.py"
    raw, gold = reference / "raw" / "seeds", reference / "gold" / "seeds"
    if not (scorer.is_file() and raw.is_dir() and gold.is_dir()):
        pytest.skip(f"no scorer or no texts in {reference}")
    spec = importlib.util.spec_from_file_location("independent_scorer", scorer)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    assert pipeline.build(raw, tmp_path, 1).dataset
    theirs, _ = module.score(tmp_path / "dataset", gold)
    ours = by_cell(evaluate(tmp_path, gold))
    for kind, name in (("treaties", "treaty"), ("events", "event"), ("positions", "position"), ("moves", "position_any_stance")):
        figure, said = ours["all", kind, ""], theirs[name]
        assert (figure.gold, figure.found) == (said["gold"], said["system"])
        # of equally good pairs either may be taken first, and what is left may then pair or not
        assert abs(figure.right - said["tp"]) <= 1, kind
        if figure.right == said["tp"]:
            assert figure.f1 == pytest.approx(said["F1"], abs=1e-4)
