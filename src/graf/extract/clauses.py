"""What one clause decides: the act, to whom, on what condition, by when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graf.extract.blocks import Block
from graf.extract.clause import ATT, Clause
from graf.extract.context import Context
from graf.extract.mentions import Tagged
from graf.extract.passage import clean
from graf.extract.pattern import likely, matches
from graf.extract.rules import any_pattern, table
from graf.extract.titles import indefinite
from graf.model import Decision, Evidence


def read_block(context: Context, block: Block) -> list[Decision]:
    """The decisions of a block. A further sentence of a clause counts where it does something by itself."""
    return [
        read_clause(
            context, clause, tagged, block.status, block.by,
            "att-clause" if clause.form == "att" else "decision-sentence",
        )
        for clause, tagged in zip(block.clauses, block.tagged, strict=True)
        if clause.form != "further" or stated_acts(tagged.text)
    ]  # fmt: skip


def read_clause(
    context: Context, clause: Clause, tagged: Tagged, status: str, by: str | None, rule: str
) -> Decision:  # fmt: skip
    """One decision from its clause: what it does, to whom, on what condition, by when."""
    match = ATT.match(clause.text.text)
    if match:
        text, signs = "att " + clean(clause.text.text[match.end() :]), ATT.sub("att ", tagged.text, count=1)
    else:
        text, signs = _as_att(context, tagged)
    acts = clause_acts(signs)
    evidence: list[Evidence] = []
    condition = clause.condition
    if condition:
        evidence.append(condition.evidence(0, len(condition.text), "condition-before-clause"))
    evidence.append(clause.text.evidence(0, len(clause.text.text), rule))
    stated = clean(condition.text) if condition else _inside_condition(text)
    return Decision(
        status=status,
        by=by,
        text=text,
        acts=acts,
        evidence=tuple(evidence),
        assigned_to=_assigned(tagged, signs, acts, context),
        referred_to=_referred(tagged, acts, context),
        appointed=_appointed(tagged, acts),
        condition=stated,
        condition_branch=clause.branch or ("if" if stated else None),
        deadline=None if "appoint" in acts else _deadline(tagged, context),  # a term of office is no deadline
    )


_NAME = re.compile(r"\w+ [A-ZÅÄÖ]")  # `Rädda Barnen`
_VERB = re.compile(r"(?P<verb>[a-zåäö]{2,})\b")


def _as_att(context: Context, tagged: Tagged) -> tuple[str, str]:
    """A sentence that decides (`Nämnden godkänner rapporten.`) as an att-clause: plain, and with mentions as signs."""
    for rule, pattern in likely("acts", "sentence", tagged.text):
        match = pattern.match(tagged.text)
        if not match:
            continue
        rest = match.end()
        verb = _VERB.match(tagged.text, rest)
        if rule["verb"] and not verb:
            continue
        if rest >= len(tagged.text):
            continue
        plain = clean(tagged.plain(rest, len(tagged.text)))
        signs = tagged.text[rest:]
        if rule["verb"] and verb:
            infinitive = _infinitive(verb["verb"])
            plain, signs = infinitive + plain[len(verb["verb"]) :], infinitive + signs[len(verb["verb"]) :]
        return f"att {plain}", f"att {signs}"
    plain = clean(tagged.passage.text)
    whole = plain.split(" ", 1)[0]
    name = whole.isupper() or tagged.mention(tagged.text[:1]) or _NAME.match(plain)
    lowered = plain if name else plain[:1].lower() + plain[1:]
    return f"att {lowered}", f"att {tagged.text[:1].lower()}{tagged.text[1:]}"


def _infinitive(verb: str) -> str:
    """The infinitive of a verb in the present or the past (`godkänner` → `godkänna`, `beviljade` → `bevilja`)."""
    irregular = {rule["form"]: rule["infinitive"] for rule in table("acts")["verb"]}
    if verb in irregular:
        return str(irregular[verb])
    if verb.endswith("ade"):
        return verb[:-2]
    return verb[:-2] + "a" if verb.endswith("er") else verb[:-1]


_PROPOSES = re.compile(r"att (?:föreslå|hemställa)\b")
_FURTHER = re.compile(r"(?<!^)\s(?:för )?att\s")


def clause_acts(tagged: str) -> tuple[str, ...]:
    """What a clause (with its mentions as signs) does; what no rule knows is to be carried out."""
    return stated_acts(tagged) or ("carry_out",)


def stated_acts(tagged: str) -> tuple[str, ...]:
    """What a clause does, as far as a rule tells; the part before a further `att` decides, if it does."""
    head = _FURTHER.split(tagged, maxsplit=1)[0]
    for rule, _ in matches("acts", "instead", tagged):
        return (rule["act"],)
    found = _acts(head) or _acts(tagged)
    if _PROPOSES.match(head):  # `att föreslå fullmäktige att avslå motionen`
        found += [act for act in _acts(tagged[len(head) :]) if act not in found]
    for rule in table("acts")["unless"]:
        if rule["act"] in found and any(other in found for other in rule["others"]):
            found.remove(rule["act"])
    return tuple(dict.fromkeys(found))


def _acts(tagged: str) -> list[str]:
    return [rule["act"] for rule, pattern in likely("acts", "act", tagged) if any(pattern.all(tagged))]


def _inside_condition(text: str) -> str | None:
    for _, pattern in likely("acts", "inside", text):
        match = pattern.search(text)
        if match:
            return match["condition"].strip(" ,")
    return None


def _assigned(tagged: Tagged, signs: str, acts: Sequence[str], context: Context) -> tuple[str, ...]:
    """Who is given an assignment, or asked for something; a post (`ekonomichefen`) means who the list says holds it."""
    found: list[str] = []
    which = "assigned" if "assign" in acts or "report_back" in acts else "requested"
    if which == "requested" and "request" not in acts:
        return ()
    for _, pattern in likely("acts", which, signs):
        match = pattern.search(signs)
        if match:
            named = [tagged.mention(sign) for sign in match["to"]]
            found += [m.value for m in named if m and m.kind in ("body", "person")]
            break
    post = any_pattern("acts", "post").search(signs) if which == "assigned" and not found else None
    holder = context.posts.get(indefinite((post["to"] or post["who"]).casefold())) if post else None
    if holder:
        found.append(holder)
    return tuple(dict.fromkeys(found))


def _referred(tagged: Tagged, acts: Sequence[str], context: Context) -> tuple[str, ...]:
    if "refer" not in acts and "distribute" not in acts:
        return ()
    for rule, pattern in likely("acts", "referred", tagged.text):
        match = pattern.search(tagged.text) if "refer" in acts or rule.get("letter") else None
        if match:
            found = [m.value for m in tagged.mentions_in(match.start("to"), match.end("to"), "body")]
            return tuple(dict.fromkeys(k for k in found if k != context.body))
    return ()


def _appointed(tagged: Tagged, acts: Sequence[str]) -> tuple[str, ...]:
    if "appoint" not in acts:
        return ()
    before = tagged.passage.text
    replaced = any_pattern("acts", "replaced")
    people = [m for m in tagged.mentions if m.kind == "person" and not replaced.search(before[: m.start])]
    return tuple(dict.fromkeys(m.value for m in people))


def _deadline(tagged: Tagged, context: Context) -> str | None:
    for _, pattern in likely("acts", "due", tagged.text):
        match = pattern.search(tagged.text)
        mention = tagged.mention(match["date"]) if match else None
        if mention and mention.date:
            return mention.date.last_day(context.reference)
    return None
