"""What looks like an assignment and cannot be read becomes an issue, and nothing else does."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.read import read_bytes

CASES = [
    ("1.保障供应。（责任位：市商务局、市发展改革委）", ["unread-assignment"], "a label that the page cut"),
    ("1.保障供应。\n组员单位：市商务局、市财政局", ["unread-assignment"], "a line with a label nobody knows"),
    ("1.保障供应。（晨光牵头）", ["unread-assignment"], "a role of somebody nobody knows"),
    (
        "1.保障供应。\n责任单位：市商务局、市财政局\n注：加粗的为牵头单位。",
        ["roles-in-print"],
        "who is bold leads",
    ),
    ("1.画线。道路加粗的为主干线。\n责任单位：市商务局", [], "trap: what else is bold"),
    ("1.保障供应。（各自负责）\n2.开展培训。（邀请相关单位参加）", [], "trap: nobody is named"),
    ("1.保障供应。\n发布单位：市商务局\n成员单位：市财政局\n", [], "trap: who put the page up"),
    (
        "发布部门：市政府办公室\n政策文号：云政发〔2022〕3号\n云溪市方案\n一、修路。（责任单位：市交通局）",
        [],
        "trap: which department put the page up",
    ),
    (
        "一、补贴企业。\n受理申报单位：市商务局。\n政策咨询单位：市财政局。",
        [],
        "trap: who takes applications and who answers questions",
    ),
    ("1.保障供应。\n答复单位：绿原县政府\n", [], "trap: who answers the proposal of the page"),
    (
        "云溪县篮球赛规程\n一、主办单位：云溪学院体育运动委员会\n二、承办单位：学院体育部\n三、比赛时间：5月6日",
        [],
        "trap: whose an event is, item by item",
    ),
    (
        "一、主办单位：县文旅局，承办单位：县图书馆，举办读书节。",
        ["assignment-without-task"],
        "trap: hosts before what they do",
    ),
    (
        "颁布单位：云溪省人大常委会\n颁布时间：2001年5月1日\n云溪省节水办法\n第一条 为节约用水，制定本办法。",
        [],
        "trap: who made a law",
    ),
    (
        "项目名称：污水厂\n建设单位：县水务局\n设计单位：县设计院\n施工单位：县建工集团\n监理单位：县监理公司\n",
        [],
        "trap: who designs, builds and watches",
    ),
    ("1.报名。\n联系单位：县青年宫", [], "trap: whom to ask"),
    (
        "解读机关：县教育局\n回复部门：县民政局\n经办单位：县教育局\n招标代理机构：云溪招标公司\n环评机构：云溪环保公司\n"
        "办理机构：县社保中心\n制表单位：县统计局\n数据提供单位：县统计局\n列席单位：县公安局、县司法局\n",
        [],
        "trap: who explains, answers, keeps a paper or is present",
    ),
    (
        "一、实施机构\n实施机构：县社保局\n二、办理时间\n监督部门：县纪委监委\n公示期限：自公示之日起10个工作日\n"
        "办理时限：法定时限15个工作日,承诺时限3个工作日",
        [],
        "trap: who offers a service, and what it takes",
    ),
    ("县政府对省政府负责。", [], "trap: to whom a body is answerable"),
    ("（责任单位：市商务局）", ["assignment-without-task"], "a marker with nothing before it"),
    ("各市、县发展改革主管部门：为做好工作，现通知如下。", [], "trap: whom a letter is for"),
    ("1.保障供应。（责任单位：市商务局）", [], "trap: what is read is no issue"),
    (
        "一、县水务局：负责供水。\n二、：负责值守。\n三、县财政局：负责资金。",
        [],
        "trap: a head without words",
    ),
    ("市抗旱委各成员单位：现将预案印发给你们。", [], "trap: the members of a body whom a letter is for"),
    (
        "云溪市督查室\n\n各承办单位：\n代表建议已在3月的交办会上交由各承办单位办理，部分也已改办。现通知如下：\n一、各承办单位要抓紧办理。",
        [],
        "trap: whom a letter over prose is for is no label",
    ),
    ("1.建成泵站。\n各承办单位：\n再议", ["unread-assignment"], "a label over words that are neither"),
    ("1.产值增长7%以上。（预期性指标，牵头单位：市发改委）", [], "what sort of goal it is"),
    (
        "1.清理用地。（责任单位：市投资办；第一阶段：8月底前；编号：20243456）",
        ["unread-words"],
        "trap: a number beside a stage",
    ),
    ("1.深化改革。（牵头单位：市国资委；成果形式：出台方案）", [], "what the work leads to"),
    ("1.产值增长7%以上。（抓紧办理，牵头单位：市发改委）", ["unread-words"], "trap: other words"),
    ("1.产值增长7%以上\n责任单位：市商务局", [], "trap: the end of a line before a label that is read"),
    ("1.建成泵站。（责任单位：市水务局；完成时限：已完成）", [], "work that is done has no limit"),
    ("1.建成泵站。（责任单位：市水务局；完成时限：再议）", ["unread-limit"], "trap: other words for a limit"),
    (
        "索引号： | 3308-2020-695 | 组配分类： | 决策 |\n---|---|---|---|\n"
        "发布机构： | 区发改局 | 公开范围： | 社会 |\n",
        [],
        "trap: the data block of a page between pipes",
    ),
    ("甲\t乙\t丙\n天\t地\t人\n风\t雨\t雪\n", ["unknown-table-header"], "a table whose header nobody knows"),
    (
        "一、会务\n签到由办公室牵头，保卫处、各环节配合。",
        ["unread-words"],
        "helpers nobody can be",
    ),
    ("一、会务\n签到由办公室牵头，保卫处、学生处配合。", [], "trap: helpers that are read"),
    (
        "序号\t任务\t责任单位\n1\t建成泵站\t市水务局\n2\t修订规程\t\n",
        ["row-without-unit"],
        "a row nobody owns",
    ),
    (
        "|序号|任务|责任单位|\n|--|--|--|\n|1|建成泵站|市水务局|市财政局、市城管局|\n",
        ["unread-words"],
        "units in a column without a name",
    ),
    (
        "|序号|任务|责任单位|\n|--|--|--|\n|1|建成泵站|市水务局|市财政局、|\n",
        ["unread-words"],
        "units in a column without a name that break off",
    ),
    (
        "|序号|任务|责任单位|\n|--|--|--|\n|1|建成泵站|市水务局|每月报告进展|\n",
        [],
        "trap: words in a column without a name",
    ),
    (
        "三、职责\n县水务局：负责预报。\n应急响应：负责启动。\n县疾控：开展消杀。\n县财政局：筹措资金。\n",
        ["unread-assignment", "unread-assignment"],
        "beside lines of units what may be one, and a deed that is told like one",
    ),
    (
        "（一）人事科。负责调配。\n（二）现场指挥。负责调度。\n（三）保卫科。负责值守。\n",
        ["unread-assignment"],
        "beside items of units a deed that is told like one",
    ),
    (
        "（一）人事科\n职责：负责调配。\n（二）统筹改革科\n职责：负责改革。\n（三）保卫科\n职责：负责值守。\n",
        ["unread-assignment"],
        "beside headings of units one that begins like a deed",
    ),
    (
        "（一）人事科\n负责调配。\n（二）主任\n负责全面工作。\n（三）保卫科\n负责值守。\n",
        [],
        "trap: a person beside headings of units",
    ),
    (
        "三、职责\n县水务局：负责预报。\n组长：负责全面工作。\n王小明：负责后勤。\n主要任务：转移群众。\n县财政局：筹措资金。\n",
        [],
        "trap: offices, people and labels beside lines of units",
    ),
    (
        "序号 任务 责任单位\n泵站建成以后由谁管护，各单位另报。\n",
        ["unread-table"],
        "a header without a table below it",
    ),
    (
        "任务 |\n牵头单位 |\n责任单位 |\n完成时限 |\n见附图。 |\n",
        ["unread-table"],
        "a header one word a line without a table below it",
    ),
    ("任务 责任单位\n建成泵站等任务见附图。\n", [], "trap: two words of columns"),
    (
        "请按序号、任务、责任单位填写。\n序号 任务 责任单位见附图\n",
        [],
        "trap: words of columns in a sentence",
    ),
    (
        "序号\t文号\t文件名称\n1\t京政发〔2020〕1号\t关于节水的通知\n",
        ["list-without-status"],
        "a list without a status",
    ),
    (
        "1.修路责任单位：县交通局\n2.印发至责任单位：\n县民政局\n",
        ["unread-assignment"],
        "a label glued to few words, with units behind it",
    ),
    (
        "1.修路50公里。\n管护单位：县交通局\n2.建设食堂（代办单位：县商务局）。\n",
        ["unread-assignment", "unread-assignment"],
        "a label of who may have nothing to do, in items without owners",
    ),
    (
        "1.修路50公里。代办单位：县交通局；完成时限：9月底。\n2.建设食堂。\n",
        ["unread-assignment"],
        "a label nobody knows behind a sentence, in an item without owners",
    ),
    (
        "1.修路50公里。责任单位：县交通局。代办单位：县公路段；完成时限：9月底。\n2.建设食堂。\n",
        [],
        "trap: a label nobody knows behind owners",
    ),
    (
        "1.修路50公里。\n管护单位：县交通局\n责任单位：县发改局\n2.建设食堂（代办单位：县商务局）。（县民政局负责）\n",
        [],
        "trap: who looks after it, beside owners",
    ),
    (
        "（一）养老服务（2024年9月底前完成）\n1.改造住房。责任单位：县民政局\n2.建设食堂。责任单位：县商务局\n",
        ["unread-limit"],
        "a limit in the heading of a group of tasks",
    ),
    (
        "1.改造住房。责任单位：县民政局\n2.建设食堂。责任单位：县商务局\n以上任务2024年9月底前完成。\n",
        ["unread-limit"],
        "a limit that a sentence sets on the tasks above",
    ),
    (
        "（一）养老服务（2024年9月底前完成）\n1.改造住房，2024年8月底前完成。责任单位：县民政局\n"
        "（二）文化服务（2024年）\n1.建设食堂。责任单位：县商务局\n",
        [],
        "trap: a limit of a group whose tasks have their own, and the year of a heading",
    ),
    (
        "云溪县防汛方案\n一、保障\n县文旅局要全面加强宣传。\n",
        ["unread-assignment"],
        "an office that a plan asks for something",
    ),
    (
        "云溪县供水方案\n一、水源\n县水利局对砂场开展检查。水质稳定。县教育局推进节水校园建设。\n二、制度\n县水利局开展了检查。\n",
        ["unread-assignment", "unread-assignment"],
        "what offices do in a plan, whatever it is about; trap: what they did",
    ),
    ("云溪县增产方案\n一、统计\n统计部门要建立制度。\n", ["unread-assignment"], "the office for one field"),
    (
        "云溪县地震应急预案\n一、治安\n县公安局、武警云溪中队协助灾区加强警戒。\n县商务局组织实施市场供应。\n",
        ["unread-assignment", "unread-assignment"],
        "offices that do something, without a word for their role",
    ),
    (
        "云溪县防汛方案\n一、保障\n各单位要做好准备。县政府要落实资金。按照县委组织部要求办理。\n",
        [],
        "trap: classes, a government, and what an office wants",
    ),
    (
        "云溪县防汛方案\n一、保障\n县公安局会同县交通局开展了检查，必要时可以由县水利局组织疏浚。\n",
        [],
        "trap: what was done, and what may be done",
    ),
    (
        "云溪县防汛方案\n一、进展\n3月23日，县水利局组织县财政局召开会议。\n",
        [],
        "trap: what was done on a day",
    ),
    (
        "云溪县防汛方案\n一、费用\n赔偿由县供水公司承担。县供水公司承担民事责任。"
        "本方案由县应急局会同县水利局负责解释。\n",
        [],
        "trap: who pays, answers and explains",
    ),
    (
        "1.修路。县财政局做好保障。（责任单位：县交通局）\n2.建桥。（责任单位：县水利局）\n",
        [],
        "trap: a sentence that belongs to the owners behind it",
    ),
]
OTHERS = {"document-without-number", "unknown-jurisdiction", "new-unit"}


@pytest.mark.parametrize(("text", "codes", "why"), CASES, ids=[case[2] for case in CASES])
def test_issues_of_a_text(text: str, codes: list[str], why: str) -> None:
    issues = extract(read_bytes(text.encode(), "text.txt")).issues
    assert [issue.code for issue in issues if issue.code not in OTHERS] == codes


def test_a_document_without_its_number_says_so() -> None:
    (issue,) = extract(read_bytes("××市节水方案\n".encode(), "text.txt")).issues
    assert issue.code == "document-without-number"
