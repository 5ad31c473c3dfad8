import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attachmentDisposition } from './content-disposition.ts';

test('plain names stay as they are', () => {
  expect(attachmentDisposition('crash.log')).toBe('attachment; filename="crash.log"');
});

test('other names are given twice, for old clients and whole', () => {
  expect(attachmentDisposition('Übersicht €.txt')).toBe(
    'attachment; filename="_bersicht _.txt"; filename*=UTF-8\'\'%C3%9Cbersicht%20%E2%82%AC.txt',
  );
});

test('folders, quotes, line ends and marks that turn text around do not survive', () => {
  expect(attachmentDisposition('../../etc/passwd')).toBe('attachment; filename="passwd"');
  expect(attachmentDisposition('C:\\temp\\a.dmp')).toBe('attachment; filename="a.dmp"');
  expect(attachmentDisposition('a"\r\nSet-Cookie: x=1')).toBe(
    'attachment; filename="a_Set-Cookie: x=1"; filename*=UTF-8\'\'a%22Set-Cookie%3A%20x%3D1',
  );
  expect(attachmentDisposition('photo\u202egpj.exe')).toBe('attachment; filename="photogpj.exe"');
  expect(attachmentDisposition('..')).toBe('attachment; filename="attachment"');
  expect(attachmentDisposition('')).toBe('attachment; filename="attachment"');
});

test('every name makes one header line of printable ASCII with balanced quotes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      const header = attachmentDisposition(name);
      expect(header).toMatch(/^attachment; filename="[^"\\]+"(; filename\*=UTF-8''[A-Za-z0-9%._~!-]+)?$/);
      expect(header).toMatch(/^[\x20-\x7e]+$/);
    }),
  );
});
