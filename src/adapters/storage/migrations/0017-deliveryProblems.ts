import type { Migration } from './index.ts';

/** Why a message has not gone is a code with the operator's sentence; what was kept before has the sentence alone. */
export const deliveryProblems: Migration = {
  name: 'delivery-problems',
  statements: [
    `alter table outgoing alter column problem type jsonb
       using case when problem is null then null else jsonb_build_object('code', 'not-known', 'detail', problem) end`,
  ],
};
