"""who-owns, deadlines, overlaps, show: the questions people come for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.common import (
    DEFAULT,
    Form,
    FormOption,
    InOption,
    KindChoice,
    KindOption,
    RoleChoice,
    StoreOption,
    opened,
    print_answer,
    print_chosen,
    say,
    unfolded,
    units_beside,
)

if TYPE_CHECKING:
    from kg.questions import Answer, Asker

_OWNED_SHOWN = ("number", "title", "role_label", "due", "deadlines", "document_number", "line", "id")
_DUE_SHOWN = ("due", "days_left", "deadline", "number", "title", "goal", "owners", "line", "id")

RoleOption = Annotated[RoleChoice, typer.Option("--role", help="以什么角色；owner 为牵头或负责。")]
MinOption = Annotated[int, typer.Option("--min", min=1, help="至少共担几项任务。")]


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("who-owns", help="列出某单位的任务，并注明原文所在行。")(who_owns)
    app.command("deadlines", help="列出有日期的时限，先到期的在前，附剩余天数。")(deadlines)
    app.command("overlaps", help="列出共担任务的单位对（全部，或某辖区内的），或某单位的共事单位。")(overlaps)
    app.command("show", help="看一项任务的全貌：单位、时限和原文。")(show)


def who_owns(
    unit: Annotated[str, typer.Argument(help="单位的全称、文中写法、别名或编号。")],
    role: RoleOption = RoleChoice.owner,
    within: InOption = "",
    kind: KindOption = KindChoice.item,
    form: FormOption = Form.table,
    store: StoreOption = DEFAULT,
) -> None:
    """List the tasks of a unit, each with the line that says so."""
    from kg.questions.ask import ask
    from kg.questions.whose import unit_id

    with opened(store) as asker:
        whose = unit_id(asker, unit, within, units_beside(store))
        answer = ask(asker, "who-owns", unit=whose, role=role.value, kind=kind.value)
        wider = answer if answer.rows else ask(asker, "who-owns", unit=whose, role="all", kind="all")
    print_answer(answer, form, _OWNED_SHOWN, once=True)
    count = len(set(answer.column("id")))
    more = _elsewhere(len(set(wider.column("id"))) - count, "项")
    called = next((f"{name}：" for name in wider.column("unit")), "")
    say(f"{called}共 {count} 项{more}", form)


def deadlines(
    within_days: Annotated[
        str, typer.Option("--within", help="从 --as-of 起多久内到期：90d、12w、6m、1y。")
    ] = "",
    start: Annotated[str, typer.Option("--from", help="到期日不早于这一天。")] = "",
    end: Annotated[str, typer.Option("--to", help="到期日不晚于这一天。")] = "",
    as_of: Annotated[str, typer.Option("--as-of", help="从哪一天算起，默认今天。")] = "",
    overdue: Annotated[bool, typer.Option("--overdue", help="只要在 --as-of 之前到期的。")] = False,
    unit: Annotated[str, typer.Option("--unit", help="只要这个单位的任务。")] = "",
    role: RoleOption = RoleChoice.owner,
    within: InOption = "",
    kind: KindOption = KindChoice.all,
    form: FormOption = Form.table,
    store: StoreOption = DEFAULT,
) -> None:
    """List dated time limits, earliest first, with the days left."""
    from kg.cli.window import day, days_left, window
    from kg.questions.ask import ask
    from kg.questions.whose import unit_id

    _needs_unit("deadlines --unit", unit, within)
    today = day("--as-of", as_of) if as_of else date.today()
    first, last = window(today, within_days, start, end, overdue)
    with opened(store) as asker:
        whose = unit_id(asker, unit, within, units_beside(store)) if unit else ""
        limits = {"from": first, "to": last, "unit": whose, "role": role.value, "kind": kind.value}
        answer = ask(asker, "deadlines", **limits)
        wider = limits | {"role": RoleChoice.all.value, "kind": KindChoice.all.value}
        others = ask(asker, "deadlines", **wider).rows if whose and not answer.rows else []
    columns = [(column.name, column.label) for column in answer.question.columns]
    columns.insert(1, ("days_left", "剩余天数"))
    found = unfolded(answer.question, answer.rows) if form is Form.json else answer.rows
    rows = [(row[0], days_left(row[0], today), *row[1:]) for row in found]
    print_chosen(columns, rows, form, _DUE_SHOWN)
    say(f"共 {len(rows)} 条（截至 {today}）{_elsewhere(len(others), '条')}", form)


def _elsewhere(count: int, measure: str) -> str:
    """What else a unit has that the choices of a question leave out, nothing where that is nothing."""
    return f"；以其他角色或在正文里另有 {count} {measure}，加 --role all --kind all 查看" if count else ""


def overlaps(
    unit: Annotated[str, typer.Argument(help="某个单位；不写则列出全部单位对。")] = "",
    least: MinOption = 1,
    within: InOption = "",
    kind: KindOption = KindChoice.item,
    collectives: Annotated[bool, typer.Option("--collectives", help="相关镇街等统称也算作单位。")] = False,
    form: FormOption = Form.table,
    store: StoreOption = DEFAULT,
) -> None:
    """List the pairs of units that share tasks, all or those of one place, or the partners of one unit."""
    from kg.questions.ask import ask
    from kg.questions.whose import ids_in, unit_id

    options: dict[str, object] = {
        "min": least,
        "kind": kind.value,
        "collectives": "yes" if collectives else "no",
    }
    with opened(store) as asker:
        if unit:
            answer = ask(asker, "partners", unit=unit_id(asker, unit, within, units_beside(store)), **options)
        else:
            answer = ask(asker, "overlaps", **options)
        if within and not unit:
            answer = _both_of(answer, ids_in(asker, within))
    shown = [column.name for column in answer.question.columns if not column.name.endswith("_id")]
    print_answer(answer, form, shown)
    say(f"共 {len(answer.rows)} 对", form)


def _both_of(answer: Answer, units: set[str]) -> Answer:
    """The pairs of an answer that are both among `units`."""
    pairs = zip(answer.rows, answer.column("unit_a_id"), answer.column("unit_b_id"), strict=True)
    return answer._replace(rows=[row for row, *pair in pairs if units.issuperset(pair)])


def _needs_unit(command: str, unit: str, within: str) -> None:
    from kg.errors import BadRequest

    if within and not unit:
        raise BadRequest(f"--in 只能和单位一起用：kg {command} 区水务局 --in 密云区。")


def show(
    task: Annotated[str, typer.Argument(help="任务的编号或标题。")],
    form: FormOption = Form.table,
    store: StoreOption = DEFAULT,
) -> None:
    """Show a task whole: its units, its time limits, and the lines that say so."""
    from kg.cli.page import page, record
    from kg.neo4j import Server
    from kg.questions.ask import ask
    from kg.questions.rows import evidence
    from kg.store import Store

    with opened(store) as asker:
        found = one_task(asker, task)
        facts = evidence(asker, found.id)
        text = asker.text(found.document_id) if isinstance(asker, Store | Server) else ""
        answer = ask(asker, "evidence", task=found.id)
    if form is Form.table:
        print(page(found, facts, text))
    elif form is Form.json:
        print(record(found, facts, text))
    else:
        print_answer(answer, form)


def one_task(asker: Asker, name: str) -> Any:
    """The one task with this id or title; raises UnknownName or AmbiguousName with what comes close."""
    from kg.errors import AmbiguousName, UnknownName
    from kg.questions.ask import ask
    from kg.questions.rows import show as shown

    found = shown(asker, name)
    if len(found) == 1:
        return found[0]
    if found:
        candidates = "、".join(f"{task.id}（{task.document_number or task.document}）" for task in found[:10])
        raise AmbiguousName(f"有 {len(found)} 项任务的标题是“{name}”，请用编号指定一项：{candidates}。")
    close = ask(asker, "search", text=name, limit=5).rows if name else []
    hint = "是不是：" + "、".join(f"{row[0]} {row[2]}" for row in close) + "？" if close else ""
    raise UnknownName(f"找不到任务“{name}”；{hint or '可用 kg query search -p text=… 查找。'}")
