"""The closed vocabularies of schemas/vocab: the first column of a file lists the codes."""

from __future__ import annotations

from functools import cache

from schemas.data import rows


@cache
def vocabularies() -> dict[str, tuple[dict[str, str], ...]]:
    """Every vocabulary by the name of its file; each row has a code, in the first column, and a description."""
    return {
        "actions": rows("vocab/actions", "action", "event_type", "description", "example"),
        "actor_kinds": rows("vocab/actor_kinds", "kind", "description"),
        "article_statuses": rows("vocab/article_statuses", "status", "description"),
        "conflict_policies": rows("vocab/conflict_policies", "policy", "description"),
        "date_bases": rows("vocab/date_bases", "basis", "description"),
        "end_statuses": rows("vocab/end_statuses", "end_status", "description"),
        "event_types": rows("vocab/event_types", "event_type", "description"),
        "evidence_methods": rows("vocab/evidence_methods", "method", "description"),
        "evidence_statuses": rows("vocab/evidence_statuses", "status", "description"),
        "genres": rows("vocab/genres", "genre", "description"),
        "mention_forms": rows("vocab/mention_forms", "form", "kinds", "description"),
        "mention_kinds": rows("vocab/mention_kinds", "kind", "value", "refers_to", "description"),
        "obligations": rows("vocab/obligations", "column", "atop", "description"),
        "participant_roles": rows("vocab/participant_roles", "role", "description"),
        "party_roles": rows("vocab/party_roles", "role", "description"),
        "passage_kinds": rows("vocab/passage_kinds", "kind", "description"),
        "precisions": rows("vocab/precisions", "precision", "description"),
        "realis": rows("vocab/realis", "realis", "description"),
        "record_types": rows("vocab/record_types", "record_type", "description"),
        "redirect_reasons": rows("vocab/redirect_reasons", "reason", "description"),
        "reject_reasons": rows("vocab/reject_reasons", "reason", "stages", "description", "remedy"),
        "repair_kinds": rows("vocab/repair_kinds", "kind", "description"),
        "stages": rows("vocab/stages", "stage", "description"),
        "stances": rows("vocab/stances", "stance", "description"),
        "treaty_actions": rows("vocab/treaty_actions", "action", "event_action", "description"),
        "treaty_kinds": rows("vocab/treaty_kinds", "kind", "description"),
        "treaty_statuses": rows("vocab/treaty_statuses", "status", "description"),
    }


def codes(name: str) -> list[str]:
    """The codes of a vocabulary, in the order of the file."""
    return [next(iter(row.values())) for row in vocabularies()[name]]
