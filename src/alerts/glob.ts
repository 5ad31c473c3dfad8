/** Whether `text` as a whole is like `pattern`, in which `*` stands for anything and `?` for one character. Upper and lower case differ. At most |pattern| × |text| steps. */
export const globMatches = (pattern: string, text: string): boolean => {
  let [at, here, star, resume] = [0, 0, -1, 0];
  while (here < text.length) {
    if (pattern[at] === '*') [star, resume] = [at++, here];
    else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[here]))
      [at, here] = [at + 1, here + 1];
    // The last star takes one character more.
    else if (star >= 0) [at, here] = [star + 1, ++resume];
    else return false;
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
};
