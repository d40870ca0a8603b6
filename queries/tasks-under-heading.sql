-- 题目：某个标题下有哪些任务？
-- question: Which tasks stand under a heading?
-- param heading text, example 科学制定流域水生态保护修复规划: 标题中的文字
-- column id text: 任务编号
-- column number text: 序号
-- column title text: 任务
-- column path text: 所在标题
-- column owners list: 责任单位
-- column document text: 文件
-- column file text: 来源
-- column line integer: 行
SELECT t.id, t.number, t.title, t.path,
       (SELECT group_concat(mention, '；') FROM
         (SELECT mention FROM assignments WHERE task = t.id AND role IN ('lead', 'responsible') ORDER BY seq)) AS owners,
       d.title AS document, s.file, t.line
FROM tasks t
JOIN documents d ON d.id = t.document
JOIN sources s ON s.id = d.source
WHERE instr(t.path, :heading) > 0
ORDER BY coalesce(d.date, ''), d.id, t.start_at, t.id
