"""How good the reading is: extractions against labels that people made."""

from kg.score.check import label_problems
from kg.score.compare import Change, changes, load_run, save_run
from kg.score.labels import Labels, load_labels
from kg.score.match import MEASURES, Mistake, Tally, tally
from kg.score.report import DocumentScore, Figures, Line, report, score_document

__all__ = [
    "MEASURES",
    "Change",
    "DocumentScore",
    "Figures",
    "Labels",
    "Line",
    "Mistake",
    "Tally",
    "changes",
    "label_problems",
    "load_labels",
    "load_run",
    "report",
    "save_run",
    "score_document",
    "tally",
]
