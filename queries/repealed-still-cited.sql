-- 题目：哪些已废止的文件仍被引用？
-- question: Which repealed documents are still cited?
-- column id text: 被引文件编号
-- column number text: 发文字号
-- column title text: 被引文件
-- column citing text: 引用文件
-- column citing_number text: 引用文件字号
-- column citing_id text: 引用文件编号
-- column relation text: 引用方式
-- column printed text: 原文写法
-- column file text: 来源
-- column line integer: 行
WITH repealed AS MATERIALIZED (
  SELECT id, number, title FROM works WHERE status = 'repealed'
), cited AS MATERIALIZED (
  SELECT * FROM links WHERE relation = 'cites'
)
SELECT w.id, w.number, w.title, d.title AS citing, d.number AS citing_number, d.id AS citing_id,
       l.note AS relation, l.title AS printed, s.file, l.line
FROM repealed w
JOIN cited l ON l.target = w.id
JOIN documents d ON d.id = l.document
JOIN sources s ON s.id = d.source
ORDER BY coalesce(d.date, ''), d.id, l.start_at, l.id
