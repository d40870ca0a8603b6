-- 题目：某单位与哪些单位共同承担任务？
-- question: With which units does a unit share tasks, and in which roles?
-- param unit text, example 区水务局: 单位的全称、文中写法或编号
-- param min integer, default 1, example 2: 至少共有几项任务
-- param kind item|all|task|row|decision|inline|duty, default item, example all: 任务类型；item 为条目、表格行、决策事项，all 另含正文中的分工
-- param collectives yes|no, default no, example yes: 是否计入“相关镇街”一类的集合单位
-- column partner text: 合作单位
-- column shared integer: 共有任务
-- column both_own integer: 共同负责
-- column unit_owns integer: 本单位负责对方配合
-- column partner_owns integer: 对方负责本单位配合
-- column both_support integer: 共同配合
-- column partner_id text: 合作单位编号
-- column unit text: 本单位
-- column unit_id text: 本单位编号
WITH place AS (
  SELECT a.task, a.unit_id, max(a.role IN ('lead', 'responsible')) AS owns
  FROM assignments a
  JOIN tasks t ON t.id = a.task
  WHERE a.role <> 'other'
    AND a.task IN (SELECT task FROM assignments
                   WHERE unit_id IN (SELECT unit_id FROM unit_labels WHERE label = :unit))
    AND (:kind = 'all' OR t.kind = :kind OR (:kind = 'item' AND t.kind IN ('task', 'row', 'decision')))
  GROUP BY a.task, a.unit_id
)
SELECT p.name AS partner, count(*) AS shared,
       sum(x.owns AND y.owns) AS both_own, sum(x.owns AND NOT y.owns) AS unit_owns,
       sum(y.owns AND NOT x.owns) AS partner_owns, sum(NOT x.owns AND NOT y.owns) AS both_support,
       p.id AS partner_id, u.name AS unit, u.id AS unit_id
FROM place x
JOIN place y ON y.task = x.task AND y.unit_id <> x.unit_id
JOIN units u ON u.id = x.unit_id
JOIN units p ON p.id = y.unit_id
WHERE x.unit_id IN (SELECT unit_id FROM unit_labels WHERE label = :unit)
  AND (:collectives = 'yes' OR p.collective = 0)
GROUP BY u.id, p.id
HAVING count(*) >= :min
ORDER BY shared DESC, u.id, p.id
