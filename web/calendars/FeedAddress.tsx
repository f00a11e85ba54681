import { QrCode } from '@ark-ui/solid/qr-code';
import { createSignal, For } from 'solid-js';
import IconCheck from '~icons/lucide/check';
import IconCopy from '~icons/lucide/copy';
import { clientFacts, googleLink, outlookLink, webcalUrl } from '../../shared/calendar-clients.ts';
import { useLanguage, useWords } from '../i18n/locale.tsx';
import { Button } from '../ui/Button.tsx';
import { copyText } from '../ui/copy.ts';
import { inputClass } from '../ui/Field.tsx';
import { say } from '../ui/LiveText.tsx';
import { toast } from '../ui/toast.ts';
import { uiWords } from '../ui/words.ts';
import { calendarsWords } from './calendars-words.ts';

/** A secret calendar address with every way to hand it to a calendar, and how often each of them really looks. */
export function FeedAddress(props: { name: string; url: string }) {
  const t = useWords(calendarsWords);
  const ui = useWords(uiWords);
  const [isCopied, setCopied] = createSignal(false);
  const { locale } = useLanguage();
  let field: HTMLInputElement | undefined;
  const copy = async () => {
    setCopied(await copyText(props.url));
    if (isCopied()) return say(ui('copied'));
    field?.focus();
    toast(() => ui('notCopied'), { tone: 'danger' });
  };
  return (
    <div class="flex flex-col gap-4">
      <p>{t('once')}</p>
      <div class="flex items-end gap-2">
        <label class="min-w-0 flex-1 text-sm font-semibold">
          {t('address')}
          <input
            ref={field}
            readOnly
            value={props.url}
            class={`${inputClass} mt-1 font-normal`}
            onFocus={event => event.currentTarget.select()}
          />
        </label>
        <Button
          icon={
            isCopied() ? (
              <IconCheck aria-hidden="true" class="size-4" />
            ) : (
              <IconCopy aria-hidden="true" class="size-4" />
            )
          }
          onClick={() => void copy()}
        >
          {isCopied() ? ui('copied') : ui('copy')}
        </Button>
      </div>
      <div class="flex flex-wrap items-start gap-4">
        <div class="flex flex-col gap-2">
          <a href={webcalUrl(props.url)} class="font-semibold text-primary underline">
            {t('webcal')}
          </a>
          <Elsewhere href={googleLink(props.url)} text={t('withGoogle')} />
          <Elsewhere href={outlookLink(props.url, props.name)} text={t('withOutlook')} />
        </div>
        <figure class="ml-auto text-center">
          <QrCode.Root
            value={webcalUrl(props.url)}
            encoding={{ ecc: 'M' }}
            class="inline-block rounded-md bg-[#fff] p-2"
          >
            <QrCode.Frame class="size-36 text-[#000]" role="img" aria-label={t('qr')}>
              <QrCode.Pattern fill="currentColor" />
            </QrCode.Frame>
          </QrCode.Root>
          <figcaption class="text-sm text-muted">{t('qrHint')}</figcaption>
        </figure>
      </div>
      <section>
        <h3 class="text-base font-bold">{t('refresh')}</h3>
        <p class="text-sm text-muted">{t('refreshLead')}</p>
        <ul class="mt-2 list-disc pl-5 text-sm">
          <For each={clientFacts}>
            {one => (
              <li>
                <span class="font-semibold">{one.name[locale()]}</span> · {one.refresh[locale()]}
              </li>
            )}
          </For>
        </ul>
      </section>
    </div>
  );
}

/** A page of another service, which is not told where the reader comes from. */
function Elsewhere(props: { href: string; text: string }) {
  return (
    <a href={props.href} rel="noreferrer" target="_blank" class="font-semibold text-primary underline">
      {props.text}
    </a>
  );
}
