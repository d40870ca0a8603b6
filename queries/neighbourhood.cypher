// 题目：某单位的周边：任务、文件、时限与合作单位
// question: What surrounds a unit: its tasks, their documents, deadlines and other units, as the edges of a picture?
// param unit text, example 区水务局: 单位的全称、文中写法或编号
// param kind item|all|task|row|decision|inline|duty, default item, example all: 任务类型；item 为条目、表格行、决策事项，all 另含正文中的分工
// column from_id text: 起点编号
// column from_label text: 起点
// column from_type text: 起点类别
// column relation text: 关系
// column to_id text: 终点编号
// column to_label text: 终点
// column to_type text: 终点类别
// Neo4j Browser, before this: :params {unit: '区水务局', kind: 'item'}
MATCH (u:Unit) WHERE u.id = $unit OR u.name = $unit OR $unit IN u.aliases
WITH u
MATCH (u)-[:RESPONSIBLE_FOR|COOPERATES_ON|NAMED_FOR]->(t:Task)
WHERE ($kind = 'all' OR t.kind = $kind OR ($kind = 'item' AND t.kind IN ['task', 'row', 'decision']))
WITH DISTINCT t
UNWIND COLLECT {
         MATCH (t)<-[r:RESPONSIBLE_FOR|COOPERATES_ON|NAMED_FOR]-(other:Unit)
         RETURN {from: other.id, label: other.name, kind: CASE WHEN other:Collective THEN 'Collective' ELSE 'Unit' END,
                 relation: r.role, to: t.id, to_label: t.title, to_kind: 'Task'}
       }
     + COLLECT {
         MATCH (t)-[:HAS_DEADLINE]->(x:Deadline)
         RETURN {from: t.id, label: t.title, kind: 'Task',
                 relation: 'due', to: x.id, to_label: x.text, to_kind: 'Deadline'}
       }
     + COLLECT {
         MATCH (t)-[:DEFINED_IN]->(d:Document)
         RETURN {from: t.id, label: t.title, kind: 'Task',
                 relation: 'defined in', to: d.id, to_label: d.title, to_kind: 'Document'}
       } AS edge
WITH DISTINCT edge
RETURN edge.from AS from_id, edge.label AS from_label, edge.kind AS from_type, edge.relation AS relation,
       edge.to AS to_id, edge.to_label AS to_label, edge.to_kind AS to_type
ORDER BY from_type, from_id, to_type, to_id, relation
