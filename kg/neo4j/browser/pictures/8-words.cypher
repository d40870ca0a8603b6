// 全文检索：任务与文件（按相关程度）
// 用 cjk 全文索引 words；引号内为连续的字，引号之间可写 OR、AND。
CALL db.index.fulltext.queryNodes('words', '"水生态" OR "水土流失"', {limit: 25}) YIELD node, score
RETURN node, score
