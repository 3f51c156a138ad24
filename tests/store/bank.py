"""Editions of the state's bank, made for tests: folders with meta.yaml, repositories with a commit for an edition."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from msgspec import Struct

BODY = "Министра труда и социальной защиты населения Республики Казахстан"
MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
KAZAKH_MONTHS = (
    "қаңтардағы ақпандағы наурыздағы сәуірдегі мамырдағы маусымдағы шілдедегі тамыздағы қыркүйектегі қазандағы "
    "қарашадағы желтоқсандағы"
).split()


def in_russian(day: str) -> str:
    year, month, of_month = map(int, day.split("-"))
    return f"{of_month} {MONTHS[month - 1]} {year} года"


def in_kazakh(day: str) -> str:
    year, month, of_month = map(int, day.split("-"))
    return f"{year} жылғы {of_month} {KAZAKH_MONTHS[month - 1]}"


def requisite(number: str = "78", day: str = "2022-02-28", registered: str = "26976") -> str:
    tail = f". Зарегистрирован в Министерстве юстиции Республики Казахстан {in_russian(day)} № {registered}"
    return f"Приказ {BODY} от {in_russian(day)} № {number}" + (tail if registered else "")


def meta(edition: str, own: str = requisite(), code: str = "165201", caused_by: str = "", more: str = "") -> str:
    cause = f"caused_by:\n  code: '1'\n  requisite: {caused_by}\n" if caused_by else ""
    return (
        f"act_code: '{code}'\nrequisite: {own}\ntitle:\n  rus: Об утверждении Правил\n  kaz: Қағидаларды бекіту\n"
        f"form: ПРИК\ntype_codes:\n- ПРИК\napproved_on: 2022-02-28\nversion_date:\n  kaz: {edition}\n  rus: {edition}\n"
        f"source:\n  kaz: https://zan.gov.kz/#!/doc/{code}/kaz\n  rus: https://zan.gov.kz/#!/doc/{code}/rus\n"
        f"{cause}{more}"
    )


def kazakh(*points: str, number: str = "78", day: str = "2022-02-28", preamble: str = "Заңға сәйкес БҰЙЫРАМЫН:") -> str:
    """An order that approves rules of these points, as the bank prints it."""
    return "\n\n".join(
        [
            "# Ақталған адамға куәлік беру қағидаларын бекіту туралы",
            preamble,
            '<a id="p1"></a>',
            "1. Қоса беріліп отырған осы бұйрыққа қосымшаға сәйкес Ақталған адамға куәлік беру қағидалары бекітілсін.",
            '<a id="p2"></a>',
            "2. Осы бұйрық алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі.",
            "**Қазақстан Республикасының Еңбек және халықты әлеуметтік қорғау министрі**",
            "**С. Шапкенов**",
            "> *Қазақстан Республикасының*  \n> *Еңбек және халықты әлеуметтік*  \n> *қорғау министрі*  \n"
            f"> *{in_kazakh(day)} № {number}*  \n> *бұйрығына қосымша*",
            "## Ақталған адамға куәлік беру қағидалары",
            *points,
        ]
    ) + "\n"  # fmt: skip


def russian(*points: str, number: str = "78", day: str = "2022-02-28") -> str:
    return "\n\n".join(
        [
            "# Об утверждении Правил выдачи удостоверения реабилитированному лицу",
            "В соответствии с Законом ПРИКАЗЫВАЮ:",
            "1. Утвердить прилагаемые Правила выдачи удостоверения реабилитированному лицу согласно приложению к "
            "настоящему приказу.",
            "2. Настоящий приказ вводится в действие по истечении десяти календарных дней после дня его первого "
            "официального опубликования.",
            "**Министр труда и социальной защиты населения Республики Казахстан**",
            "**С. Шапкенов**",
            "> *Приложение к приказу*  \n> *Министра труда и социальной*  \n> *защиты населения*  \n"
            f"> *Республики Казахстан*  \n> *от {in_russian(day)} № {number}*",
            "## Правила выдачи удостоверения реабилитированному лицу",
            *points,
        ]
    ) + "\n"  # fmt: skip


def note(unit: str, done: str, day: str, number: str) -> str:
    """An official note: "Ескерту. 2-тармақ жаңа редакцияда - … № 6 (…) бұйрығымен."."""
    clause = "алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі"
    year, month, of_month = day.split("-")
    body = "ҚР Еңбек және халықты әлеуметтік қорғау министрінің"
    return f"> *Ескерту. {unit} {done} - {body} {of_month}.{month}.{year} № {number} ({clause}) бұйрығымен.*"


class Commit(Struct, frozen=True):
    """One edition: the files it changes (None: taken away), its day, its message."""

    files: Mapping[str, str | None]
    day: str = "2024-01-01"
    message: str = "edition"


def repository(folder: Path, commits: Iterable[Commit]) -> Path:
    """A repository with these commits, made by fast-import; nothing is checked out."""
    git(folder.parent, "init", "-q", "-b", "main", str(folder))
    lines: list[bytes] = []
    for commit in commits:
        data = commit.message.encode()
        noon = int(datetime.fromisoformat(f"{commit.day}T12:00:00+05:00").timestamp())
        stamp = f"n <n@example.kz> {noon} +0500".encode()
        lines += [b"commit refs/heads/main", b"committer " + stamp, b"data %d" % len(data), data]
        for path, text in commit.files.items():
            if text is None:
                lines.append(f"D {path}".encode())
            else:
                body = text.encode()
                lines += [f"M 100644 inline {path}".encode(), b"data %d" % len(body), body]
        lines.append(b"")
    subprocess.run(
        ["git", "-C", str(folder), "fast-import", "--quiet"], input=b"\n".join(lines), check=True, capture_output=True
    )
    return folder


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True, text=True)
    return done.stdout


def write(folder: Path, **texts: str) -> Path:
    """An act's folder: ``meta_yaml=…``, ``kaz_md=…``, ``kaz__an001_md=…``."""
    for name, text in texts.items():
        path = folder / name.replace("__", "/").replace("_yaml", ".yaml").replace("_md", ".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
