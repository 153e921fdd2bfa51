/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The time, from one place so that tests can inject it: in their program, and in
 * no other, FOOTHOLD_CLOCK ("2026-05-04" or "2026-05-04T09:30", local) stands
 * still at that moment.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

#include "base/date.h"

int64_t clock_now_ms(void);        /* since 1970, UTC */
struct date clock_today(void);     /* local day */
void clock_local(int64_t ms, struct date *day, int *minute_of_day);
/* Monotonic, for time-outs and measuring; never injected. */
int64_t clock_ticks_ms(void);
/* The same, going on while the computer sleeps: for how long nobody was there. */
int64_t clock_asleep_too_ms(void);
/* What the environment says, in programs made for tests; NULL in the program itself. */
const char *clock_told(void);
/* For tests and the demonstration: stands still at `ms`; 0 lets it run again. */
void clock_hold(int64_t ms);

#endif
