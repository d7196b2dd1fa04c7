"""The release described for other people's software: a data package (Frictionless, version 2) and Croissant (MLCommons)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from flows.ledger import sha256
from flows.releasing.files import about
from schemas.data import rows
from schemas.tables import BY_NAME, TABLES
from schemas.tables.base import Column, Table
from schemas.tables.vocabulary import codes

_FIELD = {"str": "string", "int": "integer", "float": "number", "bool": "boolean", "date": "date"}
_CROISSANT = {"str": "sc:Text", "int": "sc:Integer", "float": "sc:Float", "bool": "sc:Boolean", "date": "sc:Date"}
_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def datapackage(folder: Path, version: str, schema_version: str, revision: str | None, sources: Sequence[Mapping[str, Any]]) -> str:
    """datapackage.json: every table as a tabular resource with its schema, and every data file with bytes and hash.

    They are apart because Frictionless's reader of Parquet does not count bytes, and takes a table that says how many it has for broken.
    """
    known = about()
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": known["name"],
        "id": f"{known['name']}-{version}",
        "title": known["title"],
        "description": known["description"],
        "version": version,
        "schemaVersion": schema_version,
        "gitRevision": revision,
        "keywords": known["keywords"].split(";"),
        "licenses": [_licence(known["licence"])],
        "contributors": [{"title": known["author"], "roles": ["creator"]}],
        "sources": [_source(s) for s in sources],
        "resources": [*map(_resource, TABLES), *(file for table in TABLES for file in _files(folder, table))],
    }
    return json.dumps({k: v for k, v in package.items() if v is not None}, indent=1, ensure_ascii=False) + "\n"


def _licence(name: str) -> dict[str, str]:
    row = next((r for r in rows("releases/licences") if r["licence"] == name), None)
    url = {"path": row["url"]} if row and row["url"] else {}
    return {"name": name, **url, "title": row["title"] if row else name}


def _source(source: Mapping[str, Any]) -> dict[str, Any]:
    licence = _licence(source["licence"] or "LicenseRef-unknown")
    told = {"title": source["title"] or source["source_id"], "path": source["url"], "version": source["sha256"]}
    more = {"sourceId": source["source_id"], "licenses": [licence], "redistributable": source["redistributable"]}
    return {k: v for k, v in {**told, **more}.items() if v is not None}


def _files(folder: Path, table: type[Table]) -> Iterator[dict[str, Any]]:
    for kind, name in (("parquet", f"{table.table}.parquet"), ("csv", f"csv/{table.table}.csv.zst")):
        path = folder / name
        yield {
            "name": f"{table.table}-{kind}",
            "title": f"The file {name}: the table {table.table}",
            "path": name,
            "format": "bin",
            "mediatype": "application/vnd.apache.parquet" if kind == "parquet" else "application/zstd",
            "bytes": path.stat().st_size,
            "hash": f"sha256:{sha256(path)}",
        }


def _resource(table: type[Table]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [_field(c) for c in table.columns],
        "missingValues": [],  # Parquet knows null; an empty text is one
    }
    keys = [
        {"fields": [c.name], "reference": {"resource": c.refers, "fields": [BY_NAME[c.refers].key[0]]}} for c in table.columns if c.refers
    ]
    if table.key and not any(table.column(k).nullable for k in table.key):
        schema["primaryKey"] = list(table.key)
    if keys:
        schema["foreignKeys"] = keys
    return {
        "name": table.table,
        "type": "table",
        "title": table.table,
        "description": table.about,
        "path": f"{table.table}.parquet",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "schema": schema,
    }


def _field(c: Column) -> dict[str, Any]:
    # Frictionless reads Parquet through pandas: lists come as arrays that its type `array` does not take, and whole numbers that may be
    # null come as floating ones
    kind = "number" if c.type == "int" and c.nullable else _FIELD.get(c.type, "any")
    field: dict[str, Any] = {"name": c.name, "type": kind}
    constraints: dict[str, Any] = {"required": True} if not c.nullable else {}
    if c.vocab and c.type == "str":
        constraints["enum"] = codes(c.vocab)
    return {**field, "description": c.description, **({"constraints": constraints} if constraints else {})}


def croissant(folder: Path, version: str, cite: str) -> str:
    """croissant.json: each Parquet file as a file object and a record set; the day of publication is the first of the version's month."""
    known = about()
    year, month, _ = version.split(".")
    distribution = [
        {
            "@type": "cr:FileObject",
            "@id": f"{table.table}.parquet",
            "name": f"{table.table}.parquet",
            "description": table.about,
            "contentUrl": f"{table.table}.parquet",
            "contentSize": f"{(folder / f'{table.table}.parquet').stat().st_size} B",
            "encodingFormat": "application/x-parquet",
            "sha256": sha256(folder / f"{table.table}.parquet"),
        }
        for table in TABLES
    ]
    described = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "name": known["name"],
        "description": known["description"],
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "citeAs": cite,
        "license": next(r["url"] for r in rows("releases/licences") if r["licence"] == known["licence"]),
        "url": f"urn:{known['name']}:{version}",
        "version": f"{version}",
        "datePublished": f"{year}-{int(month):02}-01",
        "creator": {"@type": "sc:Organization", "name": known["author"]},
        "keywords": known["keywords"].split(";"),
        "isLiveDataset": False,
        "distribution": distribution,
        "recordSet": [_record_set(table) for table in TABLES],
    }
    return json.dumps(described, indent=1, ensure_ascii=False) + "\n"


def _record_set(table: type[Table]) -> dict[str, Any]:
    fields = []
    for c in table.columns:
        if c.type in ("list[Claim]", "dict[str, int]"):
            continue  # structures that Croissant has no simple type for; the Parquet file has them
        kind = _CROISSANT.get(c.type, "sc:Text")
        field: dict[str, Any] = {
            "@type": "cr:Field",
            "@id": f"{table.table}/{c.name}",
            "name": f"{table.table}/{c.name}",
            "description": c.description,
            "dataType": kind,
            "source": {"fileObject": {"@id": f"{table.table}.parquet"}, "extract": {"column": c.name}},
        }
        if c.type.startswith("list"):
            field["repeated"] = True
        fields.append(field)
    return {"@type": "cr:RecordSet", "@id": table.table, "name": table.table, "description": table.about, "field": fields}
