-- 题目：各文件的总体目标及其时限是什么？
-- question: Which general goals, with which time limits, do the documents set (they belong to no task)?
-- param document text, default "", example 密政发〔2023〕20号: 文件的发文字号、标题或编号，空为全部
-- column id text: 时限编号
-- column due text: 期限
-- column deadline text: 原文时限
-- column goal text: 目标
-- column document text: 文件
-- column file text: 来源
-- column line integer: 行
SELECT x.id, x.end_date AS due, x.text AS deadline, x.goal, d.title AS document, s.file, x.line
FROM deadlines x
JOIN documents d ON d.id = x.document
JOIN sources s ON s.id = d.source
WHERE x.task IS NULL
  AND (:document = '' OR d.id = :document OR d.number = :document OR d.title = :document)
ORDER BY coalesce(d.date, ''), d.id, x.seq
