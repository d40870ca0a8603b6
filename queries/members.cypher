// 题目：工作小组有哪些成员单位？
// question: Which units are members of the working groups?
// param group text, default "", example 水生态保护修复工作小组: 小组的名称或编号，空为全部
// column group text: 小组
// column leader text: 组长
// column order integer: 排序
// column unit text: 单位
// column mention text: 原文写法
// column document text: 文件
// column file text: 来源
// column line integer: 行
// Neo4j Browser, before this: :params {group: ''}
MATCH (u:Unit)-[m:MEMBER_OF]->(g:Group)-[:DEFINED_IN]->(d:Document)
WHERE $group = '' OR g.name = $group OR g.id = $group
RETURN g.name AS group, g.leader AS leader, m.order AS order, u.name AS unit, m.mention AS mention,
       d.title AS document, d.file AS file, m.line AS line
ORDER BY coalesce(toString(d.date), ''), d.id, g.id, m.sequence
