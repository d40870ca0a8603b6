// 题目：哪些文件直接或间接引用了某份文件？
// question: Which documents cite a document, directly or through others, to any depth?
// param document text, example 重大行政决策程序暂行条例: 文件的发文字号、标题或编号
// column id text: 引用文件编号
// column number text: 发文字号
// column title text: 引用文件
// column date text: 成文日期
// column direct integer: 直接引用
// Neo4j Browser, before this: :params {document: '重大行政决策程序暂行条例'}
MATCH (w:Document)
WHERE w.id = $document OR w.number = $document OR w.title = $document
MATCH path = (d:Document)-[:CITES*1..20]->(w)
WITH d, min(length(path)) AS depth
RETURN d.id AS id, d.number AS number, d.title AS title, toString(d.date) AS date,
       CASE depth WHEN 1 THEN 1 ELSE 0 END AS direct
ORDER BY coalesce(date, ''), id
