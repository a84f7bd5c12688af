// The Google menu against fakes that know only what it may use; everything else throws.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import vm from 'node:vm';

const SOURCE = readFileSync(
  new URL('../../workbook_templates/refresh_menu.gs', import.meta.url), 'utf8');
const NOON = '2027-05-14T12:00:00.000Z';

/** An object that throws at every member it does not have. */
function strict(name, members) {
  return new Proxy(members, {
    get(target, key) {
      if (!(key in target)) throw new TypeError(`${name}.${String(key)} is not known`);
      return target[key];
    },
  });
}

function counted(name, given, wanted) {
  assert.equal(given.length, wanted, `${name} takes ${wanted} arguments, not ${given.length}`);
}

class Sheet {
  constructor(rows) {
    this.rows = rows.map((row) => [...row]);
    this.formats = new Map();
    this.writes = [];
  }

  fake() {
    const sheet = this;
    return strict('Sheet', {
      getLastRow: (...given) => {
        counted('getLastRow', given, 0);
        return sheet.rows.length;
      },
      getRange: (...given) => {
        assert.ok(given.length === 2 || given.length === 4, 'getRange takes 2 or 4 arguments');
        const [row, column, rows = 1, columns = 1] = given;
        for (const number of [row, column, rows, columns]) {
          assert.ok(Number.isInteger(number) && number > 0, `getRange(${given}) is no area`);
        }
        return sheet.range(row, column, rows, columns);
      },
    });
  }

  range(row, column, rows, columns) {
    const sheet = this;
    const self = strict('Range', {
      getValue: () => sheet.rows[row - 1]?.[column - 1] ?? '',
      getValues: () => Array.from({ length: rows }, (_, r) =>
        Array.from({ length: columns }, (_, c) => sheet.rows[row - 1 + r]?.[column - 1 + c] ?? '')),
      setNumberFormat: (format) => {
        sheet.formats.set(`${row},${column}`, format);
        return self;
      },
      setValue: (...given) => {
        counted('setValue', given, 1);
        assert.equal(rows * columns, 1);
        while (sheet.rows.length < row) sheet.rows.push([]);
        sheet.rows[row - 1][column - 1] = given[0];
        sheet.writes.push([row, column, given[0]]);
        return self;
      },
    });
    return self;
  }
}

/** The script, loaded into a sheet. */
function loaded(rows, { locked = false, tab = '_actiongrid' } = {}) {
  const sheet = new Sheet(rows);
  const world = { sheet, toasts: [], menus: [], released: 0 };
  const menu = strict('Menu', {
    addItem: (caption, called) => {
      world.menus.push([caption, called]);
      return menu;
    },
    addToUi: () => { world.menus.push('shown'); },
  });
  const context = vm.createContext({
    Date: class extends Date {
      constructor() { super(NOON); }
    },
    SpreadsheetApp: strict('SpreadsheetApp', {
      getUi: () => strict('Ui', {
        createMenu: (title) => {
          world.menus.push(title);
          return menu;
        },
      }),
      getActiveSpreadsheet: () => strict('Spreadsheet', {
        getSheetByName: (name) => (name === tab ? sheet.fake() : null),
        toast: (...given) => {
          counted('toast', given, 3);
          world.toasts.push(given[0]);
        },
      }),
    }),
    LockService: strict('LockService', {
      getDocumentLock: () => strict('Lock', {
        tryLock: () => !locked,
        releaseLock: () => { world.released += 1; },
      }),
    }),
  });
  vm.runInContext(SOURCE, context, { filename: 'refresh_menu.gs' });
  return { ...world, world, call: (name) => vm.runInContext(`${name}()`, context) };
}

const STAMP = [['plan', 'imec'], ['replica', 'area-1'], ['baseline', '3']];

test('the menu names functions that are there', () => {
  const { call, menus } = loaded(STAMP);
  call('onOpen');
  assert.deepEqual(menus, [
    'Action grid', ['Refresh', 'askForRefresh'], ['Last result', 'showLastResult'], 'shown',
  ]);
  for (const [, called] of menus.slice(1, 3)) assert.match(SOURCE, new RegExp(`function ${called}\\(`));
});

test('a wish is noted below the stamp, as text', () => {
  const { call, sheet, toasts, world } = loaded(STAMP);
  call('askForRefresh');
  assert.deepEqual(sheet.rows[3], ['refresh wanted', NOON]);
  assert.equal(sheet.formats.get('4,2'), '@');
  assert.match(toasts[0], /coordinator's next sync/);
  assert.equal(world.released, 1);
});

test('the stamp itself is never touched', () => {
  const { call, sheet } = loaded(STAMP);
  call('askForRefresh');
  assert.deepEqual(sheet.rows.slice(0, 3), STAMP);
  assert.deepEqual(sheet.writes.map(([row]) => row), [4, 4]);
});

test('a wish that waits is not changed, one that was granted is noted anew', () => {
  const waiting = loaded([...STAMP, ['refresh wanted', '2027-05-01T08:00:00.000Z']]);
  waiting.call('askForRefresh');
  assert.deepEqual(waiting.sheet.writes, []);
  const granted = loaded([...STAMP, ['refresh wanted', '']]);
  granted.call('askForRefresh');
  assert.deepEqual(granted.sheet.rows[3], ['refresh wanted', NOON]);
});

test('two people at once: the second is told, nothing is written', () => {
  const { call, sheet, toasts, world } = loaded(STAMP, { locked: true });
  call('askForRefresh');
  assert.deepEqual(sheet.writes, []);
  assert.match(toasts[0], /just asked/);
  assert.equal(world.released, 0);
});

test('the last result is shown as the sync wrote it', () => {
  const { call, toasts } = loaded([...STAMP, ['last refresh', '14 May 2027, 12:00  Fine.']]);
  call('showLastResult');
  assert.deepEqual(toasts, ['14 May 2027, 12:00  Fine.']);
  const never = loaded(STAMP);
  never.call('showLastResult');
  assert.match(never.toasts[0], /No sync has reported/);
});

test('another spreadsheet is told so and left alone', () => {
  for (const action of ['askForRefresh', 'showLastResult']) {
    const { call, sheet, toasts } = loaded(STAMP, { tab: 'something else' });
    call(action);
    assert.match(toasts[0], /"_actiongrid" is missing/);
    assert.deepEqual(sheet.writes, []);
  }
});

test('an empty tab gets its first line', () => {
  const { call, sheet } = loaded([]);
  call('askForRefresh');
  assert.deepEqual(sheet.rows, [['refresh wanted', NOON]]);
});
