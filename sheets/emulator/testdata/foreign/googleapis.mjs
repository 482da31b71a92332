// Stories of a program that uses Google's own client for Node.
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { drive as driveClient } from '@googleapis/drive';
import { sheets as sheetsClient } from '@googleapis/sheets';
import { signIn } from './emulator.mjs';

const auth = signIn(['spreadsheets', 'drive']);
const sheets = sheetsClient({ version: 'v4', auth }).spreadsheets;
const drive = driveClient({ version: 'v3', auth });

const SHEET = 'application/vnd.google-apps.spreadsheet';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

// create makes a Vietnamese spreadsheet with the tab "Biểu 1".
async function create(title) {
  const { data } = await sheets.create({
    requestBody: { properties: { title, locale: 'vi_VN' }, sheets: [{ properties: { title: 'Biểu 1' } }] },
  });
  return data.spreadsheetId;
}

async function write(spreadsheetId, range, values, valueInputOption = 'USER_ENTERED') {
  const { data } = await sheets.values.update({ spreadsheetId, range, valueInputOption, requestBody: { values } });
  return data;
}

async function read(spreadsheetId, range, valueRenderOption, dateTimeRenderOption) {
  const { data } = await sheets.values.get({ spreadsheetId, range, valueRenderOption, dateTimeRenderOption });
  return data.values;
}

async function change(spreadsheetId, ...requests) {
  const { data } = await sheets.batchUpdate({ spreadsheetId, requestBody: { requests } });
  return data.replies;
}

// refused wants a call to fail with a code and a message.
async function refused(call, code, message) {
  await assert.rejects(call, (error) => {
    assert.equal(error.status, code);
    assert.match(error.response.data.error.message, message);
    assert.equal(error.response.data.error.code, code);
    return true;
  });
}

test('a key that Google does not know gets no token', async () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const stranger = signIn(['drive'], privateKey.export({ type: 'pkcs8', format: 'pem' }));
  await assert.rejects(stranger.getAccessToken(), /invalid_grant/);
});

test('a token for reading may not write', async () => {
  const spreadsheetId = await create('Chỉ đọc');
  const reading = sheetsClient({ version: 'v4', auth: signIn(['spreadsheets.readonly']) }).spreadsheets;
  assert.equal((await reading.get({ spreadsheetId })).data.properties.title, 'Chỉ đọc');
  await refused(reading.values.clear({ spreadsheetId, range: 'A1' }), 403, /insufficient authentication scopes/);
});

test('a new spreadsheet is empty and has one tab', async () => {
  const { data } = await sheets.create({ requestBody: { properties: { title: 'Mới' } } });
  assert.equal(data.properties.title, 'Mới');
  assert.equal(data.spreadsheetUrl, `https://docs.google.com/spreadsheets/d/${data.spreadsheetId}/edit`);
  assert.equal(data.sheets.length, 1);
  const { properties } = data.sheets[0];
  assert.equal(properties.sheetId, 0);
  assert.equal(properties.sheetType, 'GRID');
  assert.deepEqual(properties.gridProperties, { rowCount: 1000, columnCount: 26 });
  const empty = await sheets.values.get({ spreadsheetId: data.spreadsheetId, range: properties.title });
  assert.deepEqual(empty.data, { range: `${properties.title}!A1:Z1000`, majorDimension: 'ROWS' });
});

test('what is typed in Vietnamese is a number, what is written raw is text', async () => {
  const id = await create('Nhập liệu');
  const typed = ['1.234,5', '64,6%', '15/07/2024', 'TRUE', '=2*3', 'chữ', "'007", ''];
  const written = await write(id, "'Biểu 1'!A1", [typed]);
  assert.deepEqual(written, {
    spreadsheetId: id, updatedRange: "'Biểu 1'!A1:H1", updatedRows: 1, updatedColumns: 8, updatedCells: 8,
  });
  await write(id, "'Biểu 1'!A2", [['1.234,5', '=2*3', 7, true, null, 'x']], 'RAW');
  assert.deepEqual(await read(id, "'Biểu 1'!A1:H2", 'UNFORMATTED_VALUE'), [
    [1234.5, 0.646, 45488, true, 6, 'chữ', '007'],
    ['1.234,5', '=2*3', 7, true, '', 'x'],
  ]);
  const [seen] = await read(id, "'Biểu 1'!A1:H1");
  assert.match(seen[0], /^1\.234,50?$/);
  assert.match(seen[1], /^64,60?%$/);
  assert.deepEqual(seen.slice(2), ['15/07/2024', 'TRUE', '6', 'chữ', '007']);
  const [formulas] = await read(id, "'Biểu 1'!A1:E1", 'FORMULA');
  assert.deepEqual(formulas, [1234.5, 0.646, 45488, true, '=2*3']);
  const [dates] = await read(id, "'Biểu 1'!C1", 'UNFORMATTED_VALUE', 'FORMATTED_STRING');
  assert.deepEqual(dates, ['15/07/2024']);
});

test('rows are ragged, columns can be asked for, several ranges in one call', async () => {
  const id = await create('Vùng');
  await sheets.values.batchUpdate({
    spreadsheetId: id,
    requestBody: {
      valueInputOption: 'RAW',
      data: [
        { range: "'Biểu 1'!A1:C3", values: [['a', '', ''], [], ['', 'b']] },
        { range: "'Biểu 1'!E1:F2", majorDimension: 'COLUMNS', values: [[1, 2], [3, 4]] },
      ],
    },
  });
  const { data } = await sheets.values.batchGet({ spreadsheetId: id, ranges: ["'Biểu 1'!A1:C4", "'Biểu 1'!E1:F2"], valueRenderOption: 'UNFORMATTED_VALUE' });
  assert.deepEqual(data.valueRanges, [
    { range: "'Biểu 1'!A1:C4", majorDimension: 'ROWS', values: [['a'], [], ['', 'b']] },
    { range: "'Biểu 1'!E1:F2", majorDimension: 'ROWS', values: [[1, 3], [2, 4]] },
  ]);
  const columns = await sheets.values.get({ spreadsheetId: id, range: "'Biểu 1'!A:B", majorDimension: 'COLUMNS' });
  assert.deepEqual(columns.data, { range: "'Biểu 1'!A1:B1000", majorDimension: 'COLUMNS', values: [['a'], ['', '', 'b']] });
});

test('rows are appended after the table and cleared', async () => {
  const id = await create('Thêm dòng');
  const append = (values) => sheets.values.append({
    spreadsheetId: id, range: "'Biểu 1'!A1", valueInputOption: 'RAW', insertDataOption: 'INSERT_ROWS', requestBody: { values },
  });
  const first = await append([['Mã', 'Số']]);
  assert.equal(first.data.tableRange, undefined);
  assert.equal(first.data.updates.updatedRange, "'Biểu 1'!A1:B1");
  const second = await append([['NN-01', 9000], ['NN-02', 12]]);
  assert.equal(second.data.tableRange, "'Biểu 1'!A1:B1");
  assert.equal(second.data.updates.updatedRange, "'Biểu 1'!A2:B3");
  const cleared = await sheets.values.clear({ spreadsheetId: id, range: "'Biểu 1'!A2:B2" });
  assert.deepEqual(cleared.data, { spreadsheetId: id, clearedRange: "'Biểu 1'!A2:B2" });
  assert.deepEqual(await read(id, "'Biểu 1'"), [['Mã', 'Số'], [], ['NN-02', '12']]);
  const both = await sheets.values.batchClear({ spreadsheetId: id, requestBody: { ranges: ["'Biểu 1'!1:1", "'Biểu 1'!A3"] } });
  assert.deepEqual(both.data.clearedRanges, ["'Biểu 1'!A1:Z1", "'Biểu 1'!A3"]);
});

test('one batch adds, merges, formats, names and annotates', async () => {
  const id = await create('Nhiều việc');
  const range = (startRowIndex, endRowIndex, startColumnIndex, endColumnIndex) => ({
    sheetId: 77, startRowIndex, endRowIndex, startColumnIndex, endColumnIndex,
  });
  const [added, , , , named] = await change(
    id,
    { addSheet: { properties: { sheetId: 77, title: 'Số liệu', gridProperties: { rowCount: 20, columnCount: 6, frozenRowCount: 1 } } } },
    { mergeCells: { range: range(0, 1, 0, 3), mergeType: 'MERGE_ALL' } },
    {
      updateCells: {
        start: { sheetId: 77, rowIndex: 0, columnIndex: 0 },
        fields: 'userEnteredValue,note',
        rows: [
          { values: [{ userEnteredValue: { stringValue: 'Kết quả' }, note: 'đã kiểm tra' }] },
          { values: [{ userEnteredValue: { numberValue: 0.646 } }, { userEnteredValue: { formulaValue: '=1/0' } }, { userEnteredValue: { boolValue: false } }] },
        ],
      },
    },
    { repeatCell: { range: range(1, 2, 0, 1), cell: { userEnteredFormat: { numberFormat: { type: 'PERCENT', pattern: '0.0%' } } }, fields: 'userEnteredFormat.numberFormat' } },
    { addNamedRange: { namedRange: { name: 'ket_qua', range: range(0, 2, 0, 3) } } },
    { updateDimensionProperties: { range: { sheetId: 77, dimension: 'ROWS', startIndex: 4, endIndex: 5 }, properties: { hiddenByUser: true }, fields: 'hiddenByUser' } },
    { updateSheetProperties: { properties: { sheetId: 77, hidden: false, title: 'Số liệu 2024' }, fields: 'title' } },
  );
  assert.equal(added.addSheet.properties.sheetId, 77);
  assert.equal(added.addSheet.properties.index, 1);
  assert.equal(named.addNamedRange.namedRange.name, 'ket_qua');

  const { data } = await sheets.get({
    spreadsheetId: id,
    ranges: ['ket_qua'],
    fields: 'namedRanges(name,range),sheets(properties(sheetId,title),merges,data(rowData(values(effectiveValue,formattedValue,note))))',
  });
  assert.deepEqual(data.namedRanges, [{ name: 'ket_qua', range: range(0, 2, 0, 3) }]);
  assert.equal(data.sheets.length, 1);
  const [sheet] = data.sheets;
  assert.deepEqual(sheet.properties, { sheetId: 77, title: 'Số liệu 2024' });
  assert.deepEqual(sheet.merges, [range(0, 1, 0, 3)]);
  const [title, figures] = sheet.data[0].rowData.map((row) => row.values);
  assert.deepEqual(title[0], { effectiveValue: { stringValue: 'Kết quả' }, formattedValue: 'Kết quả', note: 'đã kiểm tra' });
  assert.deepEqual(figures[0], { effectiveValue: { numberValue: 0.646 }, formattedValue: '64,6%' });
  assert.equal(figures[1].effectiveValue.errorValue.type, 'DIVIDE_BY_ZERO');
  assert.equal(figures[1].formattedValue, '#DIV/0!');
  assert.deepEqual(figures[2], { effectiveValue: { boolValue: false }, formattedValue: 'FALSE' });
  const { data: rows } = await sheets.get({ spreadsheetId: id, fields: 'sheets(properties(gridProperties),data(rowMetadata(hiddenByUser)))' });
  assert.deepEqual(rows.sheets[1].properties.gridProperties, { rowCount: 20, columnCount: 6, frozenRowCount: 1 });
  assert.deepEqual(rows.sheets[1].data[0].rowMetadata.map((row) => row.hiddenByUser ?? false).indexOf(true), 4);
});

test('a range on the tab with gid 0 does not write the gid', async () => {
  const { data: { spreadsheetId } } = await sheets.create({ requestBody: {} });
  await change(spreadsheetId, { mergeCells: { range: { endRowIndex: 1, endColumnIndex: 2 }, mergeType: 'MERGE_ROWS' } });
  const { data } = await sheets.get({ spreadsheetId, fields: 'sheets.merges' });
  assert.deepEqual(data.sheets[0].merges, [{ startRowIndex: 0, endRowIndex: 1, startColumnIndex: 0, endColumnIndex: 2 }]);
});

test('rows move when others are inserted or deleted', async () => {
  const id = await create('Chèn');
  const { data } = await sheets.get({ spreadsheetId: id, fields: 'sheets.properties.sheetId' });
  const { sheetId } = data.sheets[0].properties;
  const rows = (startIndex, endIndex) => ({ range: { sheetId, dimension: 'ROWS', startIndex, endIndex } });
  await write(id, "'Biểu 1'!A1", [['một'], ['hai'], ['ba']]);
  await change(id, { insertDimension: rows(1, 3) }, { deleteDimension: rows(0, 1) });
  assert.deepEqual(await read(id, "'Biểu 1'!A:A"), [[], [], ['hai'], ['ba']]);
  await change(id, { findReplace: { find: 'ba', replacement: 'bốn', allSheets: true } });
  assert.deepEqual(await read(id, "'Biểu 1'!A4"), [['bốn']]);
});

test('a batch with one wrong request changes nothing', async () => {
  const id = await create('Tất cả hoặc không');
  await refused(change(
    id,
    { addSheet: { properties: { title: 'Thừa' } } },
    { addSheet: { properties: { title: 'Biểu 1' } } },
  ), 400, /^Invalid requests\[1\]\.addSheet: .*already exists/);
  const { data } = await sheets.get({ spreadsheetId: id, fields: 'sheets.properties.title' });
  assert.deepEqual(data.sheets, [{ properties: { title: 'Biểu 1' } }]);
});

test('what is wrong with a request is said', async () => {
  const id = await create('Sai');
  const missing = id.split('').reverse().join('');
  await refused(sheets.get({ spreadsheetId: missing }), 404, /^Requested entity was not found\.$/);
  await refused(drive.files.get({ fileId: missing }), 404, /^File not found: /);
  await refused(read(id, 'Không có!A1'), 400, /^Unable to parse range: Không có!A1$/);
  await refused(sheets.values.update({
    spreadsheetId: id, range: "'Biểu 1'!A1:A2", valueInputOption: 'RAW', requestBody: { values: [[1], [2], [3]] },
  }), 400, /^Requested writing within range \['Biểu 1'!A1:A2\], but tried writing to row \[3\]$/);
  await refused(sheets.get({ spreadsheetId: id, fields: 'sheets.nothing' }), 400, /./);
  await refused(change(id, { addBanana: {} }), 400, /addBanana/);
});

test('a spreadsheet is found, renamed, copied, exported and trashed on Drive', async () => {
  const id = await create('Sổ của Drive');
  await write(id, "'Biểu 1'!A1", [['Mã', 'Số'], ['NN-01', '1.234,5']]);
  const { data: found } = await drive.files.list({ q: `name = 'Sổ của Drive' and mimeType = '${SHEET}' and trashed = false`, fields: 'files(id,name,mimeType)' });
  assert.deepEqual(found.files, [{ id, name: 'Sổ của Drive', mimeType: SHEET }]);

  const renamed = await drive.files.update({ fileId: id, requestBody: { name: 'Sổ mới' }, fields: 'name,version,modifiedTime' });
  assert.equal(renamed.data.name, 'Sổ mới');
  assert.match(renamed.data.version, /^\d+$/);
  assert.equal((await sheets.get({ spreadsheetId: id })).data.properties.title, 'Sổ mới');

  const copy = await drive.files.copy({ fileId: id, requestBody: { name: 'Bản sao' } });
  assert.notEqual(copy.data.id, id);
  assert.deepEqual(await read(copy.data.id, "'Biểu 1'!A2", 'UNFORMATTED_VALUE'), [['NN-01']]);

  const book = await drive.files.export({ fileId: id, mimeType: XLSX }, { responseType: 'arraybuffer' });
  assert.equal(Buffer.from(book.data).subarray(0, 2).toString(), 'PK');
  const csv = await drive.files.export({ fileId: id, mimeType: 'text/csv' }, { responseType: 'text' });
  assert.match(csv.data, /^Mã,Số\r\nNN-01,"1\.234,50?"$/);
  await refused(drive.files.get({ fileId: id, alt: 'media' }), 403, /^Only files with binary content can be downloaded/);

  await drive.files.update({ fileId: id, requestBody: { trashed: true } });
  const { data: left } = await drive.files.list({ q: "name = 'Sổ mới' and trashed = false" });
  assert.deepEqual(left.files, []);
  assert.equal((await drive.files.get({ fileId: id, fields: 'trashed' })).data.trashed, true);
  await drive.files.delete({ fileId: id });
  await refused(drive.files.get({ fileId: id }), 404, /^File not found: /);
});

test('an Excel file is stored as it is', async () => {
  const native = await create('Nguồn');
  await write(native, "'Biểu 1'!A1", [['Mã']]);
  const { data: exported } = await drive.files.export({ fileId: native, mimeType: XLSX }, { responseType: 'arraybuffer' });
  const bytes = Buffer.from(exported);
  const uploaded = await drive.files.create({
    requestBody: { name: 'Báo cáo.xlsx', mimeType: XLSX }, media: { mimeType: XLSX, body: Readable.from([bytes]) }, fields: 'id,mimeType,size,md5Checksum',
  });
  assert.equal(uploaded.data.mimeType, XLSX);
  assert.equal(uploaded.data.size, String(bytes.length));
  const { data } = await drive.files.get({ fileId: uploaded.data.id, alt: 'media' }, { responseType: 'arraybuffer' });
  assert.deepEqual(Buffer.from(data), bytes);
  await refused(sheets.get({ spreadsheetId: uploaded.data.id }), 400, /^This operation is not supported for this document$/);

  const converted = await drive.files.create({
    requestBody: { name: 'Chuyển đổi', mimeType: SHEET }, media: { mimeType: XLSX, body: Readable.from([bytes]) },
  });
  assert.deepEqual(await read(converted.data.id, "'Biểu 1'!A1"), [['Mã']]);
});

test('changes tell what was touched since', async () => {
  const id = await create('Theo dõi');
  const { data: start } = await drive.changes.getStartPageToken({ supportsAllDrives: true });
  const since = async (pageToken) => (await drive.changes.list({
    pageToken, supportsAllDrives: true, includeItemsFromAllDrives: true, fields: 'newStartPageToken,nextPageToken,changes(fileId,removed,file(name,trashed))',
  })).data;
  assert.deepEqual((await since(start.startPageToken)).changes, []);
  await write(id, "'Biểu 1'!A1", [['x']]);
  const changed = await since(start.startPageToken);
  assert.deepEqual(changed.changes, [{ fileId: id, removed: false, file: { name: 'Theo dõi', trashed: false } }]);
  await drive.files.delete({ fileId: id });
  const removed = await since(changed.newStartPageToken);
  assert.deepEqual(removed.changes, [{ fileId: id, removed: true }]);
});
