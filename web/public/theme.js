// Before the first paint, from a file because the content security policy forbids inline scripts: no white flash in dark mode.
(() => {
  let wish = 'auto';
  try {
    wish = localStorage.getItem('culprit-color-scheme') || 'auto';
  } catch {}
  const dark = wish === 'dark' || (wish !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
