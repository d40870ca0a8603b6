// 全文检索：任务与文件（按相关程度）
// 用 cjk 全文索引 words；引号内为连续的字，OR、AND 可以连用。
:param text => '"水生态"';
CALL db.index.fulltext.queryNodes('words', $text, {limit: 25}) YIELD node, score
RETURN node, score
