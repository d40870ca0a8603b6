// 某单位的周边：任务、时限、文件与合作单位
// 圆点越大越靠近中心：点任务看原文，点连线看角色、次序、引文和行号。
:param unit => '区水务局';
MATCH (u:Unit)-[r:RESPONSIBLE_FOR]->(t:Task)-[in:DEFINED_IN]->(d:Document)
WHERE (u.id = $unit OR u.name = $unit OR $unit IN u.aliases)
WITH u, r, t, in, d ORDER BY d.date, t.start LIMIT 12
OPTIONAL MATCH due = (t)-[:HAS_DEADLINE]->(:Deadline)
OPTIONAL MATCH help = (t)<-[:RESPONSIBLE_FOR|COOPERATES_ON]-(:Unit)
RETURN u, r, t, in, d, due, help
