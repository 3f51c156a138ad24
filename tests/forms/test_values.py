"""What a clerk types, checked before anything is written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from nqs_docs.findings import Severity
from nqs_docs.forms.fill import computed
from nqs_docs.forms.identity import check_digit, wrong
from nqs_docs.forms.model import Field, FieldType, Values
from nqs_docs.forms.values import Twice, check
from nqs_docs.language.messages import LANGUAGES, describe


def only(type_: FieldType, value: object, **more: object) -> tuple[object, list[str]]:
    """The value that one field takes, and the codes of what is wrong with it."""
    field = Field("өріс", "Өріс", type_, True, **more)  # type: ignore[arg-type]
    values, found = check((field,), {"өріс": value})
    return values.get("өріс"), [finding.code for finding in found]


def problem(type_: FieldType, value: object, **more: object) -> str:
    taken, codes = only(type_, value, **more)
    assert taken is None
    assert len(codes) == 1
    return codes[0]


def numbered(first: str) -> str:
    """A number with its check digit."""
    return first + check_digit(first)


def births(century: str) -> st.SearchStrategy[str]:
    days = st.dates(date(1900, 1, 1), date(1999, 12, 31))
    return st.builds(lambda day, n: f"{day:%y%m%d}{century}{n:04}", days, st.integers(0, 9999))


@given(births("3").filter(check_digit))
def test_a_number_with_its_check_digit_is_right_and_with_any_other_is_not(first: str) -> None:
    right = [last for last in range(10) if wrong(f"{first}{last}", FieldType.IIN) == ""]
    assert right == [int(check_digit(first))]


def test_a_number_for_which_there_is_no_check_digit_is_wrong() -> None:
    never = next(first for n in range(1000) if not check_digit(first := f"9001014{n:04}"))
    assert {wrong(never + str(last), FieldType.IIN) for last in range(10)} == {"form.check-digit"}


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (numbered("90010130012"), ""),
        (numbered("04022950012"), ""),  # 29 February of a leap year
        (numbered("00022960012"), ""),  # 2000 was one
        (numbered("00022930012"), "form.iin-birth"),  # 1900 was not
        (numbered("03022950012"), "form.iin-birth"),
        (numbered("90133130012"), "form.iin-birth"),
        (numbered("90010190012"), "form.iin-century"),
        (numbered("90010100012"), "form.iin-century"),
        (numbered("90010170012"), "form.iin-century"),
        ("900101300124", "form.check-digit"),
        ("90010130012", "form.number-length"),
        ("9001013001233", "form.number-length"),
        ("90О101300123", "form.not-digits"),  # the letter О
        ("٩٠٠١٠١٣٠٠١٢٣", "form.not-digits"),
        ("000000000000", "form.iin-century"),
    ],
)
def test_iin(number: str, code: str) -> None:
    assert wrong(number, FieldType.IIN) == code


def test_nobody_is_born_after_the_day_of_the_form() -> None:
    assert wrong(numbered("26071350012"), FieldType.IIN, date(2026, 7, 12)) == "form.iin-birth"
    assert wrong(numbered("26071250012"), FieldType.IIN, date(2026, 7, 12)) == ""


def test_iin_is_taken_as_people_group_it() -> None:
    number = numbered("90010130012")
    assert only(FieldType.IIN, f" {number[:6]} {number[6:]} ") == (number, [])
    assert only(FieldType.IIN, f"\u202a{number}\u202c") == (number, ["form.invisible"])


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (numbered("99014000012"), ""),
        (numbered("99124000012"), ""),
        (numbered("99134000012"), "form.bin-month"),
        (numbered("99003000012"), "form.bin-month"),
        (numbered("99013000012"), "form.bin-kind"),
        ("9901400", "form.number-length"),
    ],
)
def test_bin(number: str, code: str) -> None:
    assert wrong(number, FieldType.BIN) == code


def test_either_number_is_told_by_its_fifth_digit() -> None:
    for right in (numbered("99014000012"), numbered("90010130012")):
        assert only(FieldType.IIN_OR_BIN, right) == (right, [])
    assert problem(FieldType.IIN_OR_BIN, numbered("90010190012")) == "form.iin-century"


@pytest.mark.parametrize(
    "written",
    ["2026-07-12", "12.07.2026", "12.7.2026", "12.07.2026 ж.", "2026 жылғы 12 шілде", "2026 жылғы 12 шiлде",
     "2026-07-12 00:00:00", "  12.07.2026\u00a0", "2026 жылғы «12» шілде"],
)  # fmt: skip
def test_dates_as_people_write_them(written: str) -> None:
    assert only(FieldType.DATE, written) == (date(2026, 7, 12), [])


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("30.02.2026", "form.no-such-day"),
        ("29.02.2026", "form.no-such-day"),
        ("2026-13-01", "form.no-such-day"),
        ("2026 жылғы 31 сәуір", "form.no-such-day"),
        ("12/07/2026", "form.date"),
        ("12.07.26", "form.date"),
        ("ертең", "form.date"),
        ("2026", "form.date"),
        ("12.07.2026 немесе 13.07.2026", "form.date"),
        ("2026-07-12 10:30:00", "form.date"),
        ("12.07.0026", "form.year"),
        ("45000", "form.date"),
    ],
)
def test_what_is_no_date(written: str, code: str) -> None:
    assert problem(FieldType.DATE, written) == code


def test_a_leap_day() -> None:
    assert only(FieldType.DATE, "29.02.2028") == (date(2028, 2, 29), [])


@pytest.mark.parametrize(
    ("written", "sum_"),
    [
        ("1234567,5", "1234567.50"),
        ("1 234 567,50", "1234567.50"),
        ("1\u00a0234\u202f567.5", "1234567.50"),
        ("0", "0.00"),
        ("0,01", "0.01"),
        ("100 тг", "100.00"),
        ("1 000 теңге", "1000.00"),
        ("250 ₸", "250.00"),
        ("999999999999999,99", "999999999999999.99"),
    ],
)
def test_money(written: str, sum_: str) -> None:
    value, codes = only(FieldType.MONEY, written)
    assert codes == []
    assert str(value) == sum_


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("1,234", "form.places"),
        ("0.001", "form.places"),
        ("1,234,567.50", "form.money"),
        ("1.234.567", "form.money"),
        ("-5", "form.negative"),
        ("-0", "form.negative"),
        ("12 34", "form.money"),
        ("1e6", "form.money"),
        ("NaN", "form.money"),
        ("Infinity", "form.money"),
        ("٥", "form.money"),
        ("мың теңге", "form.money"),
        ("1" * 16, "form.money"),
        (",5", "form.money"),
        ("5,", "form.money"),
        ("$5", "form.money"),
        ("1_000", "form.money"),
    ],
)
def test_what_is_no_money(written: str, code: str) -> None:
    assert problem(FieldType.MONEY, written) == code


def test_quantities_keep_their_places() -> None:
    assert only(FieldType.QUANTITY, "2") == (Decimal(2), [])
    assert str(only(FieldType.QUANTITY, "2,50")[0]) == "2.50"
    assert problem(FieldType.QUANTITY, "екі") == "form.quantity"
    assert problem(FieldType.QUANTITY, "-2") == "form.negative"
    assert problem(FieldType.QUANTITY, "2 дана") == "form.quantity"


@pytest.mark.parametrize(
    "written",
    ["+7 701 234 56 78", "8 (7172) 74-33-33", "87012345678", "7012345678", "+77012345678", "+44 20 7946 0958",
     "8 (7172) 74-33-33, +7 701 234 56 78", "8-7172-74-33-33 ішкі 105", "8 7172 743333 вн. 12"],
)  # fmt: skip
def test_telephones_as_people_write_them(written: str) -> None:
    assert only(FieldType.PHONE, written) == (written, [])


@pytest.mark.parametrize(
    "written",
    ["74-33-33", "123", "жоқ", "+7 701 234 56", "8 701 234 56 789", "8 7O1 234 56 78", "+", "8701234567x", ","],
)
def test_what_is_no_telephone(written: str) -> None:
    assert problem(FieldType.PHONE, written) == "form.phone"


@pytest.mark.parametrize("written", ["a.serik@mail.kz", "a+b@enbek.gov.kz", "x@xn--80ao21a.kz", "q@почта.қаз"])
def test_email(written: str) -> None:
    assert only(FieldType.EMAIL, written) == (written, [])


@pytest.mark.parametrize(
    "written",
    ["aidar", "aidar@", "@mail.kz", "a b@mail.kz", "a@mail", "a..b@mail.kz",
     ".a@mail.kz", "a@@mail.kz", "a@-mail.kz", "a@mail.k", "a@1.2.3.4", "a@mail..kz", "a@mail.kz, b@mail.kz",
     '"a"@mail.kz'],
)  # fmt: skip
def test_what_is_no_email(written: str) -> None:
    assert problem(FieldType.EMAIL, written) == "form.email"


@pytest.mark.parametrize("written", ["аidar@mail.kz", "aidar@mаil.kz"])
def test_a_cyrillic_letter_in_an_email_is_named(written: str) -> None:
    assert problem(FieldType.EMAIL, written) == "form.email-letters"


@pytest.mark.parametrize(
    "written", ["{{ 7*7 }}", "{% for x in y %}", "<b>&amp;</b>", "${7*7}", "../../etc", "=1+1", "%s"]
)
def test_hostile_texts_stay_as_they_are(written: str) -> None:
    assert only(FieldType.TEXT, written) == (written, [])


def test_text_is_tidied_and_nothing_else_is_done_to_it() -> None:
    assert only(FieldType.TEXT, "  Тәттібек \t Әли ") == ("Тәттібек Әли", [])
    assert only(FieldType.TEXT, "Қайрат\r\nӘлиұлы") == ("Қайрат\nӘлиұлы", [])
    assert only(FieldType.TEXT, "Бай\u0438\u0306") == ("Бай\u0439", [])  # и and its breve are й
    assert only(FieldType.TEXT, "Айдар\u202eтіс\u200f") == ("Айдартіс", ["form.invisible"])


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x85a\x86", "\ud800", "\ufffe", "\ue000"])
def test_what_cannot_be_printed_is_refused(sign: str) -> None:
    assert problem(FieldType.TEXT, f"Айдар{sign}С") == "form.unprintable"


def test_length_against_the_space() -> None:
    assert problem(FieldType.TEXT, "ә" * 10_000) == "form.too-long"
    assert problem(FieldType.TEXT, "ә" * 10_000, room=60) == "form.too-long"
    assert only(FieldType.TEXT, "ә" * 600, room=60)[1] == []  # it flows over more lines
    assert problem(FieldType.PHONE, "8" * 10_000) == "form.too-long"


@pytest.mark.parametrize("empty", ["", "   ", "\t", None, [], {}, "\u200b"])
@pytest.mark.parametrize("type_", [t for t in FieldType if t is not FieldType.SIGNATURE])
def test_a_required_field_without_a_value(empty: object, type_: FieldType) -> None:
    if empty != "\u200b" or type_ not in (FieldType.ROWS,):
        _, codes = only(type_, empty, options=("иә", "жоқ"))
        assert [code for code in codes if code != "form.invisible"] == ["form.required"]


@pytest.mark.parametrize("given_", [["а"], {"тегі": "Серік"}, True, 5])
def test_something_else_where_a_text_is_due(given_: object) -> None:
    assert problem(FieldType.TEXT, given_) == "form.not-text"


def test_a_list() -> None:
    assert only(FieldType.LIST, "анықтама; куәлік;") == (("анықтама", "куәлік"), [])
    assert only(FieldType.LIST, ["анықтама; көшірме", ""]) == (("анықтама; көшірме",), [])
    assert problem(FieldType.LIST, "а; б; в", at_most=2) == "form.too-many"
    assert "form.not-text" in only(FieldType.LIST, [["а"]])[1]


def test_a_choice_is_given_in_the_printed_spelling() -> None:
    options = ("Зейнетақы", "мүгедектігі бойынша", "асыраушысынан айырылу, қайтыс болу")
    assert only(FieldType.CHOICE, "зейнетақы", options=options) == (("Зейнетақы",), [])
    assert only(FieldType.CHOICE, "мүгедектiгi бойынша, зейнетақы", options=options) == (options[:2], [])
    assert only(FieldType.CHOICE, options[2], options=options) == (options[2:], [])
    assert problem(FieldType.CHOICE, "басқа", options=options) == "form.choice"


def test_a_signature_is_made_by_hand() -> None:
    assert problem(FieldType.SIGNATURE, "Серік") == "form.signature"
    assert check((Field("қолы", "қолы", FieldType.SIGNATURE, True),), {})[1] == ()


SERVICES = Field(
    "қызметтер", "Қызметтер", FieldType.ROWS, True,
    columns=(
        Field("рс", "№", FieldType.QUANTITY, True, computed="number"),
        Field("атауы", "Атауы", FieldType.TEXT, True),
        Field("саны", "Саны", FieldType.QUANTITY, True),
        Field("бағасы", "Бағасы", FieldType.MONEY, True),
        Field("құны", "Құны", FieldType.MONEY, True, computed="product саны бағасы"),
    ),
)  # fmt: skip
ACT = (
    Field("күні", "Актінің күні", FieldType.DATE, True),
    Field("телефон", "Телефон", FieldType.PHONE, False),
    SERVICES,
    Field("барлығы", "Барлығы", FieldType.MONEY, True, computed="total қызметтер.құны"),
)


def told(raw: dict[str, object], row: int = 0) -> list[tuple[str, str]]:
    _, found = check(ACT, raw, row)
    return [(finding.code, dict(finding.params)["field"]) for finding in found]


def service(**more: object) -> dict[str, object]:
    return {"атауы": "кеңес", "саны": "2", "бағасы": "10,50"} | more


def test_rows_hold_what_was_given_and_nothing_that_is_made() -> None:
    values, found = check(ACT, {"күні": "12.07.2026", "қызметтер": [service(рс="1", құны="21"), {}, service(рс="2")]})
    assert found == ()
    row: Values = {"атауы": "кеңес", "саны": Decimal(2), "бағасы": Decimal("10.50")}
    assert values == {"күні": date(2026, 7, 12), "қызметтер": (row, row)}


def test_what_is_counted_in_different_units_is_not_added_up() -> None:
    counted = Field("бірлігі", "Өлшем бірлігі", FieldType.TEXT, True)
    rows = replace(SERVICES, columns=(*SERVICES.columns, counted))
    total = Field("саны", "Барлығы, саны", FieldType.QUANTITY, False, computed="total қызметтер.саны бірлігі")
    fields = (rows, total, *ACT[3:])
    alike, unlike = ([service(бірлігі="қызмет"), service(бірлігі=unit)] for unit in ("Қызмет ", "сағат"))
    values, found = check(fields, {"қызметтер": alike})
    assert not found and computed(fields, values)["саны"] == 4
    values, found = check(fields, {"қызметтер": unlike})
    assert [(one.code, one.severity) for one in found] == [("form.units-differ", Severity.WARNING)]
    made = computed(fields, values)
    assert "саны" not in made and made["барлығы"] == 42, "tenge are added up all the same"
    assert [one.code for one in check(fields, {"қызметтер": unlike, "саны": "4"})[1]] == ["form.computed"]


def test_a_total_that_does_not_follow_is_refused() -> None:
    wrong: dict[str, object] = {"күні": "12.07.2026", "барлығы": "5", "қызметтер": [service(рс="7", құны="22")]}
    assert told(wrong) == [
        ("form.computed", "қызметтер[1].рс"),
        ("form.computed", "қызметтер[1].құны"),
        ("form.computed", "барлығы"),
    ]


def test_all_problems_are_told_at_once_by_record_field_and_row() -> None:
    raw: dict[str, object] = {
        "күн": "12.07.2026", "телефон": "жоқ", "мекеме": "А", "қызметтер": [service(), service(саны="-1", баға="1")]
    }  # fmt: skip
    assert told(raw, 7) == [
        ("form.unknown-near", "күн"),
        ("form.unknown", "мекеме"),
        ("form.required", "күні"),
        ("form.phone", "телефон"),
        ("form.unknown-near", "қызметтер[2].баға"),
        ("form.negative", "қызметтер[2].саны"),
    ]
    _, found = check(ACT, raw, 7)
    assert {dict(finding.params)["row"] for finding in found} == {"7"}
    assert "күні" in describe(found[0], "ru")


def test_a_field_may_be_named_by_its_printed_label_and_once_only() -> None:
    assert told({"Актінің  күні": "12.07.2026", "Қызметтер": service()}) == []
    assert told({"күні": "12.07.2026", "Актінің күні": "13.07.2026", "қызметтер": service()}) == [
        ("form.twice", "күні")
    ]
    assert told({"күні": Twice(("12.07.2026", "12.07.2026")), "қызметтер": service()}) == [("form.twice", "күні")]


@pytest.mark.parametrize("rows", ["бар", ["бар"], [service(), "x"], True])
def test_rows_that_are_none(rows: object) -> None:
    assert told({"күні": "12.07.2026", "қызметтер": rows}) == [("form.not-rows", "қызметтер")]


JUNK = st.recursive(
    st.text(max_size=8) | st.booleans() | st.none(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5) | st.just("саны"), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["күні", "телефон", "қызметтер", "барлығы", "x\x1b[31m"]), JUNK))
def test_whatever_is_given_it_is_taken_or_every_reason_is_told_in_words(raw: dict[str, object]) -> None:
    values, found = check(ACT, raw)
    if not any(finding.severity is Severity.ERROR for finding in found):
        assert {"күні", "қызметтер"} <= values.keys()
    for finding in found:
        assert all(value.isprintable() for _, value in finding.params)
        for language in LANGUAGES:
            assert finding.code not in describe(finding, language)
