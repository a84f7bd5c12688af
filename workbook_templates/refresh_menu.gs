/**
 * The menu "Action grid" of a Google sheet.
 *
 * Refresh asks for a sync: it writes the time beside "refresh wanted" in the hidden tab
 * "_actiongrid". The next sync on the coordinator's computer gathers this sheet, and writes when it
 * ran and what came of it beside "last refresh". A script in a Google sheet cannot start a program
 * on anybody's computer, and this one reads and writes nothing else.
 *
 * To put it in: Extensions > Apps Script, paste this file over what is there, save, reload the
 * sheet, and allow it once.
 *
 * @OnlyCurrentDoc
 */

const STAMP_TAB = '_actiongrid';
const WANTED = 'refresh wanted';
const LAST = 'last refresh';

/** Google calls this when the sheet is opened. */
function onOpen() {
  SpreadsheetApp.getUi()
    .createMenu('Action grid')
    .addItem('Refresh', 'askForRefresh')
    .addItem('Last result', 'showLastResult')
    .addToUi();
}

/** Note that a sync is wanted, once; a second wish before the sync changes nothing. */
function askForRefresh() {
  const lock = LockService.getDocumentLock();
  if (!lock.tryLock(5000)) {
    tell('Somebody has just asked for a refresh.');
    return;
  }
  try {
    const tab = stampTab();
    if (tab) {
      const row = rowOf(tab, WANTED);
      const cell = tab.getRange(row, 2);
      if (!String(cell.getValue())) {
        tab.getRange(row, 1).setValue(WANTED);
        cell.setNumberFormat('@').setValue(new Date().toISOString());
      }
      tell("Asked for. Your coordinator's next sync will collect this sheet.");
    }
  } finally {
    lock.releaseLock();
  }
}

/** Show when the last sync ran and what came of it. */
function showLastResult() {
  const tab = stampTab();
  if (tab) {
    const said = String(tab.getRange(rowOf(tab, LAST), 2).getValue());
    tell(said || 'No sync has reported here yet.');
  }
}

/**
 * The hidden tab of the tool; says so when there is none.
 * @returns {GoogleAppsScript.Spreadsheet.Sheet | null}
 */
function stampTab() {
  const tab = SpreadsheetApp.getActiveSpreadsheet().getSheetByName(STAMP_TAB);
  if (!tab) {
    tell('This is not one of the plan\'s sheets: its hidden tab "' + STAMP_TAB + '" is missing.');
  }
  return tab;
}

/**
 * The row of a label in column A; the first row below all labels when it is not there.
 * @param {GoogleAppsScript.Spreadsheet.Sheet} tab
 * @param {string} label
 * @returns {number}
 */
function rowOf(tab, label) {
  const rows = tab.getLastRow();
  const labels = rows ? tab.getRange(1, 1, rows, 1).getValues() : [];
  const found = labels.findIndex((row) => String(row[0]) === label);
  return found < 0 ? rows + 1 : found + 1;
}

/**
 * One sentence in the corner of the sheet.
 * @param {string} sentence
 */
function tell(sentence) {
  SpreadsheetApp.getActiveSpreadsheet().toast(sentence, 'Action grid', 8);
}
