-- 题目：哪些单位在同一任务上有交叉？
-- question: Which pairs of units share tasks, and in which roles?
-- param min integer, default 1, example 5: 至少共有几项任务
-- param kind item|all|task|row|decision|inline|duty, default item, example all: 任务类型；item 为条目、表格行、决策事项，all 另含正文中的分工
-- param collectives yes|no, default no, example yes: 是否计入“相关镇街”一类的集合单位
-- column unit_a text: 单位甲
-- column unit_b text: 单位乙
-- column shared integer: 共有任务
-- column both_own integer: 共同负责
-- column a_owns integer: 甲负责乙配合
-- column b_owns integer: 乙负责甲配合
-- column both_support integer: 共同配合
-- column unit_a_id text: 甲编号
-- column unit_b_id text: 乙编号
WITH place AS (
  SELECT a.task, a.unit_id, max(a.role IN ('lead', 'responsible')) AS owns
  FROM assignments a
  JOIN tasks t ON t.id = a.task
  JOIN units u ON u.id = a.unit_id
  WHERE a.role <> 'other' AND (:collectives = 'yes' OR u.collective = 0)
    AND (:kind = 'all' OR t.kind = :kind OR (:kind = 'item' AND t.kind IN ('task', 'row', 'decision')))
  GROUP BY a.task, a.unit_id
), pair AS (
  SELECT x.unit_id AS a, y.unit_id AS b, count(*) AS shared,
         sum(x.owns AND y.owns) AS both_own, sum(x.owns AND NOT y.owns) AS a_owns,
         sum(y.owns AND NOT x.owns) AS b_owns, sum(NOT x.owns AND NOT y.owns) AS both_support
  FROM place x
  JOIN place y ON y.task = x.task AND y.unit_id > x.unit_id
  GROUP BY x.unit_id, y.unit_id
  HAVING count(*) >= :min
)
SELECT a.name AS unit_a, b.name AS unit_b, shared, both_own, a_owns, b_owns, both_support,
       a.id AS unit_a_id, b.id AS unit_b_id
FROM pair
JOIN units a ON a.id = pair.a
JOIN units b ON b.id = pair.b
ORDER BY shared DESC, a.id, b.id
