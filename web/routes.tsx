import { Navigate, Route, Router, useLocation } from '@solidjs/router';
import { type JSX, lazy, Match, Switch } from 'solid-js';
import { useSession } from './people/session.tsx';
import PlanningPage from './planning/PlanningPage.tsx';
import { preloadPlanning } from './planning/preload.ts';
import { AppShell } from './shell/AppShell.tsx';
import { PlainShell } from './shell/PlainShell.tsx';
import { ErrorState, Skeleton } from './ui/states.tsx';

/** Every address of the app. A page is loaded when it is first shown; the planning, with which most begin, at once. */
export function AppRoutes() {
  return (
    <Router>
      <Route component={PlainShell}>
        <Route path="/sign-in" component={lazy(() => import('./people/SignInPage.tsx'))} />
        <Route path="/sign-in/link" component={lazy(() => import('./people/SignInLinkPage.tsx'))} />
        <Route path="/forgotten-password" component={lazy(() => import('./people/ForgottenPasswordPage.tsx'))} />
        <Route path="/reset-password" component={lazy(() => import('./people/ResetPasswordPage.tsx'))} />
        <Route path="/invitation" component={lazy(() => import('./people/InvitationPage.tsx'))} />
        <Route path="/invitations/reply" component={lazy(() => import('./invitations/ReplyPage.tsx'))} />
        <Route path="/first-run" component={lazy(() => import('./people/FirstRunPage.tsx'))} />
      </Route>
      <Route component={SignedIn}>
        <Route path="/" component={PlanningPage} preload={preloadPlanning} />
        <Route path="/find" component={lazy(() => import('./search/FindPage.tsx'))} />
        <Route path="/bookings" component={lazy(() => import('./bookings/MyBookingsPage.tsx'))} />
        <Route path="/bookings/:id" component={lazy(() => import('./bookings/BookingPage.tsx'))} />
        <Route path="/requests" component={lazy(() => import('./approvals/RequestsPage.tsx'))} />
        <Route path="/resources/:id" component={lazy(() => import('./resources/ResourcePage.tsx'))} />
        <Route path="/calendars" component={lazy(() => import('./calendars/CalendarsPage.tsx'))} />
        <Route
          path="/external-calendars"
          component={lazy(() => import('./external-calendars/ExternalCalendarsPage.tsx'))}
        />
        <Route
          path="/external-calendars/:id"
          component={lazy(() => import('./external-calendars/ExternalCalendarPage.tsx'))}
        />
        <Route path="/imports" component={lazy(() => import('./imports/ImportsPage.tsx'))} />
        <Route path="/imports/:id" component={lazy(() => import('./imports/ImportPage.tsx'))} />
        <Route path="/profile" component={lazy(() => import('./people/ProfilePage.tsx'))} />
        <Route path="/care" component={lazy(() => import('./care/CareLayout.tsx'))}>
          <Route path="/" component={lazy(() => import('./care/CareHome.tsx'))} />
          <Route path="/resources" component={lazy(() => import('./resources/CareResourcesPage.tsx'))} />
          <Route path="/resources/:id" component={lazy(() => import('./resources/CareResourcePage.tsx'))} />
          <Route path="/sites" component={lazy(() => import('./sites/CareSitesPage.tsx'))} />
          <Route path="/sites/:id" component={lazy(() => import('./sites/CareSitePage.tsx'))} />
          <Route path="/features" component={lazy(() => import('./resources/CareFeaturesPage.tsx'))} />
          <Route path="/organisations" component={lazy(() => import('./organisations/CareOrganisationsPage.tsx'))} />
          <Route path="/organisations/:id" component={lazy(() => import('./organisations/CareOrganisationPage.tsx'))} />
          <Route path="/people" component={lazy(() => import('./organisations/CarePeoplePage.tsx'))} />
          <Route path="/offices" component={lazy(() => import('./organisations/CareOfficesPage.tsx'))} />
          <Route path="/quotas" component={lazy(() => import('./quotas/CareQuotasPage.tsx'))} />
          <Route path="/history" component={lazy(() => import('./history/CareHistoryPage.tsx'))} />
          <Route path="/mail" component={lazy(() => import('./mail/CareMailPage.tsx'))} />
          <Route path="/network" component={lazy(() => import('./network/CareNetworkPage.tsx'))} />
        </Route>
        <Route path="*" component={lazy(() => import('./shell/NotFoundPage.tsx'))} />
      </Route>
    </Router>
  );
}

/** Lets in who is signed in; others sign in first, and come back to where they wanted to go. */
function SignedIn(props: { children?: JSX.Element }) {
  const session = useSession();
  const location = useLocation();
  const wanted = () => `${location.pathname}${location.search}`;
  return (
    <Switch fallback={<Skeleton rows={6} class="mx-auto max-w-3xl p-6" />}>
      <Match when={session.failed()}>
        {error => <ErrorState error={error()} retry={() => void session.refresh()} />}
      </Match>
      <Match when={session.view() === null}>
        <Navigate href={wanted() === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(wanted())}`} />
      </Match>
      <Match when={session.view()}>
        <AppShell>{props.children}</AppShell>
      </Match>
    </Switch>
  );
}
