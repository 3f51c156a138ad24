"""Many forms from a table, data to begin with, and whether a filled form still stands."""

from __future__ import annotations

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from nqs_docs.findings import UsageError
from nqs_docs.forms import batch, receipt
from nqs_docs.forms.batch import Checked
from nqs_docs.forms.data import FORMATS, Data, error_file, read_data, table
from nqs_docs.forms.example import example
from nqs_docs.forms.printing import FORMATS as WRITTEN
from nqs_docs.forms.receipt import Standing
from nqs_docs.language.messages import message
from nqs_docs.publish.ooxml import zipped
from nqs_docs.web.blanks import Ready, verdict
from nqs_docs.web.files import LIFETIME, Upload, attachment, held_of, uploads
from nqs_docs.web.forms import form_asked
from nqs_docs.web.page import lang_of, page, site_of
from nqs_docs.web.security import posted

MOST = 1000  # records that are filled in while a browser waits
_SHOWN = 500  # problems that stand on the page; all of them stand in the error file


def ask(request: Request) -> Response:
    """Where a table is given."""
    return _page(request, form_asked(request))


def _page(request: Request, asked: Ready, status: int = 200, **values: object) -> Response:
    shown: dict[str, object] = {"given": None, "good": [], "wrong": [], "held": "", "problem": None, "file": ""}
    shown |= {"minutes": LIFETIME.seconds // 60, "told": [], "shown": _SHOWN, "most": MOST} | values
    return page(request, "batch.html", status, asked=asked, field=batch.field, **shown)


def sample(request: Request) -> Response:
    """A data file to begin with."""
    form, asked = request.path_params["form_at"], form_asked(request)
    if form not in FORMATS:
        raise HTTPException(404)
    return attachment(f"{batch.stem(asked.blank)}.{form}", table(example(asked.blank), form))


@posted
def given(request: Request, fields: Any) -> Response:
    """A table that was given: what is right in it and what is wrong; the files on the next request."""
    asked, files = form_asked(request), uploads(fields, "file")
    if not files:
        return _page(request, asked, 422, problem="none")
    try:
        data, good, wrong = _read(asked, files[0])
    except UsageError as error:
        return _page(request, asked, 422, problem=error, file=files[0].name)
    told = [(dict(finding.params)["row"] or one.record.row, finding) for one in wrong for finding in one.errors]
    token, name = held_of(request).keep(request, files[:1]), files[0].name
    return _page(request, asked, given=data, good=good, wrong=wrong, told=told, held=token, file=name)


def _read(asked: Ready, file: Upload) -> tuple[Data, list[Checked], list[Checked]]:
    """The records of a table that are right, and the others."""
    data = read_data(file.name, file.data)
    if len(data.records) > MOST:
        raise UsageError("form.too-many-records", file=file.name, most=str(MOST))
    every = list(batch.checked(asked.blank, data))
    return data, [one for one in every if not one.errors], [one for one in every if one.errors]


@posted
def made(request: Request, fields: Any) -> Response:
    """The filled forms, the records that were not taken, or nothing: what was given is forgotten."""
    asked, token, do = form_asked(request), str(fields.get("held", "")), str(fields.get("do", ""))
    if do == "forget":
        held_of(request).forget(request, token)
        return RedirectResponse(f"/forms/{asked.blank.form}/{asked.blank.on}/batch", 303)
    data, good, wrong = _read(asked, held_of(request).get(request, token)[0])
    name = batch.stem(asked.blank)
    if do == "errors":
        return attachment(f"{name}-errors.{data.format}", error_file(data, batch.reasons(wrong, lang_of(request))))
    if do not in WRITTEN or not good:
        raise HTTPException(400)
    parts: dict[str, bytes] = {}
    for one in good:
        parts |= batch.with_receipt(asked.printer, one.values, batch.numbered(name, one.record, f".{do}"), do)
    return attachment(f"{name}.zip", zipped(parts))


# --- a filled form ------------------------------------------------------------------


def question(request: Request) -> Response:
    """Where a filled form is given to be checked."""
    return page(request, "verify.html", said=[], right=False, problem=None, file="")


@posted
def verify(request: Request, fields: Any) -> Response:
    """What became of a filled form and its blank."""
    files, beside = uploads(fields, "file"), uploads(fields, "receipt")
    if not files:
        return page(request, "verify.html", 422, said=[], right=False, problem="none", file="")
    site, file = site_of(request), files[0]
    try:
        found = verdict(site.corpus(), file.name, file.data, beside[0].data if beside else None, site.today())
    except UsageError as error:
        return page(request, "verify.html", 422, said=[], right=False, problem=error, file=file.name)
    right = found.whole is not False and found.then is Standing.SAME
    given = beside[0].name if beside else file.name + receipt.ENDING
    said = [*receipt.sentences(found, file.name, given, site.today(), lang_of(request))]
    if found.whole is False and (other := found.receipt.file) != file.name:
        said = [message("form.receipt-of-other", lang_of(request), file=file.name, other=other or "–")]
    return page(request, "verify.html", said=said, right=right, problem=None, file=file.name)


ROUTES = [
    Route("/forms/verify", question),
    Route("/forms/verify", verify, methods=["POST"]),
    Route("/forms/{form:path}/{day}/batch", ask),
    Route("/forms/{form:path}/{day}/batch", given, methods=["POST"]),
    Route("/forms/{form:path}/{day}/batch/files", made, methods=["POST"]),
    Route("/forms/{form:path}/{day}/sample/{form_at}", sample),
]
