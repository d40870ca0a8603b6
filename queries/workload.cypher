// 题目：各单位各年到期的任务有多少？
// question: How many tasks of each unit fall due in which year ('' where no date is stated)?
// param unit text, default "", example 区水务局: 单位的全称、文中写法或编号，空为全部
// param kind item|all|task|row|decision|inline|duty, default item, example all: 任务类型；item 为条目、表格行、决策事项，all 另含正文中的分工
// column unit text: 单位
// column year text: 年份
// column owned integer: 负责
// column supported integer: 配合
// column unit_id text: 单位编号
// Neo4j Browser, before this: :params {unit: '', kind: 'item'}
MATCH (u:Unit)-[r:RESPONSIBLE_FOR|COOPERATES_ON]->(t:Task)
WHERE ($unit = '' OR u.id = $unit OR u.name = $unit OR $unit IN u.aliases)
  AND ($kind = 'all' OR t.kind = $kind OR ($kind = 'item' AND t.kind IN ['task', 'row', 'decision']))
OPTIONAL MATCH (t)-[:HAS_DEADLINE]->(x:Deadline) WHERE x.end IS NOT NULL
WITH u, t, type(r) AS place, coalesce(left(toString(x.end), 4), '') AS year
RETURN u.name AS unit, year,
       count(DISTINCT CASE place WHEN 'RESPONSIBLE_FOR' THEN t END) AS owned,
       count(DISTINCT CASE place WHEN 'COOPERATES_ON' THEN t END) AS supported,
       u.id AS unit_id
ORDER BY unit_id, year
