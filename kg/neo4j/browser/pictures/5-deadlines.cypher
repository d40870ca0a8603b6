// 某年到期的任务及其责任单位
// 橙色为时限；点开可见到期事项和指标。
:param year => 2025;
MATCH due = (x:Deadline)<-[:HAS_DEADLINE]-(t:Task)<-[:RESPONSIBLE_FOR]-(:Unit)
WHERE x.end.year = $year
RETURN due LIMIT 60
