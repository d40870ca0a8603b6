-- 题目：哪些文件直接或间接引用了某份文件？
-- question: Which documents cite a document, directly or through others, to any depth?
-- param document text, example 重大行政决策程序暂行条例: 文件的发文字号、标题或编号
-- column id text: 引用文件编号
-- column number text: 发文字号
-- column title text: 引用文件
-- column date text: 成文日期
-- column direct integer: 直接引用
WITH RECURSIVE edge AS MATERIALIZED (
  SELECT DISTINCT document, target FROM links WHERE relation = 'cites'
), named AS MATERIALIZED (
  SELECT id FROM works WHERE id = :document OR number = :document OR title = :document
), reached(id) AS (
  SELECT document FROM edge WHERE target IN (SELECT id FROM named)
  UNION
  SELECT e.document
  FROM reached r
  JOIN edge e ON e.target = r.id
)
SELECT d.id, d.number, d.title, d.date,
       d.id IN (SELECT document FROM edge WHERE target IN (SELECT id FROM named)) AS direct
FROM reached r
JOIN documents d ON d.id = r.id
ORDER BY coalesce(d.date, ''), d.id
