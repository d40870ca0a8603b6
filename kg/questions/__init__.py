"""Named questions: one file a question and a language in queries/, asked by name, answered in rows."""

from kg.questions.ask import Answer, Asker, ask, load, names
from kg.questions.header import Column, Parameter, Question, parse
from kg.questions.rows import deadlines, evidence, overlaps, partners, show, who_owns

__all__ = [
    "Answer",
    "Asker",
    "Column",
    "Parameter",
    "Question",
    "ask",
    "deadlines",
    "evidence",
    "load",
    "names",
    "overlaps",
    "parse",
    "partners",
    "show",
    "who_owns",
]
