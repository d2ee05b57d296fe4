<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <location filename="../../gui/action_list.py" line="69"/>
        <source>Open folder…</source>
        <translation>打开文件夹…</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="71"/>
        <source>Read folder again</source>
        <translation>重新读取文件夹</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="72"/>
        <source>Stop reading</source>
        <translation>停止读取</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="74"/>
        <source>Export workbook…</source>
        <translation>导出工作簿…</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="76"/>
        <source>Save review elsewhere…</source>
        <translation>将审核另存到…</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="78"/>
        <source>Second review of one&apos;s own…</source>
        <translation>独立的第二人审核…</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="80"/>
        <source>Hand review over…</source>
        <translation>移交审核…</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="82"/>
        <source>Compare with another review…</source>
        <translation>与另一份审核比对…</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="84"/>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="85"/>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="87"/>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="89"/>
        <source>Reviewer name…</source>
        <translation>审核人姓名…</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="90"/>
        <source>Find unit or text</source>
        <translation>查找单位或正文</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="92"/>
        <source>Previous report</source>
        <translation>上一份</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="95"/>
        <source>Next report</source>
        <translation>下一份</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="98"/>
        <source>Previous to look at</source>
        <translation>上一处待看</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="101"/>
        <source>Next to look at</source>
        <translation>下一处待看</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="104"/>
        <source>Table of proactive disclosure</source>
        <translation>主动公开表</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="107"/>
        <source>Table of requests</source>
        <translation>依申请公开表</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="110"/>
        <source>Table of disputes</source>
        <translation>复议诉讼表</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="112"/>
        <source>Checks</source>
        <translation>勾稽</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="113"/>
        <source>Findings</source>
        <translation>发现</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="114"/>
        <source>Suggestions</source>
        <translation>建议</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="116"/>
        <source>Take up suggestion</source>
        <translation>采纳建议</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="118"/>
        <source>Rules…</source>
        <translation>规则…</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="119"/>
        <source>Units…</source>
        <translation>单位层级…</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="121"/>
        <source>Values that the checks demand</source>
        <translation>显示勾稽所需的数值</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="124"/>
        <source>How well figures are confirmed</source>
        <translation>显示数字的印证程度</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="126"/>
        <source>Journal</source>
        <translation>修改记录</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="127"/>
        <source>Source text</source>
        <translation>原文</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="129"/>
        <source>Reason for the correction</source>
        <translation>修改理由</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="132"/>
        <source>Mark check: passes</source>
        <translation>标记勾稽：通过</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="135"/>
        <source>Mark check: the report&apos;s own error</source>
        <translation>标记勾稽：报告本身有误</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="138"/>
        <source>Mark check: not applicable</source>
        <translation>标记勾稽：不适用</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="140"/>
        <source>Take mark away</source>
        <translation>取消标记</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="142"/>
        <source>Finding looked at / not yet</source>
        <translation>发现：已看 / 未看</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="145"/>
        <source>Reviewed, go on</source>
        <translation>审完，下一份</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="148"/>
        <source>Come back later, go on</source>
        <translation>稍后再看，下一份</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="152"/>
        <source>Set back to not reviewed</source>
        <translation>改回未审</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="153"/>
        <source>Reset layout</source>
        <translation>恢复默认布局</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="154"/>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="155"/>
        <source>About Gouji</source>
        <translation>关于勾稽</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="162"/>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="163"/>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="164"/>
        <source>&amp;Go</source>
        <translation>转到(&amp;G)</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="165"/>
        <source>&amp;Review</source>
        <translation>审核(&amp;R)</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="166"/>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="167"/>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="168"/>
        <source>Recent folders</source>
        <translation>最近的文件夹</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="169"/>
        <source>Panes</source>
        <translation>面板</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="170"/>
        <source>Language / 语言</source>
        <translation>语言 / Language</translation>
    </message>
    <message>
        <location filename="../../gui/action_list.py" line="171"/>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
</context>
<context>
    <name>Adjudicating</name>
    <message>
        <location filename="../../gui/adjudicating.py" line="42"/>
        <source>Every difference is settled.</source>
        <translation>所有差异都已裁定。</translation>
    </message>
    <message>
        <location filename="../../gui/adjudicating.py" line="45"/>
        <source>Say first why: type the reason and press Enter.</source>
        <translation>请先写明理由，再按 Enter。</translation>
    </message>
</context>
<context>
    <name>AuditTrailModel</name>
    <message>
        <location filename="../../gui/models/audit_trail.py" line="94"/>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <location filename="../../gui/models/audit_trail.py" line="96"/>
        <source>Reviewer</source>
        <translation>审核人</translation>
    </message>
    <message>
        <location filename="../../gui/models/audit_trail.py" line="98"/>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <location filename="../../gui/models/audit_trail.py" line="100"/>
        <source>Standing</source>
        <translation>状况</translation>
    </message>
    <message>
        <location filename="../../gui/models/audit_trail.py" line="102"/>
        <source>Step</source>
        <translation>操作</translation>
    </message>
    <message>
        <location filename="../../gui/models/audit_trail.py" line="104"/>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <location filename="../../gui/models/audit_trail.py" line="123"/>
        <source>whole folder</source>
        <translation>整个文件夹</translation>
    </message>
</context>
<context>
    <name>ChecksModel</name>
    <message>
        <location filename="../../gui/models/checks.py" line="157"/>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <location filename="../../gui/models/checks.py" line="159"/>
        <source>Check</source>
        <translation>勾稽关系</translation>
    </message>
    <message>
        <location filename="../../gui/models/checks.py" line="161"/>
        <source>Left side</source>
        <translation>左边</translation>
    </message>
    <message>
        <location filename="../../gui/models/checks.py" line="163"/>
        <source>Right side</source>
        <translation>右边</translation>
    </message>
    <message>
        <location filename="../../gui/models/checks.py" line="165"/>
        <source>Difference</source>
        <translation>差</translation>
    </message>
    <message>
        <location filename="../../gui/models/checks.py" line="167"/>
        <source>Mark</source>
        <translation>标记</translation>
    </message>
    <message>
        <location filename="../../gui/models/checks.py" line="169"/>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <location filename="../../gui/models/checks.py" line="255"/>
        <source>%1 (out of date)</source>
        <translation>%1（数值已变）</translation>
    </message>
</context>
<context>
    <name>Choice</name>
    <message>
        <location filename="../../gui/menus.py" line="23"/>
        <location filename="../../gui/menus.py" line="28"/>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <location filename="../../gui/menus.py" line="29"/>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <location filename="../../gui/menus.py" line="30"/>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <location filename="../../gui/commands.py" line="245"/>
        <source>Taken up: %1. Ctrl+Z takes it back.</source>
        <translation>已采纳：%1。Ctrl+Z 可撤销。</translation>
    </message>
    <message>
        <location filename="../../gui/commands.py" line="264"/>
        <source>Go to a corrected cell first.</source>
        <translation>请先选中一个已修改的单元格。</translation>
    </message>
    <message>
        <location filename="../../gui/commands.py" line="270"/>
        <source>Choose a check first (F8 or Ctrl+4).</source>
        <translation>请先选择一项勾稽（F8 或 Ctrl+4）。</translation>
    </message>
    <message>
        <location filename="../../gui/commands.py" line="276"/>
        <source>Choose a finding first (F8 or Ctrl+5).</source>
        <translation>请先选择一项发现（F8 或 Ctrl+5）。</translation>
    </message>
    <message>
        <location filename="../../gui/commands.py" line="279"/>
        <source>Gouji %1, under the Apache License 2.0. Works offline.</source>
        <translation>勾稽 %1，按 Apache License 2.0 授权，离线运行。</translation>
    </message>
</context>
<context>
    <name>Comparing</name>
    <message>
        <location filename="../../gui/comparing.py" line="156"/>
        <source>Where both reviewed, there is no difference.</source>
        <translation>两人都审过之处没有差异。</translation>
    </message>
    <message>
        <location filename="../../gui/comparing.py" line="165"/>
        <source>switched on: %1</source>
        <translation>启用：%1</translation>
    </message>
    <message>
        <location filename="../../gui/comparing.py" line="165"/>
        <source>switched off: %1</source>
        <translation>关闭：%1</translation>
    </message>
    <message>
        <location filename="../../gui/comparing.py" line="198"/>
        <source>cells alike %1, kappa %2</source>
        <translation>单元格一致率 %1，kappa %2</translation>
    </message>
    <message>
        <location filename="../../gui/comparing.py" line="245"/>
        <source>Taken over: %1. Conflicts left as they are here: %2.</source>
        <translation>已并入 %1 项；有冲突的 %2 项保持本方不变。</translation>
    </message>
    <message>
        <location filename="../../gui/comparing.py" line="249"/>
        <source>Not in this folder: %1</source>
        <translation>不在此文件夹中：%1</translation>
    </message>
    <message>
        <location filename="../../gui/comparing.py" line="253"/>
        <source>Rules that both switched, each another way, left as they are here: %1</source>
        <translation>双方开关不同的规则，保持这里的样子：%1</translation>
    </message>
    <message>
        <location filename="../../gui/comparing.py" line="259"/>
        <source>Stopped. What was taken over so far stays; the rest is offered again.</source>
        <translation>已停止。已并入的保留，其余仍可再并入。</translation>
    </message>
</context>
<context>
    <name>ComparisonBar</name>
    <message numerus="yes">
        <location filename="../../gui/views/comparison_pane.py" line="95"/>
        <source>Take over what only they decided: %n</source>
        <translation>
            <numerusform>并入仅对方作出的决定（%n 项）</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../gui/views/comparison_pane.py" line="101"/>
        <location filename="../../gui/views/comparison_pane.py" line="116"/>
        <source>Rules too: %n</source>
        <translation>
            <numerusform>连同规则：%n 条</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../gui/views/comparison_pane.py" line="104"/>
        <source>Not these, which both switched, each another way:</source>
        <translation>不含双方开关不同的：</translation>
    </message>
    <message>
        <location filename="../../gui/views/comparison_pane.py" line="117"/>
        <location filename="../../gui/views/comparison_pane.py" line="118"/>
        <source>Reason of the decision</source>
        <translation>裁定理由</translation>
    </message>
    <message>
        <location filename="../../gui/views/comparison_pane.py" line="119"/>
        <location filename="../../gui/views/comparison_pane.py" line="120"/>
        <location filename="../../gui/views/comparison_pane.py" line="121"/>
        <source>A third value</source>
        <translation>另取一值</translation>
    </message>
    <message>
        <location filename="../../gui/views/comparison_pane.py" line="124"/>
        <source>no mark</source>
        <translation>无标记</translation>
    </message>
    <message>
        <location filename="../../gui/views/comparison_pane.py" line="126"/>
        <source>End comparison</source>
        <translation>结束比对</translation>
    </message>
</context>
<context>
    <name>Condition</name>
    <message>
        <location filename="../../gui/views/report_row.py" line="26"/>
        <source>needs a look</source>
        <translation>有待看之处</translation>
    </message>
    <message>
        <location filename="../../gui/views/report_row.py" line="27"/>
        <source>not yet reviewed</source>
        <translation>未审</translation>
    </message>
    <message>
        <location filename="../../gui/views/report_row.py" line="28"/>
        <source>come back later</source>
        <translation>稍后再看</translation>
    </message>
    <message>
        <location filename="../../gui/views/report_row.py" line="29"/>
        <source>reviewed</source>
        <translation>已审</translation>
    </message>
    <message>
        <location filename="../../gui/views/report_row.py" line="30"/>
        <source>not yet read</source>
        <translation>未读取</translation>
    </message>
    <message>
        <location filename="../../gui/views/report_row.py" line="31"/>
        <source>cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <location filename="../../gui/views/report_row.py" line="32"/>
        <source>not an annual report</source>
        <translation>不是年度报告</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <location filename="../../gui/views/desk.py" line="163"/>
        <source>Checks</source>
        <translation>勾稽</translation>
    </message>
    <message>
        <location filename="../../gui/views/desk.py" line="163"/>
        <source>Findings</source>
        <translation>发现</translation>
    </message>
    <message>
        <location filename="../../gui/views/desk.py" line="190"/>
        <source>Reports</source>
        <translation>报告</translation>
    </message>
    <message>
        <location filename="../../gui/views/desk.py" line="191"/>
        <source>Source text</source>
        <translation>原文</translation>
    </message>
    <message>
        <location filename="../../gui/views/desk.py" line="192"/>
        <source>Checks, findings, journal</source>
        <translation>勾稽、发现、修改记录</translation>
    </message>
    <message>
        <location filename="../../gui/views/desk.py" line="193"/>
        <source>Journal</source>
        <translation>修改记录</translation>
    </message>
    <message>
        <location filename="../../gui/views/desk.py" line="194"/>
        <source>Comparison</source>
        <translation>比对</translation>
    </message>
    <message>
        <location filename="../../gui/views/desk.py" line="195"/>
        <source>Only those to look at</source>
        <translation>只看不平与待定</translation>
    </message>
    <message>
        <location filename="../../gui/views/desk.py" line="198"/>
        <source>○ nothing confirms the figure   ● one statement does   ●● two or more, independent of each other. That all checks pass does not mean that all is right: two rows or columns in each other’s place pass every check, and no check of one year reaches the table of proactive disclosure.</source>
        <translation>○ 没有其他依据印证此数   ● 有一处印证   ●● 有两处以上相互独立的印证。勾稽全部平衡不等于全部正确：两行或两列互换后仍能全部平衡，而单一年度的勾稽并不涉及主动公开表。</translation>
    </message>
    <message>
        <location filename="../../gui/views/desk.py" line="204"/>
        <location filename="../../gui/views/desk.py" line="205"/>
        <source>Note on this report</source>
        <translation>报告备注</translation>
    </message>
    <message>
        <location filename="../../gui/views/desk.py" line="288"/>
        <source>1 passes · 2 report’s own error · 3 not applicable · F2 note</source>
        <translation>1 通过 · 2 报告本身有误 · 3 不适用 · F2 备注</translation>
    </message>
    <message>
        <location filename="../../gui/views/desk.py" line="289"/>
        <source>Space: looked at · Enter: go there</source>
        <translation>空格 已看 · Enter 转到该处</translation>
    </message>
    <message>
        <location filename="../../gui/views/desk.py" line="290"/>
        <source>B back to this point · Enter: go there</source>
        <translation>B 恢复到此处 · Enter 转到该处</translation>
    </message>
    <message>
        <location filename="../../gui/views/desk.py" line="291"/>
        <source>1 mine · 2 theirs · 3 a third value · Enter: go there</source>
        <translation>1 取我方 · 2 取对方 · 3 另取一值 · Enter 转到该处</translation>
    </message>
</context>
<context>
    <name>DifferencesModel</name>
    <message>
        <location filename="../../gui/models/differences.py" line="103"/>
        <source>Settled</source>
        <translation>裁定</translation>
    </message>
    <message>
        <location filename="../../gui/models/differences.py" line="105"/>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <location filename="../../gui/models/differences.py" line="107"/>
        <source>Cell or check</source>
        <translation>单元格或勾稽</translation>
    </message>
    <message>
        <location filename="../../gui/models/differences.py" line="109"/>
        <source>Mine</source>
        <translation>我方</translation>
    </message>
    <message>
        <location filename="../../gui/models/differences.py" line="111"/>
        <source>Theirs</source>
        <translation>对方</translation>
    </message>
    <message>
        <location filename="../../gui/models/differences.py" line="113"/>
        <source>Source text</source>
        <translation>原文</translation>
    </message>
    <message>
        <location filename="../../gui/models/differences.py" line="158"/>
        <source>%1 (as read)</source>
        <translation>%1（原读数）</translation>
    </message>
    <message>
        <location filename="../../gui/models/differences.py" line="160"/>
        <source>not marked</source>
        <translation>未标记</translation>
    </message>
</context>
<context>
    <name>Dock</name>
    <message>
        <location filename="../../gui/views/docks.py" line="107"/>
        <source>Fold away (bring it back with View, Panes)</source>
        <translation>收起（可从“视图 › 面板”找回）</translation>
    </message>
</context>
<context>
    <name>EditWords</name>
    <message>
        <location filename="../../gui/edit_words.py" line="46"/>
        <source>back to source: %1</source>
        <translation>恢复原文读数 %1</translation>
    </message>
    <message>
        <location filename="../../gui/edit_words.py" line="48"/>
        <source>correction of %1</source>
        <translation>修改 %1</translation>
    </message>
    <message>
        <location filename="../../gui/edit_words.py" line="50"/>
        <source>taking away the mark on %1</source>
        <translation>取消标记 %1</translation>
    </message>
    <message>
        <location filename="../../gui/edit_words.py" line="54"/>
        <source>mark on %1</source>
        <translation>标记 %1</translation>
    </message>
    <message>
        <location filename="../../gui/edit_words.py" line="56"/>
        <source>note on the report</source>
        <translation>报告备注</translation>
    </message>
    <message>
        <location filename="../../gui/edit_words.py" line="59"/>
        <source>state “%1”</source>
        <translation>设为“%1”</translation>
    </message>
    <message>
        <location filename="../../gui/edit_words.py" line="62"/>
        <source>correction of the %1</source>
        <translation>更正%1</translation>
    </message>
    <message>
        <location filename="../../gui/edit_words.py" line="64"/>
        <source>finding looked at</source>
        <translation>发现设为已看</translation>
    </message>
    <message>
        <location filename="../../gui/edit_words.py" line="66"/>
        <source>finding to be looked at again</source>
        <translation>发现改回未看</translation>
    </message>
    <message>
        <location filename="../../gui/edit_words.py" line="80"/>
        <source>%1 (back to source)</source>
        <translation>%1（恢复原文读数）</translation>
    </message>
    <message>
        <location filename="../../gui/edit_words.py" line="90"/>
        <source>Note on the report</source>
        <translation>报告备注</translation>
    </message>
    <message>
        <location filename="../../gui/edit_words.py" line="93"/>
        <source>looked at</source>
        <translation>已看</translation>
    </message>
    <message>
        <location filename="../../gui/edit_words.py" line="93"/>
        <source>to be looked at again</source>
        <translation>改回未看</translation>
    </message>
    <message>
        <location filename="../../gui/edit_words.py" line="128"/>
        <source>suggestion (%1)</source>
        <translation>采纳建议（%1）</translation>
    </message>
    <message numerus="yes">
        <location filename="../../gui/edit_words.py" line="134"/>
        <source>marks on checks: %n</source>
        <translation>
            <numerusform>标记 %n 项勾稽</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../gui/edit_words.py" line="135"/>
        <source>changes: %n</source>
        <translation>
            <numerusform>%n 处修改</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../gui/edit_words.py" line="168"/>
        <location filename="../../gui/edit_words.py" line="181"/>
        <source>as in the source</source>
        <translation>原文读数</translation>
    </message>
    <message>
        <location filename="../../gui/edit_words.py" line="200"/>
        <source>finding on %1</source>
        <translation>关于 %1 的发现</translation>
    </message>
    <message>
        <location filename="../../gui/edit_words.py" line="202"/>
        <source>finding on the report</source>
        <translation>关于整份报告的发现</translation>
    </message>
</context>
<context>
    <name>EntryWords</name>
    <message>
        <location filename="../../gui/entry_words.py" line="36"/>
        <source>undone: %1</source>
        <translation>撤销：%1</translation>
    </message>
    <message>
        <location filename="../../gui/entry_words.py" line="38"/>
        <source>redone: %1</source>
        <translation>重做：%1</translation>
    </message>
    <message>
        <location filename="../../gui/entry_words.py" line="111"/>
        <source>taken over from %1: %2</source>
        <translation>自 %1 并入：%2</translation>
    </message>
    <message>
        <location filename="../../gui/entry_words.py" line="52"/>
        <source>tree of units changed: %1</source>
        <translation>修改单位层级：%1</translation>
    </message>
    <message>
        <location filename="../../gui/entry_words.py" line="54"/>
        <source>The file was damaged (kept as %1); entries recovered: %2</source>
        <translation>审核文件曾损坏（原文件存为 %1），找回 %2 条记录</translation>
    </message>
    <message>
        <location filename="../../gui/entry_words.py" line="62"/>
        <source>↶ undone</source>
        <translation>↶ 已撤销</translation>
    </message>
    <message>
        <location filename="../../gui/entry_words.py" line="64"/>
        <source>⤺ undone, set aside</source>
        <translation>⤺ 已撤销并搁置</translation>
    </message>
    <message>
        <location filename="../../gui/entry_words.py" line="72"/>
        <source>Taken back by undo; redo repeats it.</source>
        <translation>已撤销，可重做。</translation>
    </message>
    <message>
        <location filename="../../gui/entry_words.py" line="75"/>
        <source>Taken back by undo, and another step was done then. Redo does not reach it any more; going back to this point brings it back.</source>
        <translation>已撤销，其后又做了别的操作，重做已不能恢复；可用“恢复到此处”找回。</translation>
    </message>
    <message>
        <location filename="../../gui/entry_words.py" line="83"/>
        <source>a step that is not in the journal any more</source>
        <translation>记录中已不存在的操作</translation>
    </message>
    <message>
        <location filename="../../gui/entry_words.py" line="88"/>
        <source>back to the beginning: %1</source>
        <translation>恢复到最初：%1</translation>
    </message>
    <message>
        <location filename="../../gui/entry_words.py" line="90"/>
        <source>back to an earlier point: %1</source>
        <translation>恢复到较早状态：%1</translation>
    </message>
    <message>
        <location filename="../../gui/entry_words.py" line="93"/>
        <source>back to how it was at %2: %1</source>
        <translation>恢复到 %2 时的状态：%1</translation>
    </message>
    <message>
        <location filename="../../gui/entry_words.py" line="97"/>
        <source>adjudicated: %1</source>
        <translation>裁定：%1</translation>
    </message>
    <message>
        <location filename="../../gui/entry_words.py" line="107"/>
        <source>first reviewer %1, second %2</source>
        <translation>初审 %1，复审 %2</translation>
    </message>
    <message numerus="yes">
        <location filename="../../gui/entry_words.py" line="119"/>
        <source>and more: %n</source>
        <translation>
            <numerusform>另有 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../gui/entry_words.py" line="127"/>
        <source>The program reads the file better now: %1</source>
        <translation>新版程序重新读取：%1</translation>
    </message>
    <message>
        <location filename="../../gui/entry_words.py" line="129"/>
        <source>The file was changed and read again: %1</source>
        <translation>文件有变动，已重新读取：%1</translation>
    </message>
    <message>
        <location filename="../../gui/entry_words.py" line="131"/>
        <source>what it said before is not known any more</source>
        <translation>原先的读数已无从得知</translation>
    </message>
    <message>
        <location filename="../../gui/entry_words.py" line="133"/>
        <source>every cell reads as before</source>
        <translation>各单元格读数不变</translation>
    </message>
    <message numerus="yes">
        <location filename="../../gui/entry_words.py" line="140"/>
        <source>and more cells: %n</source>
        <translation>
            <numerusform>等另外 %n 个单元格</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../gui/entry_words.py" line="149"/>
        <source>rule switched on: %1</source>
        <translation>启用规则：%1</translation>
    </message>
    <message>
        <location filename="../../gui/entry_words.py" line="149"/>
        <source>rule switched off: %1</source>
        <translation>停用规则：%1</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <location filename="../../gui/views/source_find.py" line="66"/>
        <source>not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <location filename="../../gui/views/source_find.py" line="101"/>
        <location filename="../../gui/views/source_find.py" line="102"/>
        <source>Find in this text</source>
        <translation>在原文中查找</translation>
    </message>
    <message>
        <location filename="../../gui/views/source_find.py" line="104"/>
        <source>Previous place (Shift+Enter)</source>
        <translation>上一处 (Shift+Enter)</translation>
    </message>
    <message>
        <location filename="../../gui/views/source_find.py" line="105"/>
        <source>Next place (Enter)</source>
        <translation>下一处 (Enter)</translation>
    </message>
    <message>
        <location filename="../../gui/views/source_find.py" line="106"/>
        <source>Close (Esc)</source>
        <translation>关闭 (Esc)</translation>
    </message>
</context>
<context>
    <name>FindingsModel</name>
    <message>
        <location filename="../../gui/models/findings.py" line="92"/>
        <source>Weight</source>
        <translation>程度</translation>
    </message>
    <message>
        <location filename="../../gui/models/findings.py" line="94"/>
        <source>Finding</source>
        <translation>发现</translation>
    </message>
    <message>
        <location filename="../../gui/models/findings.py" line="96"/>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <location filename="../../gui/models/findings.py" line="109"/>
        <source>looked at</source>
        <translation>已看</translation>
    </message>
    <message>
        <location filename="../../gui/models/findings.py" line="128"/>
        <source>line %1</source>
        <translation>第 %1 行</translation>
    </message>
</context>
<context>
    <name>FocusStrip</name>
    <message>
        <location filename="../../gui/views/focus_strip.py" line="143"/>
        <location filename="../../gui/views/focus_strip.py" line="144"/>
        <source>Reason for the correction (Ctrl+R)</source>
        <translation>修改理由（Ctrl+R）</translation>
    </message>
</context>
<context>
    <name>FocusWords</name>
    <message>
        <location filename="../../gui/focus_words.py" line="54"/>
        <source>(no value)</source>
        <translation>（无数值）</translation>
    </message>
    <message>
        <location filename="../../gui/focus_words.py" line="58"/>
        <source>(no unit stated)</source>
        <translation>（未写单位）</translation>
    </message>
    <message>
        <location filename="../../gui/focus_words.py" line="61"/>
        <source>corrected</source>
        <translation>已修改</translation>
    </message>
    <message>
        <location filename="../../gui/focus_words.py" line="87"/>
        <source>source allows: %1</source>
        <translation>原文可读作：%1</translation>
    </message>
    <message>
        <location filename="../../gui/focus_words.py" line="89"/>
        <source>not in the source</source>
        <translation>原文没有</translation>
    </message>
    <message>
        <location filename="../../gui/focus_words.py" line="91"/>
        <source>source: “%1”, line %2</source>
        <translation>原文“%1”，第 %2 行</translation>
    </message>
    <message>
        <location filename="../../gui/focus_words.py" line="101"/>
        <source>difference %1</source>
        <translation>差 %1</translation>
    </message>
    <message>
        <location filename="../../gui/focus_words.py" line="118"/>
        <source>suggestion</source>
        <translation>建议</translation>
    </message>
</context>
<context>
    <name>Grid</name>
    <message>
        <location filename="../../gui/views/grid_readings.py" line="48"/>
        <source>blank</source>
        <translation>空白</translation>
    </message>
    <message>
        <location filename="../../gui/views/grid_readings.py" line="50"/>
        <source>{value}    nothing is printed for it</source>
        <translation>{value}    原文未印</translation>
    </message>
    <message>
        <location filename="../../gui/views/grid_readings.py" line="53"/>
        <source>{value}    line {line}: {excerpt}</source>
        <translation>{value}    第 {line} 行：{excerpt}</translation>
    </message>
</context>
<context>
    <name>GridChoosing</name>
    <message>
        <location filename="../../gui/views/grid_choosing.py" line="46"/>
        <source>There are no readings to choose from here.</source>
        <translation>此处没有可选的读法。</translation>
    </message>
</context>
<context>
    <name>GridWords</name>
    <message>
        <location filename="../../gui/views/grid_words.py" line="55"/>
        <source>Nothing was pasted. Line {row}, field {column} ({cell}): {reason}</source>
        <translation>未粘贴。第 {row} 行第 {column} 列（{cell}）：{reason}</translation>
    </message>
    <message>
        <location filename="../../gui/views/grid_words.py" line="60"/>
        <source>There is no text to paste.</source>
        <translation>剪贴板中没有可粘贴的文字。</translation>
    </message>
    <message>
        <location filename="../../gui/views/grid_words.py" line="62"/>
        <source>Nothing was pasted: from here the table has only {lines} lines, the block more.</source>
        <translation>未粘贴：此处以下只有 {lines} 行，要粘贴的更多。</translation>
    </message>
    <message>
        <location filename="../../gui/views/grid_words.py" line="65"/>
        <source>Nothing was pasted: from here the table has only {fields} columns, the block more.</source>
        <translation>未粘贴：此处以右只有 {fields} 列，要粘贴的更多。</translation>
    </message>
    <message>
        <location filename="../../gui/views/grid_words.py" line="68"/>
        <source>Nothing was pasted: line {row} of the block has another length than its first.</source>
        <translation>未粘贴：第 {row} 行与首行的列数不同。</translation>
    </message>
    <message>
        <location filename="../../gui/views/grid_words.py" line="71"/>
        <source>Nothing was pasted: line {row}, field {column} falls into a merged cell.</source>
        <translation>未粘贴：第 {row} 行第 {column} 列落在合并单元格内。</translation>
    </message>
    <message>
        <location filename="../../gui/views/grid_words.py" line="91"/>
        <source>Reason: {reason}</source>
        <translation>理由：{reason}</translation>
    </message>
    <message>
        <location filename="../../gui/views/grid_words.py" line="103"/>
        <source>[{value}]: the checks hold with this value. It is not in the report.</source>
        <translation>[{value}]：取此值时勾稽平衡；报告中并无此数。</translation>
    </message>
    <message>
        <location filename="../../gui/views/grid_words.py" line="109"/>
        <source>Nothing else confirms this figure.</source>
        <translation>没有其他依据印证此数。</translation>
    </message>
    <message>
        <location filename="../../gui/views/grid_words.py" line="115"/>
        <source>the narrative</source>
        <translation>正文叙述</translation>
    </message>
    <message>
        <location filename="../../gui/views/grid_words.py" line="117"/>
        <source>last year’s report</source>
        <translation>上年报告</translation>
    </message>
    <message>
        <location filename="../../gui/views/grid_words.py" line="118"/>
        <source>Confirmed by: {told}</source>
        <translation>印证：{told}</translation>
    </message>
    <message>
        <location filename="../../gui/views/grid_words.py" line="130"/>
        <source>Corrected to {value}; was {before}</source>
        <translation>已改为 {value}，原为 {before}</translation>
    </message>
    <message>
        <location filename="../../gui/views/grid_words.py" line="133"/>
        <source>blank</source>
        <translation>空白</translation>
    </message>
    <message>
        <location filename="../../gui/views/grid_words.py" line="138"/>
        <source>Source: “{raw}”, line {line}</source>
        <translation>原文“{raw}”，第 {line} 行</translation>
    </message>
    <message>
        <location filename="../../gui/views/grid_words.py" line="142"/>
        <source>The source prints nothing for it.</source>
        <translation>原文此处未印任何内容。</translation>
    </message>
</context>
<context>
    <name>HistoryPane</name>
    <message>
        <location filename="../../gui/views/history_pane.py" line="203"/>
        <source>Back to this point	B</source>
        <translation>恢复到此处	B</translation>
    </message>
    <message>
        <location filename="../../gui/views/history_pane.py" line="206"/>
        <source>Go there	Enter</source>
        <translation>转到该处	Enter</translation>
    </message>
</context>
<context>
    <name>Identity</name>
    <message>
        <location filename="../../gui/views/identity_bar.py" line="37"/>
        <source>from the title</source>
        <translation>据标题</translation>
    </message>
    <message>
        <location filename="../../gui/views/identity_bar.py" line="38"/>
        <source>from the narrative</source>
        <translation>据正文</translation>
    </message>
    <message>
        <location filename="../../gui/views/identity_bar.py" line="39"/>
        <source>from the signature</source>
        <translation>据落款</translation>
    </message>
    <message>
        <location filename="../../gui/views/identity_bar.py" line="40"/>
        <source>from the file name</source>
        <translation>据文件名</translation>
    </message>
    <message>
        <location filename="../../gui/views/identity_bar.py" line="41"/>
        <source>from the folder name</source>
        <translation>据文件夹名</translation>
    </message>
    <message>
        <location filename="../../gui/views/identity_bar.py" line="42"/>
        <source>from the labels of the tables</source>
        <translation>据表格栏目</translation>
    </message>
    <message>
        <location filename="../../gui/views/identity_bar.py" line="43"/>
        <source>from the text</source>
        <translation>据正文</translation>
    </message>
</context>
<context>
    <name>IdentityBar</name>
    <message>
        <location filename="../../gui/views/identity_bar.py" line="222"/>
        <source>unit unknown</source>
        <translation>单位不详</translation>
    </message>
    <message>
        <location filename="../../gui/views/identity_bar.py" line="238"/>
        <source>Not recognised in the text.</source>
        <translation>原文中未能识别。</translation>
    </message>
    <message>
        <location filename="../../gui/views/identity_bar.py" line="241"/>
        <source>Recognised: %1 (%2)</source>
        <translation>识别为：%1（%2）</translation>
    </message>
    <message>
        <location filename="../../gui/views/identity_bar.py" line="243"/>
        <source>Corrected by the reviewer; empty it to go back.</source>
        <translation>审核人已更正；清空即恢复。</translation>
    </message>
</context>
<context>
    <name>JobProgress</name>
    <message>
        <location filename="../../gui/job_progress.py" line="56"/>
        <source>Reading</source>
        <translation>读取</translation>
    </message>
    <message>
        <location filename="../../gui/job_progress.py" line="59"/>
        <source>Workbook</source>
        <translation>工作簿</translation>
    </message>
    <message>
        <location filename="../../gui/job_progress.py" line="65"/>
        <source>Comparing</source>
        <translation>比对</translation>
    </message>
</context>
<context>
    <name>KeyRows</name>
    <message>
        <location filename="../../gui/key_rows.py" line="17"/>
        <source>mark the check: passes, report&apos;s own error, not applicable, none</source>
        <translation>标记勾稽：通过、报告本身有误、不适用、取消</translation>
    </message>
    <message>
        <location filename="../../gui/key_rows.py" line="21"/>
        <source>note on the check</source>
        <translation>勾稽备注</translation>
    </message>
    <message>
        <location filename="../../gui/key_rows.py" line="22"/>
        <source>finding looked at / not yet</source>
        <translation>发现：已看 / 未看</translation>
    </message>
    <message>
        <location filename="../../gui/key_rows.py" line="23"/>
        <source>journal: bring the report back to this point</source>
        <translation>修改记录：把报告恢复到此处</translation>
    </message>
    <message>
        <location filename="../../gui/key_rows.py" line="26"/>
        <source>comparison: take mine, theirs, a third value</source>
        <translation>比对：取我方、取对方、另取一值</translation>
    </message>
    <message>
        <location filename="../../gui/key_rows.py" line="44"/>
        <source>In a table</source>
        <translation>在表格中</translation>
    </message>
    <message>
        <location filename="../../gui/key_rows.py" line="49"/>
        <source>In the panes below</source>
        <translation>在下方面板中</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <location filename="../../gui/views/message_bar.py" line="88"/>
        <location filename="../../gui/views/message_bar.py" line="89"/>
        <source>Close message</source>
        <translation>关闭消息</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <location filename="../../gui/messages.py" line="67"/>
        <source>Workbook saved: %1</source>
        <translation>工作簿已保存：%1</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="69"/>
        <location filename="../../gui/messages.py" line="92"/>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="70"/>
        <location filename="../../gui/messages.py" line="81"/>
        <source>Show folder</source>
        <translation>打开所在文件夹</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="78"/>
        <source>The review is in one file, to be sent and merged: %1</source>
        <translation>审核已存为一个文件，可发送并合并：%1</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="87"/>
        <source>Something in the program went wrong. What you did is saved.</source>
        <translation>程序内部出错。您所做的都已保存。</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="90"/>
        <source>Details are in %1</source>
        <translation>详情见 %1</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="115"/>
        <source>This review went on in %1 when the folder could not be written.</source>
        <translation>文件夹无法写入时，本次审核改存于 %1，现接着使用。</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="116"/>
        <source>Bring it back into the folder</source>
        <translation>移回文件夹</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="120"/>
        <source>Second review by %2, kept in %1. Nothing of the first review is shown.</source>
        <translation>%2 的独立审核，保存在 %1。第一人的审核内容一概不显示。</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="124"/>
        <source>This folder cannot be written; the review is kept in %1</source>
        <translation>此文件夹不可写，审核记录保存在 %1</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="127"/>
        <source>What was kept elsewhere is in the folder again: %1</source>
        <translation>暂存别处的审核已移回文件夹：%1</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="136"/>
        <source>The review file was damaged. Entries recovered: %1. It is kept as %2</source>
        <translation>审核文件已损坏，找回 %1 条记录；损坏的文件保存为 %2。</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="140"/>
        <source>Some entries are lost; the journal says which.</source>
        <translation>有记录已丢失，详见修改记录。</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="142"/>
        <source>Another review file of this folder went its own way: %1</source>
        <translation>此文件夹另有一份内容不同的审核文件：%1</translation>
    </message>
    <message numerus="yes">
        <location filename="../../gui/messages.py" line="146"/>
        <source>Steps that an earlier session could not save: %n</source>
        <translation>
            <numerusform>有 %n 步是上次未能保存的，现已补存。</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="107"/>
        <source>The last session ended without closing (%1). What it had saved is here.</source>
        <translation>上次没有正常关闭（%1）；已保存的内容都在这里。</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="154"/>
        <source>You can look at everything here but change nothing.</source>
        <translation>这里只能查看，不能修改。</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="164"/>
        <source>Wait for it</source>
        <translation>等待</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="168"/>
        <source>Nobody uses it any more</source>
        <translation>已无人使用</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="173"/>
        <source>Waiting: as soon as the review file is free you can change things here.</source>
        <translation>等待中：审核文件一空出即可在此修改。</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="177"/>
        <source>The review file is free. You can change things here now.</source>
        <translation>审核文件已空出，现在可以修改。</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="186"/>
        <source>The review file cannot be read any more. What was not saved is in %1 and can be merged later.</source>
        <translation>审核文件已无法读取；未保存的内容存于 %1，以后可并入。</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="204"/>
        <source>Read anew since the review, and every cell reads as before: %1</source>
        <translation>审核后重新读取，各单元格读数不变：%1</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="212"/>
        <source>The program reads better than when this was reviewed: %1.</source>
        <translation>新版程序的读数与审核时不同：%1。</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="214"/>
        <source>Changed since the review: %1.</source>
        <translation>审核后有变动：%1。</translation>
    </message>
    <message numerus="yes">
        <location filename="../../gui/messages.py" line="215"/>
        <source>Cells that read differently and come back for a look: %n</source>
        <translation>
            <numerusform>有 %n 个单元格读数不同，需再看一遍。</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="219"/>
        <source>Look at them</source>
        <translation>前往查看</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="235"/>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="195"/>
        <source>Reading was stopped. Some files are not read yet.</source>
        <translation>已停止读取，部分文件尚未读取。</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="182"/>
        <source>The review goes on in %1, and is found there when this folder is opened again.</source>
        <translation>审核改存于 %1；再次打开本文件夹时会从那里接着进行。</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="196"/>
        <source>Go on</source>
        <translation>继续读取</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="226"/>
        <source>Everything is saved again.</source>
        <translation>已全部保存。</translation>
    </message>
    <message numerus="yes">
        <location filename="../../gui/messages.py" line="230"/>
        <source>Not saved yet, kept in memory: %n</source>
        <translation>
            <numerusform>尚有 %n 步未保存，暂存于内存。</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="236"/>
        <source>Save elsewhere…</source>
        <translation>另存到…</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="244"/>
        <source>This is how the report stands now.</source>
        <translation>报告现在就是这个状态。</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="247"/>
        <source>Nothing left to look at in the reports of this list.</source>
        <translation>列表中的报告已没有待看之处。</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="250"/>
        <source>Every report of this list is reviewed or put off.</source>
        <translation>列表中的报告都已审完或留待稍后。</translation>
    </message>
</context>
<context>
    <name>Prompts</name>
    <message>
        <location filename="../../gui/prompts.py" line="20"/>
        <source>Open a folder of reports</source>
        <translation>打开报告文件夹</translation>
    </message>
    <message>
        <location filename="../../gui/prompts.py" line="27"/>
        <source>Export workbook</source>
        <translation>导出工作簿</translation>
    </message>
    <message>
        <location filename="../../gui/prompts.py" line="27"/>
        <source>Excel workbook (*.xlsx)</source>
        <translation>Excel 工作簿 (*.xlsx)</translation>
    </message>
    <message>
        <location filename="../../gui/prompts.py" line="36"/>
        <source>Save the review elsewhere</source>
        <translation>将审核另存到</translation>
    </message>
    <message>
        <location filename="../../gui/prompts.py" line="41"/>
        <source>Another review of this folder</source>
        <translation>此文件夹的另一份审核</translation>
    </message>
    <message>
        <location filename="../../gui/prompts.py" line="65"/>
        <source>Hand the review over</source>
        <translation>移交审核</translation>
    </message>
    <message>
        <location filename="../../gui/prompts.py" line="68"/>
        <source>Review file (*.sqlite)</source>
        <translation>审核文件 (*.sqlite)</translation>
    </message>
    <message>
        <location filename="../../gui/prompts.py" line="83"/>
        <source>Reviewer name</source>
        <translation>审核人姓名</translation>
    </message>
    <message>
        <location filename="../../gui/prompts.py" line="84"/>
        <source>This name is stored with every correction, mark and state:</source>
        <translation>每项修改、标记和状态都会记下此姓名：</translation>
    </message>
    <message>
        <location filename="../../gui/prompts.py" line="94"/>
        <source>Not saved</source>
        <translation>尚未保存</translation>
    </message>
    <message numerus="yes">
        <location filename="../../gui/prompts.py" line="95"/>
        <source>Steps that could not be saved and would be lost: %n</source>
        <translation>
            <numerusform>有 %n 步未能保存，离开后将会丢失。</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../gui/prompts.py" line="99"/>
        <source>Stay</source>
        <translation>留下</translation>
    </message>
    <message>
        <location filename="../../gui/prompts.py" line="100"/>
        <source>Lose them</source>
        <translation>放弃这些修改</translation>
    </message>
</context>
<context>
    <name>ReadingsPopup</name>
    <message>
        <location filename="../../gui/views/grid_readings.py" line="94"/>
        <source>Readings of this cell</source>
        <translation>此格的读法</translation>
    </message>
</context>
<context>
    <name>ReportList</name>
    <message>
        <location filename="../../gui/views/report_list.py" line="35"/>
        <source>All %1</source>
        <translation>全部 %1</translation>
    </message>
    <message>
        <location filename="../../gui/views/report_list.py" line="36"/>
        <source>To do %1</source>
        <translation>待审 %1</translation>
    </message>
    <message>
        <location filename="../../gui/views/report_list.py" line="37"/>
        <source>Later %1</source>
        <translation>稍后 %1</translation>
    </message>
    <message>
        <location filename="../../gui/views/report_list.py" line="38"/>
        <source>Reviewed %1</source>
        <translation>已审 %1</translation>
    </message>
    <message>
        <location filename="../../gui/views/report_list.py" line="39"/>
        <source>Others %1</source>
        <translation>其他 %1</translation>
    </message>
    <message>
        <location filename="../../gui/views/report_list.py" line="43"/>
        <source>By file</source>
        <translation>按文件</translation>
    </message>
    <message>
        <location filename="../../gui/views/report_list.py" line="44"/>
        <source>To do first</source>
        <translation>待看在前</translation>
    </message>
    <message>
        <location filename="../../gui/views/report_list.py" line="45"/>
        <source>By unit</source>
        <translation>按单位</translation>
    </message>
    <message>
        <location filename="../../gui/views/report_list.py" line="46"/>
        <source>By year</source>
        <translation>按年度</translation>
    </message>
    <message>
        <location filename="../../gui/views/report_list.py" line="172"/>
        <source>Unit, file or text</source>
        <translation>单位、文件或正文</translation>
    </message>
    <message>
        <location filename="../../gui/views/report_list.py" line="173"/>
        <source>Which reports are listed</source>
        <translation>列出哪些报告</translation>
    </message>
    <message>
        <location filename="../../gui/views/report_list.py" line="174"/>
        <source>In which order</source>
        <translation>按什么次序</translation>
    </message>
    <message>
        <location filename="../../gui/views/report_list.py" line="175"/>
        <source>Reports</source>
        <translation>报告</translation>
    </message>
    <message>
        <location filename="../../gui/views/report_list.py" line="208"/>
        <source>failing checks: %1, not yet judged: %2</source>
        <translation>不平 %1 项，其中未判定 %2 项</translation>
    </message>
    <message>
        <location filename="../../gui/views/report_list.py" line="213"/>
        <source>open findings: %1</source>
        <translation>待看的发现 %1 项</translation>
    </message>
</context>
<context>
    <name>RulesModel</name>
    <message>
        <location filename="../../gui/models/rules.py" line="90"/>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <location filename="../../gui/models/rules.py" line="92"/>
        <source>Weight</source>
        <translation>程度</translation>
    </message>
    <message>
        <location filename="../../gui/models/rules.py" line="94"/>
        <source>Raised</source>
        <translation>提出</translation>
    </message>
    <message>
        <location filename="../../gui/models/rules.py" line="96"/>
        <source>Put aside</source>
        <translation>搁置</translation>
    </message>
    <message>
        <location filename="../../gui/models/rules.py" line="98"/>
        <source>Share</source>
        <translation>比例</translation>
    </message>
</context>
<context>
    <name>RulesPage</name>
    <message>
        <location filename="../../gui/views/rules_page.py" line="72"/>
        <source>Rules for this folder</source>
        <translation>此文件夹的规则</translation>
    </message>
    <message>
        <location filename="../../gui/views/rules_page.py" line="75"/>
        <source>A rule that is switched off brings no findings and its checks count as settled in this folder; the journal and the workbook say so. Counted are the reports that somebody has worked on: how often the rule spoke there and how often it was put aside. ▲ cries wolf. Space switches, Esc goes back.</source>
        <translation>停用的规则在此文件夹中不再提出发现，其勾稽视为已处理，并记入修改记录与工作簿。计数只含有人审过的报告：该规则提出几次、被搁置几次。▲ 表示常属虚报。空格键切换，Esc 返回。</translation>
    </message>
</context>
<context>
    <name>SecondReviewDialog</name>
    <message>
        <location filename="../../gui/views/review_dialogs.py" line="110"/>
        <source>Second review</source>
        <translation>第二人审核</translation>
    </message>
    <message>
        <location filename="../../gui/views/review_dialogs.py" line="114"/>
        <source>An independent second review of this folder is kept in a file of its own. Nothing of the first review is shown: neither figures nor marks, notes or counts. Ctrl+M compares the two when both are done.</source>
        <translation>对本文件夹的独立第二人审核保存在单独的文件中。第一人的审核内容一概不显示：数字、标记、备注、计数都没有。两人都审完后用 Ctrl+M 对照。</translation>
    </message>
    <message>
        <location filename="../../gui/views/review_dialogs.py" line="123"/>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <location filename="../../gui/views/review_dialogs.py" line="130"/>
        <source>Reviewer</source>
        <translation>审核人</translation>
    </message>
    <message>
        <location filename="../../gui/views/review_dialogs.py" line="131"/>
        <location filename="../../gui/views/review_dialogs.py" line="178"/>
        <source>Review file</source>
        <translation>审核文件</translation>
    </message>
    <message>
        <location filename="../../gui/views/review_dialogs.py" line="134"/>
        <source>Review</source>
        <translation>开始审核</translation>
    </message>
    <message>
        <location filename="../../gui/views/review_dialogs.py" line="135"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <location filename="../../gui/views/review_dialogs.py" line="180"/>
        <source>Review file (*.sqlite)</source>
        <translation>审核文件 (*.sqlite)</translation>
    </message>
    <message>
        <location filename="../../gui/views/review_dialogs.py" line="193"/>
        <source>This file is there: the review in it goes on.</source>
        <translation>文件已存在：接着其中的审核进行。</translation>
    </message>
    <message>
        <location filename="../../gui/views/review_dialogs.py" line="195"/>
        <source>A new file.</source>
        <translation>将新建此文件。</translation>
    </message>
</context>
<context>
    <name>Showing</name>
    <message>
        <location filename="../../gui/showing.py" line="92"/>
        <source>There are no reports in this folder.</source>
        <translation>此文件夹中没有报告。</translation>
    </message>
    <message>
        <location filename="../../gui/showing.py" line="93"/>
        <source>Gouji reads text files (.txt); it looks into sub-folders too.</source>
        <translation>勾稽读取文本文件（.txt），包括子文件夹中的文件。</translation>
    </message>
    <message>
        <location filename="../../gui/showing.py" line="104"/>
        <source>reviewed %1/%2</source>
        <translation>已审 %1/%2</translation>
    </message>
</context>
<context>
    <name>SourcePane</name>
    <message>
        <location filename="../../gui/views/source_pane.py" line="125"/>
        <source>Source text</source>
        <translation>原文</translation>
    </message>
</context>
<context>
    <name>SuggestionsModel</name>
    <message>
        <location filename="../../gui/models/suggestions.py" line="131"/>
        <source>choose a reading</source>
        <translation>选定读法</translation>
    </message>
    <message>
        <location filename="../../gui/models/suggestions.py" line="133"/>
        <source>correct the reading</source>
        <translation>改正读数</translation>
    </message>
    <message>
        <location filename="../../gui/models/suggestions.py" line="134"/>
        <source>the report’s own error</source>
        <translation>报告本身有误</translation>
    </message>
</context>
<context>
    <name>SuggestionsPane</name>
    <message numerus="yes">
        <location filename="../../gui/views/suggestions_pane.py" line="154"/>
        <source>Suggestions: %n · Enter or Ctrl+J takes one up</source>
        <translation>
            <numerusform>建议 %n 条 · Enter 或 Ctrl+J 采纳</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../gui/views/suggestions_pane.py" line="156"/>
        <source>No small change mends what fails.</source>
        <translation>没有小的改动能使其平衡。</translation>
    </message>
    <message>
        <location filename="../../gui/views/suggestions_pane.py" line="158"/>
        <source>Every failing check is judged; nothing to suggest.</source>
        <translation>不平的勾稽都已判定，没有建议。</translation>
    </message>
    <message>
        <location filename="../../gui/views/suggestions_pane.py" line="160"/>
        <source>No check fails; nothing to suggest.</source>
        <translation>没有不平的勾稽，没有建议。</translation>
    </message>
</context>
<context>
    <name>TableGrid</name>
    <message>
        <location filename="../../gui/views/grid_actions.py" line="13"/>
        <source>Edit cell</source>
        <translation>编辑单元格</translation>
    </message>
    <message>
        <location filename="../../gui/views/grid_actions.py" line="14"/>
        <source>Choose a reading</source>
        <translation>选择读法</translation>
    </message>
    <message>
        <location filename="../../gui/views/grid_actions.py" line="15"/>
        <source>Accept as read</source>
        <translation>认可此读数</translation>
    </message>
    <message>
        <location filename="../../gui/views/grid_actions.py" line="16"/>
        <source>Back to the source</source>
        <translation>恢复原文读数</translation>
    </message>
    <message>
        <location filename="../../gui/views/grid_actions.py" line="17"/>
        <source>Clear (blank)</source>
        <translation>清空</translation>
    </message>
    <message>
        <location filename="../../gui/views/grid_actions.py" line="18"/>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <location filename="../../gui/views/grid_actions.py" line="19"/>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
</context>
<context>
    <name>ToolBar</name>
    <message numerus="yes">
        <location filename="../../gui/tool_bar.py" line="63"/>
        <source>▲ waiting to save: %n</source>
        <translation>
            <numerusform>▲ 待空出后保存：%n 步</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../gui/tool_bar.py" line="65"/>
        <source>▲ not saved: %n</source>
        <translation>
            <numerusform>▲ 未保存 %n 步</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../gui/tool_bar.py" line="67"/>
        <source>saving…</source>
        <translation>保存中…</translation>
    </message>
    <message>
        <location filename="../../gui/tool_bar.py" line="71"/>
        <source>read only, waiting</source>
        <translation>只读，等待中</translation>
    </message>
    <message>
        <location filename="../../gui/tool_bar.py" line="73"/>
        <source>read only</source>
        <translation>只读</translation>
    </message>
    <message>
        <location filename="../../gui/tool_bar.py" line="75"/>
        <source>✓ saved</source>
        <translation>✓ 已保存</translation>
    </message>
    <message>
        <location filename="../../gui/tool_bar.py" line="80"/>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>TrailBar</name>
    <message>
        <location filename="../../gui/views/history_pane.py" line="93"/>
        <source>This report</source>
        <translation>本报告</translation>
    </message>
    <message>
        <location filename="../../gui/views/history_pane.py" line="94"/>
        <source>Whole folder</source>
        <translation>整个文件夹</translation>
    </message>
    <message>
        <location filename="../../gui/views/history_pane.py" line="95"/>
        <source>Everybody</source>
        <translation>所有人</translation>
    </message>
    <message>
        <location filename="../../gui/views/history_pane.py" line="96"/>
        <source>Only the chosen cell or check</source>
        <translation>只看所选单元格或勾稽</translation>
    </message>
    <message>
        <location filename="../../gui/views/history_pane.py" line="97"/>
        <source>Words</source>
        <translation>文字</translation>
    </message>
    <message>
        <location filename="../../gui/views/history_pane.py" line="98"/>
        <source>Back to this point</source>
        <translation>恢复到此处</translation>
    </message>
    <message>
        <location filename="../../gui/views/history_pane.py" line="100"/>
        <source>Bring back how the report stood after the chosen step, as a new step (B)</source>
        <translation>把报告恢复到所选操作之后的状态，并记为新的一步 (B)</translation>
    </message>
    <message>
        <location filename="../../gui/views/history_pane.py" line="103"/>
        <source>Whose journal</source>
        <translation>哪里的记录</translation>
    </message>
    <message>
        <location filename="../../gui/views/history_pane.py" line="104"/>
        <source>Whose steps</source>
        <translation>谁的操作</translation>
    </message>
    <message>
        <location filename="../../gui/views/history_pane.py" line="105"/>
        <source>Words in the journal</source>
        <translation>在记录中查找</translation>
    </message>
</context>
<context>
    <name>UnitDetailsModel</name>
    <message>
        <location filename="../../gui/models/unit_details.py" line="65"/>
        <source>%1  –  the unit has no report of its own, or several</source>
        <translation>%1  –  本单位没有该年报告，或有多份</translation>
    </message>
    <message>
        <location filename="../../gui/models/unit_details.py" line="73"/>
        <source>%1  ?  cannot be judged: no single report of %2 on this form</source>
        <translation>%1  ?  无法判断：缺少 %2 该年同一表样的报告（或有多份）</translation>
    </message>
    <message>
        <location filename="../../gui/models/unit_details.py" line="74"/>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <location filename="../../gui/models/unit_details.py" line="80"/>
        <source>%1  ✓  %2 figures are at least the sum of %3 reports below</source>
        <translation>%1  ✓  %2 个数均不小于下级 %3 份报告之和（本级数字未知）</translation>
    </message>
    <message>
        <location filename="../../gui/models/unit_details.py" line="82"/>
        <source>%1  ✓  %2 figures are the sum of %3 reports</source>
        <translation>%1  ✓  %2 个数均等于 %3 份报告之和</translation>
    </message>
    <message>
        <location filename="../../gui/models/unit_details.py" line="87"/>
        <source>%1  ✗  %2 figures are below the sum of %3 reports</source>
        <translation>%1  ✗  %2 个数小于下级 %3 份报告之和</translation>
    </message>
    <message>
        <location filename="../../gui/models/unit_details.py" line="89"/>
        <source>%1  ✗  %2 figures are not the sum of %3 reports</source>
        <translation>%1  ✗  %2 个数不等于 %3 份报告之和</translation>
    </message>
    <message>
        <location filename="../../gui/models/unit_details.py" line="94"/>
        <source>      %1: here %2, sum %3</source>
        <translation>      %1：本单位 %2，合计 %3</translation>
    </message>
</context>
<context>
    <name>UnitsModel</name>
    <message>
        <location filename="../../gui/models/units.py" line="120"/>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <location filename="../../gui/models/units.py" line="122"/>
        <source>Reports</source>
        <translation>报告</translation>
    </message>
    <message>
        <location filename="../../gui/models/units.py" line="124"/>
        <source>Sum of those below</source>
        <translation>与下级之和</translation>
    </message>
    <message>
        <location filename="../../gui/models/units.py" line="166"/>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <location filename="../../gui/models/units.py" line="176"/>
        <source>%1 (own figures)</source>
        <translation>%1（本级）</translation>
    </message>
    <message>
        <location filename="../../gui/models/units.py" line="178"/>
        <source>%1 (no figures of its own)</source>
        <translation>%1（无本级数字）</translation>
    </message>
</context>
<context>
    <name>UnitsPage</name>
    <message>
        <location filename="../../gui/views/units_page.py" line="60"/>
        <source>Add below</source>
        <translation>添加下级</translation>
    </message>
    <message>
        <location filename="../../gui/views/units_page.py" line="61"/>
        <source>Rename</source>
        <translation>改名</translation>
    </message>
    <message>
        <location filename="../../gui/views/units_page.py" line="62"/>
        <source>Take out</source>
        <translation>移除</translation>
    </message>
    <message>
        <location filename="../../gui/views/units_page.py" line="63"/>
        <source>Further in</source>
        <translation>降一级</translation>
    </message>
    <message>
        <location filename="../../gui/views/units_page.py" line="64"/>
        <source>Further out</source>
        <translation>升一级</translation>
    </message>
    <message>
        <location filename="../../gui/views/units_page.py" line="65"/>
        <source>Up</source>
        <translation>上移</translation>
    </message>
    <message>
        <location filename="../../gui/views/units_page.py" line="66"/>
        <source>Down</source>
        <translation>下移</translation>
    </message>
    <message>
        <location filename="../../gui/views/units_page.py" line="67"/>
        <source>Pick up</source>
        <translation>剪切</translation>
    </message>
    <message>
        <location filename="../../gui/views/units_page.py" line="68"/>
        <source>Put down below</source>
        <translation>粘贴为下级</translation>
    </message>
    <message>
        <location filename="../../gui/views/units_page.py" line="69"/>
        <source>Holds own figures</source>
        <translation>作为本级</translation>
    </message>
    <message>
        <location filename="../../gui/views/units_page.py" line="70"/>
        <source>None of its own</source>
        <translation>无本级数字</translation>
    </message>
    <message>
        <location filename="../../gui/views/units_page.py" line="71"/>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <location filename="../../gui/views/units_page.py" line="72"/>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <location filename="../../gui/views/units_page.py" line="73"/>
        <source>As the folders show</source>
        <translation>改按文件夹</translation>
    </message>
    <message>
        <location filename="../../gui/views/units_page.py" line="132"/>
        <source>Units of this folder</source>
        <translation>此文件夹的单位层级</translation>
    </message>
    <message>
        <location filename="../../gui/views/units_page.py" line="135"/>
        <source>The report of a unit above is the sum of its own figures and of all reports below it. ✓ adds up   ✗ figures differ   ? a report is missing, so that nothing can be said   – the unit has no report of that year   (Enter: what differs; Esc: back)</source>
        <translation>上级单位的报告应等于本级与全部下级报告之和。✓ 相符   ✗ 有数字不符   ? 缺少报告，无法判断   – 本单位没有该年报告（Enter 看差异，Esc 返回）</translation>
    </message>
    <message>
        <location filename="../../gui/views/units_page.py" line="296"/>
        <source>%1 is in the tree already</source>
        <translation>“%1”已在层级中</translation>
    </message>
    <message>
        <location filename="../../gui/views/units_page.py" line="310"/>
        <source>%1 cannot be called that: the name is taken, or it is the one in its reports</source>
        <translation>“%1”不能改成此名：该名称已被使用，或“%1”是其报告中的名称</translation>
    </message>
    <message>
        <location filename="../../gui/views/units_page.py" line="333"/>
        <source>Name of a unit to add below %1</source>
        <translation>在“%1”之下添加单位：输入名称后按 Enter</translation>
    </message>
    <message>
        <location filename="../../gui/views/units_page.py" line="350"/>
        <source>The folder is still being read; the tree comes in a moment.</source>
        <translation>正在读取文件夹，稍后显示单位层级。</translation>
    </message>
    <message>
        <location filename="../../gui/views/units_page.py" line="353"/>
        <source>%1. Correct the file and read the folder again (F5).</source>
        <translation>%1。请改正此文件后按 F5 重新读取。</translation>
    </message>
    <message>
        <location filename="../../gui/views/units_page.py" line="357"/>
        <source>Somebody else reviews this folder: the tree can only be looked at.</source>
        <translation>别人正在审核此文件夹，单位层级只能查看。</translation>
    </message>
    <message>
        <location filename="../../gui/views/units_page.py" line="360"/>
        <source>Nothing can be written into this folder: the tree can only be looked at.</source>
        <translation>此文件夹不能写入，单位层级只能查看。</translation>
    </message>
    <message>
        <location filename="../../gui/views/units_page.py" line="364"/>
        <source>As the folders show it. The first change is kept in %1, beside the reports.</source>
        <translation>目前按文件夹推定；改动后将保存在报告旁的 %1。</translation>
    </message>
    <message>
        <location filename="../../gui/views/units_page.py" line="367"/>
        <source>Kept in %1, beside the reports.</source>
        <translation>保存在报告旁的 %1。</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <location filename="../../gui/views/pages.py" line="135"/>
        <source>Review annual disclosure reports</source>
        <translation>审核政府信息公开工作年度报告</translation>
    </message>
    <message>
        <location filename="../../gui/views/pages.py" line="138"/>
        <source>Gouji reads the statutory tables out of the texts, checks their sums, and keeps every correction with its reason. The reports themselves are never changed.</source>
        <translation>勾稽从报告原文中读出法定表格，核对勾稽关系，并留存每一处修改及其理由。报告文件本身从不改动。</translation>
    </message>
    <message>
        <location filename="../../gui/views/pages.py" line="142"/>
        <source>Open folder…</source>
        <translation>打开文件夹…</translation>
    </message>
    <message>
        <location filename="../../gui/views/pages.py" line="143"/>
        <source>or drop a folder onto this window</source>
        <translation>或将文件夹拖入窗口</translation>
    </message>
    <message>
        <location filename="../../gui/views/pages.py" line="144"/>
        <source>Opened last</source>
        <translation>最近打开</translation>
    </message>
</context>
<context>
    <name>WhichReviewDialog</name>
    <message>
        <location filename="../../gui/views/review_dialogs.py" line="40"/>
        <source>Which review?</source>
        <translation>用哪一份审核？</translation>
    </message>
    <message>
        <location filename="../../gui/views/review_dialogs.py" line="43"/>
        <source>The folder %1 has more than one review. Which one do you work in?</source>
        <translation>文件夹“%1”有不止一份审核。您用的是哪一份？</translation>
    </message>
    <message>
        <location filename="../../gui/views/review_dialogs.py" line="57"/>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <location filename="../../gui/views/review_dialogs.py" line="58"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <location filename="../../gui/views/review_dialogs.py" line="88"/>
        <source>The review of this folder</source>
        <translation>本文件夹的审核</translation>
    </message>
    <message>
        <location filename="../../gui/views/review_dialogs.py" line="90"/>
        <source>Second review</source>
        <translation>第二人审核</translation>
    </message>
    <message>
        <location filename="../../gui/views/review_dialogs.py" line="92"/>
        <source>This folder&apos;s review, where it went on</source>
        <translation>本文件夹的审核（改存处）</translation>
    </message>
    <message>
        <location filename="../../gui/views/review_dialogs.py" line="97"/>
        <source>not begun yet</source>
        <translation>尚未开始</translation>
    </message>
    <message>
        <location filename="../../gui/views/review_dialogs.py" line="99"/>
        <source>out of reach</source>
        <translation>目前找不到</translation>
    </message>
</context>
<context>
    <name>WindowState</name>
    <message>
        <location filename="../../gui/window_state.py" line="105"/>
        <source>(end)</source>
        <translation>（结束）</translation>
    </message>
    <message>
        <location filename="../../gui/window_state.py" line="109"/>
        <source>Gouji</source>
        <translation>勾稽</translation>
    </message>
    <message>
        <location filename="../../gui/window_state.py" line="113"/>
        <source>second review</source>
        <translation>第二人审核</translation>
    </message>
</context>
</TS>
