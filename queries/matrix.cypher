// 题目：谁与谁共事？（单位×单位共有任务数，对角线为单位自身任务数）
// question: Who works with whom: the tasks shared by every two units (a unit with itself: its own tasks)?
// param kind item|all|task|row|decision|inline|duty, default item, example all: 任务类型；item 为条目、表格行、决策事项，all 另含正文中的分工
// column unit text: 单位
// column partner text: 合作单位
// column shared integer: 共有任务
// column unit_id text: 单位编号
// column partner_id text: 合作单位编号
// Neo4j Browser, before this: :params {kind: 'item'}
MATCH (u:Unit)-[:RESPONSIBLE_FOR|COOPERATES_ON]->(t:Task)
WHERE ($kind = 'all' OR t.kind = $kind OR ($kind = 'item' AND t.kind IN ['task', 'row', 'decision']))
WITH t, collect(DISTINCT u) AS units
UNWIND units AS a
UNWIND units AS b
WITH a, b, count(*) AS shared
RETURN a.name AS unit, b.name AS partner, shared, a.id AS unit_id, b.id AS partner_id
ORDER BY unit_id, partner_id
