// Stories of a program that uses google-spreadsheet, a library of its own
// that knows rows and cells.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GoogleSpreadsheet } from 'google-spreadsheet';
import { signIn } from './emulator.mjs';

const auth = signIn(['spreadsheets', 'drive.file']);

// open makes a spreadsheet with a table of indicators.
async function open(title) {
  const doc = await GoogleSpreadsheet.createNewSpreadsheetDocument(auth, { title, locale: 'vi_VN' });
  const sheet = await doc.addSheet({ title: 'Chỉ tiêu', headerValues: ['Mã', 'Kế hoạch', 'Thực hiện'] });
  await sheet.addRows([
    { Mã: 'NN-01', 'Kế hoạch': 9000, 'Thực hiện': '1.234,5' },
    { Mã: 'NN-02', 'Kế hoạch': 12, 'Thực hiện': '=B3*2' },
  ]);
  return { doc, sheet };
}

test('the document and its tabs are as they were made', async () => {
  const { doc } = await open('Thi đua');
  const again = new GoogleSpreadsheet(doc.spreadsheetId, auth);
  await again.loadInfo();
  assert.equal(again.title, 'Thi đua');
  assert.equal(again.locale, 'vi_VN');
  assert.equal(again.sheetCount, 2);
  assert.equal(again.sheetsByIndex[1].title, 'Chỉ tiêu');
  await again.updateProperties({ title: 'Thi đua 2024' });
  await again.sheetsByIndex[0].delete();
  await again.loadInfo();
  assert.equal(again.title, 'Thi đua 2024');
  assert.equal(again.sheetCount, 1);
});

test('rows are added, read, changed and deleted', async () => {
  const { sheet } = await open('Dòng');
  const rows = await sheet.getRows();
  assert.deepEqual(rows.map((row) => row.get('Mã')), ['NN-01', 'NN-02']);
  assert.equal(rows[1].get('Thực hiện'), '24');
  rows[0].set('Kế hoạch', 10000);
  await rows[0].save();
  await sheet.addRow({ Mã: 'NN-03' });
  await rows[1].delete();
  const left = await sheet.getRows();
  assert.deepEqual(left.map((row) => [row.rowNumber, row.get('Mã'), row.get('Kế hoạch')]), [
    [2, 'NN-01', '10000'], [3, 'NN-03', undefined],
  ]);
  await sheet.clearRows();
  assert.deepEqual(await sheet.getRows(), []);
});

test('cells are loaded, changed together and shown in Vietnamese', async () => {
  const { sheet } = await open('Ô');
  await sheet.loadCells('A1:C3');
  assert.equal(sheet.getCellByA1('C2').value, 1234.5);
  assert.match(sheet.getCellByA1('C2').formattedValue, /^1\.234,50?$/);
  assert.equal(sheet.getCellByA1('C3').formula, '=B3*2');
  const cell = sheet.getCellByA1('B2');
  assert.equal(cell.value, 9000);
  cell.numberFormat = { type: 'NUMBER', pattern: '#,##0' };
  cell.textFormat = { bold: true };
  cell.note = 'theo quyết định';
  sheet.getCellByA1('B3').value = 0.5;
  sheet.getCellByA1('A3').value = 'NN-2';
  await sheet.saveUpdatedCells();
  assert.equal(cell.formattedValue, '9.000');

  sheet.resetLocalCache(true);
  await sheet.loadCells({ startRowIndex: 1, endRowIndex: 3, startColumnIndex: 0, endColumnIndex: 3 });
  assert.equal(sheet.getCellByA1('B2').formattedValue, '9.000');
  assert.equal(sheet.getCellByA1('B2').note, 'theo quyết định');
  assert.equal(sheet.getCellByA1('B2').textFormat.bold, true);
  assert.equal(sheet.getCellByA1('A3').value, 'NN-2');
  assert.equal(sheet.getCellByA1('C3').value, 1);
});

test('a tab is resized, merged, copied and cleared', async () => {
  const { doc, sheet } = await open('Tờ');
  await sheet.resize({ rowCount: 10, columnCount: 5 });
  await sheet.mergeCells({ startRowIndex: 5, endRowIndex: 6, startColumnIndex: 0, endColumnIndex: 2 });
  await sheet.updateProperties({ title: 'Tờ một', gridProperties: { rowCount: 10, columnCount: 5, frozenRowCount: 1 } });
  const copy = await sheet.duplicate({ title: 'Tờ hai' });
  assert.equal((await copy.getRows()).length, 2);
  await sheet.clear();
  await doc.loadInfo();
  const cleared = doc.sheetsByTitle['Tờ một'];
  assert.deepEqual(cleared.gridProperties, { rowCount: 10, columnCount: 5, frozenRowCount: 1 });
  assert.equal(doc.sheetsByTitle['Tờ hai'].rowCount, 10);
  assert.equal(await cleared.getCellsInRange('A1:C3'), undefined);
});

test('the document is deleted', async () => {
  const { doc } = await open('Bỏ');
  await doc.delete();
  await assert.rejects(new GoogleSpreadsheet(doc.spreadsheetId, auth).loadInfo(), /\[404\] Requested entity was not found\./);
});
