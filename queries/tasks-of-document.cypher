// 题目：某份文件交办了哪些任务？
// question: Which tasks does a document hand out?
// param document text, example 密政发〔2023〕20号: 文件的发文字号、标题或编号
// column id text: 任务编号
// column number text: 序号
// column title text: 任务
// column path text: 所在标题
// column kind text: 类型
// column owners list: 责任单位
// column supporters list: 配合单位
// column deadlines list: 时限
// column line integer: 行
// Neo4j Browser, before this: :params {document: '密政发〔2023〕20号'}
MATCH (d:Document)<-[:DEFINED_IN]-(t:Task)
WHERE d.id = $document OR d.number = $document OR d.title = $document
RETURN t.id AS id, t.number AS number, t.title AS title, t.path AS path, t.kind AS kind,
       reduce(line = null, each IN COLLECT {
         MATCH (t)<-[o:RESPONSIBLE_FOR]-(:Unit)
         RETURN o.mention ORDER BY o.sequence
       } | coalesce(line + '；', '') + each) AS owners,
       reduce(line = null, each IN COLLECT {
         MATCH (t)<-[s:COOPERATES_ON]-(:Unit)
         RETURN s.mention ORDER BY s.sequence
       } | coalesce(line + '；', '') + each) AS supporters,
       reduce(line = null, each IN COLLECT {
         MATCH (t)-[h:HAS_DEADLINE]->(x:Deadline)
         RETURN x.text ORDER BY h.sequence
       } | coalesce(line + '；', '') + each) AS deadlines,
       t.line AS line
ORDER BY coalesce(toString(d.date), ''), d.id, t.start, t.id
