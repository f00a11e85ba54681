import { createTransport } from 'nodemailer';
import type { Config } from '../config.ts';
import type { Row } from '../database/tables.ts';
import { plainLine } from './layout.ts';

/** An address that cannot be sent to; it will not get better. */
export class BadAddress extends Error {}

/** Milliseconds; together well under the claim that a worker has on a mail. */
const timeouts = {
  connectionTimeout: 15_000,
  greetingTimeout: 15_000,
  socketTimeout: 45_000,
  dnsTimeout: 10_000,
} as const;

/**
 * Hands one mail over to the mail server. Addresses go in as objects, so that nothing in a name or a title is read as an address
 * or a header; the Message-ID stays the same over all attempts, so that a mail that arrives twice is shown once.
 * @throws BadAddress, or the transport's error.
 */
export async function handOver(
  mail: Row<'mail'>,
  smtpUrl: string,
  { mailFrom, publicUrl, replyAddress }: Pick<Config, 'mailFrom' | 'publicUrl'> & Partial<Pick<Config, 'replyAddress'>>,
): Promise<void> {
  const host = new URL(publicUrl).hostname;
  const from = parseSender(mailFrom);
  const transport = createTransport({ url: smtpUrl, ...timeouts, disableFileAccess: true, disableUrlAccess: true });
  try {
    await transport.sendMail({
      from,
      to: { name: '', address: oneAddress(mail.recipient) },
      subject: plainLine(mail.subject, 180),
      text: mail.text_body,
      html: mail.html_body,
      ...(mail.calendar !== null && mail.calendar_method !== null
        ? {
            replyTo: { name: from.name, address: answersTo({ mailFrom, replyAddress }) },
            // Last among the alternatives, and attached once more: Outlook shows its buttons only for the first, Gmail reads either.
            icalEvent: { method: mail.calendar_method, filename: 'invite.ics', content: mail.calendar },
          }
        : {}),
      messageId: `<${mail.id}@${host}>`,
      date: mail.created_at,
      headers: {
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'All',
        'Content-Language': mail.locale,
      },
      list: { id: { url: `notifications.${host}`, comment: from.name } },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  } finally {
    transport.close();
  }
}

/** Whether the server (or we) refused for good: RFC 5321 makes every 5yz reply permanent; our own sign-in there is not the mail's fault. */
export function isPermanent(error: unknown): boolean {
  if (error instanceof BadAddress) return true;
  const { responseCode, code } = error as { responseCode?: number; code?: string };
  return responseCode !== undefined && responseCode >= 500 && responseCode !== 503 && code !== 'EAUTH';
}

/** What the coordinator reads beside a mail that did not go. */
export function whyNot(error: unknown): string {
  return plainLine(error instanceof Error ? error.message : String(error), 300);
}

function oneAddress(recipient: string): string {
  if (!/^[^\s@,;:<>()[\]"\\\p{Cc}]{1,64}@[^\s@,;:<>()[\]"\\\p{Cc}]{1,255}$/u.test(recipient)) {
    throw new BadAddress('The recipient is not one mail address.');
  }
  return recipient;
}

/** The address that answers to calendar messages go to: it organises them all, whoever booked. */
export function answersTo({
  mailFrom,
  replyAddress,
}: Pick<Config, 'mailFrom'> & Partial<Pick<Config, 'replyAddress'>>) {
  return replyAddress ?? parseSender(mailFrom).address;
}

/** MAIL_FROM as `Name <address>` or as the address alone. */
function parseSender(mailFrom: string): { name: string; address: string } {
  const [, name = '', address = mailFrom.trim()] = /^\s*"?(.*?)"?\s*<([^<>]+)>\s*$/.exec(mailFrom) ?? [];
  return { name: plainLine(name, 100), address };
}
