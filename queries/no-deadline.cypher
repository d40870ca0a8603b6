// 题目：哪些任务没有写明时限？
// question: Which tasks state no time limit?
// param kind item|all|task|row|decision|inline|duty, default item, example all: 任务类型；item 为条目、表格行、决策事项，all 另含正文中的分工
// column id text: 任务编号
// column number text: 序号
// column title text: 任务
// column owners list: 责任单位
// column document text: 文件
// column file text: 来源
// column line integer: 行
// Neo4j Browser, before this: :params {kind: 'item'}
MATCH (t:Task)-[:DEFINED_IN]->(d:Document)
WHERE NOT EXISTS { (t)-[:HAS_DEADLINE]->(:Deadline) }
  AND ($kind = 'all' OR t.kind = $kind OR ($kind = 'item' AND t.kind IN ['task', 'row', 'decision']))
RETURN t.id AS id, t.number AS number, t.title AS title,
       reduce(line = null, each IN COLLECT {
         MATCH (t)<-[o:RESPONSIBLE_FOR]-(:Unit)
         RETURN o.mention ORDER BY o.sequence
       } | coalesce(line + '；', '') + each) AS owners,
       d.title AS document, d.file AS file, t.line AS line
ORDER BY coalesce(toString(d.date), ''), d.id, t.start, t.id
