// Before the first paint, so that a person who chose dark is not dazzled. A file of its own: the policy forbids inline scripts.
try {
  const theme = localStorage.getItem('moyens.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {}
