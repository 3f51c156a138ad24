"""The ``meta`` of an Akoma Ntoso file: names, events, modifications, references, notes.

Events are in order of time: signing, entry into force, every order that changed the
text. Each event but the first begins a temporal group; units and modifications name
the group they belong to. An estimated date refers to ``#inForceEstimated``.
"""

from __future__ import annotations

from datetime import date

from lxml import etree
from msgspec import Struct

from nqs_docs.amendments.commencement import main_clause
from nqs_docs.amendments.operation import Operation, Verb
from nqs_docs.clauses.act import Address, Citation, CommencementRule, Kind, NoteKind, child, text
from nqs_docs.clauses.address import eid
from nqs_docs.clauses.address_locate import locate
from nqs_docs.clauses.citation import requisites
from nqs_docs.editions.edition import Cause
from nqs_docs.language.agencies import agency
from nqs_docs.publish import akn_names
from nqs_docs.publish.akn_body import Ids
from nqs_docs.publish.akn_mods import Mod
from nqs_docs.publish.akn_xml import add, first
from nqs_docs.publish.document import Block, Document
from nqs_docs.publish.names import act_name

SOURCE = "#nqs-docs"
_TYPES = {
    Verb.REPLACE: "substitution", Verb.INSERT: "insertion", Verb.DELETE: "repeal", Verb.SUBSTITUTE: "substitution",
    Verb.INSERT_WORDS: "insertion", Verb.DELETE_WORDS: "repeal", Verb.APPEND_WORDS: "insertion", Verb.REPEAL: "repeal",
}  # fmt: skip
_NOTED = {
    NoteKind.REDACTION: "substitution", NoteKind.CHANGED: "substitution", NoteKind.INSERTED: "insertion",
    NoteKind.DELETED: "repeal", NoteKind.REPEALED: "repeal",
}  # fmt: skip
#: Whether the day of an event is certain: concept and its words.
_CONCEPTS = {False: ("inForce", "қолданыста"), True: ("inForceEstimated", "қолданыста, күні бағаланған")}


class Event(Struct, frozen=True, order=True):
    """Something that happened to the act on a day."""

    on: date
    rank: int  # signing before entry into force before amendments of one day
    act: str  # work that did it
    type: str = ""
    estimated: bool = False


class Meta:
    """Everything that ``meta`` says of one edition."""

    def __init__(self, document: Document, ids: Ids, operations: tuple[Operation, ...]) -> None:
        self.document = document
        self.operations = operations
        self.ids = ids
        self.work = akn_names.work(document.citation) or f"/akn/kz/act/order/{document.act}"
        self.expression = f"{self.work}/{akn_names.LANGUAGE}@{document.on.isoformat()}"
        self.author = agency(document.citation.body)
        self.changes = [cause for cause in document.causes if cause.key.partition("@")[0] == cause.key]
        self.own = self._own_dates()
        self.events = sorted(set(self._events()))
        self.references: dict[tuple[str, str], tuple[str, str]] = {}  # (kind, href) -> (eId, words)

    # --- what happened when -----------------------------------------------------------

    def _events(self) -> list[Event]:
        document, found = self.document, []
        if document.citation.date:
            found.append(Event(document.citation.date, 0, "", "generation"))
        since = document.in_force
        if since:
            found.append(Event(since.earliest, 1, "", "", since.estimated(document.on)))
        found += [Event(day, 1, "") for day in self.own.values() if since is None or day != since.earliest]
        return [*found, *(self._event(cause) for cause in document.causes)]

    def _event(self, cause: Cause) -> Event:
        operation = cause.operation
        ended = operation is not None and operation.verb is Verb.REPEAL and operation.address == Address(())
        estimated = cause.in_force.estimated(self.document.on)
        return Event(
            cause.in_force.earliest, 2, akn_names.work(cause.by), "repeal" if ended else "amendment", estimated
        )

    def _own_dates(self) -> dict[int, date]:
        """When each of the act's own instructions takes effect, by position; without those that cannot be told."""
        result = {}
        main = main_clause(self.document.root)
        for op in self.operations:
            rule = op.commencement
            if rule and rule.rule is CommencementRule.DATE and rule.date:
                result[op.position] = rule.date
            elif rule and self.document.in_force and rule == main:
                result[op.position] = self.document.in_force.earliest
        return result

    def period(self, event: Event) -> str:
        """The temporal group that an event begins."""
        return f"period_{self.events.index(event) + 1}"

    def periods(self) -> dict[str, str]:
        """The temporal group of each cause."""
        return {cause.key: self.period(self._event(cause)) for cause in self.document.causes}

    def base(self) -> str:
        """The temporal group of the text as adopted; "" where its day is not known."""
        return next((self.period(event) for event in self.events if event.rank == 1), "")

    def _own_period(self, position: int) -> str:
        day = self.own.get(position)
        return next((self.period(event) for event in self.events if event.rank == 1 and event.on == day), "")

    # --- writing ----------------------------------------------------------------------

    def write(self, parent: etree._Element, mods: tuple[Mod, ...], notes: list[Block], cited: list[Citation]) -> None:
        """All of it, as the first child of the act."""
        meta = first(parent, "meta")
        self.identification(meta)
        self._lifecycle(meta)
        self._analysis(meta, mods)
        self._temporal(meta)
        for citation in cited:
            self.reference("activeRef", akn_names.work(citation), act_name(citation))
        self._references(meta)
        if notes:
            box = add(meta, "notes", source=SOURCE)
            for number, block in enumerate(notes, 1):
                note = add(box, "note", eId=f"note_{number}")
                for line in block.text.split("\n"):
                    add(note, "p", line)

    def identification(self, meta: etree._Element, component: str = "main") -> None:
        """FRBR names and dates of the act, or of a document inside it."""
        document, box = self.document, add(meta, "identification", source=SOURCE)
        work, day = add(box, "FRBRWork"), document.on.isoformat()
        add(work, "FRBRthis", value=f"{self.work}/!{component}")
        add(work, "FRBRuri", value=self.work)
        if document.act and component == "main":
            add(work, "FRBRalias", name="registry", value=document.act)
        for name, on in self._dates():
            add(work, "FRBRdate", date=on.isoformat(), name=name)
        add(work, "FRBRauthor", href="#author")
        add(work, "FRBRcountry", value="kz")
        add(work, "FRBRsubtype", value=akn_names.KINDS.get(document.citation.kind, "order"))
        add(work, "FRBRnumber", value=document.citation.number)
        expression = add(box, "FRBRExpression")
        add(expression, "FRBRthis", value=f"{self.expression}/!{component}")
        add(expression, "FRBRuri", value=self.expression)
        add(expression, "FRBRdate", date=day, name="edition")
        add(expression, "FRBRauthor", href=SOURCE)
        add(expression, "FRBRauthoritative", value="false")
        add(expression, "FRBRlanguage", language=akn_names.LANGUAGE)
        manifestation = add(box, "FRBRManifestation")
        add(manifestation, "FRBRthis", value=f"{self.expression}/!{component}.akn")
        add(manifestation, "FRBRuri", value=f"{self.expression}.akn")
        add(manifestation, "FRBRdate", date=day, name="edition")
        add(manifestation, "FRBRauthor", href=SOURCE)
        add(manifestation, "FRBRformat", value="application/akn+xml")

    def _dates(self) -> list[tuple[str, date]]:
        document = self.document
        order = child(document.root, Kind.ORDER)
        printed = requisites(text(head)) if order and (head := child(order, Kind.REQUISITES)) else None
        found = [
            ("signed", document.citation.date),
            ("registered", printed.registered if printed else None),
            ("inForce", document.in_force.earliest if document.in_force else None),
        ]
        known = [(name, on) for name, on in found if on]
        return known or [("edition", document.on)]

    def _lifecycle(self, meta: etree._Element) -> None:
        if not self.events:
            return
        self.reference("original", self.work, act_name(self.document.citation, self.document.act))
        box = add(meta, "lifecycle", source=SOURCE)
        for number, event in enumerate(self.events, 1):
            source = self._passive_ref(event.act) if event.act else "#original"
            concept = f"#{_CONCEPTS[event.estimated][0]}" if event.rank else ""
            add(
                box,
                "eventRef",
                eId=f"event_{number}",
                date=event.on.isoformat(),
                source=source,
                type=event.type,
                refersTo=concept,
            )

    def _passive_ref(self, act: str) -> str:
        named = next(cause.by for cause in self.document.causes if akn_names.work(cause.by) == act)
        return self.reference("passiveRef", act, act_name(named))

    def _temporal(self, meta: etree._Element) -> None:
        groups = [(number, event) for number, event in enumerate(self.events, 1) if event.rank]
        if not groups:
            return
        box = add(meta, "temporalData", source=SOURCE)
        for number, event in groups:
            group = add(box, "temporalGroup", eId=f"period_{number}")
            add(group, "timeInterval", start=f"#event_{number}", refersTo=f"#{_CONCEPTS[event.estimated][0]}")

    # --- modifications ------------------------------------------------------------------

    def _analysis(self, meta: etree._Element, mods: tuple[Mod, ...]) -> None:
        box = add(meta, "analysis", source=SOURCE)
        self._active(box, mods)
        self._passive(box)
        if not len(box):
            meta.remove(box)

    def _active(self, analysis: etree._Element, mods: tuple[Mod, ...]) -> None:
        found = {position: mod for mod in mods for position in mod.positions}
        written = [op for op in self.operations if op.position in found and op.target]
        if not written:
            return
        box = add(analysis, "activeModifications")
        for op in written:
            assert op.target is not None
            target, mod = akn_names.work(op.target), found[op.position]
            self.reference("activeRef", target, act_name(op.target, op.target_id))
            unit = f"#{eid(op.address)}" if op.address and op.address.steps else ""
            made = self._modification(
                box, f"active_{op.position}", op, f"#{akn_names.mod(op.position)}", f"{target}{unit}"
            )
            if period := self._own_period(op.position):
                add(made, "force", period=f"#{period}")
            if op.verb is not Verb.SUSPEND:
                for tag, places in (("old", mod.old), ("new", mod.new)):
                    if op.position in places:
                        add(made, tag, href=f"#{places[op.position]}")

    def _passive(self, analysis: etree._Element) -> None:
        written = [cause for cause in self.changes if akn_names.work(cause.by)]
        if not written:
            return
        box = add(analysis, "passiveModifications")
        for number, cause in enumerate(written, 1):
            by, name = akn_names.work(cause.by), f"passive_{number}"
            if cause.operation:
                source = f"{by}#{akn_names.mod(cause.operation.position)}"
                made = self._modification(box, name, cause.operation, source, self._target(cause.operation.address))
            else:
                kind, address = _noted(cause)
                made = add(box, "textualMod", eId=name, type=kind)
                add(made, "source", href=by)
                add(made, "destination", href=self._target(address))
            add(made, "force", period=f"#{self.period(self._event(cause))}")

    def _modification(self, box: etree._Element, name: str, op: Operation, source: str, target: str) -> etree._Element:
        if op.verb is Verb.SUSPEND:
            made = add(box, "efficacyMod", eId=name, type="inapplication")
        else:
            made = add(box, "textualMod", eId=name, type=_TYPES[op.verb or Verb.REPLACE])
        add(made, "source", href=source)
        add(made, "destination", href=target)
        return made

    def _target(self, address: Address | None) -> str:
        """A link to the unit of an address, or to the nearest one above it; to the edition for the act itself."""
        steps = address.steps if address else ()
        while steps:
            places = locate(self.document.root, Address(steps))
            if places and places[0] in self.ids:
                return f"#{self.ids[places[0]]}"
            steps = steps[:-1]
        return self.expression

    # --- references -------------------------------------------------------------------

    def reference(self, kind: str, href: str, words: str) -> str:
        """A link to another act, written once."""
        if not href or (kind == "activeRef" and href == self.work):
            return ""
        number = sum(known == kind for known, _ in self.references) + 1
        name = kind if kind == "original" else f"{kind}_{number}"
        return "#" + self.references.setdefault((kind, href), (name, words))[0]

    def _references(self, meta: etree._Element) -> None:
        box = add(meta, "references", source=SOURCE)
        for (kind, href), (name, words) in sorted(self.references.items(), key=lambda item: _ORDER[item[0][0]]):
            add(box, kind, eId=name, href=href, showAs=words)
        body = self.document.citation.body or "Қазақстан Республикасы"
        place = f"/akn/ontology/organization/kz/{self.author}".rstrip("/")
        add(box, "TLCOrganization", eId="author", href=place, showAs=body)
        add(box, "TLCProcess", eId="nqs-docs", href="/akn/ontology/process/kz/nqs-docs", showAs="nqs-docs")
        for concept, words in self._concepts():
            add(box, "TLCConcept", eId=concept, href=f"/akn/ontology/concept/kz/{concept}", showAs=words)

    def _concepts(self) -> list[tuple[str, str]]:
        return [_CONCEPTS[known] for known in sorted({event.estimated for event in self.events if event.rank})]


_ORDER = {"original": 0, "passiveRef": 1, "activeRef": 2}


def _noted(cause: Cause) -> tuple[str, Address | None]:
    """What a printed note tells of: the kind of change and the unit."""
    events = cause.note.events if cause.note else ()
    index = cause.key.rpartition(":")[2]
    event = events[int(index)] if index.isdigit() and int(index) < len(events) else None
    if event is None:
        return "substitution", None
    return _NOTED.get(event.kind, "substitution"), event.address
