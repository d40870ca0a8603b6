-- 题目：某单位的周边：任务、文件、时限与合作单位
-- question: What surrounds a unit: its tasks, their documents, deadlines and other units, as the edges of a picture?
-- param unit text, example 区水务局: 单位的全称、文中写法或编号
-- param kind item|all|task|row|decision|inline|duty, default item, example all: 任务类型；item 为条目、表格行、决策事项，all 另含正文中的分工
-- column from_id text: 起点编号
-- column from_label text: 起点
-- column from_type text: 起点类别
-- column relation text: 关系
-- column to_id text: 终点编号
-- column to_label text: 终点
-- column to_type text: 终点类别
WITH mine AS (
  SELECT DISTINCT t.id, t.title, t.document
  FROM assignments a
  JOIN tasks t ON t.id = a.task
  WHERE a.unit_id IN (SELECT unit_id FROM unit_labels WHERE label = :unit)
    AND (:kind = 'all' OR t.kind = :kind OR (:kind = 'item' AND t.kind IN ('task', 'row', 'decision')))
)
SELECT u.id AS from_id, u.name AS from_label, iif(u.collective, 'Collective', 'Unit') AS from_type,
       a.role AS relation, m.id AS to_id, m.title AS to_label, 'Task' AS to_type
FROM mine m
JOIN assignments a ON a.task = m.id
JOIN units u ON u.id = a.unit_id
UNION
SELECT m.id, m.title, 'Task', 'due', x.id, x.text, 'Deadline'
FROM mine m
JOIN deadlines x ON x.task = m.id
UNION
SELECT m.id, m.title, 'Task', 'defined in', d.id, d.title, 'Document'
FROM mine m
JOIN documents d ON d.id = m.document
ORDER BY from_type, from_id, to_type, to_id, relation
