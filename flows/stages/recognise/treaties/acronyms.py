"""The short names that treaties are given in brackets, and where a text goes on to use them."""

from __future__ import annotations

import bisect
import re

from flows.stages.model import Document, Mention

SHORT = re.compile(r"\(([A-Z]{3,8}(?: [IV]{1,3})?)\)(?: of \d{4})?$")
"""At the end of a name: the General Agreement (GATT), the Arms Treaty (ART I) of 1931."""


def with_acronyms(doc: Document, mentions: list[Mention], starts: list[int]) -> list[Mention]:
    """Add the later occurrences of an acronym that a name introduces: the General Agreement (GATT) ... GATT."""
    extra: list[Mention] = []
    for m in mentions:
        found = SHORT.search(m.surface)
        if m.form != "named" or not found:
            continue
        for again in re.finditer(rf"\b{found.group(1)}\b", doc.text[m.end :]):
            start, end = m.end + again.start(), m.end + again.end()
            i = bisect.bisect_right(starts, start) - 1
            if i >= 0 and not any(x.start < end and start < x.end for x in mentions):
                extra.append(
                    Mention(start, end, found.group(1), "treaty", None, None, "treaty.acronym", 0.8, doc.sentences[i].passage_no, "named")
                )
    return sorted([*mentions, *extra], key=lambda x: (x.start, x.end))
