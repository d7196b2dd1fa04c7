"""`treaties`: the instruments."""

from __future__ import annotations

from schemas.tables.base import ID, SLUG, Edtf, Table, column


class Treaties(Table):
    """One instrument between actors: concluded, drafted or only proposed.  Null means that no document says."""

    key = order = ("treaty_id",)

    treaty_id: str = column("Identifier, kept across releases", pattern=ID)
    slug: str = column("Readable name, for addresses", derived=True, pattern=SLUG)
    name: str = column("Best full name that the documents give")
    aliases: list[str] = column("Other names in the documents")
    kind: str = column("Rank of the instrument", vocab="treaty_kinds")
    status: str = column("How far it came", vocab="treaty_statuses", silent=("unknown",))
    signed: Edtf | None = column("When it was signed (EDTF)")
    signed_basis: str | None = column("Where `signed` comes from", vocab="date_bases")
    place_id: str | None = column("Where it was signed", refers="places")
    in_force: Edtf | None = column("When it began to bind (EDTF)")
    terminated: Edtf | None = column("When it ended (EDTF)")
    end_status: str = column("Whether it ended", vocab="end_statuses", silent=("unknown", "in-force-at-coverage-end"))
    term_years: float | None = column("Years for which it was concluded", low=0, high=999)
    n_parties: int = column("Number of rows in `treaty_parties` with role signatory or acceding", derived=True, low=0)
    bilateral: bool | None = column("Whether it has just two such parties; null where fewer than two are known", derived=True)
    secret: bool | None = column("Whether it, or a part of it, was secret")
    defence: bool | None = column("Obligation to help a party that is attacked (ATOP DEFENSE)")
    offence: bool | None = column("Obligation to join a war that a party begins (ATOP OFFENSE)")
    neutrality: bool | None = column("Obligation to stay out of a party's war (ATOP NEUTRAL)")
    nonaggression: bool | None = column("Obligation not to attack each other (ATOP NONAGG)")
    consultation: bool | None = column("Obligation to consult each other (ATOP CONSUL)")
    cooperation: bool | None = column("Cooperation in a field without a column of its own")
    trade: bool | None = column("Trade, tariffs, navigation")
    arms_limitation: bool | None = column("Limits on arms or forces")
    territorial: bool | None = column("Frontiers, cessions, guarantees of territory")
    recognition: bool | None = column("Recognition, or diplomatic relations")
    friendship: bool | None = column("Friendship, called so in the text")
    financial: bool | None = column("Debts, claims, loans, reparations")
    military_aid: bool | None = column("Delivery of arms, supplies or training")
    n_documents: int = column("Number of documents that tell of it", derived=True, low=0)
    n_publishers: int = column("Number of independent publishers among them", derived=True, low=0)
    confidence: float = column("How sure the record is, from its evidence", derived=True, low=0, high=1)
