// 一份文件的骨架：标题、任务与时限
// 从文件出发，经各级标题到任务。
WITH '密政发〔2023〕20号' AS document
MATCH (d:Document)<-[:DEFINED_IN]-(t:Task)
WHERE d.id = document OR d.number = document OR d.title = document
WITH d, t ORDER BY t.start LIMIT 40
OPTIONAL MATCH under = (t)-[:IN_SECTION]->(:Section)-[:PART_OF*0..5]->(:Section)-[:DEFINED_IN]->(d)
OPTIONAL MATCH due = (t)-[:HAS_DEADLINE]->(:Deadline)
RETURN d, t, under, due
