// 某年到期的任务及其责任单位
// 橙色为时限；点开可见到期事项和指标。
WITH 2025 AS year
MATCH due = (x:Deadline)<-[:HAS_DEADLINE]-(:Task)<-[:RESPONSIBLE_FOR]-(:Unit)
WHERE x.end.year = year
RETURN due LIMIT 60
