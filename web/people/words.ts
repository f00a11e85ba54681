import { defineWords } from '../i18n/locale.tsx';

export const signInWords = defineWords({
  fr: {
    title: 'Se connecter',
    lead: 'Réservez les salles, véhicules, matériels et heures que les membres du réseau mettent en commun.',
    email: 'Adresse électronique',
    password: 'Mot de passe',
    keep: 'Rester connecté sur cet appareil',
    signIn: 'Me connecter',
    forgotten: 'Mot de passe oublié ?',
    mailLink: 'Recevoir un lien de connexion',
    mailLinkHint: 'Sans mot de passe : un lien vous est envoyé, il sert une fois.',
    linkSent: 'Si cette adresse est connue, un lien vient de lui être envoyé. Il sert une fois.',
    oidc: 'Continuer avec mon organisation',
    emailNeeded: 'Indiquez votre adresse électronique.',
    passwordNeeded: 'Indiquez votre mot de passe.',
  },
  en: {
    title: 'Sign in',
    lead: 'Book the rooms, vehicles, equipment and staff time that the members of the network share.',
    email: 'E-mail address',
    password: 'Password',
    keep: 'Keep me signed in on this device',
    signIn: 'Sign in',
    forgotten: 'Forgotten password?',
    mailLink: 'Mail me a sign-in link',
    mailLinkHint: 'Without a password: a link is mailed to you, it works once.',
    linkSent: 'If this address is known, a link has just been sent to it. It works once.',
    oidc: 'Continue with my organisation',
    emailNeeded: 'Give your e-mail address.',
    passwordNeeded: 'Give your password.',
  },
});
