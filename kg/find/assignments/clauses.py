"""Role clauses: who leads, who is responsible, who helps, in the words of one bracket, line or cell.

Two grammars, freely mixed: labels before the units (牵头单位：A；配合单位：B、C) and role words
after them (A牵头，B、C按职责分工负责).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.find.assignments.asides import REMARK, is_explained, said_aside, tells_how_to_reach
from kg.find.assignments.blanket import find_blanket
from kg.find.assignments.clause import Clause, party_of
from kg.find.assignments.named_again import names_again, with_lead_named_again
from kg.find.assignments.phrases import names_end, phrase_start, phrases, without_label_words
from kg.find.assignments.role_words import (
    NOTE,
    before_work,
    ends_in_role,
    follows_names,
    helping_word,
    is_work,
    joins_partners,
    told_word,
)
from kg.find.assignments.shared_marks import all_marked, with_shared_mark
from kg.find.names.lists import split_names
from kg.find.names.people import are_heads, holds_office, person_behind
from kg.find.text.dense import Dense, Gap
from kg.lexicon import load
from kg.model import Role
from kg.words.bodies import is_body
from kg.words.marks import BETWEEN_NAMES, JOINTS, behind_last
from kg.words.names import NAME_STARTS, NOBODY, is_name
from kg.words.roles import (
    CALLED,
    duty_behind,
    find_labels,
    label_pattern,
    miswritten_label,
    part_told,
    role_labelled,
    role_of_label,
    tail_pattern,
    tail_role,
)
from kg.words.times import names_a_stage, names_a_time, units_before_time

_IN_CHARGE = ("责任人", "负责人", "牵头人", "配合人")
_OF_PART = "其中"  # 县水利局负责，其中生态修复由县林业局负责
_AS, _CALLED_SO = "以", "为"  # 以县教育局为主
_NAME_START = re.compile("[、，；：]")
_LONGEST_NAME = 45
_SO_FAR = re.compile("[，；。]截[至止]")  # 完成时限：10月底；截至3月20日，已完成选址


def parse_clause(
    dense: Dense,
    start: int,
    end: int,
    role: Role | None = None,
    label: str = "",
    *,
    closed: bool = False,
    labels: list[re.Match[str]] | None = None,
) -> Clause:
    """Read the dense stretch ``start:end`` as a role clause.

    `role` and `label` say what a column header or an outer label already said of units without
    a role word of their own. In a `closed` stretch, a bracket, phrases may say what their units do.
    `labels` are those of the stretch where they are found already.
    """
    reader = _Reader(dense, role, label, closed=closed)
    for helpers in _helpers_in_brackets(dense, start, end):
        reader.read_apart(*helpers)
    at = behind = start
    for match in find_labels(dense.text, start, end) if labels is None else labels:
        if match.start() < behind:
            continue
        if inner := _labelled_bracket(dense.text, start, end, match):
            reader.read_apart(*inner)
            behind = inner[1]
            continue
        reader.stretch(at, without_label_words(dense, at, match.start()))
        reader.label(match)
        at = match.end()
    reader.stretch(at, end)
    reader.close()
    clause = Clause.of_all([reader.clause, *reader.inner]) if reader.inner else reader.clause
    clause.parties.sort(key=lambda party: party.start)
    clause.parties = with_lead_named_again(dense, clause.parties)
    return clause


def _helpers_in_brackets(dense: Dense, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What stands in brackets behind a name and says who else has which role: 区发改局（区财政局配合）."""
    for note in NOTE.finditer(dense.text, start + 1, end):
        low, high = note.span(1)
        before = _NAME_START.split(dense.text[max(start, low - 1 - _LONGEST_NAME) : low - 1])[-1]
        last = behind_last("，", dense.text, low, high)
        if (
            "：" in note[0]
            or dense.text.startswith(_OF_PART, low)
            or not (ends_in_role(dense.text, last, high) and is_name(before))
        ):
            continue
        clause = parse_clause(dense, low, high)
        said = all(party.label for party in clause.parties) and not clause.unread
        if said and clause.parties and all(map(is_body, clause.names(dense.text))):
            yield low, high


def _labelled_bracket(text: str, start: int, end: int, label: re.Match[str]) -> tuple[int, int] | None:
    """What stands in brackets behind a name and begins with a label: 区教育局（责任科室：体卫科）."""
    at = label.start() - 1
    note = NOTE.match(text, at, end) if at > start else None
    if note is None:
        return None
    before = _NAME_START.split(text[max(start, at - _LONGEST_NAME) : at])[-1]
    return note.span(1) if is_name(before) else None


def _asks_whom(text: str, start: int, end: int) -> bool:
    """Whether a label only says whom to ask: 联系科室：…，电话：…."""
    return text.startswith(tuple(load("roles")["label"]["contact"]), start, end)


class _Reader:
    """Reads a clause from left to right: units wait until a role word, or the end, says what they are."""

    def __init__(self, dense: Dense, role: Role | None, label: str, *, closed: bool) -> None:
        self.dense = dense
        self._closed = closed
        self.inner: list[Clause] = []
        self._apart: list[tuple[int, int]] = []
        self.clause = Clause()
        self._default = (role, label) if role else None
        self._aside: list[tuple[int, int]] | None = None
        self._last: tuple[Role, str] | None = None
        self._waiting: list[tuple[int, int]] = []
        self._helping: list[tuple[int, int]] | None = None
        self._partner = ""
        self._person = ""
        self._all_marked = False

    def label(self, match: re.Match[str]) -> None:
        """A label opens a new list; bodies before the first are responsible: （各科室；牵头：办公室）."""
        if self._closed and not self._default and self._waiting and self._are_bodies(self._waiting):
            self._flush(Role.RESPONSIBLE, "")
        self.close()
        self._last = None
        if match.group("person"):
            self._aside, self._person = self.clause.persons, match.group("person")
        elif match.group("time"):
            self._aside = self.clause.times
        else:
            self._aside, self._default = None, role_labelled(match)
            if match.group("note"):
                _aside(self.dense, match.start("note") + 1, match.end("note") - 1, self.clause)

    def stretch(self, start: int, end: int) -> None:
        """What stands between two labels, phrase by phrase."""
        if start >= end:
            return
        if self._aside is self.clause.persons and self._names_bodies(start, end):
            self._aside, self._default = None, (role_of_label(self._person), self._person)
        if self._aside is not None:
            so_far = _SO_FAR.search(self.dense.text, start, end)
            self._aside.append((start, so_far.start() if so_far else end))
            return
        apart = [(low, high) for low, high in self._apart if start <= low and high <= end]
        at = start
        for low, high in sorted([*apart, *self._holes(start, end, apart)]):
            self._list(at, low)
            at = max(at, high)
        self._list(at, end)

    def _names_bodies(self, start: int, end: int) -> bool:
        """Whether behind the label of people stand bodies and nobody: 责任人：统计站、各社区."""
        if not self._person.endswith(_IN_CHARGE):
            return False
        return self._are_bodies([(start, end)])

    def _are_bodies(self, stretches: list[tuple[int, int]]) -> bool:
        """Whether stretches name bodies and say nothing else."""
        listed = (self.dense.text[start:end].rstrip("。；") for start, end in stretches)
        return all(is_body(name) for words in listed for name in BETWEEN_NAMES.split(words))

    def read_apart(self, start: int, end: int) -> None:
        """A bracket in the next stretch that is a clause of its own, unless it only says whom to ask."""
        self._apart.append((start - 1, end + 1))
        if not _asks_whom(self.dense.text, start, end):
            self.inner.append(parse_clause(self.dense, start, end))

    def _holes(self, start: int, end: int, apart: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """What hands nothing out to this task: rules and limits in brackets not `apart`, blanket clauses."""
        if NOTE.search(self.dense.text, start, end):
            for told in part_told().finditer(self.dense.text, start, end):
                yield told.span("note")
            for note in NOTE.finditer(self.dense.text, start, end):
                if note.span() not in apart and _aside(self.dense, note.start(1), note.end(1), self.clause):
                    yield note.span()
        for blanket in find_blanket(self.dense, start, end):
            if self.dense.text[blanket.start - 1] in "（〔" and self.dense.text.startswith(
                ("）", "〕"), blanket.end
            ):
                yield blanket.start - 1, blanket.end + 1
            else:
                yield phrase_start(self.dense.text, start, blanket.start), blanket.end

    def _list(self, start: int, end: int) -> None:
        listed = list(self._phrases(start, end))
        self._all_marked |= all_marked(self.dense, listed)
        for low, close in listed:
            remark = REMARK.match(self.dense.text, low, close)
            low = self._behind_glued_label(remark.end() if remark else low, close)
            labelled = self._default is not None and self._default[1] != ""
            high = names_end(self.dense.text, low, close) if labelled else close
            phrase = self.dense.text[low:high]
            if tells_how_to_reach(phrase):
                continue
            if high < end and (label := miswritten_label(phrase)):
                self.label(label)
                continue
            if "：" in phrase and not is_explained(phrase):
                timed = names_a_stage(phrase)
                (self.clause.times if timed else self.clause.unread).append((low, high))
                continue
            names, limit = units_before_time(phrase)
            if limit:
                self.clause.times.append((low + limit, high))
                high = low + names
            sure = self.dense.text.startswith(_OF_PART, low) or self._does_often(low, high)
            if sure or not (self._only_told(low, high) or _aside(self.dense, low, high, self.clause)):
                self._phrase(low, high)

    def _behind_glued_label(self, start: int, end: int) -> int:
        """`start`, or where the units begin of a label right before them: 责任单位：牵头单位A，配合单位B."""
        label = label_pattern().match(self.dense.text, start, end) if self._default else None
        if label is None or not label["label"] or label.end() == end:
            return start
        first = JOINTS.split(self.dense.text[label.end() : end])[0]
        if first[:1] not in NAME_STARTS or not is_name(first) or tail_pattern().search(first):
            return start
        self.close()
        self._last, self._default = None, (role_of_label(label["label"]), label["label"])
        return label.end()

    def _phrases(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The phrases of a stretch; white space behind a role word or before a time parts them too.

        A 牵头　B 配合.
        """
        for low, close in phrases(self.dense.text, start, end):
            for gap in self.dense.gaps(low + 1, close, Gap.SPACE):
                named = gap - low <= _LONGEST_NAME and is_name(self.dense.text[low:gap])
                timed = named and names_a_time(self.dense.text[gap:close])  # 县交通局　长期
                if timed or ends_in_role(self.dense.text, low, gap, sure=True):
                    yield low, gap
                    low = gap
            yield low, close

    def _does_often(self, start: int, end: int) -> bool:
        """Whether a phrase says of units that they do a part time and again, and is no limit: A定期督查."""
        often = any(self.dense.text.find(word, start, end) >= 0 for word in load("roles")["tail"]["often"])
        return often and ends_in_role(self.dense.text, start, end, sure=True)

    def _only_told(self, start: int, end: int) -> bool:
        """Whether a phrase behind a label only says what its units do: 牵头单位：A，负责统筹，B配合."""
        told = self._default and duty_behind().match(self.dense.text, start, end)
        return bool(told) and not tail_pattern().match(self.dense.text, start, end)

    def _phrase(self, start: int, end: int) -> None:
        if helping := helping_word(self.dense.text, start, end):
            self._give([(start, helping.start())], Role.SUPPORT, helping.group())
            start = helping.end()
            if not ends_in_role(self.dense.text, start, end):
                self._give([(start, before_work(self.dense.text, start, end))], Role.RESPONSIBLE, "")
                return
        told = told_word(self.dense, start, end) if self._default or self._closed else None
        if told and joins_partners(self.dense.text, told.end()):
            told = None  # A牵头会同B办理
        if told and not ends_in_role(self.dense.text, start, end, sure=True):
            self._role_word(start, told)
            return
        rest = at = start
        while match := tail_pattern().search(self.dense.text, at, end):
            at = match.start() + 1  # 市场监管配合: the first role word may be part of the name
            if not follows_names(self.dense.text, rest, match, bool(self._waiting)):
                continue
            if match.group("partner") and is_work(self.dense.text, match.end(), end):
                self._wait(rest, match.start())
                self._flush(tail_role(match.group("partner")), match.group("partner"))
                return
            if match.group("partner"):
                self._wait(rest, match.start())
                self._helping, self._partner = [], match.group("partner")
            else:
                self._role_word(rest, match)
            rest = at = match.end()
        beside = self._helping is not None or self._last is not None
        self._wait(rest, before_work(self.dense.text, rest, end) if beside else end)
        if self._helping and self._last:
            self._flush(*self._last)  # A牵头会同B，C落实

    def _role_word(self, start: int, match: re.Match[str]) -> None:
        """A role word speaks for the units before it; the first under a label only for its own phrase.

        So does the first behind a semicolon or comma, where it names who helps: A、B；C配合.
        """
        role = tail_role(match.group("word"))
        start += match.group("word").startswith(_CALLED_SO) and self.dense.text.startswith(_AS, start)
        start = self._behind_labelled(start, match.start())
        if self._last is None and start < match.start() and self._helping is None:
            apart = role is Role.SUPPORT and self.dense.text[start - 1] in "；;，"
            if first := self._default or ((Role.RESPONSIBLE, "") if apart else None):
                self._flush(*first)
        if role is Role.LEAD and (self._waiting or self.clause.parties):
            start += len(_OF_PART) if self.dense.text.startswith(_OF_PART, start) else 0
        self._wait(start, match.start())
        if (
            role is Role.LEAD
            and self._waiting
            and names_again(self.dense, self._waiting[:-1], self._waiting[-1])
        ):
            self._give(self._waiting[:-1], Role.RESPONSIBLE, "")
            self._waiting = self._waiting[-1:]
        self._last = (role, match.group("word"))
        self._flush(*self._last)

    def _behind_labelled(self, start: int, end: int) -> int:
        """`start`, or where white space parts units of another role from those of the label before them.

        牵头单位：县交通局　县财政局配合.
        """
        if self._default is None or self._last is not None or self._helping is not None:
            return start
        gap = next(
            (at for at in self.dense.gaps(start, end, Gap.SPACE) if is_name(self.dense.text[start:at])), start
        )
        if gap > start and is_name(JOINTS.split(self.dense.text[gap:end])[0]):
            self._give([(start, gap)], *self._default)
            return gap
        return start

    def _wait(self, start: int, end: int) -> None:
        if start < end:
            (self._waiting if self._helping is None else self._helping).append((start, end))

    def _flush(self, role: Role, label: str) -> None:
        self._give(self._waiting, role, label)
        if self._helping:
            self._give(self._helping, Role.SUPPORT, self._partner)
        self._waiting, self._helping = [], None

    def _behind(self) -> tuple[Role, str] | None:
        """The role of units behind the last role word: the same, but nobody leads because another does."""
        return (Role.RESPONSIBLE, "") if self._last and self._last[0] is Role.LEAD else self._last

    def close(self) -> None:
        """At the end of a list the units still waiting get the role of the list."""
        known = (
            self._default or self._behind() or ((Role.RESPONSIBLE, self._partner) if self._partner else None)
        )
        if known:
            self._flush(*known)
        else:
            self.clause.unread.extend(self._waiting)
            self._waiting = []

    def _give(self, stretches: list[tuple[int, int]], role: Role, label: str) -> None:
        for low, high in stretches:
            if are_heads(self.dense.text, low, high):
                self.clause.persons.append((low, high))
                continue
            listed = split_names(self.dense, low, high)
            for mention in with_shared_mark(self.dense, listed, marked=self._all_marked):
                name = self.dense.text[mention.start : mention.end]
                if name in NOBODY or _explains_roles(name, label):
                    continue
                if holds_office(name):
                    self.clause.persons.append((mention.start, mention.end))
                elif person := person_behind(self.dense, mention.start, mention.end):
                    self.clause.persons.append((person, mention.end))
                    self.clause.parties.append(party_of(mention._replace(end=person), role, label))
                else:
                    self.clause.parties.append(party_of(mention, role, label))


def _aside(dense: Dense, start: int, end: int, clause: Clause) -> bool:
    """Whether a phrase names nobody; what it says goes into the clause."""
    said = said_aside(dense.text[start:end])
    if said is None:
        return False
    clause.first_leads |= said.first_leads
    clause.others_help |= said.others_help
    clause.ditto |= said.ditto
    if said.time:
        clause.times.append((start, end))
    return True


def _explains_roles(name: str, label: str) -> bool:
    """Whether one role is said to be another, which names nobody: 责任单位为牵头单位."""
    return label.startswith(CALLED) and label_pattern().fullmatch(name) is not None
