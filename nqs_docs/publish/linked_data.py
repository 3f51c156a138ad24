"""What a search engine is told of an edition: a ``Legislation`` of schema.org, as JSON-LD."""

from __future__ import annotations

import re

import msgspec

from nqs_docs.clauses.act import Citation, State
from nqs_docs.publish.document import Document
from nqs_docs.publish.names import act_name, act_number
from nqs_docs.publish.remarks import title
from nqs_docs.publish.word_body import properties


def linked_data(document: Document) -> str:
    """JSON that may stand in a ``script`` element: nothing in it ends one or begins another."""
    about = properties(document, title(document), document.on.isoformat())
    orders = {act_number(cause.by): _act(cause.by, cause.by_id) for cause in document.causes}
    value = _act(document.citation, document.act) | {
        "@context": "https://schema.org",
        "name": about.subject,
        "alternateName": about.title,
        "inLanguage": "kk",
        "legislationJurisdiction": "KZ",
        "legislationDateVersion": about.version,
        "legislationLegalForce": f"https://schema.org/{'NotInForce' if _repealed(document) else 'InForce'}",
        "legislationConsolidates": list(orders.values()),
    }
    if document.in_force:
        value["temporalCoverage"] = f"{document.in_force.earliest}/.."
    text = msgspec.json.encode({key: entry for key, entry in value.items() if entry}).decode()
    return re.sub("[<>&\u2028\u2029]", lambda found: f"\\u{ord(found[0]):04x}", text)


def _repealed(document: Document) -> bool:
    return document.root.state is State.DELETED


def _act(citation: Citation, registry_id: str) -> dict[str, object]:
    value: dict[str, object] = {
        "@type": "Legislation",
        "name": act_name(citation, registry_id),
        "legislationIdentifier": registry_id,
        "legislationType": citation.kind,
        "legislationDate": citation.date,
        "legislationPassedBy": {"@type": "GovernmentOrganization", "name": citation.body} if citation.body else None,
    }
    return {key: entry for key, entry in value.items() if entry}
