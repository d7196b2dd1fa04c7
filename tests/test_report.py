"""What a build says of itself: a check that failed is told with its place, its value and what to do."""

from __future__ import annotations

import logging
import sys
from dataclasses import asdict

import polars as pl

from flows.build import BuildFailed
from flows.report import BuildReport, describe
from flows.scheduling import telling
from flows.stages.validate import check_frame
from schemas.tables import BY_NAME


def failed() -> BuildReport:
    """A build of which one event has a date that no date column can hold."""
    frame = pl.DataFrame(
        {"old_id": ["e 1"], "new_id": [None], "since": ["1"], "reason": ["merged"]}, schema_overrides={"new_id": pl.String}
    )
    return BuildReport(findings=[asdict(f) for f in check_frame(BY_NAME["redirects"], frame)])


def test_a_failed_check_names_table_column_record_value_and_remedy() -> None:
    line = describe(failed())[0]
    assert line == (
        "error: pattern: redirects.old_id of e 1 = e 1: it must be an identifier without spaces; "
        "look at the rule that read it, or correct the record in schemas/curation/corrections.csv"
    )
    assert str(BuildFailed(failed())) in line


def test_a_failed_build_is_logged_without_a_traceback() -> None:
    try:
        raise BuildFailed(failed())
    except BuildFailed as error:
        record = logging.LogRecord("prefect.flow_runs", logging.ERROR, __file__, 1, "Encountered %r", (error,), sys.exc_info())
        assert telling.without_traceback(record)
        assert (record.getMessage(), record.exc_info) == (str(error), None)


def test_a_fault_of_the_program_keeps_its_traceback() -> None:
    try:
        raise ValueError("a fault")
    except ValueError as error:
        record = logging.LogRecord("prefect.flow_runs", logging.ERROR, __file__, 1, "Encountered %r", (error,), sys.exc_info())
        assert telling.without_traceback(record)
        assert record.exc_info is not None
