-- 题目：某份文件交办了哪些任务？
-- question: Which tasks does a document hand out?
-- param document text, example 密政发〔2023〕20号: 文件的发文字号、标题或编号
-- column id text: 任务编号
-- column number text: 序号
-- column title text: 任务
-- column path text: 所在标题
-- column kind text: 类型
-- column owners list: 责任单位
-- column supporters list: 配合单位
-- column deadlines list: 时限
-- column line integer: 行
SELECT t.id, t.number, t.title, t.path, t.kind,
       (SELECT group_concat(mention, '；') FROM
         (SELECT mention FROM assignments WHERE task = t.id AND role IN ('lead', 'responsible') ORDER BY seq)) AS owners,
       (SELECT group_concat(mention, '；') FROM
         (SELECT mention FROM assignments WHERE task = t.id AND role = 'support' ORDER BY seq)) AS supporters,
       (SELECT group_concat(text, '；') FROM (SELECT text FROM deadlines WHERE task = t.id ORDER BY seq)) AS deadlines,
       t.line
FROM tasks t
JOIN documents d ON d.id = t.document
WHERE d.id = :document OR d.number = :document OR d.title = :document
ORDER BY coalesce(d.date, ''), d.id, t.start_at, t.id
