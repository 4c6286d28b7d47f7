/** The weekly meeting of the sample ends at 10:00 UTC on 25 November 2026; the app of a test starts at 10:05. */
export const SUBJECT = 'Atlas weekly project meeting';

/** Two commitments, each with its owner and day. */
export const VTT = `WEBVTT

00:00:05.000 --> 00:00:09.000
<v Priya Raman>I will order the second firewall pair by Friday.</v>

00:00:12.000 --> 00:00:16.000
<v Kenji Mori>I will send the interface list to Lucía by Monday.</v>
`;
