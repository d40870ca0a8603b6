// 两个单位共同承担的任务
// 粗线为牵头或负责，细线为配合；换两个单位的名称再运行。
WITH '区水务局' AS a, '区生态环境局' AS b
MATCH shared = (x:Unit)-[:RESPONSIBLE_FOR|COOPERATES_ON]->(:Task)<-[:RESPONSIBLE_FOR|COOPERATES_ON]-(y:Unit)
WHERE a IN [x.id, x.name] + x.aliases AND b IN [y.id, y.name] + y.aliases
RETURN shared LIMIT 25
