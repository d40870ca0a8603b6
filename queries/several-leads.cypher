// 题目：哪些任务由两个以上单位共同牵头或负责？
// question: Which tasks have several units in the same leading place?
// param role owner|lead, default owner, example lead: owner（牵头或负责）或 lead（仅牵头）
// param kind item|all|task|row|decision|inline|duty, default item, example all: 任务类型；item 为条目、表格行、决策事项，all 另含正文中的分工
// column id text: 任务编号
// column number text: 序号
// column title text: 任务
// column leads integer: 单位数
// column units list: 单位
// column document text: 文件
// column file text: 来源
// column line integer: 行
// Neo4j Browser, before this: :params {role: 'owner', kind: 'item'}
MATCH (t:Task)-[:DEFINED_IN]->(d:Document)
WHERE ($kind = 'all' OR t.kind = $kind OR ($kind = 'item' AND t.kind IN ['task', 'row', 'decision']))
WITH t, d, COUNT {
       MATCH (u:Unit)-[r:RESPONSIBLE_FOR]->(t) WHERE r.role = 'lead' OR $role = 'owner' RETURN DISTINCT u
     } AS leads
WHERE leads > 1
RETURN t.id AS id, t.number AS number, t.title AS title, leads,
       reduce(line = null, each IN COLLECT {
         MATCH (t)<-[r:RESPONSIBLE_FOR]-(:Unit) WHERE r.role = 'lead' OR $role = 'owner'
         RETURN r.mention ORDER BY r.sequence
       } | coalesce(line + '；', '') + each) AS units,
       d.title AS document, d.file AS file, t.line AS line
ORDER BY leads DESC, coalesce(toString(d.date), ''), d.id, t.start, t.id
