import { currentLocale, defineWords } from '../i18n/locale.tsx';

const words = defineWords({
  fr: {
    moved: (title: string, when: string) => `« ${title} » : ${when}.`,
    changed: (title: string) => `« ${title} » est modifiée.`,
    seriesChanged: (title: string) => `« ${title} » : les dates choisies sont modifiées.`,
    changeRequested: (title: string) =>
      `Changement de « ${title} » demandé : ce qui était réservé le reste jusqu’à la décision.`,
    copied: (title: string, when: string) => `« ${title} » est aussi réservée : ${when}.`,
    copyRequested: (title: string, when: string) => `« ${title} » est aussi demandée : ${when}.`,
    cancelled: (title: string) => `« ${title} » est annulée.`,
    seriesCancelled: (title: string) => `« ${title} » : les dates choisies sont annulées.`,
    restored: (title: string) => `« ${title} » est rétablie.`,
    restoredPending: (title: string) => `« ${title} » est rétablie, et attend une décision.`,
    finished: (title: string) => `« ${title} » est terminée : le reste du temps est libre.`,
    withdrawn: (title: string) => `Le changement de « ${title} » est retiré : la réservation reste comme elle était.`,
    undo: 'Annuler',
    restore: 'Rétablir',
    otherTimes: 'Voir les possibilités',
  },
  en: {
    moved: (title: string, when: string) => `“${title}”: ${when}.`,
    changed: (title: string) => `“${title}” has been changed.`,
    seriesChanged: (title: string) => `“${title}”: the chosen dates have been changed.`,
    changeRequested: (title: string) =>
      `Change of “${title}” requested: what was booked stays yours until it is decided.`,
    copied: (title: string, when: string) => `“${title}” is booked ${when} as well.`,
    copyRequested: (title: string, when: string) => `“${title}” is requested for ${when} as well.`,
    cancelled: (title: string) => `“${title}” is cancelled.`,
    seriesCancelled: (title: string) => `“${title}”: the chosen dates are cancelled.`,
    restored: (title: string) => `“${title}” is restored.`,
    restoredPending: (title: string) => `“${title}” is restored, and awaits a decision.`,
    finished: (title: string) => `“${title}” has ended: the rest of its time is free.`,
    withdrawn: (title: string) => `The change of “${title}” is withdrawn: the booking stays as it was.`,
    undo: 'Undo',
    restore: 'Restore',
    otherTimes: 'See what is possible',
  },
});

/** The sentences of acts, in the language that the page has when they are read. */
export const said = () => words[currentLocale()];
