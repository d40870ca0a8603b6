-- 题目：哪些任务由两个以上单位共同牵头或负责？
-- question: Which tasks have several units in the same leading place?
-- param role owner|lead, default owner, example lead: owner（牵头或负责）或 lead（仅牵头）
-- param kind item|all|task|row|decision|inline|duty, default item, example all: 任务类型；item 为条目、表格行、决策事项，all 另含正文中的分工
-- column id text: 任务编号
-- column number text: 序号
-- column title text: 任务
-- column leads integer: 单位数
-- column units list: 单位
-- column document text: 文件
-- column file text: 来源
-- column line integer: 行
SELECT t.id, t.number, t.title, o.leads,
       (SELECT group_concat(mention, '；') FROM
         (SELECT mention FROM assignments
          WHERE task = t.id AND (role = 'lead' OR (:role = 'owner' AND role = 'responsible')) ORDER BY seq)) AS units,
       d.title AS document, s.file, t.line
FROM (SELECT task, count(DISTINCT unit_id) AS leads FROM assignments
      WHERE role = 'lead' OR (:role = 'owner' AND role = 'responsible')
      GROUP BY task HAVING count(DISTINCT unit_id) > 1) o
JOIN tasks t ON t.id = o.task
JOIN documents d ON d.id = t.document
JOIN sources s ON s.id = d.source
WHERE (:kind = 'all' OR t.kind = :kind OR (:kind = 'item' AND t.kind IN ('task', 'row', 'decision')))
ORDER BY o.leads DESC, coalesce(d.date, ''), d.id, t.start_at, t.id
