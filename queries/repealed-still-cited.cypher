// 题目：哪些已废止的文件仍被引用？
// question: Which repealed documents are still cited?
// column id text: 被引文件编号
// column number text: 发文字号
// column title text: 被引文件
// column citing text: 引用文件
// column citing_number text: 引用文件字号
// column citing_id text: 引用文件编号
// column relation text: 引用方式
// column printed text: 原文写法
// column file text: 来源
// column line integer: 行
MATCH (w:Document {status: 'repealed'})<-[c:CITES]-(d:Document)
RETURN w.id AS id, w.number AS number, w.title AS title, d.title AS citing, d.number AS citing_number,
       d.id AS citing_id, c.relation AS relation, c.title AS printed, d.file AS file, c.line AS line
ORDER BY coalesce(toString(d.date), ''), d.id, c.start, c.id
