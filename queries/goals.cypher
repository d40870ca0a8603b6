// 题目：各文件的总体目标及其时限是什么？
// question: Which general goals, with which time limits, do the documents set (they belong to no task)?
// param document text, default "", example 密政发〔2023〕20号: 文件的发文字号、标题或编号，空为全部
// column id text: 时限编号
// column due text: 期限
// column deadline text: 原文时限
// column goal text: 目标
// column document text: 文件
// column file text: 来源
// column line integer: 行
// Neo4j Browser, before this: :params {document: ''}
MATCH (d:Document)-[h:HAS_GOAL]->(x:Deadline)
WHERE $document = '' OR d.id = $document OR d.number = $document OR d.title = $document
RETURN x.id AS id, toString(x.end) AS due, x.text AS deadline, x.goal AS goal,
       d.title AS document, d.file AS file, h.line AS line
ORDER BY coalesce(toString(d.date), ''), d.id, h.sequence
