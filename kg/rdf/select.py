"""What the record is asked for when it is exported, always in one order."""

from __future__ import annotations

SOURCES = "SELECT id FROM sources ORDER BY id"

SOURCE_OF = "SELECT source FROM documents WHERE id = ?"

TEXT = "SELECT text FROM sources WHERE id = ?"

_DOCUMENTS = """
SELECT id, title, number, date, kind, nullif(jurisdiction, ''), start_at, end_at, line FROM documents"""

DOCUMENTS = f"{_DOCUMENTS} WHERE source = ? ORDER BY start_at, id"

DOCUMENT = f"{_DOCUMENTS} WHERE id = ?"

_USED = "id IN (SELECT unit_id FROM unit_names WHERE document = :document)"

REGIONS = """
SELECT jurisdiction FROM units WHERE jurisdiction <> ''
UNION SELECT jurisdiction FROM documents WHERE jurisdiction <> '' ORDER BY 1"""

REGIONS_OF = f"""
SELECT jurisdiction FROM units WHERE jurisdiction <> '' AND {_USED}
UNION SELECT jurisdiction FROM documents WHERE jurisdiction <> '' AND id = :document ORDER BY 1"""

_UNITS = "SELECT id, name, jurisdiction, place, level, collective, quantifier, inferred FROM units"

UNITS = f"{_UNITS} ORDER BY id"

UNITS_OF = f"{_UNITS} WHERE {_USED} ORDER BY id"

UNIT_NAMES = "SELECT DISTINCT unit_id, name FROM unit_names ORDER BY unit_id, name"

_NAMED = """
SELECT target, max(number), min(title), max(date), max(relation = 'repeals'), max(relation = 'retains')
FROM links"""

# What is said of every document that is named, and of those that were not read.
MENTIONED = f"{_NAMED} GROUP BY target"

NAMED = f"{_NAMED} WHERE target NOT IN (SELECT id FROM documents) GROUP BY target ORDER BY target"

ISSUERS = "SELECT seq, name, unit_id FROM issuers WHERE document = ? ORDER BY seq"

# Of all documents at once, in their order: where a link leads follows from all titles there are.
LINKS = """
SELECT l.document, l.id, l.relation, l.target FROM documents d JOIN links l ON l.document = d.id
ORDER BY d.source, d.start_at, d.id, l.start_at, l.id"""

ATTACHMENTS = (
    "SELECT seq, title, kind, start_at, end_at, line FROM attachments WHERE document = ? ORDER BY seq"
)

SECTIONS = """
SELECT id, title, number, level, nullif(parent, ''), start_at, end_at, line FROM sections
WHERE document = ? ORDER BY start_at, level, id"""

LISTED = """
SELECT id, title, number, date, list, seq, start_at, end_at, line FROM listed
WHERE document = ? ORDER BY seq"""

CITATIONS = """
SELECT id, title, number, relation, seq, start_at, end_at, line FROM citations
WHERE document = ? ORDER BY seq"""

BLANKET = "SELECT seq, units, role, start_at, end_at, line FROM blanket WHERE document = ? ORDER BY seq"

TASKS = """
SELECT id, title, number, text, path, kind, nullif(section, ''), start_at, end_at, line FROM tasks
WHERE document = ? ORDER BY start_at, id"""

ASSIGNMENTS = """
SELECT a.task, a.id, a.unit_id, a.role, a.role_label, a.place, a.seq, a.mention, a.inherited, a.collective,
       a.start_at, a.end_at, a.line, a.clause_start, a.clause_end
FROM tasks t JOIN assignments a ON a.task = t.id WHERE t.document = ? ORDER BY t.start_at, t.id, a.seq"""

_DEADLINE = """
SELECT x.task, x.id, x.text, x.kind, x.start_date, x.end_date, x.precision, x.goal, x.recurrence, x.duration,
       x.day_kind, x.trigger_event, x.open_ended, x.seq, x.metrics, x.start_at, x.end_at, x.line
FROM """

DEADLINES = f"""{_DEADLINE} tasks t JOIN deadlines x ON x.task = t.id
WHERE t.document = ? ORDER BY t.start_at, t.id, x.seq"""

GOALS = f"{_DEADLINE} deadlines x WHERE x.document = ? AND x.task IS NULL ORDER BY x.seq"

GROUPS = (
    "SELECT id, name, leader, start_at, end_at, line FROM groups WHERE document = ? ORDER BY start_at, id"
)

MEMBERS = """
SELECT m.group_id, m.unit_id, m.place, m.seq, m.mention, m.collective, m.start_at, m.end_at, m.line
FROM groups g JOIN members m ON m.group_id = g.id WHERE g.document = ? ORDER BY g.start_at, g.id, m.seq"""
