-- 题目：某项任务的每一句话写在哪里？
-- question: Which words, in which line of which file, state each fact of a task?
-- param task text, example 推进流域水生态功能分区生态保护修复工作: 任务的编号或标题
-- column task text: 任务编号
-- column fact text: 事实
-- column label text: 名称
-- column value text: 值
-- column detail text: 说明
-- column place integer: 排序
-- column quote text: 原文
-- column document text: 文件
-- column file text: 来源
-- column line integer: 行
-- column start integer: 起
-- column end integer: 止
WITH chosen AS (
  SELECT t.id, t.title, t.kind, t.start_at, t.end_at, t.line, d.title AS document, coalesce(d.date, '') AS date,
         d.id AS document_id, s.file, s.text
  FROM tasks t
  JOIN documents d ON d.id = t.document
  JOIN sources s ON s.id = d.source
  WHERE t.id = :task OR t.title = :task
), fact AS (
  SELECT id AS task, 1 AS part, 'task' AS fact, kind AS label, title AS value, NULL AS detail, 1 AS place,
         start_at, end_at, start_at AS quote_start, end_at AS quote_end, line
  FROM chosen
  UNION ALL
  SELECT a.task, 2, 'unit', a.role, u.name, a.role_label, a.seq, a.start_at, a.end_at, a.clause_start, a.clause_end, a.line
  FROM chosen c
  JOIN assignments a ON a.task = c.id
  JOIN units u ON u.id = a.unit_id
  UNION ALL
  SELECT x.task, 3, 'deadline', x.kind, x.text, x.end_date, x.seq, x.start_at, x.end_at, x.start_at, x.end_at, x.line
  FROM chosen c
  JOIN deadlines x ON x.task = c.id
)
SELECT f.task, f.fact, f.label, f.value, f.detail, f.place,
       substr(c.text, f.quote_start + 1, f.quote_end - f.quote_start) AS quote,
       c.document, c.file, f.line, f.start_at AS start, f.end_at AS "end"
FROM fact f
JOIN chosen c ON c.id = f.task
ORDER BY c.date, c.document_id, c.start_at, c.id, f.part, f.place
