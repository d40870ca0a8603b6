// 文件之间：引用、保留与废止
// 黄色为文件；status 为效力：issued 已印发，in force 保留，repealed 废止，cited 仅被引用。
MATCH between = (:Document)-[:CITES|REPEALS|RETAINS]->(:Document)
RETURN between LIMIT 100
