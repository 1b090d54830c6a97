"""How sure the telling is: actual, possible, unrealised or negated, from the words that govern it."""

from functools import cache
from typing import Any

from attrs import frozen

from whoholds.knowledge import words
from whoholds.reading.sentence import Sentence, child, is_passive, subject


@frozen
class _Words:
    verbs: dict[str, str]
    nouns: dict[str, str]
    adverbs: dict[str, str]
    adjectives: dict[str, str]
    modals: frozenset[str]
    marks: frozenset[str]
    reports: frozenset[str]
    aspect: frozenset[str]


@cache
def _words() -> _Words:
    data: dict[str, Any] = words.load("status")

    def turned(section: str) -> dict[str, str]:
        return {w: status for status, ws in data[section].items() for w in ws}

    return _Words(
        # a verb listed twice (stop, reject) is negated
        {**turned("verbs")}, turned("nouns"), turned("adverbs"), turned("adjectives"),
        frozenset(data["modals"]["unrealised"]), frozenset(data["marks"]), frozenset(data["passive_reports"]), frozenset(data["aspect"]),
    )  # fmt: skip


_ORDER = {"negated": 3, "unrealised": 2, "possible": 1, "actual": 0}


def status_of(trigger: Any, kind: str, sentence: Sentence, *, compound: bool = False) -> str:
    """The status of the event that `trigger` tells. `compound` ("rebel-held") looks at the
    words on its own noun only: the state it names does not hang on the clause's verb."""
    listed = _words()
    if compound:
        heads = [trigger, trigger.head]
        for head in heads:
            for c in head.lefts:
                found = listed.adjectives.get(sentence.lower(c)) or listed.adverbs.get(
                    sentence.lower(c)
                )
                if found:
                    return found
            if sentence.lower(head) in listed.adjectives:
                return listed.adjectives[sentence.lower(head)]
        return "actual"
    worst = (
        "possible"
        if trigger.tag_.startswith("VB") and listed.verbs.get(sentence.lemma(trigger)) == "possible"
        else "actual"
    )
    token = trigger
    if trigger.tag_ in ("IN", "RP") and trigger.head is not trigger:
        # "was not under their control": the phrase has its verb's status
        token = trigger.head
    for _ in range(12):
        worst = _worse(worst, _own(token, sentence, trigger, kind))
        if _ORDER[worst] >= 2:
            return worst
        step = _governed(token, sentence, kind, trigger)
        if step is None:
            break
        found, go_on = step
        worst = _worse(worst, found)
        if not go_on or token.head is token:
            break
        token = token.head
    return worst


def _worse(one: str, other: str) -> str:
    return one if _ORDER[one] >= _ORDER[other] else other


def _own(token: Any, sentence: Sentence, trigger: Any, kind: str) -> str:
    """Words on the token itself: not, will, reportedly, failed."""
    listed = _words()
    worst = "actual"
    for c in token.children:
        lower = sentence.lower(c)
        if c.dep_ in ("nsubj", "nsubjpass") and any(
            d.lower_ in ("no", "neither", "none") for d in c.lefts
        ):
            worst = _worse(worst, "negated")
        if c.dep_ == "advmod" and lower == "longer" and any(d.lower_ == "no" for d in c.children):
            worst = _worse(worst, "negated")
        if (
            c.dep_ in ("aux", "auxpass")
            and lower in ("had", "were", "should")
            and token.dep_ == "advcl"
            and any(s.dep_ in ("nsubj", "nsubjpass") and s.i > c.i for s in token.children)
        ):
            worst = _worse(worst, "unrealised")  # "Had the rebels captured X, …"
        if (
            c.dep_ == "neg"
            or lower in ("no", "little", "barely", "hardly", "scarcely")
            and c.dep_ in ("det", "amod", "advmod")
            or (
                c.dep_ in ("advmod", "preconj", "cc")
                and lower in ("never", "neither", "nor", "unsuccessfully")
            )
        ):
            worst = _worse(worst, "negated")
        elif c.dep_ == "aux" and lower in listed.modals and token.tag_.startswith("VB"):
            perfect = any(x.lower_ == "have" for x in token.children if x.dep_ == "aux")
            if lower in ("could", "can", "'d", "would") and lower in ("could", "can") and perfect:
                worst = _worse(worst, "possible")
            else:
                worst = _worse(
                    worst, "possible" if perfect and lower in ("may", "might") else "unrealised"
                )
        elif (
            c.dep_ == "mark"
            and lower in listed.marks
            and not (lower == "before" and token.tag_ in ("VBD", "VBN"))
        ):
            worst = _worse(worst, "unrealised")
        elif c.dep_ in ("advmod", "amod", "acomp", "npadvmod", "compound", "attr"):
            found = listed.adverbs.get(lower)
            if found is None and token.tag_.startswith("NN"):
                found = listed.adjectives.get(lower)
            if found and not (
                lower == "about"
                or (lower in ("likely", "possible") and c.dep_ == "advmod" and False)
            ):
                worst = _worse(worst, found)
    if token.dep_ == "pobj" and token.head.dep_ == "prep":
        prep, above = token.head, token.head.head
        if sentence.lower(above) in ("event", "case") and prep.lower_ == "of":
            return "unrealised"
        if above.dep_ == "pobj" and prep.lower_ == "of":
            prep = above.head
        if prep.lower_ == "without":
            return "negated"
    return worst


def _governed(token: Any, sentence: Sentence, kind: str, trigger: Any) -> tuple[str, bool] | None:
    """(status by the head, whether to look further up); None at the top of the clause."""
    listed = _words()
    head, dep = token.head, token.dep_
    if head is token:
        return None
    lemma = sentence.lemma(head)
    verb_head = head.tag_.startswith("VB") or (
        head.dep_ == "ROOT" and not head.tag_.startswith("NN")
    )
    infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)
    if dep == "conj":
        shared = "actual"
        if token.tag_ == head.tag_ and token.tag_.startswith("VB"):
            own_subject = child(token, "nsubj", "nsubjpass")
            if own_subject is None:
                for c in head.children:
                    if c.dep_ == "aux" and (c.lower_ in listed.modals):
                        shared = "unrealised"
                infinitive_head = any(c.dep_ == "aux" and c.lower_ == "to" for c in head.children)
                if (token.tag_ == "VB" or infinitive_head) and head.tag_ == "VB":
                    return shared, True
                if (
                    token.tag_ in ("VBG", "VBN")
                    and head.tag_ == token.tag_
                    and head.dep_ not in ("ROOT",)
                ):
                    return shared, head.dep_ in ("pcomp", "xcomp", "ccomp")
            return shared, head.dep_ in ("ccomp",)
        return shared, token.tag_.startswith("NN") and head.tag_.startswith("NN")
    if token.tag_.startswith("VB") or token.dep_ in ("ccomp", "xcomp", "advcl"):
        if infinitive or (token.tag_ == "VB" and dep in ("xcomp", "acl", "advcl", "ccomp")):
            if lemma in listed.aspect or sentence.lower(head) == "able":
                return "actual", True
            if (
                verb_head
                and is_passive(head)
                and lemma in listed.reports
                and any(
                    c.lower_ in ("have", "be")
                    for c in token.children
                    if c.dep_ in ("aux", "auxpass")
                )
            ):
                return "possible", True  # "are reported to have been lost"
            if verb_head or head.tag_.startswith("JJ"):
                found = listed.verbs.get(lemma)
                if found == "possible":
                    return "possible", True
                if found in ("unrealised", "negated"):
                    return found, False
                if sentence.lower(head) in (
                    "ready",
                    "set",
                    "poised",
                    "due",
                    "likely",
                    "about",
                    "determined",
                    "keen",
                    "unable",
                ):
                    return ("negated" if sentence.lower(head) == "unable" else "unrealised"), False
                if lemma in ("become", "be", "prove") and any(
                    c.dep_ == "attr" for c in head.children
                ):
                    return "actual", False  # "became the third city to fall"
                return (
                    ("unrealised", False)
                    if dep in ("advcl", "acl", "xcomp", "ccomp")
                    else ("actual", True)
                )
            if head.tag_.startswith("NN"):
                if sentence.lower(head) in (
                    "first",
                    "last",
                    "latest",
                    "one",
                    "city",
                    "town",
                    "time",
                ) or lemma in ("city", "town", "village", "area"):
                    return "actual", False
                return listed.nouns.get(lemma, "unrealised"), False
            return "unrealised", False
        if dep == "pcomp" or (dep in ("prep", "pobj") and token.tag_ == "VBG"):
            above = head.head
            if head.lower_ in ("without",):
                return "negated", False
            if head.lower_ == "before" and False:
                return "unrealised", False
            found = (
                listed.verbs.get(sentence.lemma(above))
                if above.tag_.startswith("VB")
                else listed.nouns.get(sentence.lemma(above))
            )
            if (
                head.lower_ in ("from", "of", "at", "in", "into", "for", "on", "with", "to")
                and found
            ):
                if found == "negated" and kind == "withdraw" and False:
                    return "actual", False
                return ("negated" if found == "negated" else found), False
            return "actual", False
        if dep in ("ccomp", "xcomp", "acl", "oprd", "dobj", "advcl", "parataxis"):
            if dep == "advcl":
                return "actual", False
            if (
                dep == "acl"
                and head.tag_.startswith("NN")
                and (
                    token.tag_ in ("VBD", "VBP", "VBZ")
                    or any(c.dep_ == "mark" for c in token.children)
                )
            ):
                found = listed.nouns.get(lemma)
                return (
                    "possible"
                    if found == "possible"
                    else "negated"
                    if found == "negated"
                    else "actual"
                ), False
            if dep == "acl":
                return "actual", False
            return _reported(head, lemma, token, sentence)
        return None
    # a noun: what is done to it
    if dep in ("dobj", "nsubjpass", "attr", "oprd"):
        if verb_head:
            if lemma in listed.aspect or lemma in (
                "launch",
                "mount",
                "stage",
                "wage",
                "report",
                "face",
                "follow",
            ):
                return "actual", True
            found = listed.verbs.get(lemma)
            if (
                kind == "withdraw"
                and lemma in ("announce", "order", "approve")
                and trigger.tag_.startswith("NN")
            ):
                return (
                    "unrealised",
                    False,
                )  # GUIDE: a withdrawal announced or ordered has not happened
            if found == "possible":
                return "possible", True
            if dep in ("dobj", "nsubjpass") and found in ("negated", "unrealised"):
                if (
                    found == "unrealised"
                    and lemma
                    in (
                        "tell",
                        "press",
                        "push",
                        "need",
                        "require",
                        "help",
                        "fear",
                        "call",
                        "let",
                        "offer",
                        "set",
                        "schedule",
                        "rally",
                        "try",
                    )
                    and not is_passive(head)
                ):
                    return "actual", True
                if found == "unrealised" and lemma in ("resist", "counter"):
                    return "actual", True
                return found, False
            return "actual", True
        return None
    if dep == "nsubj" and verb_head:
        if lemma in ("fail", "falter", "collapse", "stall", "flounder"):
            return ("negated" if lemma == "fail" else "actual"), False
        if any(
            c.dep_ == "aux" and c.lower_ in ("will", "would") for c in head.children
        ) and kind in ("attack", "advance", "withdraw", "siege"):
            return (
                "unrealised"
                if lemma in ("begin", "start", "take", "be", "follow", "come")
                else "actual"
            ), False
        return "actual", False
    if dep == "pobj":
        above = head.head
        found = listed.nouns.get(sentence.lemma(above)) if above.tag_.startswith("NN") else None
        if (
            head.lower_ in ("of", "for", "about", "on", "to", "at")
            and found in ("unrealised", "possible")
            and sentence.lemma(above)
            not in (
                "campaign",
                "operation",
                "battle",
                "offensive",
                "fight",
                "drive",
                "push",
                "report",
                "war",
                "race",
                "call",
                "start",
            )
        ):
            return found, False
        if above.tag_.startswith("VB"):
            verb_found = listed.verbs.get(sentence.lemma(above))
            if (
                head.lower_ in ("for", "about", "of", "on", "to", "against")
                and verb_found == "unrealised"
                and sentence.lemma(above)
                in (
                    "plan",
                    "prepare",
                    "call",
                    "push",
                    "warn",
                    "threaten",
                    "discuss",
                    "ask",
                    "brace",
                    "ready",
                    "fear",
                )
            ):
                return "unrealised", False
        return "actual", False
    if dep in ("compound", "amod", "poss", "nmod") and head.tag_.startswith("NN"):
        found = listed.nouns.get(lemma)
        return (
            found
            if found == "unrealised"
            and lemma in ("plan", "preparation", "threat", "attempt", "bid")
            else "actual"
        ), False
    return None


def _reported(head: Any, lemma: str, token: Any, sentence: Sentence) -> tuple[str, bool]:
    """Under a verb of saying or thinking."""
    listed = _words()
    found = listed.verbs.get(lemma)
    denied = any(c.dep_ == "neg" for c in head.children)
    if lemma == "deny":
        return "negated", False
    if found == "possible":
        return "possible", True
    if lemma in (
        "fear",
        "vow",
        "pledge",
        "swear",
        "promise",
        "hope",
        "expect",
        "demand",
        "threaten",
        "plan",
        "warn",
        "want",
        "wish",
        "propose",
        "insist-not",
        "predict",
        "order",
        "urge",
        "ask",
    ):
        future = token.tag_ == "VB" or any(
            c.dep_ == "aux" and c.lower_ in listed.modals | {"to"} for c in token.children
        )
        return (
            ("unrealised", False)
            if future or lemma in ("fear", "vow", "hope", "expect", "want", "demand")
            else ("actual", True)
        )
    if is_passive(head) and lemma in listed.reports:
        subj = subject(head)
        impersonal = subj is None or sentence.lower(subj) in ("it", "there")
        if impersonal and child(head, "agent") is None:
            return ("actual" if lemma in ("confirm",) else "possible"), True
    if lemma in ("be",) and any(
        sentence.lower(c) in ("unclear", "unconfirmed", "possible", "likely") for c in head.children
    ):
        return "possible", False
    if (
        token.tag_ == "VBG"
        and found in ("unrealised", "negated")
        and token.dep_ in ("xcomp", "ccomp", "dobj")
    ):
        return found, False
    speaker = subject(head)
    if speaker is not None and any(
        sentence.lower(c) in listed.adjectives
        and listed.adjectives[sentence.lower(c)] == "possible"
        for c in speaker.lefts
    ):
        return "possible", True
    if denied and lemma in ("confirm", "know", "verify"):
        return "possible", True
    if sentence.lower(head) in ("unclear", "unconfirmed"):
        return "possible", False
    return "actual", True
