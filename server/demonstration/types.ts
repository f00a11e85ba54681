import type { ApprovalPolicy, Audience, PendingPolicy, ResourceKind, TariffUnit } from '../../shared/words.ts';
import type { CriteriaFamily } from './content/criteria.ts';
import type { TermsFamily } from './content/texts.ts';

/** When and how long a means is used: the families of rhythm.ts. */
export type Habit =
  | 'meeting'
  | 'training'
  | 'hall'
  | 'kitchen'
  | 'workshop'
  | 'stage'
  | 'haul'
  | 'outing'
  | 'ride'
  | 'event'
  | 'tech'
  | 'tool'
  | 'staff';

export interface DemoResource {
  slug: string;
  kind: ResourceKind;
  name: string;
  owner: string;
  site: string;
  description: string;
  habit: Habit;
  terms: TermsFamily;
  criteria: CriteriaFamily;
  tariff: [unit: TariffUnit, cents: number, note?: string];
  /** How often it is booked beside the others; 0: kept free of generated bookings. */
  demand: number;
  features?: Record<string, true | number | string>;
  capacity?: number;
  /** Minutes before and after. */
  buffers?: [setup: number, turnaround: number];
  staff?: string;
  approval?: ApprovalPolicy;
  pending?: PendingPolicy;
  hours?: number;
  visible?: Audience;
  bookable?: Audience;
  sharing?: string[];
  parts?: string[];
  components?: [slug: string, quantity: number][];
}
