/**
 * `Content-Disposition: attachment` for any file name: an ASCII form for old clients and the whole name as RFC 8187 (`filename*`), after RFC 6266.
 * Folders are cut off, control characters and characters that reorder text fall away: what is downloaded is named as it reads.
 */
export const attachmentDisposition = (filename: string): string => {
  const name = safeName(filename);
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return ascii === name
    ? `attachment; filename="${ascii}"`
    : `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
};

const safeName = (filename: string): string => {
  const base = filename.toWellFormed().split(/[/\\]/).at(-1) ?? '';
  const visible = Array.from(base.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ''))
    .slice(0, 200)
    .join('')
    .trim();
  return visible === '' || /^\.+$/.test(visible) ? 'attachment' : visible;
};
