/** A project as Docket keeps it: who leads it, where it lives, which clock and language it uses. */
import type { Place } from '../kernel/chat.ts';
import type { PersonId, ProjectId, TenantId } from '../kernel/ids.ts';
import type { RosterMember } from '../kernel/people.ts';
import type { Day, Instant, ZoneName } from '../kernel/time.ts';
import type { WorkingCalendar } from '../kernel/workingCalendar.ts';

export interface Project {
  readonly id: ProjectId;
  readonly tenantId: TenantId;
  readonly name: string;
  /** Address of the SharePoint site that holds the registers, such as `https://contoso.sharepoint.com/sites/alpha`. */
  readonly siteUrl: string;
  /** Graph's site id (`hostname,guid,guid`), known once the site was found. */
  readonly siteId?: string;
  readonly zone: ZoneName;
  /** BCP 47 tag; decides how 04/12 is read and how dates are written. */
  readonly locale: string;
  readonly workingWeekdays: readonly number[];
  readonly holidays: readonly Day[];
  readonly coordinatorId: PersonId;
  readonly projectManagerId: PersonId;
  readonly changeBoard: readonly PersonId[];
  /**
   * Channels and chats that are linked to the project and have the bot; the first is where Docket speaks unasked. None
   * when the bot was removed from all of them.
   */
  readonly places: readonly Place[];
  /** What becomes of its minutes; the usual where it is not said. */
  readonly minutesPolicy?: MinutesPolicy;
  /** By what its go-live gate measures and who decides; the usual where it is not said. */
  readonly gatePolicy?: GatePolicy;
  /** When the project was set up; older meetings are not minuted. */
  readonly setUpAt?: Instant;
}

export interface MinutesPolicy {
  /** Whether minutes that nobody has confirmed go out 23 hours after the meeting, marked so. */
  readonly sendsUnconfirmed: boolean;
  /** Path of the Word template in the site's document library, such as `Templates/Minutes.docx`. */
  readonly templatePath?: string;
}

export const minutesPolicyOf = ({ minutesPolicy }: Project): MinutesPolicy =>
  minutesPolicy ?? { sendsUnconfirmed: true };

export interface GatePolicy {
  /** Exposure (probability times impact, 1 to 25) above which a risk needs a response. */
  readonly riskAppetite: number;
  /** Open defects of severity 2 that are no condition. */
  readonly sev2Allowed: number;
  /** Per cent of the baseline that the forecast of all lines together may be over it. */
  readonly mostOverrun: number;
  /** Working days that the board has. */
  readonly decisionDays: number;
  /** Who decides; the change board where nobody is named. */
  readonly board: readonly { readonly personId: PersonId; readonly name: string }[];
}

export const gatePolicyOf = ({ gatePolicy }: Pick<Project, 'gatePolicy'>): GatePolicy =>
  gatePolicy ?? { riskAppetite: 9, sev2Allowed: 0, mostOverrun: 10, decisionDays: 3, board: [] };

/** A milestone as other capabilities need it. */
export interface MilestoneDate {
  readonly name: string;
  /** Other words people use for it, such as `go-live` or `UAT start`. */
  readonly aliases?: readonly string[];
  readonly day: Day;
}

/** What a reader of the meeting needs to know of the project at that moment. */
export interface ProjectSetting {
  readonly project: Project;
  readonly roster: readonly RosterMember[];
  readonly milestones: readonly MilestoneDate[];
}

export const workingCalendarOf = (project: Project): WorkingCalendar => ({
  zone: project.zone,
  workingWeekdays: project.workingWeekdays,
  holidays: project.holidays,
});
