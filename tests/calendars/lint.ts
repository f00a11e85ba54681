/** What the strictest of calendar programs refuse, as rules over the bytes of a feed; each broken one is a sentence. */
export function faultsOf(text: string): string[] {
  const faults: string[] = [];
  if (!text.endsWith('END:VCALENDAR\r\n')) faults.push('does not end with END:VCALENDAR and CRLF');
  if (/[^\r]\n|\r[^\n]/.test(text)) faults.push('a line break that is not CRLF');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u0085\u2028\u2029\uFFFD]/.test(text))
    faults.push('a control character');
  for (const line of text.split('\r\n')) {
    if (Buffer.byteLength(line) > 75) faults.push(`longer than 75 octets: ${line}`);
    if (/[\uD800-\uDBFF]$|^ ?[\uDC00-\uDFFF]/.test(line)) faults.push(`folded within a character: ${line}`);
  }
  const lines = text.replaceAll('\r\n ', '').split('\r\n').slice(0, -1);
  for (const line of lines) {
    if (!/^[A-Z-]+(;[A-Z-]+=[^:;]+)*:/.test(line)) faults.push(`not a property: ${line}`);
  }
  if (lines.filter(line => line === 'BEGIN:VCALENDAR').length !== 1) faults.push('not exactly one VCALENDAR');
  if (lines.some(line => /^METHOD|^BEGIN:VALARM/.test(line))) faults.push('METHOD or VALARM');
  return [...faults, ...headFaults(lines), ...zoneFaults(lines), ...eventFaults(lines)];
}

/** The components of a kind, as their unfolded lines without BEGIN and END. */
export function componentsOf(text: string, kind: string): string[][] {
  const lines = text.replaceAll('\r\n ', '').split('\r\n');
  const starts = lines.flatMap((line, index) => (line === `BEGIN:${kind}` ? [index] : []));
  return starts.map(start => lines.slice(start + 1, lines.indexOf(`END:${kind}`, start)));
}

/** The value of a property, with its parameters before the colon when there are any. */
export function propertyOf(component: string[], name: string): string | undefined {
  const line = component.find(one => one.startsWith(`${name}:`) || one.startsWith(`${name};`));
  return line?.slice(name.length).replace(/^:/, '');
}

function headFaults(lines: string[]): string[] {
  const head = lines.slice(
    1,
    lines.findIndex((line, index) => index > 0 && /^(BEGIN|END):/.test(line)),
  );
  const required = ['VERSION', 'PRODID', 'NAME', 'X-WR-CALNAME', 'REFRESH-INTERVAL', 'X-PUBLISHED-TTL'];
  const faults = required.filter(name => !propertyOf(head, name)).map(name => `no ${name}`);
  const afterComponents = lines.filter(
    (line, index) => lines[index - 1]?.startsWith('END:') && !/^(BEGIN|END):/.test(line),
  );
  return [...faults, ...afterComponents.map(line => `a property after a component: ${line}`)];
}

function zoneFaults(lines: string[]): string[] {
  const used = new Set(lines.flatMap(line => /;TZID=([^:;]+)/.exec(line)?.[1] ?? []));
  const declared = new Set(lines.flatMap(line => /^TZID:(.+)$/.exec(line)?.[1] ?? []));
  const firstEvent = lines.indexOf('BEGIN:VEVENT');
  const late = lines.some((line, index) => line === 'BEGIN:VTIMEZONE' && firstEvent !== -1 && index > firstEvent);
  return [
    ...[...used].filter(zone => !declared.has(zone)).map(zone => `undeclared zone ${zone}`),
    ...[...declared].filter(zone => !used.has(zone)).map(zone => `unused zone ${zone}`),
    ...(late ? ['a zone after an event'] : []),
  ];
}

function eventFaults(lines: string[]): string[] {
  const seen = new Set<string>();
  const masters = new Map<string, string[]>();
  return componentsOf(lines.join('\r\n'), 'VEVENT').flatMap(event => {
    const uid = propertyOf(event, 'UID') ?? '';
    const key = `${uid} ${propertyOf(event, 'RECURRENCE-ID') ?? ''}`;
    const faults: string[] = [];
    for (const name of ['UID', 'DTSTAMP', 'DTSTART', 'DTEND', 'SUMMARY', 'LAST-MODIFIED', 'SEQUENCE', 'STATUS']) {
      const count = event.filter(line => line.startsWith(`${name}:`) || line.startsWith(`${name};`)).length;
      if (count !== 1) faults.push(`${count} times ${name} in ${key}`);
    }
    if (seen.has(key)) faults.push(`twice ${key}`);
    seen.add(key);
    if (propertyOf(event, 'RRULE')) masters.set(uid, event);
    if (propertyOf(event, 'RECURRENCE-ID') && !masters.has(uid)) faults.push(`an override before its series: ${key}`);
    if (!/^\d{8}T\d{6}Z$/.test(propertyOf(event, 'DTSTAMP') ?? '')) faults.push(`DTSTAMP is not in UTC in ${key}`);
    if (!/^(;TZID=[^:]+:\d{8}T\d{6}|\d{8}T\d{6}Z)$/.test(propertyOf(event, 'DTSTART') ?? ''))
      faults.push(`floating ${key}`);
    if (
      /UNTIL=/.test(propertyOf(event, 'RRULE') ?? '') &&
      !/UNTIL=\d{8}T\d{6}Z/.test(propertyOf(event, 'RRULE') ?? '')
    ) {
      faults.push(`UNTIL is not in UTC in ${key}`);
    }
    return faults;
  });
}
