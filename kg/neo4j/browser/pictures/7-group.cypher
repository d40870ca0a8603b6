// 工作小组及其成员单位
// 列为成员不等于负责任务。
MATCH member = (:Unit)-[:MEMBER_OF]->(:Group)-[:DEFINED_IN]->(:Document)
RETURN member LIMIT 60
