import { expect, it } from 'vitest';
import { keepHouse } from '../../server/jobs/housekeeping.ts';
import { inviting, outsider } from './stage.ts';

const stage = inviting();
const days = (count: number) => new Date(stage.now.getTime() + count * 86_400_000);

it('forgets who was invited from outside a month after it was, and what was mailed to them when the mails go', async () => {
  const { booking } = await stage.book({ attendees: [outsider, { personId: stage.network.people.rival }] });
  await stage.settle();
  const left = async () => (await stage.member('GET', `/api/bookings/${booking.id}/attendees`)).items.length;
  await keepHouse(stage.db, days(30));
  expect(await left()).toBe(2);
  expect(await stage.db.selectFrom('calendar_invite').select('id').execute()).toHaveLength(2);

  await keepHouse(stage.db, days(45));
  expect(await left()).toBe(1);
  expect(await stage.db.selectFrom('calendar_invite').select('id').execute()).toEqual([]);

  await keepHouse(stage.db, days(120));
  const mails = await stage.db.selectFrom('mail').selectAll().where('kind', '=', 'calendar_request').execute();
  expect(mails).toHaveLength(2);
  expect(JSON.stringify(mails)).not.toMatch(/zoe@|Zoé|BEGIN:VCALENDAR/);
});
