-- 题目：某段时间内到期的任务有哪些？
-- question: Which tasks fall due within a window of days?
-- param from date, default "", example 2023-01-01: 起始日（含），空为不限
-- param to date, default "", example 2025-12-31: 截止日（含），空为不限
-- param unit text, default "", example 区水务局: 只看某单位的任务：全称、文中写法或编号，空为全部
-- param role owner|lead|responsible|support|other|all, default owner, example all: 该单位的角色；owner 为牵头或负责
-- param kind item|all|task|row|decision|inline|duty, default all, example item: 任务类型；item 为条目、表格行、决策事项，all 另含正文中的分工
-- column due text: 期限
-- column deadline text: 原文时限
-- column precision text: 精度
-- column deadline_kind text: 时限类型
-- column id text: 任务编号
-- column number text: 序号
-- column title text: 任务
-- column goal text: 到期事项
-- column owners list: 责任单位
-- column document text: 文件
-- column file text: 来源
-- column line integer: 行
-- column deadline_id text: 时限编号
SELECT x.end_date AS due, x.text AS deadline, x.precision, x.kind AS deadline_kind, t.id, t.number, t.title, x.goal,
       (SELECT group_concat(mention, '；') FROM
         (SELECT mention FROM assignments WHERE task = t.id AND role IN ('lead', 'responsible') ORDER BY seq)) AS owners,
       d.title AS document, s.file, x.line, x.id AS deadline_id
FROM deadlines x
JOIN tasks t ON t.id = x.task
JOIN documents d ON d.id = t.document
JOIN sources s ON s.id = d.source
WHERE x.end_date IS NOT NULL
  AND (:from = '' OR x.end_date >= :from)
  AND (:to = '' OR x.end_date <= :to)
  AND (:unit = '' OR EXISTS (
        SELECT 1 FROM assignments a
        WHERE a.task = t.id AND a.unit_id IN (SELECT unit_id FROM unit_labels WHERE label = :unit)
          AND (:role = 'all' OR a.role = :role OR (:role = 'owner' AND a.role IN ('lead', 'responsible')))))
  AND (:kind = 'all' OR t.kind = :kind OR (:kind = 'item' AND t.kind IN ('task', 'row', 'decision')))
ORDER BY x.end_date, coalesce(d.date, ''), d.id, t.start_at, t.id, x.seq
