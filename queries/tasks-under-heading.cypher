// 题目：某个标题下有哪些任务？
// question: Which tasks stand under a heading?
// param heading text, example 科学制定流域水生态保护修复规划: 标题中的文字
// column id text: 任务编号
// column number text: 序号
// column title text: 任务
// column path text: 所在标题
// column owners list: 责任单位
// column document text: 文件
// column file text: 来源
// column line integer: 行
// Neo4j Browser, before this: :params {heading: '科学制定流域水生态保护修复规划'}
MATCH (t:Task)-[:DEFINED_IN]->(d:Document)
WHERE t.path CONTAINS $heading
RETURN t.id AS id, t.number AS number, t.title AS title, t.path AS path,
       reduce(line = null, each IN COLLECT {
         MATCH (t)<-[o:RESPONSIBLE_FOR]-(:Unit)
         RETURN o.mention ORDER BY o.sequence
       } | coalesce(line + '；', '') + each) AS owners,
       d.title AS document, d.file AS file, t.line AS line
ORDER BY coalesce(toString(d.date), ''), d.id, t.start, t.id
