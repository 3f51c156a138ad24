"""A person settles an instruction, a day of publication or a repair: asked, tried, kept, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import islice
from typing import Any

from msgspec import Struct
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from nqs_docs.clauses.act import Kind, Unit, leaves, text, walk
from nqs_docs.clauses.address import brief, render
from nqs_docs.clauses.decision import Decision, Matter
from nqs_docs.editions.find import near
from nqs_docs.findings import Finding, NqsError, UsageError
from nqs_docs.publish.redline_html import changed_of
from nqs_docs.store import settling
from nqs_docs.store.corpus import Corpus
from nqs_docs.store.record import decisions
from nqs_docs.web.orders import given_name, signed
from nqs_docs.web.page import act_of, lang_of, page, site_of, who
from nqs_docs.web.security import posted
from nqs_docs.web.words import day_of

_VERDICTS = ("right", "refuse")
_PRINTED, _READ = 16, 3  # lines of a table that was rebuilt, and rows of it, that are shown
_FIELDS = ("addresses", "act", "published", "verdict", "by", "reason")


class Question(Struct, frozen=True):
    """What is to be settled, and what was read."""

    act: str
    matter: Matter
    at: int
    code: str  # of a repair
    words: str
    line: int  # 0: of none
    near: tuple[str, ...] = ()
    told: tuple[tuple[str, str], ...] = ()  # of a repair: before, after
    found: Finding | None = None  # of a repair: what was noticed


def ask(request: Request) -> Response:
    """The form, filled with what was read."""
    corpus, act = act_of(request)
    question, given = _question(corpus, act, request)
    near = request.query_params.get("addresses", given["addresses"])[:5000]
    return _page(request, corpus, question, given | {"addresses": near, "by": given_name(request), "reason": ""})


@posted
def answer(request: Request, fields: Any) -> Response:
    """Show what would be different, or keep the decision."""
    corpus, act = act_of(request)
    question, _ = _question(corpus, act, request)
    given = {name: str(fields.get(name, ""))[:5000] for name in _FIELDS}
    matters = [corpus.mark, question.act, question.matter, str(question.at), question.code]
    seen = site_of(request).signed("seen", *matters, *(given[name] for name in _FIELDS[:4]))
    keep = fields.get("do") == "keep"
    try:
        decision = _decision(request, corpus, question, given)
        if keep and fields.get("seen") == seen:  # of what was changed since, the effect is shown
            return signed(_kept(request, settling.settle(corpus, decision)), given["by"])
        trial = settling.tried(corpus, decision)
    except NqsError as error:
        return _page(request, corpus, question, given, status=422, error=error)
    at = question.at if question.matter is Matter.INSTRUCTION else -1
    shown, changes = settling.effects(corpus, trial, question.act, at), partial(changed_of, lang=lang_of(request))
    told = _page(request, corpus, question, given, shown=shown, changes=changes, seen=seen, again=keep)
    return signed(told, given["by"])


def _kept(request: Request, decision: Decision) -> Response:
    site_of(request).audit(who(request), "decided", act=decision.source, decision=decision.name, by=decision.by)
    return RedirectResponse(f"/orders/{decision.source}#{decision.name}", 303)


@posted
def undo(request: Request, fields: Any) -> Response:
    """Take a decision back."""
    site, (corpus, act), by = site_of(request), act_of(request), str(fields.get("by", ""))
    gone = settling.withdraw(corpus, act, str(fields.get("name", "")), by, site.today(), str(fields.get("reason", "")))
    site.audit(who(request), "withdrawn", act=act, decision=gone.name, by=gone.withdrawn_by)
    return signed(RedirectResponse(f"/orders/{act}#{gone.name}", 303), by)


def _question(corpus: Corpus, act: str, request: Request) -> tuple[Question, dict[str, str]]:
    """What the address of the page asks about, and what was read there; HTTPException 404 where there is nothing."""
    matter, at = request.path_params["matter"], request.path_params["at"]
    if corpus.held(act) is None or matter not in tuple(Matter):
        raise HTTPException(404)
    read = {"instruction": _of_instruction, "publication": _of_publication, "repair": _of_repair}
    return read[matter](corpus, act, at, request.query_params.get("code", ""))


def _of_instruction(corpus: Corpus, act: str, at: int, code: str) -> tuple[Question, dict[str, str]]:
    library = corpus.library_of_changes(act)
    found = settling.instruction_at(library.operations(act), act, at)
    if found is None:
        raise HTTPException(404)
    target = library.target_id(found)
    root = library.timeline(target).root(date.max) if target else None
    candidates = near(root, found) if root is not None else ()
    lang = library.lang(target)
    mine = [one.address for one in library.operations(act) if one.span == found.span and one.address]
    read = [brief(root, one) if root else one for one in mine if one.steps]
    addresses = "\n".join(render(one, lang=lang) for one in dict.fromkeys(read))
    asked = Question(act, Matter.INSTRUCTION, at, "", found.instruction, _line(corpus, act, at),
                     tuple(render(one, lang=lang) for one in candidates))  # fmt: skip
    return asked, {"addresses": addresses, "act": target, "published": "", "verdict": ""}


def _of_publication(corpus: Corpus, act: str, at: int, code: str) -> tuple[Question, dict[str, str]]:
    held = corpus.compiled(act).act
    asked = Question(act, Matter.PUBLICATION, 0, "", held.citation.title, 0)
    day = held.published.isoformat() if held.published else ""
    return asked, {"addresses": "", "act": "", "published": day, "verdict": ""}


def _of_repair(corpus: Corpus, act: str, at: int, code: str) -> tuple[Question, dict[str, str]]:
    found = settling.repair_at(corpus.compiled(act).findings, at, code)
    if found is None or found.span is None:
        settling.undecided(decisions(corpus.home(act), act), (Matter.REPAIR, at, code))
        raise HTTPException(404)
    told = dict(found.params)
    before, after = told["before"], told["after"]
    if before == after:  # of a table the first row: its lines in the file and the rows that were made of them
        before = "\n".join(corpus.source(act).text[at:].split("\n")[:_PRINTED])
        after = "\n".join(islice(_rows(corpus.compiled(act).act.root, at), _READ))
    asked = Question(act, Matter.REPAIR, at, code, "", _line(corpus, act, at),
                     told=(("before", before), ("after", after)), found=found)  # fmt: skip
    return asked, {"addresses": "", "act": "", "published": "", "verdict": ""}


def _rows(root: Unit, at: int) -> Iterator[str]:
    """The rows of tables from a place of the source on, cells beside each other."""
    for row in walk(root):
        if row.kind is Kind.ROW and any(run.start >= at for leaf in leaves(row) for run in leaf.runs):
            yield " | ".join(" ".join(text(cell).split()) for cell in row.children)


def _line(corpus: Corpus, act: str, at: int) -> int:
    return corpus.source(act).text.count("\n", 0, at) + 1


def _decision(request: Request, corpus: Corpus, question: Question, given: dict[str, str]) -> Decision:
    by = settling.Person(given["by"], site_of(request).today(), given["reason"])
    if question.matter is Matter.INSTRUCTION:
        lines = given["addresses"].splitlines()
        return settling.on_instruction(corpus, question.act, question.at, lines, given["act"], by)
    if question.matter is Matter.REPAIR and given["verdict"] not in _VERDICTS:
        raise UsageError("decision.no-verdict")
    if question.matter is Matter.PUBLICATION:
        return settling.on_publication(corpus, question.act, day_of(given["published"]), by)
    return settling.on_repair(corpus, question.act, question.at, question.code, given["verdict"] == "refuse", by)


def _page(
    request: Request, corpus: Corpus, question: Question, given: dict[str, str], status: int = 200, **more: object
) -> Response:
    values = {"error": None, "shown": None, "again": False, **more}
    number, text_lang = corpus.index()[question.act].known.number, corpus.compiled(question.act).act.lang
    return page(request, "decide.html", status, question=question, given=given, acts=corpus.index(),
                number=number, text_lang=text_lang, **values)  # fmt: skip


ROUTES = [
    Route("/orders/{act}/decide/{matter}/{at:int}", ask),
    Route("/orders/{act}/decide/{matter}/{at:int}", answer, methods=["POST"]),
    Route("/orders/{act}/withdraw", undo, methods=["POST"]),
]
