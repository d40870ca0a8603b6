// 题目：某项任务的每一句话写在哪里？
// question: Which words, in which line of which file, state each fact of a task?
// param task text, example 推进流域水生态功能分区生态保护修复工作: 任务的编号或标题
// column task text: 任务编号
// column fact text: 事实
// column label text: 名称
// column value text: 值
// column detail text: 说明
// column place integer: 排序
// column quote text: 原文
// column document text: 文件
// column file text: 来源
// column line integer: 行
// column start integer: 起
// column end integer: 止
// Neo4j Browser, before this: :params {task: '推进流域水生态功能分区生态保护修复工作'}
MATCH (t:Task)-[:DEFINED_IN]->(d:Document)
WHERE t.id = $task OR t.title = $task
UNWIND [{part: 1, fact: 'task', label: t.kind, value: t.title, detail: null, place: 1,
         quote: coalesce(t.quote, t.text), line: t.line, start: t.start, end: t.end}]
     + COLLECT {
         MATCH (t)<-[r:RESPONSIBLE_FOR|COOPERATES_ON|NAMED_FOR]-(u:Unit)
         RETURN {part: 2, fact: 'unit', label: r.role, value: u.name, detail: r.roleLabel, place: r.sequence,
                 quote: r.quote, line: r.line, start: r.start, end: r.end}
       }
     + COLLECT {
         MATCH (t)-[h:HAS_DEADLINE]->(x:Deadline)
         RETURN {part: 3, fact: 'deadline', label: x.kind, value: x.text, detail: toString(x.end), place: h.sequence,
                 quote: h.quote, line: h.line, start: h.start, end: h.end}
       } AS f
RETURN t.id AS task, f.fact AS fact, f.label AS label, f.value AS value, f.detail AS detail, f.place AS place,
       f.quote AS quote, d.title AS document, d.file AS file, f.line AS line, f.start AS start, f.end AS end
ORDER BY coalesce(toString(d.date), ''), d.id, t.start, t.id, f.part, f.place
