// 题目：哪些任务提到某个词？
// question: Which tasks mention a word?
// param text text, example 水土流失: 要找的文字
// param limit integer, default 100, example 20: 最多列出几项
// column id text: 任务编号
// column number text: 序号
// column title text: 任务
// column kind text: 类型
// column owners list: 责任单位
// column document text: 文件
// column file text: 来源
// column line integer: 行
// Neo4j Browser, before this: :params {text: '水土流失', limit: 100}
MATCH (t:Task)-[:DEFINED_IN]->(d:Document)
WHERE t.title CONTAINS $text OR t.text CONTAINS $text
WITH t, d ORDER BY coalesce(toString(d.date), ''), d.id, t.start, t.id LIMIT $limit
RETURN t.id AS id, t.number AS number, t.title AS title, t.kind AS kind,
       reduce(line = null, each IN COLLECT {
         MATCH (t)<-[o:RESPONSIBLE_FOR]-(:Unit)
         RETURN o.mention ORDER BY o.sequence
       } | coalesce(line + '；', '') + each) AS owners,
       d.title AS document, d.file AS file, t.line AS line
ORDER BY coalesce(toString(d.date), ''), d.id, t.start, t.id
