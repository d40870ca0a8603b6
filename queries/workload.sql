-- 题目：各单位各年到期的任务有多少？
-- question: How many tasks of each unit fall due in which year ('' where no date is stated)?
-- param unit text, default "", example 区水务局: 单位的全称、文中写法或编号，空为全部
-- param kind item|all|task|row|decision|inline|duty, default item, example all: 任务类型；item 为条目、表格行、决策事项，all 另含正文中的分工
-- column unit text: 单位
-- column year text: 年份
-- column owned integer: 负责
-- column supported integer: 配合
-- column unit_id text: 单位编号
SELECT u.name AS unit, y.year,
       count(DISTINCT CASE WHEN a.role IN ('lead', 'responsible') THEN a.task END) AS owned,
       count(DISTINCT CASE WHEN a.role = 'support' THEN a.task END) AS supported,
       u.id AS unit_id
FROM assignments a
JOIN units u ON u.id = a.unit_id
JOIN (SELECT DISTINCT t.id AS task, coalesce(substr(x.end_date, 1, 4), '') AS year
      FROM tasks t
      LEFT JOIN deadlines x ON x.task = t.id AND x.end_date IS NOT NULL
      WHERE (:kind = 'all' OR t.kind = :kind OR (:kind = 'item' AND t.kind IN ('task', 'row', 'decision')))) y ON y.task = a.task
WHERE a.role <> 'other'
  AND (:unit = '' OR a.unit_id IN (SELECT unit_id FROM unit_labels WHERE label = :unit))
GROUP BY u.id, y.year
ORDER BY u.id, y.year
