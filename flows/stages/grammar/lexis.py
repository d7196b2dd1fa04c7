"""Words and their classes: function words, and the forms of verbs that rules name."""

from __future__ import annotations

from functools import cache, partial

from schemas import data, phrases

CLASSES = "rules/word_classes"
pattern = partial(phrases.phrase, phrases.WORD_PATTERNS)
"""A pattern of `rules/word_patterns.csv` by its use, with what stands in it as `{{name}}` given by name."""

VOWELS = "aeiou"
HYPHENS = frozenset("-‐‑–")
ENTITY = frozenset(("actor", "person", "place"))
"""The kinds of mentions that name somebody or some place."""


@cache
def function_words() -> dict[str, str]:
    """Lower-case word -> class (det, prep, conj, sub, rel, aux_be, aux_have, aux_do, modal, neg, pron, poss, adv)."""
    return {r["word"]: r["class"] for r in data.rows("rules/function_words", "word", "class")}


@cache
def irregular() -> dict[str, tuple[str, str, str]]:
    """Lemma -> (past, participle, gerund or "") of verbs that the regular endings get wrong."""
    return {
        r["lemma"]: (r["past"], r["participle"], r["gerund"])
        for r in data.rows("rules/verb_forms", "lemma", "past", "participle", "gerund")
    }


def third(lemma: str) -> str:
    """The -s form: carries, passes, signs; also the plural of a noun."""
    if lemma.endswith("y") and lemma[-2:-1] not in VOWELS:
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def forms(lemma: str) -> dict[str, str]:
    """Word -> form: base, third, ger, past, part, ed where past and participle are one word, same where the base is too (set, cut)."""
    past, part, ger = irregular().get(lemma, ("", "", ""))
    if not past:
        if lemma.endswith("e"):
            past = lemma + "d"
        elif lemma.endswith("y") and lemma[-2:-1] not in VOWELS:
            past = lemma[:-1] + "ied"
        else:
            past = lemma + "ed"
        part = past
    if not ger:
        ger = lemma[:-1] + "ing" if lemma.endswith("e") and not lemma.endswith(("ee", "ye", "oe")) else lemma + "ing"
    out = {lemma: "same" if lemma in (past, part) else "base", third(lemma): "third", ger: "ger"}
    if past == part:
        out.setdefault(past, "ed")
    else:
        out.setdefault(past, "past")
        out.setdefault(part, "part")
    if past == lemma + "t":  # burnt, and burned
        out.setdefault(lemma + "ed", "ed")
    if past == lemma + "led":  # travelled, and traveled in American spelling
        out.setdefault(lemma + "ed", "ed")
        out.setdefault(lemma + "ing", "ger")
    return out


@cache
def common_forms() -> dict[str, str]:
    """Word -> form of every verb of `rules/verbs.csv`; a verb whose -s form is mostly a plural (demands, forces) goes without it."""
    out: dict[str, str] = {}
    for r in data.rows("rules/verbs", "lemma", "noun"):
        for word, form in forms(r["lemma"]).items():
            if form != "third" or r["noun"] == "no":
                out.setdefault(word, form)
    return out


@cache
def irregular_forms() -> dict[str, str]:
    """Past forms and participles of every verb of the table: the finite verbs that no ending betrays."""
    out: dict[str, str] = {}
    for lemma in irregular():
        for word, form in forms(lemma).items():
            if form in ("past", "part", "ed"):
                out.setdefault(word, form)
    return out


@cache
def act_forms() -> dict[str, str]:
    """Word -> form of every verb by which `rules/events.csv` reads an act."""
    heads = {head for r in data.rows("rules/events", "pos", "heads") if r["pos"] == "verb" for head in r["heads"].split("|")}
    out: dict[str, str] = {}
    for head in sorted(heads):
        for word, form in forms(head).items():
            out.setdefault(word, form)
    return out


@cache
def people() -> frozenset[str]:
    """Nouns for people and bodies of a state: delegates, troops, the legislature."""
    return frozenset(r["word"] for r in data.rows("rules/people_words", "rule_id", "word"))


@cache
def bodies() -> frozenset[str]:
    """Nouns for the government, the forces and the officials of a state, and for its people."""
    return people() | {r["head"].lower() for r in data.rows("rules/actor_heads", "head", "class")}


@cache
def deputies() -> frozenset[str]:
    """Nouns for people and bodies, and for those who act for somebody else: delegates, ministers, the legislature."""
    officials = (r["head"] for r in data.rows("rules/actor_heads", "head", "class") if r["class"] == "official")
    return people().union(officials)


@cache
def control(kind: str) -> frozenset[str]:
    """Forms of the verbs of a class of `rules/verb_control.csv`: object where who is asked is who acts, bare where no `to` follows, react
    where who does it meets what another does, undergone what a participle without an object tells of whom it is done to, awaited what
    a treaty has to wait for, between what a third one does for two others."""
    return frozenset(r["word"] for r in data.rows("rules/verb_control", "word", "class") if r["class"] == kind)


@cache
def word_class(class_id: str) -> frozenset[str]:
    """The words of a class of `rules/word_classes.csv`, such as plans or sites; DataError where there is no such class."""
    for r in data.rows(CLASSES, "class_id", "words", "about", "example"):
        if r["class_id"] == class_id:
            return frozenset(r["words"].split("|"))
    raise data.DataError(f"schemas/{CLASSES}.csv: no class {class_id!r}; add a row for it")


@cache
def offices() -> frozenset[str]:
    """Last words of offices, ranks and callings, in small letters: minister, governor, explorer."""
    titles = data.rows("rules/titles", "phrase", "class")
    return frozenset(r["phrase"].lower().rpartition(" ")[2] for r in titles if r["class"] in ("office", "rank", "descriptor"))
