-- 题目：有哪些文件，效力如何？
-- question: Which documents are known, and are they in force?
-- param status |issued|in force|repealed|cited, default "", example repealed: 已印发、列入保留、已废止、仅被引用，空为全部
-- column id text: 文件编号
-- column number text: 发文字号
-- column title text: 标题
-- column date text: 日期
-- column kind text: 文种
-- column status text: 效力
-- column issuers list: 发文机关
-- column tasks integer: 任务数
-- column file text: 来源
-- column line integer: 行
SELECT w.id, w.number, w.title, w.date, d.kind, w.status,
       (SELECT group_concat(name, '；') FROM (SELECT name FROM issuers WHERE document = w.id ORDER BY seq)) AS issuers,
       (SELECT count(*) FROM tasks WHERE document = w.id) AS tasks,
       s.file, d.line
FROM works w
LEFT JOIN documents d ON d.id = w.id
LEFT JOIN sources s ON s.id = d.source
WHERE :status = '' OR w.status = :status
ORDER BY w.read DESC, coalesce(w.date, ''), w.id
