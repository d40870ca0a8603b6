-- 题目：某个名称指哪些单位？
-- question: Which units bear a name?
-- param name text, default "", example 区水务局: 全称、文中写法或编号，空为全部
-- column name text: 名称
-- column unit text: 单位
-- column place text: 所在地
-- column jurisdiction text: 区划代码
-- column id text: 单位编号
WITH borne AS (
  SELECT unit_id, label FROM unit_labels WHERE label = :name
  UNION
  SELECT unit_id, label FROM unit_labels WHERE :name = ''
)
SELECT b.label AS name, u.name AS unit, u.place, u.jurisdiction, u.id
FROM borne b
JOIN units u ON u.id = b.unit_id
ORDER BY b.label, u.id
