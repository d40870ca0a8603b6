// 题目：某单位负责哪些任务？
// question: Which tasks does a unit own?
// param unit text, example 区水务局: 单位的全称、文中写法或编号
// param role owner|lead|responsible|support|other|all, default owner, example all: 角色；owner 为牵头或负责
// param kind item|all|task|row|decision|inline|duty, default item, example all: 任务类型；item 为条目、表格行、决策事项，all 另含正文中的分工
// column id text: 任务编号
// column number text: 序号
// column title text: 任务
// column role text: 角色
// column role_label text: 原文角色
// column order integer: 排序
// column kind text: 类型
// column unit text: 单位
// column due text: 最早期限
// column deadlines list: 时限
// column document text: 文件
// column document_number text: 发文字号
// column document_id text: 文件编号
// column file text: 来源
// column line integer: 行
// column unit_line integer: 单位所在行
// Neo4j Browser, before this: :params {unit: '区水务局', role: 'owner', kind: 'item'}
MATCH (u:Unit) WHERE u.id = $unit OR u.name = $unit OR $unit IN u.aliases
WITH u
MATCH (u)-[r:RESPONSIBLE_FOR|COOPERATES_ON|NAMED_FOR]->(t:Task)-[:DEFINED_IN]->(d:Document)
WHERE ($role = 'all' OR r.role = $role OR ($role = 'owner' AND r.role IN ['lead', 'responsible']))
  AND ($kind = 'all' OR t.kind = $kind OR ($kind = 'item' AND t.kind IN ['task', 'row', 'decision']))
RETURN t.id AS id, t.number AS number, t.title AS title, r.role AS role, r.roleLabel AS role_label,
       r.order AS order, t.kind AS kind, u.name AS unit,
       head(COLLECT {
         MATCH (t)-[:HAS_DEADLINE]->(x:Deadline) WHERE x.end IS NOT NULL
         RETURN toString(x.end) ORDER BY x.end LIMIT 1
       }) AS due,
       reduce(line = null, each IN COLLECT {
         MATCH (t)-[h:HAS_DEADLINE]->(x:Deadline)
         RETURN x.text ORDER BY h.sequence
       } | coalesce(line + '；', '') + each) AS deadlines,
       d.title AS document, d.number AS document_number, d.id AS document_id,
       d.file AS file, t.line AS line, r.line AS unit_line
ORDER BY coalesce(toString(d.date), ''), d.id, t.start, t.id, r.sequence
