"""`build_info`: what made this dataset."""

from __future__ import annotations

from schemas.tables.base import Table, column

VERSION = r"^([0-9a-f]{12,64}|[0-9]+\.[0-9]+\.[0-9]+)$"


class BuildInfo(Table):
    """One row that says from which texts and which code the dataset was made; the same for two identical builds."""

    key = order = ("dataset_version",)

    dataset_version: str = column("Version of the dataset (CalVer); `dev` for a build that is not a release")
    schema_version: str = column(
        "Version of the tables: a digest of their declaration; in a release major.minor.patch",
        pattern=VERSION,
        form="major.minor.patch or a digest of at least 12 hexadecimal digits",
    )
    code_digest: str = column("Digest of the code and the data under schemas/")
    rules_digest: str = column("Digest of what of it decides the records: the stages from reading to the tables, without checks")
    raw_digest: str = column("Digest of the raw material")
    row_counts: dict[str, int] = column("Number of rows of each table")
