// 题目：有哪些单位，各有多少任务？
// question: Which units are there, and how many tasks has each?
// column id text: 单位编号
// column name text: 单位
// column place text: 所在地
// column jurisdiction text: 区划代码
// column collective integer: 集合单位
// column inferred integer: 全称为推定
// column owned integer: 负责
// column supported integer: 配合
// column names list: 文中写法
MATCH (u:Unit)
RETURN u.id AS id, u.name AS name, u.place AS place, u.jurisdiction AS jurisdiction,
       CASE WHEN u:Collective THEN 1 ELSE 0 END AS collective, CASE WHEN u.inferred THEN 1 ELSE 0 END AS inferred,
       COUNT { MATCH (u)-[:RESPONSIBLE_FOR]->(t:Task) RETURN DISTINCT t } AS owned,
       COUNT { MATCH (u)-[:COOPERATES_ON]->(t:Task) RETURN DISTINCT t } AS supported,
       reduce(line = null, each IN u.aliases | coalesce(line + '；', '') + each) AS names
ORDER BY owned DESC, supported DESC, id
