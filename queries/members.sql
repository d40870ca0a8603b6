-- 题目：工作小组有哪些成员单位？
-- question: Which units are members of the working groups?
-- param group text, default "", example 水生态保护修复工作小组: 小组的名称或编号，空为全部
-- column group text: 小组
-- column leader text: 组长
-- column order integer: 排序
-- column unit text: 单位
-- column mention text: 原文写法
-- column document text: 文件
-- column file text: 来源
-- column line integer: 行
SELECT g.name AS "group", g.leader, m.place AS "order", u.name AS unit, m.mention, d.title AS document, s.file, m.line
FROM members m
JOIN groups g ON g.id = m.group_id
JOIN units u ON u.id = m.unit_id
JOIN documents d ON d.id = g.document
JOIN sources s ON s.id = d.source
WHERE :group = '' OR g.name = :group OR g.id = :group
ORDER BY coalesce(d.date, ''), d.id, g.id, m.seq
