-- 题目：哪些任务没有写明时限？
-- question: Which tasks state no time limit?
-- param kind item|all|task|row|decision|inline|duty, default item, example all: 任务类型；item 为条目、表格行、决策事项，all 另含正文中的分工
-- column id text: 任务编号
-- column number text: 序号
-- column title text: 任务
-- column owners list: 责任单位
-- column document text: 文件
-- column file text: 来源
-- column line integer: 行
SELECT t.id, t.number, t.title,
       (SELECT group_concat(mention, '；') FROM
         (SELECT mention FROM assignments WHERE task = t.id AND role IN ('lead', 'responsible') ORDER BY seq)) AS owners,
       d.title AS document, s.file, t.line
FROM tasks t
JOIN documents d ON d.id = t.document
JOIN sources s ON s.id = d.source
WHERE NOT EXISTS (SELECT 1 FROM deadlines WHERE task = t.id)
  AND (:kind = 'all' OR t.kind = :kind OR (:kind = 'item' AND t.kind IN ('task', 'row', 'decision')))
ORDER BY coalesce(d.date, ''), d.id, t.start_at, t.id
