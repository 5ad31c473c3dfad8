/** At most `length` UTF-16 units, never half a character: databases refuse lone surrogates. */
export const cut = (text: string, length: number): string => {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
};

/** The first line that holds anything, trimmed. Only the first 8192 characters are looked at. */
export const firstLine = (text: string): string => {
  for (const line of text.slice(0, 8192).split(/[\r\n]/)) {
    const trimmed = line.trim();
    if (trimmed !== '') return trimmed;
  }
  return '';
};
