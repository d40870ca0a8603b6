-- 题目：谁与谁共事？（单位×单位共有任务数，对角线为单位自身任务数）
-- question: Who works with whom: the tasks shared by every two units (a unit with itself: its own tasks)?
-- param kind item|all|task|row|decision|inline|duty, default item, example all: 任务类型；item 为条目、表格行、决策事项，all 另含正文中的分工
-- column unit text: 单位
-- column partner text: 合作单位
-- column shared integer: 共有任务
-- column unit_id text: 单位编号
-- column partner_id text: 合作单位编号
WITH place AS (
  SELECT DISTINCT a.task, a.unit_id
  FROM assignments a
  JOIN tasks t ON t.id = a.task
  WHERE a.role <> 'other'
    AND (:kind = 'all' OR t.kind = :kind OR (:kind = 'item' AND t.kind IN ('task', 'row', 'decision')))
), pair AS (
  SELECT x.unit_id AS a, y.unit_id AS b, count(*) AS shared
  FROM place x
  JOIN place y ON y.task = x.task
  GROUP BY x.unit_id, y.unit_id
)
SELECT a.name AS unit, b.name AS partner, shared, a.id AS unit_id, b.id AS partner_id
FROM pair
JOIN units a ON a.id = pair.a
JOIN units b ON b.id = pair.b
ORDER BY a.id, b.id
