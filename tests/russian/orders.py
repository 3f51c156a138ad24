"""Russian amending orders made of their paragraphs (unofficial test texts), and operations in one line each."""

from __future__ import annotations

from nqs_docs.amendments.from_act import operations
from nqs_docs.amendments.operation import Operation
from nqs_docs.clauses.act import Act, Commencement, CommencementRule, leaves, text_of
from nqs_docs.clauses.address import eid, plain
from nqs_docs.clauses.from_lines import read_act
from nqs_docs.sources.read import read

REQUISITES = (
    "Приказ Министра труда и социальной защиты населения Республики Казахстан от 10 апреля 2026 года № 900. "
    "Зарегистрирован в Министерстве юстиции Республики Казахстан 10 апреля 2026 года № 38900"
)
TARGET = (
    "{} Министра труда и социальной защиты населения Республики Казахстан от 18 сентября 2023 года № 391 "
    '"Об утверждении Типовых правил" (зарегистрирован в Реестре государственной регистрации нормативных правовых '
    "актов под № 33449)"
)
LEAD = "Внести в " + TARGET.format("приказ") + " следующие изменения и дополнения:"
RULES = "в Типовых правилах, утвержденных указанным приказом:"
IN_FORCE = "Настоящий приказ вводится в действие с 12 июля 2026 года."


def order(*paragraphs: str, in_force: str = IN_FORCE, annexes: tuple[str, ...] = ()) -> Act:
    """An order whose first point holds ``paragraphs`` and whose second says when it is in force."""
    blocks = [
        "## О внесении изменений и дополнений", REQUISITES, "**ПРИКАЗЫВАЮ:**", "1. " + paragraphs[0], *paragraphs[1:],
        *([f"2. {in_force}"] if in_force else []), "*Министр*", "*А. Ертаев*", *annexes,
    ]  # fmt: skip
    text = "\n\n".join(blocks) + "\n"
    return read_act(read(text.encode(), "order.md", ""))[0]


def read_rules(*paragraphs: str) -> list[str]:
    """What instructions under the context line of the rules give."""
    return told(order(LEAD, RULES, *paragraphs))


def read_order(*paragraphs: str) -> list[str]:
    """What instructions directly under the cited order give."""
    return told(order(LEAD, *paragraphs))


def told(amending: Act) -> list[str]:
    """Operations in one line each, then the codes of the findings."""
    found, findings = operations(amending)
    return [line(operation) for operation in found] + [finding.code for finding in findings]


def line(operation: Operation) -> str:
    """Verb, address, words and new text of an operation, the document and its order left out where they are known."""
    if operation.verb is None:
        return f"? {operation.reason}"
    address = eid(plain(operation.address)) if operation.address and operation.address.steps else "act"
    parts = [operation.verb.value, address.removeprefix("doc-qaghidalar__")]
    if operation.old or operation.new:
        arrow = "»" if operation.after else "→"
        parts.append(f"«{operation.old}» {arrow} «{operation.new}»" + " *" * operation.everywhere)
    parts += [f"but {eid(plain(one)).removeprefix('doc-qaghidalar__')}" for one in operation.spared]
    parts += [" ".join(text_of(leaf.runs) for leaf in leaves(unit)) for unit in operation.units]
    if operation.until is not None:
        parts.append(f"until {day(operation.until)}")
    return " | ".join(parts)


def day(commencement: Commencement) -> str:
    """A rule in short: a date, months and days after publication or another day, or what it is."""
    rule = commencement.rule
    counted = "" if rule in (CommencementRule.DATE, CommencementRule.PUBLICATION) else f"{rule.value} "
    months = f"{commencement.months} months, " if commencement.months else ""
    return f"{counted}{commencement.date or ''}{months}{commencement.days or ''}".strip() or rule.value
