// 某单位的周边：任务、时限、文件与合作单位
// 点任务看正文，点连线看角色、次序、原文和行号；粗线为牵头或负责。
WITH '区水务局' AS unit
MATCH (u:Unit)-[r:RESPONSIBLE_FOR]->(t:Task)-[in:DEFINED_IN]->(d:Document)
WHERE u.id = unit OR u.name = unit OR unit IN u.aliases
WITH u, r, t, in, d ORDER BY d.date, t.start LIMIT 8
OPTIONAL MATCH due = (t)-[:HAS_DEADLINE]->(:Deadline)
OPTIONAL MATCH help = (t)<-[:RESPONSIBLE_FOR|COOPERATES_ON]-(:Unit)
RETURN u, r, t, in, d, due, help
