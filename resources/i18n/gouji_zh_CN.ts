<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <location filename="../../gui/actions.py" line="66"/>
        <source>Open folder…</source>
        <translation>打开文件夹…</translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="68"/>
        <source>Read folder again</source>
        <translation>重新读取文件夹</translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="69"/>
        <source>Stop reading</source>
        <translation>停止读取</translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="71"/>
        <source>Export workbook…</source>
        <translation>导出工作簿…</translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="73"/>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="74"/>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="76"/>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="78"/>
        <source>Reviewer name…</source>
        <translation>审核人姓名…</translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="79"/>
        <source>Find unit or text</source>
        <translation>查找单位或正文</translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="81"/>
        <source>Previous report</source>
        <translation>上一份</translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="84"/>
        <source>Next report</source>
        <translation>下一份</translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="87"/>
        <source>Previous to look at</source>
        <translation>上一处待看</translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="90"/>
        <source>Next to look at</source>
        <translation>下一处待看</translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="93"/>
        <source>Table of proactive disclosure</source>
        <translation>主动公开表</translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="96"/>
        <source>Table of requests</source>
        <translation>依申请公开表</translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="99"/>
        <source>Table of disputes</source>
        <translation>复议诉讼表</translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="101"/>
        <source>Checks</source>
        <translation>勾稽</translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="102"/>
        <source>Findings</source>
        <translation>发现</translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="103"/>
        <source>Journal</source>
        <translation>修改记录</translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="104"/>
        <source>Source text</source>
        <translation>原文</translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="106"/>
        <source>Mark check: passes</source>
        <translation>标记勾稽：通过</translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="109"/>
        <source>Mark check: the report&apos;s own error</source>
        <translation>标记勾稽：报告本身有误</translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="112"/>
        <source>Mark check: not applicable</source>
        <translation>标记勾稽：不适用</translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="114"/>
        <source>Take mark away</source>
        <translation>取消标记</translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="116"/>
        <source>Finding looked at / not yet</source>
        <translation>发现：已看 / 未看</translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="119"/>
        <source>Reviewed, go on</source>
        <translation>审完，下一份</translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="122"/>
        <source>Come back later, go on</source>
        <translation>稍后再看，下一份</translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="126"/>
        <source>Set back to not reviewed</source>
        <translation>改回未审</translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="127"/>
        <source>Reset layout</source>
        <translation>恢复默认布局</translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="128"/>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="129"/>
        <source>About Gouji</source>
        <translation>关于勾稽</translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="136"/>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="137"/>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="138"/>
        <source>&amp;Go</source>
        <translation>转到(&amp;G)</translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="139"/>
        <source>&amp;Review</source>
        <translation>审核(&amp;R)</translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="140"/>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="141"/>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="142"/>
        <source>Recent folders</source>
        <translation>最近的文件夹</translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="143"/>
        <source>Panes</source>
        <translation>面板</translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="144"/>
        <source>Language / 语言</source>
        <translation>语言 / Language</translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="145"/>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
</context>
<context>
    <name>AuditTrailModel</name>
    <message>
        <location filename="../../gui/models/audit_trail.py" line="76"/>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <location filename="../../gui/models/audit_trail.py" line="78"/>
        <source>Reviewer</source>
        <translation>审核人</translation>
    </message>
    <message>
        <location filename="../../gui/models/audit_trail.py" line="80"/>
        <source>Step</source>
        <translation>操作</translation>
    </message>
    <message>
        <location filename="../../gui/models/audit_trail.py" line="82"/>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <location filename="../../gui/models/audit_trail.py" line="113"/>
        <source>undone: %1</source>
        <translation>撤销：%1</translation>
    </message>
    <message>
        <location filename="../../gui/models/audit_trail.py" line="113"/>
        <source>redone: %1</source>
        <translation>重做：%1</translation>
    </message>
    <message>
        <location filename="../../gui/models/audit_trail.py" line="119"/>
        <source>read anew: %1</source>
        <translation>重新读取：%1</translation>
    </message>
</context>
<context>
    <name>ChecksModel</name>
    <message>
        <location filename="../../gui/models/checks.py" line="226"/>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <location filename="../../gui/models/checks.py" line="228"/>
        <source>Check</source>
        <translation>勾稽关系</translation>
    </message>
    <message>
        <location filename="../../gui/models/checks.py" line="230"/>
        <source>Left side</source>
        <translation>左边</translation>
    </message>
    <message>
        <location filename="../../gui/models/checks.py" line="232"/>
        <source>Right side</source>
        <translation>右边</translation>
    </message>
    <message>
        <location filename="../../gui/models/checks.py" line="234"/>
        <source>Difference</source>
        <translation>差</translation>
    </message>
    <message>
        <location filename="../../gui/models/checks.py" line="236"/>
        <source>Mark</source>
        <translation>标记</translation>
    </message>
    <message>
        <location filename="../../gui/models/checks.py" line="238"/>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <location filename="../../gui/models/checks.py" line="267"/>
        <source>%1 (out of date)</source>
        <translation>%1（数值已变）</translation>
    </message>
</context>
<context>
    <name>Choice</name>
    <message>
        <location filename="../../gui/bars.py" line="29"/>
        <location filename="../../gui/bars.py" line="34"/>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <location filename="../../gui/bars.py" line="35"/>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <location filename="../../gui/bars.py" line="36"/>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <location filename="../../gui/commands.py" line="134"/>
        <source>Choose a check first (F8 or Ctrl+4).</source>
        <translation>请先选择一项勾稽（F8 或 Ctrl+4）。</translation>
    </message>
    <message>
        <location filename="../../gui/commands.py" line="140"/>
        <source>Choose a finding first (F8 or Ctrl+5).</source>
        <translation>请先选择一项发现（F8 或 Ctrl+5）。</translation>
    </message>
    <message>
        <location filename="../../gui/commands.py" line="143"/>
        <source>Gouji %1, under the Apache License 2.0. Works offline.</source>
        <translation>勾稽 %1，按 Apache License 2.0 授权，离线运行。</translation>
    </message>
</context>
<context>
    <name>Condition</name>
    <message>
        <location filename="../../gui/views/report_list.py" line="52"/>
        <source>needs a look</source>
        <translation>有待看之处</translation>
    </message>
    <message>
        <location filename="../../gui/views/report_list.py" line="53"/>
        <source>not yet reviewed</source>
        <translation>未审</translation>
    </message>
    <message>
        <location filename="../../gui/views/report_list.py" line="54"/>
        <source>come back later</source>
        <translation>稍后再看</translation>
    </message>
    <message>
        <location filename="../../gui/views/report_list.py" line="55"/>
        <source>reviewed</source>
        <translation>已审</translation>
    </message>
    <message>
        <location filename="../../gui/views/report_list.py" line="56"/>
        <source>not yet read</source>
        <translation>未读取</translation>
    </message>
    <message>
        <location filename="../../gui/views/report_list.py" line="57"/>
        <source>cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <location filename="../../gui/views/report_list.py" line="58"/>
        <source>not an annual report</source>
        <translation>不是年度报告</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <location filename="../../gui/views/desk.py" line="140"/>
        <source>Checks</source>
        <translation>勾稽</translation>
    </message>
    <message>
        <location filename="../../gui/views/desk.py" line="140"/>
        <source>Findings</source>
        <translation>发现</translation>
    </message>
    <message>
        <location filename="../../gui/views/desk.py" line="167"/>
        <source>Reports</source>
        <translation>报告</translation>
    </message>
    <message>
        <location filename="../../gui/views/desk.py" line="168"/>
        <source>Source text</source>
        <translation>原文</translation>
    </message>
    <message>
        <location filename="../../gui/views/desk.py" line="169"/>
        <source>Checks, findings, journal</source>
        <translation>勾稽、发现、修改记录</translation>
    </message>
    <message>
        <location filename="../../gui/views/desk.py" line="170"/>
        <source>Journal</source>
        <translation>修改记录</translation>
    </message>
    <message>
        <location filename="../../gui/views/desk.py" line="171"/>
        <source>Only those to look at</source>
        <translation>只看不平与待定</translation>
    </message>
    <message>
        <location filename="../../gui/views/desk.py" line="242"/>
        <source>1 passes · 2 report’s own error · 3 not applicable · F2 note</source>
        <translation>1 通过 · 2 报告本身有误 · 3 不适用 · F2 备注</translation>
    </message>
    <message>
        <location filename="../../gui/views/desk.py" line="243"/>
        <source>Space: looked at · Enter: go there</source>
        <translation>空格 已看 · Enter 转到该处</translation>
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
        <location filename="../../gui/edit_words.py" line="39"/>
        <source>back to source: %1</source>
        <translation>恢复原文读数 %1</translation>
    </message>
    <message>
        <location filename="../../gui/edit_words.py" line="41"/>
        <source>correction of %1</source>
        <translation>修改 %1</translation>
    </message>
    <message>
        <location filename="../../gui/edit_words.py" line="43"/>
        <source>taking away the mark on %1</source>
        <translation>取消标记 %1</translation>
    </message>
    <message>
        <location filename="../../gui/edit_words.py" line="47"/>
        <source>mark on %1</source>
        <translation>标记 %1</translation>
    </message>
    <message>
        <location filename="../../gui/edit_words.py" line="49"/>
        <source>note on the report</source>
        <translation>报告备注</translation>
    </message>
    <message>
        <location filename="../../gui/edit_words.py" line="52"/>
        <source>state “%1”</source>
        <translation>设为“%1”</translation>
    </message>
    <message>
        <location filename="../../gui/edit_words.py" line="55"/>
        <source>correction of the %1</source>
        <translation>更正%1</translation>
    </message>
    <message>
        <location filename="../../gui/edit_words.py" line="57"/>
        <source>finding looked at</source>
        <translation>发现设为已看</translation>
    </message>
    <message>
        <location filename="../../gui/edit_words.py" line="59"/>
        <source>finding to be looked at again</source>
        <translation>发现改回未看</translation>
    </message>
    <message>
        <location filename="../../gui/edit_words.py" line="71"/>
        <source>%1 (back to source)</source>
        <translation>%1（恢复原文读数）</translation>
    </message>
    <message>
        <location filename="../../gui/edit_words.py" line="81"/>
        <source>Note on the report</source>
        <translation>报告备注</translation>
    </message>
    <message>
        <location filename="../../gui/edit_words.py" line="84"/>
        <source>looked at</source>
        <translation>已看</translation>
    </message>
    <message>
        <location filename="../../gui/edit_words.py" line="84"/>
        <source>to be looked at again</source>
        <translation>改回未看</translation>
    </message>
    <message numerus="yes">
        <location filename="../../gui/edit_words.py" line="96"/>
        <source>marks on checks: %n</source>
        <translation>
            <numerusform>标记 %n 项勾稽</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../gui/edit_words.py" line="97"/>
        <source>changes: %n</source>
        <translation>
            <numerusform>%n 处修改</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../gui/edit_words.py" line="120"/>
        <source>as in the source</source>
        <translation>原文读数</translation>
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
        <location filename="../../gui/models/findings.py" line="98"/>
        <source>Weight</source>
        <translation>程度</translation>
    </message>
    <message>
        <location filename="../../gui/models/findings.py" line="100"/>
        <source>Finding</source>
        <translation>发现</translation>
    </message>
    <message>
        <location filename="../../gui/models/findings.py" line="102"/>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <location filename="../../gui/models/findings.py" line="115"/>
        <source>looked at</source>
        <translation>已看</translation>
    </message>
    <message>
        <location filename="../../gui/models/findings.py" line="134"/>
        <source>line %1</source>
        <translation>第 %1 行</translation>
    </message>
</context>
<context>
    <name>FocusWords</name>
    <message>
        <location filename="../../gui/focus_words.py" line="46"/>
        <source>(no value)</source>
        <translation>（无数值）</translation>
    </message>
    <message>
        <location filename="../../gui/focus_words.py" line="50"/>
        <source>(no unit stated)</source>
        <translation>（未写单位）</translation>
    </message>
    <message>
        <location filename="../../gui/focus_words.py" line="53"/>
        <source>corrected</source>
        <translation>已修改</translation>
    </message>
    <message>
        <location filename="../../gui/focus_words.py" line="69"/>
        <source>source allows: %1</source>
        <translation>原文可读作：%1</translation>
    </message>
    <message>
        <location filename="../../gui/focus_words.py" line="71"/>
        <source>not in the source</source>
        <translation>原文没有</translation>
    </message>
    <message>
        <location filename="../../gui/focus_words.py" line="73"/>
        <source>source: “%1”, line %2</source>
        <translation>原文“%1”，第 %2 行</translation>
    </message>
    <message>
        <location filename="../../gui/focus_words.py" line="83"/>
        <source>difference %1</source>
        <translation>差 %1</translation>
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
    <name>GridWords</name>
    <message>
        <location filename="../../gui/views/grid_words.py" line="49"/>
        <source>Nothing was pasted. Line {row}, field {column} ({cell}): {reason}</source>
        <translation>未粘贴。第 {row} 行第 {column} 列（{cell}）：{reason}</translation>
    </message>
    <message>
        <location filename="../../gui/views/grid_words.py" line="54"/>
        <source>There is no text to paste.</source>
        <translation>剪贴板中没有可粘贴的文字。</translation>
    </message>
    <message>
        <location filename="../../gui/views/grid_words.py" line="56"/>
        <source>Nothing was pasted: from here the table has only {lines} lines, the block more.</source>
        <translation>未粘贴：此处以下只有 {lines} 行，要粘贴的更多。</translation>
    </message>
    <message>
        <location filename="../../gui/views/grid_words.py" line="59"/>
        <source>Nothing was pasted: from here the table has only {fields} columns, the block more.</source>
        <translation>未粘贴：此处以右只有 {fields} 列，要粘贴的更多。</translation>
    </message>
    <message>
        <location filename="../../gui/views/grid_words.py" line="62"/>
        <source>Nothing was pasted: line {row} of the block has another length than its first.</source>
        <translation>未粘贴：第 {row} 行与首行的列数不同。</translation>
    </message>
    <message>
        <location filename="../../gui/views/grid_words.py" line="65"/>
        <source>Nothing was pasted: line {row}, field {column} falls into a merged cell.</source>
        <translation>未粘贴：第 {row} 行第 {column} 列落在合并单元格内。</translation>
    </message>
    <message>
        <location filename="../../gui/views/grid_words.py" line="85"/>
        <source>Reason: {reason}</source>
        <translation>理由：{reason}</translation>
    </message>
    <message>
        <location filename="../../gui/views/grid_words.py" line="99"/>
        <source>Corrected to {value}; was {before}</source>
        <translation>已改为 {value}，原为 {before}</translation>
    </message>
    <message>
        <location filename="../../gui/views/grid_words.py" line="102"/>
        <source>blank</source>
        <translation>空白</translation>
    </message>
    <message>
        <location filename="../../gui/views/grid_words.py" line="107"/>
        <source>Source: “{raw}”, line {line}</source>
        <translation>原文“{raw}”，第 {line} 行</translation>
    </message>
    <message>
        <location filename="../../gui/views/grid_words.py" line="111"/>
        <source>The source prints nothing for it.</source>
        <translation>原文此处未印任何内容。</translation>
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
        <location filename="../../gui/messages.py" line="47"/>
        <source>Workbook saved: %1</source>
        <translation>工作簿已保存：%1</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="49"/>
        <location filename="../../gui/messages.py" line="62"/>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="50"/>
        <source>Show folder</source>
        <translation>打开所在文件夹</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="57"/>
        <source>Something in the program went wrong. What you did is saved.</source>
        <translation>程序内部出错。您所做的都已保存。</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="60"/>
        <source>Details are in %1</source>
        <translation>详情见 %1</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="68"/>
        <source>This folder cannot be written; the review is kept in %1</source>
        <translation>此文件夹不可写，审核记录保存在 %1</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="77"/>
        <source>You can look at everything here but change nothing.</source>
        <translation>这里只能查看，不能修改。</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="81"/>
        <location filename="../../gui/messages.py" line="109"/>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="88"/>
        <source>Reading was stopped. Some files are not read yet.</source>
        <translation>已停止读取，部分文件尚未读取。</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="89"/>
        <source>Go on</source>
        <translation>继续读取</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="94"/>
        <source>Some files or their reading changed since the review; see the findings.</source>
        <translation>审核之后有文件或读数发生变化，请看“发现”。</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="101"/>
        <source>Everything is saved again.</source>
        <translation>已全部保存。</translation>
    </message>
    <message numerus="yes">
        <location filename="../../gui/messages.py" line="105"/>
        <source>Not saved yet, kept in memory: %n</source>
        <translation>
            <numerusform>尚有 %n 步未保存，暂存于内存。</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="116"/>
        <source>Nothing left to look at in the reports of this list.</source>
        <translation>列表中的报告已没有待看之处。</translation>
    </message>
    <message>
        <location filename="../../gui/messages.py" line="119"/>
        <source>Every report of this list is reviewed or put off.</source>
        <translation>列表中的报告都已审完或留待稍后。</translation>
    </message>
</context>
<context>
    <name>Prompts</name>
    <message>
        <location filename="../../gui/prompts.py" line="15"/>
        <source>Open a folder of reports</source>
        <translation>打开报告文件夹</translation>
    </message>
    <message>
        <location filename="../../gui/prompts.py" line="22"/>
        <source>Export workbook</source>
        <translation>导出工作簿</translation>
    </message>
    <message>
        <location filename="../../gui/prompts.py" line="22"/>
        <source>Excel workbook (*.xlsx)</source>
        <translation>Excel 工作簿 (*.xlsx)</translation>
    </message>
    <message>
        <location filename="../../gui/prompts.py" line="33"/>
        <source>Reviewer name</source>
        <translation>审核人姓名</translation>
    </message>
    <message>
        <location filename="../../gui/prompts.py" line="34"/>
        <source>This name is stored with every correction, mark and state:</source>
        <translation>每项修改、标记和状态都会记下此姓名：</translation>
    </message>
    <message>
        <location filename="../../gui/prompts.py" line="44"/>
        <source>Not saved</source>
        <translation>尚未保存</translation>
    </message>
    <message numerus="yes">
        <location filename="../../gui/prompts.py" line="45"/>
        <source>Steps that could not be saved and would be lost: %n</source>
        <translation>
            <numerusform>有 %n 步未能保存，离开后将会丢失。</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../gui/prompts.py" line="49"/>
        <source>Stay</source>
        <translation>留下</translation>
    </message>
    <message>
        <location filename="../../gui/prompts.py" line="50"/>
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
        <location filename="../../gui/views/report_list.py" line="62"/>
        <source>All %1</source>
        <translation>全部 %1</translation>
    </message>
    <message>
        <location filename="../../gui/views/report_list.py" line="63"/>
        <source>To do %1</source>
        <translation>待审 %1</translation>
    </message>
    <message>
        <location filename="../../gui/views/report_list.py" line="64"/>
        <source>Later %1</source>
        <translation>稍后 %1</translation>
    </message>
    <message>
        <location filename="../../gui/views/report_list.py" line="65"/>
        <source>Reviewed %1</source>
        <translation>已审 %1</translation>
    </message>
    <message>
        <location filename="../../gui/views/report_list.py" line="66"/>
        <source>Others %1</source>
        <translation>其他 %1</translation>
    </message>
    <message>
        <location filename="../../gui/views/report_list.py" line="70"/>
        <source>By file</source>
        <translation>按文件</translation>
    </message>
    <message>
        <location filename="../../gui/views/report_list.py" line="71"/>
        <source>To do first</source>
        <translation>待看在前</translation>
    </message>
    <message>
        <location filename="../../gui/views/report_list.py" line="72"/>
        <source>By unit</source>
        <translation>按单位</translation>
    </message>
    <message>
        <location filename="../../gui/views/report_list.py" line="73"/>
        <source>By year</source>
        <translation>按年度</translation>
    </message>
    <message>
        <location filename="../../gui/views/report_list.py" line="291"/>
        <source>Unit, file or text</source>
        <translation>单位、文件或正文</translation>
    </message>
    <message>
        <location filename="../../gui/views/report_list.py" line="292"/>
        <source>Which reports are listed</source>
        <translation>列出哪些报告</translation>
    </message>
    <message>
        <location filename="../../gui/views/report_list.py" line="293"/>
        <source>In which order</source>
        <translation>按什么次序</translation>
    </message>
    <message>
        <location filename="../../gui/views/report_list.py" line="294"/>
        <source>Reports</source>
        <translation>报告</translation>
    </message>
    <message>
        <location filename="../../gui/views/report_list.py" line="327"/>
        <source>failing checks: %1, not yet judged: %2</source>
        <translation>不平 %1 项，其中未判定 %2 项</translation>
    </message>
    <message>
        <location filename="../../gui/views/report_list.py" line="332"/>
        <source>open findings: %1</source>
        <translation>待看的发现 %1 项</translation>
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
        <location filename="../../gui/views/source_pane.py" line="128"/>
        <source>Source text</source>
        <translation>原文</translation>
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
    <message>
        <location filename="../../gui/views/table_grid.py" line="381"/>
        <source>There are no readings to choose from here.</source>
        <translation>此处没有可选的读法。</translation>
    </message>
</context>
<context>
    <name>ToolBar</name>
    <message numerus="yes">
        <location filename="../../gui/bars.py" line="84"/>
        <source>▲ not saved: %n</source>
        <translation>
            <numerusform>▲ 未保存 %n 步</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../gui/bars.py" line="86"/>
        <source>saving…</source>
        <translation>保存中…</translation>
    </message>
    <message>
        <location filename="../../gui/bars.py" line="90"/>
        <source>read only</source>
        <translation>只读</translation>
    </message>
    <message>
        <location filename="../../gui/bars.py" line="92"/>
        <source>✓ saved</source>
        <translation>✓ 已保存</translation>
    </message>
    <message>
        <location filename="../../gui/bars.py" line="97"/>
        <source>Stop</source>
        <translation>停止</translation>
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
    <name>Workplace</name>
    <message>
        <location filename="../../gui/workplace.py" line="147"/>
        <location filename="../../gui/workplace.py" line="279"/>
        <source>Workbook</source>
        <translation>工作簿</translation>
    </message>
    <message>
        <location filename="../../gui/workplace.py" line="189"/>
        <source>Gouji</source>
        <translation>勾稽</translation>
    </message>
    <message>
        <location filename="../../gui/workplace.py" line="231"/>
        <source>In a table</source>
        <translation>在表格中</translation>
    </message>
    <message>
        <location filename="../../gui/workplace.py" line="232"/>
        <source>mark the check: passes, report&apos;s own error, not applicable, none</source>
        <translation>标记勾稽：通过、报告本身有误、不适用、取消</translation>
    </message>
    <message>
        <location filename="../../gui/workplace.py" line="235"/>
        <source>note on the check</source>
        <translation>勾稽备注</translation>
    </message>
    <message>
        <location filename="../../gui/workplace.py" line="236"/>
        <source>finding looked at / not yet</source>
        <translation>发现：已看 / 未看</translation>
    </message>
    <message>
        <location filename="../../gui/workplace.py" line="238"/>
        <source>In the panes below</source>
        <translation>在下方面板中</translation>
    </message>
    <message>
        <location filename="../../gui/workplace.py" line="276"/>
        <source>Reading</source>
        <translation>读取</translation>
    </message>
</context>
</TS>
