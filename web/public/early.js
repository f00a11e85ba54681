// What does not wait for the app. A file of its own: the policy forbids inline scripts.

// A person who chose dark is not dazzled by the first paint.
try {
  const theme = localStorage.getItem('moyens.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {}

// With the first time zone a browser reads its tables, which takes a phone a fifth of a second: now, while it waits for scripts.
setTimeout(() => new Intl.DateTimeFormat('fr', { timeZone: 'Europe/Paris' }));
