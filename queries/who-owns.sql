-- 题目：某单位负责哪些任务？
-- question: Which tasks does a unit own?
-- param unit text, example 区水务局: 单位的全称、文中写法或编号
-- param role owner|lead|responsible|support|other|all, default owner, example all: 角色；owner 为牵头或负责
-- param kind item|all|task|row|decision|inline|duty, default item, example all: 任务类型；item 为条目、表格行、决策事项，all 另含正文中的分工
-- column id text: 任务编号
-- column number text: 序号
-- column title text: 任务
-- column role text: 角色
-- column role_label text: 原文角色
-- column order integer: 排序
-- column kind text: 类型
-- column unit text: 单位
-- column due text: 最早期限
-- column deadlines list: 时限
-- column document text: 文件
-- column document_number text: 发文字号
-- column document_id text: 文件编号
-- column file text: 来源
-- column line integer: 行
-- column unit_line integer: 单位所在行
WITH roles(role, counts_as) AS (VALUES ('lead', 'owner'), ('responsible', 'owner'), ('support', ''), ('other', ''))
SELECT t.id, t.number, t.title, a.role, a.role_label, a.place AS "order", t.kind, u.name AS unit,
       (SELECT min(end_date) FROM deadlines WHERE task = t.id) AS due,
       (SELECT group_concat(text, '；') FROM (SELECT text FROM deadlines WHERE task = t.id ORDER BY seq)) AS deadlines,
       d.title AS document, d.number AS document_number, d.id AS document_id,
       s.file, t.line, a.line AS unit_line
FROM assignments a
JOIN units u ON u.id = a.unit_id
JOIN tasks t ON t.id = a.task
JOIN documents d ON d.id = t.document
JOIN sources s ON s.id = d.source
WHERE a.unit_id IN (SELECT unit_id FROM unit_labels WHERE label = :unit)
  AND a.role IN (SELECT role FROM roles WHERE :role IN (role, counts_as, 'all'))
  AND (:kind = 'all' OR t.kind = :kind OR (:kind = 'item' AND t.kind IN ('task', 'row', 'decision')))
ORDER BY coalesce(d.date, ''), d.id, t.start_at, t.id, a.seq
