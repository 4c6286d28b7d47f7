/** The calendar part: events, views and free/busy time. */
import type { Part, PartContext } from '../core/part.ts';
import { calendarViewRoutes } from './calendarView.ts';
import { eventRoutes } from './events.ts';
import { scheduleRoutes } from './schedule.ts';

export function makeCalendarPart(context: PartContext): Part {
  return {
    name: 'calendar',
    routes: [...eventRoutes(context), ...calendarViewRoutes(context), ...scheduleRoutes(context)],
  };
}
