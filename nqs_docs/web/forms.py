"""Forms: which there are on a day, one filled in, looked at and taken away as a file, drafts of it.

What a person gives is checked, shown and given back; nothing of it is kept on the
server unless a draft is asked for.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from nqs_docs.findings import Finding, Severity
from nqs_docs.forms import batch, receipt
from nqs_docs.forms.fill import fill
from nqs_docs.forms.html import write
from nqs_docs.forms.model import Values
from nqs_docs.forms.printing import FORMATS
from nqs_docs.forms.values import check_blank
from nqs_docs.language.messages import LANGUAGES
from nqs_docs.publish.ooxml import zipped
from nqs_docs.store import drafts
from nqs_docs.store.drafts import Draft
from nqs_docs.web.blanks import Ready, listed, ready
from nqs_docs.web.controls import controls, hidden, problems, sent
from nqs_docs.web.files import attachment
from nqs_docs.web.page import CHOSEN, day_asked, page, remembered, site_of, who
from nqs_docs.web.security import posted
from nqs_docs.web.words import day_of

_SAVED, _LISTED = "nqs-drafts", 20  # the cookie that names the drafts of a browser, and how many that are


def forms(request: Request) -> Response:
    """The forms of a day and those that cannot be had on it."""
    on = day_asked(request)
    held, missing = listed(site_of(request).corpus(), on)
    saved = [(token, kept, drafts.last_day(token)) for token in _mine(request) if (kept := _draft(request, token))]
    return page(request, "forms.html", on=on, held=held, missing=missing, saved=saved)


def empty(request: Request) -> Response:
    """A form to be filled in."""
    return _form(request, form_asked(request), {})


@posted
def filled(request: Request, fields: Any) -> Response:
    """What was sent: checked and shown, given out as a file, kept as a draft, or with a row more or less."""
    do, _, lang = str(fields.get("do", "")).partition(".")
    request.state.lang = lang if do in ("edit", "preview") and lang in LANGUAGES else ""
    answer = _done(request, fields)
    return remembered(answer, CHOSEN, lang) if request.state.lang else answer


def form_asked(request: Request) -> Ready:
    """The form that an address names."""
    return ready(site_of(request).corpus(), request.path_params["form"], day_of(request.path_params["day"]))


def _done(request: Request, fields: Any) -> Response:
    asked = form_asked(request)
    raw, shown = sent(asked.blank.fields, fields), str(fields.get("draft", ""))
    do, _, what = str(fields.get("do", "")).partition(".")
    match do:
        case "edit":
            return _form(request, asked, raw, shown)
        case "add" | "remove":
            _change_rows(raw, do, what)
            return _form(request, asked, raw, shown)
        case "save":
            return _save(request, asked, raw, *shown.partition(".")[::2])
    values, found = check_blank(asked.blank, raw)
    if any(finding.severity is Severity.ERROR for finding in found):
        return _form(request, asked, raw, shown, found)
    return _file(asked, values, do) if do in (*FORMATS, "zip") else _preview(request, asked, raw, values, found, shown)


def _form(
    request: Request, asked: Ready, raw: Mapping[str, object], shown: str = "", found: tuple[Finding, ...] = ()
) -> Response:
    """The form with what was given so far, and each problem at its field; ``shown`` is the draft, "NAME.MARK"."""
    known = {field.name for field in asked.blank.fields}
    token = shown.partition(".")[0]
    kept = _draft(request, token)
    return page(
        request,
        "form.html",
        422 if found else 200,
        asked=asked,
        controls=controls(asked.blank.fields, raw, problems(found)),
        found=found,
        left=[(name, value) for name, value in raw.items() if name not in known and value],
        draft=shown,
        kept=kept and (token, kept, drafts.last_day(token)),
        apart=(other := request.query_params.get("apart")) and (other, _draft(request, other)),
        filling="preview" if found else "edit",
    )


def _preview(
    request: Request, asked: Ready, raw: Mapping[str, object], values: Values, found: tuple[Finding, ...], shown: str
) -> Response:
    """The form as it will be printed, with what was given in hidden fields: the server keeps nothing."""
    return page(
        request,
        "preview.html",
        asked=asked,
        text=write(fill(asked.blank, values)),
        foot=receipt.foot(asked.printer.receipt(values)),
        hidden=list(hidden(controls(asked.blank.fields, raw, {}))),
        found=found,
        draft=shown,
        filling="preview",
    )


def _file(asked: Ready, values: Values, form: str) -> Response:
    """The filled form, or all its files with their receipts in one."""
    name = batch.stem(asked.blank)
    if form in FORMATS:
        return attachment(f"{name}.{form}", asked.printer.file(form, values)[0])
    parts: dict[str, bytes] = {}
    for one in FORMATS:
        parts |= batch.with_receipt(asked.printer, values, f"{name}.{one}", one)
    return attachment(f"{name}.zip", zipped(parts))


def _change_rows(raw: dict[str, object], do: str, what: str) -> None:
    """One empty row more of a repeated group ("қызметтер"), or the row of a number less ("қызметтер.2")."""
    name, _, number = what.partition(".")
    rows = raw.get(name)
    if not isinstance(rows, list):
        raise HTTPException(400)
    if do == "add":
        rows += [{}] if rows else [{}, {}]
    elif number.isdecimal() and int(number) < len(rows):
        del rows[int(number)]


# --- drafts -------------------------------------------------------------------------


def _folder(request: Request) -> Path:
    return site_of(request).kept / "drafts"


def _draft(request: Request, token: str) -> Draft | None:
    return drafts.load(_folder(request), token, site_of(request).today())


def _save(request: Request, asked: Ready, raw: dict[str, object], token: str, seen: str) -> Response:
    """Keep what was given in the place of the draft that the page was made from, else as a new one; go to its page."""
    site, blank = site_of(request), asked.blank
    made = Draft(blank.form, blank.on, site.today(), raw, site.now())
    name = drafts.save(_folder(request), made, secrets.token_urlsafe(32), token, seen)
    _note(request, "draft saved", blank.form, blank.on)
    apart = f"?apart={token}" if token not in ("", name) else ""
    mine = ".".join(dict.fromkeys((name, *_mine(request))))
    return remembered(RedirectResponse(f"/drafts/{name}{apart}", 303), _SAVED, mine)


def _mine(request: Request) -> list[str]:
    """The drafts that this browser has saved: the server lists them to no other."""
    return request.cookies.get(_SAVED, "").split(".")[: _LISTED - 1]


def draft(request: Request) -> Response:
    """A draft that was saved."""
    token = request.path_params["token"]
    kept = _draft(request, token)
    if kept is None:
        raise HTTPException(410)
    request.state.draft = {"kept": (token, kept, drafts.last_day(token)), "values": list(kept.values.items())}
    asked = ready(site_of(request).corpus(), kept.form, kept.on)
    return _form(request, asked, kept.values, f"{token}.{kept.mark}")


@posted
def delete(request: Request, _: Any) -> Response:
    """Remove a draft."""
    token = request.path_params["token"]
    kept = _draft(request, token)
    if kept is not None:
        drafts.discard(_folder(request), token)
        _note(request, "draft deleted", kept.form, kept.on)
    return page(request, "deleted.html")


def _note(request: Request, what: str, form: str, on: date) -> None:
    """The log tells which form, nothing of what stands in it."""
    site_of(request).audit(who(request), what, form=form, on=on.isoformat())


ROUTES = [
    Route("/forms", forms),
    Route("/forms/{form:path}/{day}", empty),
    Route("/forms/{form:path}/{day}", filled, methods=["POST"]),
    Route("/drafts/{token}", draft),
    Route("/drafts/{token}/delete", delete, methods=["POST"]),
]
