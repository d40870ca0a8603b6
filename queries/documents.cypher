// 题目：有哪些文件，效力如何？
// question: Which documents are known, and are they in force?
// param status |issued|in force|repealed|cited, default "", example repealed: 已印发、列入保留、已废止、仅被引用，空为全部
// column id text: 文件编号
// column number text: 发文字号
// column title text: 标题
// column date text: 日期
// column kind text: 文种
// column status text: 效力
// column issuers list: 发文机关
// column tasks integer: 任务数
// column file text: 来源
// column line integer: 行
// Neo4j Browser, before this: :params {status: ''}
MATCH (d:Document)
WHERE $status = '' OR d.status = $status
RETURN d.id AS id, d.number AS number, d.title AS title, toString(d.date) AS date, d.kind AS kind,
       d.status AS status,
       reduce(line = null, each IN d.issuers | coalesce(line + '；', '') + each) AS issuers,
       COUNT { (d)<-[:DEFINED_IN]-(:Task) } AS tasks, d.file AS file, d.line AS line
ORDER BY d:Named, coalesce(date, ''), id
