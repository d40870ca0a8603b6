-- 题目：哪些任务提到某个词？
-- question: Which tasks mention a word?
-- param text text, example 水土流失: 要找的文字
-- param limit integer, default 100, example 20: 最多列出几项
-- column id text: 任务编号
-- column number text: 序号
-- column title text: 任务
-- column kind text: 类型
-- column owners list: 责任单位
-- column document text: 文件
-- column file text: 来源
-- column line integer: 行
SELECT t.id, t.number, t.title, t.kind,
       (SELECT group_concat(mention, '；') FROM
         (SELECT mention FROM assignments WHERE task = t.id AND role IN ('lead', 'responsible') ORDER BY seq)) AS owners,
       d.title AS document, s.file, t.line
FROM tasks t
JOIN documents d ON d.id = t.document
JOIN sources s ON s.id = d.source
WHERE instr(t.title, :text) > 0 OR instr(t.text, :text) > 0
ORDER BY coalesce(d.date, ''), d.id, t.start_at, t.id
LIMIT :limit
