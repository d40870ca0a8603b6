// 题目：某个名称指哪些单位？
// question: Which units bear a name?
// param name text, default "", example 区水务局: 全称、文中写法或编号，空为全部
// column name text: 名称
// column unit text: 单位
// column place text: 所在地
// column jurisdiction text: 区划代码
// column id text: 单位编号
// Neo4j Browser, before this: :params {name: ''}
MATCH (u:Unit)
UNWIND [u.id, u.name] + coalesce(u.aliases, []) AS name
WITH DISTINCT u, name
WHERE $name = '' OR name = $name
RETURN name, u.name AS unit, u.place AS place, u.jurisdiction AS jurisdiction, u.id AS id
ORDER BY name, id
