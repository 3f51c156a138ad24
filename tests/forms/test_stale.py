"""An order changes a form: its template is stale from that day, and only from that day."""

from __future__ import annotations

from datetime import date

import pytest

from nqs_docs.amendments.from_act import operations
from nqs_docs.clauses.from_lines import read_act
from nqs_docs.editions.library import Library, compile_acts
from nqs_docs.findings import NotHeld, Severity
from nqs_docs.forms import catalogue, drift
from nqs_docs.language.messages import describe
from nqs_docs.sources.read import read
from nqs_docs.store.corpus import open_corpus
from tests.editions.orders import amending
from tests.forms.test_templates import ACT, ROOT, TEMPLATES, changed

_NUMBERS = (
    "Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрінің 2023 жылғы 8 қыркүйектегі № 380 бұйрығына"
    " (Нормативтік құқықтық актілерді мемлекеттік тіркеу тізілімінде № 33404 болып тіркелген)"
)
_ORDER = amending(f"""
1. {_NUMBERS} мынадай өзгерістер енгізілсін:
көрсетілген бұйрықпен бекітілген Кәсіптік біліктілікті тануға арналған біржолғы ваучерлерді беру, қаржыландыру және \
Қазақстан Республикасының өңірлері арасында бөлу қағидаларында:
2-қосымшада "Құжат нөмірі" деген сөздер "Актінің нөмірі" деген сөздермен ауыстырылсын.
2. Осы бұйрық 2026 жылғы 1 қыркүйектен бастап қолданысқа енгізіледі.
""")
BEFORE, AFTER = date(2026, 8, 31), date(2026, 9, 1)


@pytest.fixture(scope="module")
def library() -> Library:
    """The corpus with one order more."""
    acts = dict(open_corpus(ROOT / "corpus").library().acts)
    acts["V2600038155"] = read_act(read(_ORDER.encode(), "order.md", "V2600038155"))[0]
    return compile_acts(acts, {act_id: operations(act)[0] for act_id, act in acts.items()})


def test_the_template_is_used_until_the_change_and_never_after(library: Library) -> None:
    blank, found = catalogue.blank(library, "380-2", BEFORE, TEMPLATES)
    assert blank.template == ACT.name and found == ()
    with pytest.raises(NotHeld) as refused:
        catalogue.blank(library, "380-2", AFTER, TEMPLATES)
    assert refused.value.code == "form.no-layout" and refused.value.params["templates"] == ACT.name


def test_a_stale_template_is_named_with_the_words_that_differ(library: Library) -> None:
    (finding,) = drift.findings(library, TEMPLATES)
    assert (finding.code, finding.severity) == ("template.stale", Severity.WARNING)
    said = dict(finding.params)
    assert "01.09.2026" in said["since"] and "Актінің" in said["now"] and "Құжат" in said["was"]
    for language in ("kk", "ru", "en"):
        assert "Актінің" in describe(finding, language)


def test_a_template_of_the_new_redaction_serves_its_own_days(library: Library) -> None:
    newer = changed(ACT, "Құжат нөмірі", "Актінің нөмірі")
    assert next(drift.findings(library, (ACT, newer))).code == "template.wrong"  # bound to № 230 still
    blank, _ = catalogue.blank(library, "380-2", AFTER, (ACT, newer))
    assert any("Актінің нөмірі" in str(item) for item in blank.body)
    blank, _ = catalogue.blank(library, "380-2", BEFORE, (ACT, newer))
    assert not any("Актінің нөмірі" in str(item) for item in blank.body)
