// 题目：哪些地方需要人工核对？
// question: Which places should a person look at?
// param code text, default "", example duplicate-document: 问题代码，空为全部
// column code text: 代码
// column message text: 说明
// column file text: 来源
// column line integer: 行
// column quote text: 原文
// column id text: 问题编号
// Neo4j Browser, before this: :params {code: ''}
MATCH (i:Issue)
WHERE $code = '' OR i.code = $code
RETURN i.code AS code, i.message AS message, i.file AS file, i.line AS line, left(i.quote, 80) AS quote, i.id AS id
ORDER BY code, file, i.start, id
