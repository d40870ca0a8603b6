// 题目：某项任务的全貌
// question: What is a task as a whole?
// param task text, example 推进流域水生态功能分区生态保护修复工作: 任务的编号或标题
// column id text: 任务编号
// column number text: 序号
// column title text: 任务
// column text text: 内容
// column path text: 所在标题
// column kind text: 类型
// column document text: 文件
// column document_number text: 发文字号
// column document_date text: 成文日期
// column document_id text: 文件编号
// column file text: 来源
// column line integer: 行
// Neo4j Browser, before this: :params {task: '推进流域水生态功能分区生态保护修复工作'}
MATCH (t:Task)-[:DEFINED_IN]->(d:Document)
WHERE t.id = $task OR t.title = $task
RETURN t.id AS id, t.number AS number, t.title AS title, t.text AS text, t.path AS path, t.kind AS kind,
       d.title AS document, d.number AS document_number, toString(d.date) AS document_date, d.id AS document_id,
       d.file AS file, t.line AS line
ORDER BY coalesce(toString(d.date), ''), d.id, t.start, t.id
