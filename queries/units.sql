-- 题目：有哪些单位，各有多少任务？
-- question: Which units are there, and how many tasks has each?
-- column id text: 单位编号
-- column name text: 单位
-- column place text: 所在地
-- column jurisdiction text: 区划代码
-- column collective integer: 集合单位
-- column inferred integer: 全称为推定
-- column owned integer: 负责
-- column supported integer: 配合
-- column names list: 文中写法
SELECT u.id, u.name, u.place, u.jurisdiction, u.collective, u.inferred,
       count(DISTINCT CASE WHEN a.role IN ('lead', 'responsible') THEN a.task END) AS owned,
       count(DISTINCT CASE WHEN a.role = 'support' THEN a.task END) AS supported,
       (SELECT group_concat(name, '；') FROM
         (SELECT DISTINCT name FROM unit_names WHERE unit_id = u.id ORDER BY name)) AS names
FROM units u
LEFT JOIN assignments a ON a.unit_id = u.id
GROUP BY u.id
ORDER BY owned DESC, supported DESC, u.id
