-- The record. Offsets (start_at, end_at) are code points into sources.text, end exclusive; lines count from 1.
-- Dates are ISO 8601 text. Everything hangs on a document and goes with it; a document hangs on its source.

-- With row ids: the long texts would make the tree of a table without them deep.
CREATE TABLE sources (
  id         TEXT PRIMARY KEY NOT NULL, -- hash of file name and content
  file       TEXT NOT NULL,             -- the name of the file
  path       TEXT NOT NULL UNIQUE,      -- where it was read on this machine
  sha256     TEXT NOT NULL,
  media_type TEXT NOT NULL,
  encoding   TEXT NOT NULL,
  tool       TEXT NOT NULL,             -- version of kg that read it; '' = to be read again
  units_file TEXT NOT NULL,             -- sha256 of the people's units file in force, '' without one
  text       TEXT NOT NULL              -- the canonical text
);

CREATE TABLE documents (
  id           TEXT PRIMARY KEY,
  source       TEXT NOT NULL REFERENCES sources(id) ON DELETE CASCADE,
  work         TEXT NOT NULL,           -- key of the document by 发文字号, else by title (see links)
  title        TEXT NOT NULL,
  number       TEXT,                    -- 发文字号
  date         TEXT,
  kind         TEXT,                    -- 文种
  jurisdiction TEXT,                    -- division code of the issuer
  start_at INTEGER NOT NULL, end_at INTEGER NOT NULL, line INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX documents_source ON documents(source);
CREATE INDEX documents_work ON documents(work);

CREATE TABLE issuers (
  document TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  seq      INTEGER NOT NULL,            -- printed order, from 1
  name     TEXT NOT NULL,
  unit_id  TEXT REFERENCES units(id),   -- NULL where the issuer is not among the units
  PRIMARY KEY (document, seq)
) WITHOUT ROWID;
CREATE INDEX issuers_unit ON issuers(unit_id);

CREATE TABLE attachments (
  document TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  seq      INTEGER NOT NULL,
  title    TEXT NOT NULL,
  kind     TEXT NOT NULL,
  start_at INTEGER NOT NULL, end_at INTEGER NOT NULL, line INTEGER NOT NULL,
  PRIMARY KEY (document, seq)
) WITHOUT ROWID;

CREATE TABLE sections (
  id       TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  parent   TEXT,
  number   TEXT NOT NULL,
  title    TEXT NOT NULL,
  level    INTEGER NOT NULL,
  start_at INTEGER NOT NULL, end_at INTEGER NOT NULL, line INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX sections_document ON sections(document);

CREATE TABLE tasks (
  id       TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  section  TEXT,                        -- sections.id of the heading it stands under
  number   TEXT,                        -- numbering path as printed
  title    TEXT NOT NULL,
  text     TEXT NOT NULL,
  path     TEXT NOT NULL,               -- headings above it, outermost first, joined by ' › '
  kind     TEXT NOT NULL,               -- task, row, decision: set out as items; inline, duty: in running text
  start_at INTEGER NOT NULL, end_at INTEGER NOT NULL, line INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX tasks_document ON tasks(document, start_at);

CREATE TABLE units (
  id           TEXT PRIMARY KEY,
  name         TEXT NOT NULL,           -- canonical full name
  jurisdiction TEXT NOT NULL,           -- division code, '' unknown
  place        TEXT NOT NULL,
  level        TEXT NOT NULL,
  collective   INTEGER NOT NULL,        -- 1: 相关镇街 and the like, a class of units
  quantifier   TEXT,                    -- all, some; collectives only
  inferred     INTEGER NOT NULL         -- 1: full name worked out from the issuer, confirmed by nobody
) WITHOUT ROWID;
CREATE INDEX units_name ON units(name);

CREATE TABLE unit_names (               -- every printed form of a unit and where it was first seen
  unit_id  TEXT NOT NULL REFERENCES units(id),
  name     TEXT NOT NULL,
  document TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  line     INTEGER NOT NULL,
  times    INTEGER NOT NULL,
  PRIMARY KEY (unit_id, name, document)
) WITHOUT ROWID;
CREATE INDEX unit_names_name ON unit_names(name);
CREATE INDEX unit_names_document ON unit_names(document);

CREATE TABLE assignments (
  task       TEXT NOT NULL REFERENCES tasks(id) ON DELETE CASCADE,
  seq        INTEGER NOT NULL,          -- place among all assignments of the task, from 1
  id         TEXT AS (task || '-a' || seq),
  unit_id    TEXT NOT NULL REFERENCES units(id),
  role       TEXT NOT NULL,             -- lead, responsible, support, other
  role_label TEXT NOT NULL,             -- the printed word
  place      INTEGER NOT NULL,          -- printed order within the role, from 1
  mention    TEXT NOT NULL,             -- the printed name
  collective INTEGER NOT NULL,
  inherited  INTEGER NOT NULL,
  start_at INTEGER NOT NULL, end_at INTEGER NOT NULL, line INTEGER NOT NULL,
  clause_start INTEGER NOT NULL, clause_end INTEGER NOT NULL,   -- the whole phrase with its role word
  PRIMARY KEY (task, seq)
) WITHOUT ROWID;
CREATE INDEX assignments_unit ON assignments(unit_id, role);

CREATE TABLE deadlines (                -- of a task, or (task NULL) a general goal of the document
  id          TEXT PRIMARY KEY,         -- task or document id, then -d1, -d2 …
  document    TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  task        TEXT REFERENCES tasks(id) ON DELETE CASCADE,
  seq         INTEGER NOT NULL,         -- printed order within the task or document, from 1
  text        TEXT NOT NULL,            -- the printed words
  kind        TEXT NOT NULL,            -- date, period, target, recurring, relative, ongoing
  start_date  TEXT,
  end_date    TEXT,
  precision   TEXT,
  goal        TEXT,                     -- the clause that is due
  metrics     TEXT NOT NULL,            -- JSON: [[name, operator, value, unit], …]
  recurrence  TEXT,                     -- RFC 5545 rule
  duration    TEXT,                     -- ISO 8601
  day_kind    TEXT,                     -- working, calendar
  trigger_event TEXT,
  open_ended  INTEGER NOT NULL,
  start_at INTEGER NOT NULL, end_at INTEGER NOT NULL, line INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX deadlines_task ON deadlines(task);
CREATE INDEX deadlines_document ON deadlines(document);
CREATE INDEX deadlines_end ON deadlines(end_date);

CREATE TABLE listed (                   -- rows of lists of documents kept in force or abolished
  id       TEXT PRIMARY KEY,            -- document id, then -l1, -l2 …
  document TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  seq      INTEGER NOT NULL,
  list     TEXT NOT NULL,               -- retained, repealed
  work     TEXT NOT NULL,               -- key of the document named
  number   TEXT,
  date     TEXT,
  title    TEXT NOT NULL,
  start_at INTEGER NOT NULL, end_at INTEGER NOT NULL, line INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX listed_document ON listed(document);
CREATE INDEX listed_work ON listed(work);

CREATE TABLE citations (
  id       TEXT PRIMARY KEY,            -- document id, then -c1, -c2 …
  document TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  seq      INTEGER NOT NULL,
  work     TEXT NOT NULL,               -- key of the document named
  title    TEXT NOT NULL,
  number   TEXT,
  relation TEXT NOT NULL,               -- basis, implements, reference, issues, planned
  start_at INTEGER NOT NULL, end_at INTEGER NOT NULL, line INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX citations_document ON citations(document);

CREATE TABLE work_titles (              -- the titles by which a document, read or listed, can be cited
  document TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,  -- where the title stands
  title_key TEXT NOT NULL,              -- key of the title alone
  work     TEXT NOT NULL,               -- key of the document that bears it
  PRIMARY KEY (title_key, work, document)
) WITHOUT ROWID;
CREATE INDEX work_titles_document ON work_titles(document);

CREATE TABLE blanket (                  -- clauses that add units to every item of a document
  document TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  seq      INTEGER NOT NULL,
  units    TEXT NOT NULL,               -- printed names joined by '；'
  role     TEXT NOT NULL,
  start_at INTEGER NOT NULL, end_at INTEGER NOT NULL, line INTEGER NOT NULL,
  PRIMARY KEY (document, seq)
) WITHOUT ROWID;

CREATE TABLE groups (                   -- working groups
  id       TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  name     TEXT NOT NULL,
  leader   TEXT,
  start_at INTEGER NOT NULL, end_at INTEGER NOT NULL, line INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX groups_document ON groups(document);

CREATE TABLE members (
  group_id   TEXT NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
  seq        INTEGER NOT NULL,
  unit_id    TEXT NOT NULL REFERENCES units(id),
  place      INTEGER NOT NULL,
  mention    TEXT NOT NULL,
  collective INTEGER NOT NULL,
  start_at INTEGER NOT NULL, end_at INTEGER NOT NULL, line INTEGER NOT NULL,
  PRIMARY KEY (group_id, seq)
) WITHOUT ROWID;
CREATE INDEX members_unit ON members(unit_id);

CREATE TABLE issues (
  source   TEXT NOT NULL REFERENCES sources(id) ON DELETE CASCADE,
  seq      INTEGER NOT NULL,
  id       TEXT AS (source || '-i' || seq),
  code     TEXT NOT NULL,
  message  TEXT NOT NULL,
  start_at INTEGER NOT NULL, end_at INTEGER NOT NULL, line INTEGER NOT NULL,
  PRIMARY KEY (source, seq)
) WITHOUT ROWID;

CREATE TABLE duplicates (               -- documents that a source also holds, counted at another source
  document TEXT NOT NULL,
  source   TEXT NOT NULL REFERENCES sources(id) ON DELETE CASCADE,
  PRIMARY KEY (document, source)
) WITHOUT ROWID;

-- What can be asked for under which name: the full name, the id and every printed form, each once a document.
CREATE VIEW unit_labels AS
  SELECT id AS unit_id, name AS label FROM units
  UNION ALL SELECT id, id FROM units
  UNION ALL SELECT DISTINCT unit_id, name FROM unit_names;

-- A title leads to a document only where exactly one document bears it.
CREATE VIEW titled AS
  SELECT title_key, min(work) AS work FROM work_titles GROUP BY title_key HAVING min(work) = max(work);

-- Every place where a document names another. target: documents.id where that document was read, else the
-- key of the document named; so two mentions of one unread document meet in one node (see works).
CREATE VIEW links AS
  SELECT m.id, m.document, m.relation, m.note, coalesce(d.id, t.work, m.work) AS target,
         m.number, m.title, m.date, m.start_at, m.end_at, m.line
  FROM (SELECT id, document, CASE list WHEN 'repealed' THEN 'repeals' ELSE 'retains' END AS relation, '' AS note,
               work, number, title, date, start_at, end_at, line FROM listed
        UNION ALL
        SELECT id, document, 'cites', relation, work, number, title, NULL, start_at, end_at, line FROM citations) m
  LEFT JOIN titled t ON t.title_key = m.work
  LEFT JOIN (SELECT work, min(id) AS id FROM documents GROUP BY work HAVING count(*) = 1) d
    ON d.work = coalesce(t.work, m.work);

-- Every document known: read, or only named by others (read = 0). What a read document says of itself goes
-- before what others print of it.
CREATE VIEW works AS
  SELECT id,
         CASE WHEN max(read) THEN max(iif(read, number, NULL)) ELSE max(number) END AS number,
         CASE WHEN max(read) THEN max(iif(read, title, NULL)) ELSE min(title) END AS title,
         CASE WHEN max(read) THEN max(iif(read, date, NULL)) ELSE max(date) END AS date,
         max(read) AS read,
         CASE WHEN max(relation = 'repeals') THEN 'repealed' WHEN max(relation = 'retains') THEN 'in force'
              WHEN max(read) THEN 'issued' ELSE 'cited' END AS status
  FROM (SELECT id, number, title, date, 1 AS read, '' AS relation FROM documents
        UNION ALL
        SELECT target, number, title, date, 0, relation FROM links)
  GROUP BY id;
