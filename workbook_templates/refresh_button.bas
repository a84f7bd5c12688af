Attribute VB_Name = "ActionGridButton"
Option Explicit

' The Refresh button of an Action Grid workbook.
'
' It saves this workbook, starts the Action Grid tool on this computer, waits, and writes what the
' tool answers into the cells. What it starts stands in a file of your own profile, written by
' "actiongrid install-button"; nothing in a workbook can change that. Where there is no such file
' the workbook is only saved. Nothing runs by itself, and nothing is fetched from the internet.
'
' The answer is plain text: a first line OK or ERROR with one sentence, then a line a cell
' (sheet, cell, type, value; divided by tabs), then END with the number of those lines.

Private Const STAMP_SHEET As String = "_actiongrid"
Private Const STATUS_NAME As String = "ActionGridStatus"
Private Const SCRIPT_FILE As String = "ActionGridRefresh.applescript"
Private Const NOT_HERE As String = "Saved. Your coordinator's next sync will collect this."
Private Const START_SECONDS As Long = 90
Private Const ANSWER_SECONDS As Long = 900
Private Const OWN_ERROR As Long = 513
Private Const TURNS As Long = 100

Private atWork As Boolean

Public Sub ActionGridRefresh()
    Dim answer As Collection
    Dim pressed As String
    If atWork Then Exit Sub
    atWork = True
    On Error GoTo Failed
    Application.StatusBar = "Action Grid: saving ..."
    pressed = MarkPressed()
    ThisWorkbook.Save
    ListenToKeys False
    Set answer = AskTool(pressed)
    If answer.Count = 0 Then
        Say NOT_HERE
    Else
        TakeAnswer answer
    End If
Done:
    On Error Resume Next
    Application.ScreenUpdating = True
    Application.StatusBar = False
    ListenToKeys True
    atWork = False
    Exit Sub
Failed:
    Say "Refresh failed: " & Err.Description
    Resume Done
End Sub

' From the save to the answer nobody can type: an edit made meanwhile would be written over. Not every
' program has this switch.
Private Sub ListenToKeys(listen As Boolean)
    On Error Resume Next
    Application.Interactive = listen
End Sub

' ---- what is sent ----------------------------------------------------------------------------

' A mark in the workbook, sent along as well: the tool sees by it that the file it reads is the one
' whose button was pressed, and not another copy of it.
Private Function MarkPressed() As String
    Dim row As Long
    Dim mark As String
    mark = Format(Now, "yyyymmdd") & Format(Now, "hhmmss")
    row = StampRow("pressed")
    ThisWorkbook.Worksheets(STAMP_SHEET).Cells(row, 1).Value = "pressed"
    ThisWorkbook.Worksheets(STAMP_SHEET).Cells(row, 2).Value = "'" & mark
    MarkPressed = mark
End Function

Private Function StampText(label As String) As String
    StampText = PlainWord(CStr(ThisWorkbook.Worksheets(STAMP_SHEET).Cells(StampRow(label), 2).Value))
End Function

' The row of a label in the hidden stamp sheet; the first blank row when it is not there.
Private Function StampRow(label As String) As Long
    Dim row As Long
    Dim found As String
    row = 0
    Do
        row = row + 1
        found = CStr(ThisWorkbook.Worksheets(STAMP_SHEET).Cells(row, 1).Value)
    Loop Until found = label Or found = ""
    StampRow = row
End Function

' Letters, digits, dot, dash and underscore only: such a word needs no quoting in a command line.
Private Function PlainWord(text As String) As String
    Dim place As Long
    Dim sign As String
    Dim word As String
    word = ""
    For place = 1 To Len(text)
        sign = Mid(text, place, 1)
        If InStr(1, "abcdefghijklmnopqrstuvwxyz0123456789._-", LCase(sign)) = 0 Then sign = "-"
        word = word & sign
    Next place
    PlainWord = word
End Function

' ---- starting the tool -----------------------------------------------------------------------

' The lines of the answer; none when the tool is not set up on this computer.
Private Function AskTool(pressed As String) As Collection
    If InStr(1, Application.OperatingSystem, "Mac") > 0 Then
        Set AskTool = AskOnMac(pressed)
    Else
        Set AskTool = AskByShell(pressed)
    End If
End Function

Private Function AskByShell(pressed As String) As Collection
    Dim folder As String
    Dim launcher As String
    Dim result As String
    Dim started As Collection
    Dim commandLine As String
    folder = LauncherFolder()
    launcher = folder & StampText("plan") & ".txt"
    Set AskByShell = New Collection
    If Dir(launcher) = "" Then Exit Function
    result = folder & "refresh-" & pressed & ".txt"
    Set started = FileLines(launcher)
    commandLine = started(1) & " refresh --result " & Quoted(result)
    commandLine = commandLine & " --replica " & StampText("replica") & " --pressed " & pressed
    StartProgram commandLine
    WaitFor result
    Set AskByShell = FileLines(result)
    Kill result
End Function

Private Function LauncherFolder() As String
    If InStr(1, Application.OperatingSystem, "Windows") > 0 Then
        LauncherFolder = Environ("LOCALAPPDATA") & "\ActionGrid\"
    Else
        LauncherFolder = Environ("HOME") & "/.local/share/ActionGrid/"
    End If
End Function

Private Sub StartProgram(commandLine As String)
    Dim reason As String
    On Error GoTo Refused
    Shell commandLine, vbHide
    Exit Sub
Refused:
    reason = Err.Description
    On Error GoTo 0
    Err.Raise OWN_ERROR, , "the Action Grid tool could not be started (" & reason & "). Run " & _
        """actiongrid install-button"" again, or use the desktop shortcut if programs started " & _
        "from Excel are blocked on this computer."
End Sub

' The tool puts a file ending in .busy beside the result as its first act, so that a tool that
' never starts is told from one that is still at work.
Private Sub WaitFor(result As String)
    Dim seconds As Long
    Dim turn As Long
    seconds = 0
    Do While Dir(result) = ""
        If seconds >= START_SECONDS And Dir(result & ".busy") = "" Then
            Err.Raise OWN_ERROR, , "the Action Grid tool did not start. Use the desktop shortcut, " & _
                "or run ""actiongrid doctor""."
        End If
        If seconds >= ANSWER_SECONDS Then
            Err.Raise OWN_ERROR, , "no answer after 15 minutes. Run ""actiongrid status"" to see why."
        End If
        Application.StatusBar = "Action Grid: gathering and counting ... " & seconds & " s"
        Application.Wait Now + TimeSerial(0, 0, 1)
        For turn = 1 To TURNS
            DoEvents
        Next turn
        seconds = seconds + 1
    Loop
End Sub

' The lines of a file that say something.
Private Function FileLines(place As String) As Collection
    Dim handle As Integer
    Dim entry As String
    Dim found As New Collection
    handle = FreeFile
    Open place For Input As #handle
    Do While Not EOF(handle)
        Line Input #handle, entry
        entry = Replace(entry, vbCr, "")
        If entry <> "" Then found.Add entry
    Loop
    Close #handle
    Set FileLines = found
End Function

' The lines of a text that say something.
Private Function LinesOf(text As String) As Collection
    Dim entry As Variant
    Dim found As New Collection
    For Each entry In Split(Replace(text, vbCr, ""), vbLf)
        If entry <> "" Then found.Add CStr(entry)
    Next entry
    Set LinesOf = found
End Function

Private Function Quoted(text As String) As String
    Quoted = Chr(34) & text & Chr(34)
End Function

' On a Mac only a script in Excel's own script folder may start a program; it hands back the answer
' as text. An error here means that the script is not there.
Private Function AskOnMac(pressed As String) As Collection
    Dim request As String
    request = StampText("plan") & vbTab & StampText("replica") & vbTab & pressed
    Set AskOnMac = LinesOf(RunMacScript(request))
End Function

Private Function RunMacScript(request As String) As String
    On Error GoTo NoScript
    RunMacScript = ""
    #If Mac Then
        RunMacScript = AppleScriptTask(SCRIPT_FILE, "refresh", request)
    #End If
    Exit Function
NoScript:
    RunMacScript = ""
End Function

' ---- taking the answer -----------------------------------------------------------------------

Private Sub TakeAnswer(answer As Collection)
    Dim first As Variant
    Dim entry As Variant
    Dim index As Long
    Dim later As New Collection
    first = Split(answer(1), vbTab)
    If UBound(first) < 1 Then Err.Raise OWN_ERROR, , "the answer is not one this button knows."
    If first(0) <> "OK" Then Err.Raise OWN_ERROR, , Unescaped(CStr(first(1)))
    If answer(answer.Count) <> "END" & vbTab & (answer.Count - 2) Then
        Err.Raise OWN_ERROR, , "the answer is not complete. Press Refresh again."
    End If
    Application.ScreenUpdating = False
    index = 0
    For Each entry In answer
        index = index + 1
        If index > 1 And index < answer.Count Then SetCell CStr(entry), later
    Next entry
    Say Unescaped(CStr(first(1)))
    ThisWorkbook.Save
End Sub

' Cells of rows that a table could not take in are left for the next sync: they stand in "later".
Private Sub SetCell(entry As String, later As Collection)
    Dim parts As Variant
    Dim target As Range
    Dim text As String
    parts = Split(entry, vbTab)
    If UBound(parts) <> 3 Then Err.Raise OWN_ERROR, , "a line of the answer is damaged: " & entry
    Set target = ThisWorkbook.Worksheets(Unescaped(CStr(parts(0)))).Range(CStr(parts(1)))
    text = CStr(parts(3))
    If Waits(CStr(parts(0)), target, later) Then Exit Sub
    Select Case parts(2)
        Case "text"
            SetText target, Unescaped(text)
        Case "number"
            target.Value = Val(text)
        Case "date"
            target.Value = CDate(Val(text))
            If target.NumberFormat = "General" Then target.NumberFormat = "d mmm yyyy"
        Case "tick"
            target.Value = (text = "1")
        Case "blank"
            target.ClearContents
        Case "table"
            If Not TableGrown(target, Unescaped(Mid(text, InStr(1, text, " ") + 1))) Then
                later.Add parts(0) & vbTab & Val(text) & vbTab & target.Column & vbTab & _
                    (target.Column + target.Columns.Count)
            End If
        Case Else
            Err.Raise OWN_ERROR, , "a line of the answer is damaged: " & entry
    End Select
End Sub

' Whether the table of that name covers the area now. LibreOffice's macros know no tables.
Private Function TableGrown(target As Range, tableName As String) As Boolean
    On Error GoTo NotGrown
    TableGrown = False
    target.Worksheet.ListObjects(tableName).Resize target
    TableGrown = True
    Exit Function
NotGrown:
    TableGrown = False
End Function

Private Function Waits(sheetName As String, target As Range, later As Collection) As Boolean
    Dim entry As Variant
    Dim parts As Variant
    Waits = False
    For Each entry In later
        parts = Split(entry, vbTab)
        If parts(0) = sheetName And target.Row > Val(parts(1)) Then
            If target.Column >= Val(parts(2)) And target.Column < Val(parts(3)) Then Waits = True
        End If
    Next entry
End Function

' A text stays a text, whatever it looks like: no formula, no number, no date is made of it.
Private Sub SetText(target As Range, text As String)
    Dim shown As Variant
    If InStr(1, "=+-@'", Left(text, 1)) > 0 Then
        target.Value = "'" & text
        Exit Sub
    End If
    shown = target.NumberFormat
    target.Value = text
    If VarType(target.Value) <> vbString Then
        target.NumberFormat = shown
        target.Value = "'" & text
    End If
End Sub

' \uXXXX, \t, \n, \r and \\ as the signs they stand for.
Private Function Unescaped(text As String) As String
    Dim parts As Variant
    Dim index As Long
    Dim part As String
    Dim plain As String
    parts = Split(Replace(text, "\\", "\u005C"), "\")
    plain = parts(0)
    For index = 1 To UBound(parts)
        part = parts(index)
        Select Case Left(part, 1)
            Case "u"
                plain = plain & ChrW(CLng("&H" & Mid(part, 2, 4))) & Mid(part, 6)
            Case "t"
                plain = plain & vbTab & Mid(part, 2)
            Case "n"
                plain = plain & vbLf & Mid(part, 2)
            Case "r"
                plain = plain & vbCr & Mid(part, 2)
        End Select
    Next index
    Unescaped = plain
End Function

' The status line: time and one sentence, in the cell of that name or in a box.
Private Sub Say(sentence As String)
    Dim said As Boolean
    Dim words As String
    said = False
    words = Format(Now, "d mmm yyyy") & ", " & Format(Now, "hh:mm") & "  " & sentence
    On Error Resume Next
    ThisWorkbook.Names(STATUS_NAME).RefersToRange.Value = words
    said = (Err.Number = 0)
    On Error GoTo 0
    If Not said Then MsgBox sentence, vbInformation, "Action Grid"
End Sub
