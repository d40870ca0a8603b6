// 题目：某单位与哪些单位共同承担任务？
// question: With which units does a unit share tasks, and in which roles?
// param unit text, example 区水务局: 单位的全称、文中写法或编号
// param min integer, default 1, example 2: 至少共有几项任务
// param kind item|all|task|row|decision|inline|duty, default item, example all: 任务类型；item 为条目、表格行、决策事项，all 另含正文中的分工
// param collectives yes|no, default no, example yes: 是否计入“相关镇街”一类的集合单位
// column partner text: 合作单位
// column shared integer: 共有任务
// column both_own integer: 共同负责
// column unit_owns integer: 本单位负责对方配合
// column partner_owns integer: 对方负责本单位配合
// column both_support integer: 共同配合
// column partner_id text: 合作单位编号
// column unit text: 本单位
// column unit_id text: 本单位编号
// Neo4j Browser, before this: :params {unit: '区水务局', min: 1, kind: 'item', collectives: 'no'}
MATCH (u:Unit) WHERE u.id = $unit OR u.name = $unit OR $unit IN u.aliases
WITH u
MATCH (u)-[r:RESPONSIBLE_FOR|COOPERATES_ON]->(t:Task)
WHERE ($kind = 'all' OR t.kind = $kind OR ($kind = 'item' AND t.kind IN ['task', 'row', 'decision']))
WITH u, t, max(CASE WHEN r:RESPONSIBLE_FOR THEN 1 ELSE 0 END) AS mine
MATCH (p:Unit)-[r:RESPONSIBLE_FOR|COOPERATES_ON]->(t)
WHERE p <> u AND ($collectives = 'yes' OR NOT p:Collective)
WITH u, t, mine, p, max(CASE WHEN r:RESPONSIBLE_FOR THEN 1 ELSE 0 END) AS theirs
WITH u, p, count(*) AS shared, sum(mine * theirs) AS both_own, sum(mine * (1 - theirs)) AS unit_owns,
     sum((1 - mine) * theirs) AS partner_owns, sum((1 - mine) * (1 - theirs)) AS both_support
WHERE shared >= $min
RETURN p.name AS partner, shared, both_own, unit_owns, partner_owns, both_support, p.id AS partner_id,
       u.name AS unit, u.id AS unit_id
ORDER BY shared DESC, unit_id, partner_id
