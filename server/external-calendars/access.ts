import type { Config } from '../config.ts';
import { createOutside, type Outside } from '../outside/get.ts';

/** How this server asks others for calendars: openly, by its name and its address. */
export function createCalendarAccess(
  config: Pick<Config, 'publicUrl' | 'privateCalendarHosts'>,
  version: string,
): Outside {
  return createOutside({
    agent: `Moyens/${version}; +${config.publicUrl}`,
    accept: 'text/calendar, text/plain;q=0.5, */*;q=0.1',
    privateHosts: config.privateCalendarHosts,
  });
}
