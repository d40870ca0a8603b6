// 题目：某段时间内到期的任务有哪些？
// question: Which tasks fall due within a window of days?
// param from date, default "", example 2023-01-01: 起始日（含），空为不限
// param to date, default "", example 2025-12-31: 截止日（含），空为不限
// param unit text, default "", example 区水务局: 只看某单位的任务：全称、文中写法或编号，空为全部
// param role owner|lead|responsible|support|other|all, default owner, example all: 该单位的角色；owner 为牵头或负责
// param kind item|all|task|row|decision|inline|duty, default all, example item: 任务类型；item 为条目、表格行、决策事项，all 另含正文中的分工
// column due text: 期限
// column deadline text: 原文时限
// column precision text: 精度
// column deadline_kind text: 时限类型
// column id text: 任务编号
// column number text: 序号
// column title text: 任务
// column goal text: 到期事项
// column owners list: 责任单位
// column document text: 文件
// column file text: 来源
// column line integer: 行
// column deadline_id text: 时限编号
// Neo4j Browser, before this: :params {from: '', to: '', unit: '', role: 'owner', kind: 'all'}
MATCH (t:Task)-[h:HAS_DEADLINE]->(x:Deadline)
MATCH (t)-[:DEFINED_IN]->(d:Document)
WHERE x.end >= date(CASE $from WHEN '' THEN '0000-01-01' ELSE $from END)
  AND x.end <= date(CASE $to WHEN '' THEN '9999-12-31' ELSE $to END)
  AND ($unit = '' OR EXISTS {
        MATCH (u:Unit)-[r:RESPONSIBLE_FOR|COOPERATES_ON|NAMED_FOR]->(t)
        WHERE (u.id = $unit OR u.name = $unit OR $unit IN u.aliases)
          AND ($role = 'all' OR r.role = $role OR ($role = 'owner' AND r.role IN ['lead', 'responsible'])) })
  AND ($kind = 'all' OR t.kind = $kind OR ($kind = 'item' AND t.kind IN ['task', 'row', 'decision']))
RETURN toString(x.end) AS due, x.text AS deadline, x.precision AS precision, x.kind AS deadline_kind,
       t.id AS id, t.number AS number, t.title AS title, x.goal AS goal,
       reduce(line = null, each IN COLLECT {
         MATCH (t)<-[o:RESPONSIBLE_FOR]-(:Unit)
         RETURN o.mention ORDER BY o.sequence
       } | coalesce(line + '；', '') + each) AS owners,
       d.title AS document, d.file AS file, h.line AS line, x.id AS deadline_id
ORDER BY due, coalesce(toString(d.date), ''), d.id, t.start, t.id, h.sequence
