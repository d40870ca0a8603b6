// 题目：哪些单位在同一任务上有交叉？
// question: Which pairs of units share tasks, and in which roles?
// param min integer, default 1, example 5: 至少共有几项任务
// param kind item|all|task|row|decision|inline|duty, default item, example all: 任务类型；item 为条目、表格行、决策事项，all 另含正文中的分工
// param collectives yes|no, default no, example yes: 是否计入“相关镇街”一类的集合单位
// column unit_a text: 单位甲
// column unit_b text: 单位乙
// column shared integer: 共有任务
// column both_own integer: 共同负责
// column a_owns integer: 甲负责乙配合
// column b_owns integer: 乙负责甲配合
// column both_support integer: 共同配合
// column unit_a_id text: 甲编号
// column unit_b_id text: 乙编号
// Neo4j Browser, before this: :params {min: 1, kind: 'item', collectives: 'no'}
MATCH (u:Unit)-[r:RESPONSIBLE_FOR|COOPERATES_ON]->(t:Task)
WHERE ($collectives = 'yes' OR NOT u:Collective)
  AND ($kind = 'all' OR t.kind = $kind OR ($kind = 'item' AND t.kind IN ['task', 'row', 'decision']))
WITH t, u, max(CASE WHEN r:RESPONSIBLE_FOR THEN 1 ELSE 0 END) AS owns
WITH t, collect({unit: u, id: u.id, owns: owns}) AS places
UNWIND places AS x
UNWIND places AS y
WITH x, y WHERE x.id < y.id
WITH x.unit AS a, y.unit AS b, count(*) AS shared, sum(x.owns * y.owns) AS both_own,
     sum(x.owns * (1 - y.owns)) AS a_owns, sum((1 - x.owns) * y.owns) AS b_owns,
     sum((1 - x.owns) * (1 - y.owns)) AS both_support
WHERE shared >= $min
RETURN a.name AS unit_a, b.name AS unit_b, shared, both_own, a_owns, b_owns, both_support,
       a.id AS unit_a_id, b.id AS unit_b_id
ORDER BY shared DESC, unit_a_id, unit_b_id
