// 从一项任务到写它的那句话、那个标题和那份文件
// 连线上的 quote 是原文，line 是行号；标题逐级通向文件。
WITH '推进流域水生态功能分区生态保护修复工作' AS task
MATCH said = (:Unit)-[:RESPONSIBLE_FOR|COOPERATES_ON|NAMED_FOR]->(t:Task)-[:DEFINED_IN]->(:Document)
WHERE t.id = task OR t.title = task
OPTIONAL MATCH under = (t)-[:IN_SECTION]->(:Section)-[:PART_OF*0..5]->(:Section)
OPTIONAL MATCH due = (t)-[:HAS_DEADLINE]->(:Deadline)
RETURN said, under, due LIMIT 100
