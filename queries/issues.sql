-- 题目：哪些地方需要人工核对？
-- question: Which places should a person look at?
-- param code text, default "", example duplicate-document: 问题代码，空为全部
-- column code text: 代码
-- column message text: 说明
-- column file text: 来源
-- column line integer: 行
-- column quote text: 原文
-- column id text: 问题编号
SELECT i.code, i.message, s.file, i.line,
       substr(s.text, i.start_at + 1, min(i.end_at - i.start_at, 80)) AS quote, i.id
FROM issues i
JOIN sources s ON s.id = i.source
WHERE :code = '' OR i.code = :code
ORDER BY i.code, s.file, i.start_at, i.id
